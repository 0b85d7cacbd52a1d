"""Passages in texts: whole words, prefixes, phrases."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.search import Passage
from paperreader.text import normalize_title, unwrap_paragraphs
from tests.strategies import hostile_text

TEXT = "We train a Surrogate\nmodel (self-attention heads) on naïve, eﬃcient agents’ $\\mathcal{L}_1$ losses, surrogates too."


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("surrogate", ["Surrogate"]),
        ("surrog*", ["Surrogate", "surrogates"]),
        ("SURROGATE MODEL", ["Surrogate model"]),
        ("surrogate mod*", ["Surrogate model"]),
        ("self-attention", ["self-attention"]),
        ("attention heads", ["attention heads"]),
        ("naive", ["naïve"]),
        ("efficient", ["eﬃcient"]),
        ("agents", ["agents’"]),
        ("l 1", ["L}_1"]),
        ("too", ["too"]),
        ("surrog", []),
        ("heads attention", []),
        ("ttention", []),
        ("", []),
        ("*", []),
    ],
)
def test_a_passage_is_adjacent_words_the_last_of_which_may_be_a_prefix(text: str, matched: list[str]) -> None:
    shown = unwrap_paragraphs(TEXT)
    passage = Passage(text)
    spans = [shown[start:end] for start, end in passage.spans(shown)]
    assert [span.rstrip("’") for span in spans] == [span.rstrip("’") for span in matched]
    assert passage.is_in_bytes(TEXT.encode()) is bool(matched)
    assert passage.is_in_title(normalize_title(shown)) is bool(matched)


def test_scripts_without_spaces_are_searched_by_character() -> None:
    assert Passage("注意").is_in_bytes("稀疏注意力机制".encode())
    assert not Passage("意注").is_in_bytes("稀疏注意力机制".encode())


@given(st.text() | hostile_text(), st.integers(0, 9), st.integers(1, 4))
@example("a\\emph{b} c", 0, 2)
@example("x ﬁ\u0301y", 0, 3)
def test_the_bytes_of_a_text_contain_each_phrase_of_the_normalized_text(text: str, first: int, count: int) -> None:
    raw = text.encode("utf-8", "replace")
    words = normalize_title(raw.decode()).split()
    phrase = " ".join(words[first : first + count])
    assert Passage(phrase).is_in_bytes(raw) is bool(phrase)
    assert not Passage(f"{phrase} qqqqq").is_in_bytes(raw)
