"""Highlights: words and phrases that are marked wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.config import Settings
from paperreader.marks import MarkStore
from paperreader.query.parser import parse
from paperreader.session import Session
from paperreader.session.highlights import KINDS, Highlights, searched_texts
from tests.libraries import entry, library, shown
from tests.strategies import hostile_text


@pytest.mark.parametrize(
    ("texts", "text", "found"),
    [
        (["clip", "sparse autoencoder"], "CLIP and Sparse  Autoencoders of clips", ["CLIP", "Sparse  Autoencoders", "clips"]),
        (["autoencoder"], "Auto-Encoder, autoencoding", []),
        (["modèle", "é"], "Des modeles é", ["modeles", "é"]),
        ([], "nothing", []),
        (["", " ", "a.b"], "ab a.b a b", ["a.b", "a b"]),
    ],
)  # fmt: skip
def test_words_and_phrases_are_found_as_whole_words_with_their_plural(
    texts: list[str], text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end, _ in Highlights(texts).spans(text)] == found


def test_each_text_has_a_look_of_its_own_until_there_are_too_many() -> None:
    texts = [f"word{number}" for number in range(8)]
    assert [kind for _, _, kind in Highlights(texts).spans(" ".join(texts))] == [*range(KINDS), 0, 1]


def test_texts_are_added_and_taken_back() -> None:
    highlights = Highlights(["CLIP"])
    assert highlights.switch(["clip", "heads"])
    assert highlights.texts == ("CLIP", "heads")
    assert not highlights.switch(["Clip", "Heads"])
    assert not highlights.texts
    assert highlights.spans("CLIP heads") == ()


def test_the_searched_words_are_those_of_titles_and_abstracts() -> None:
    assert searched_texts(parse('sparse "attention heads" abstract:surrog* -not year:2024 org:adobe')) == [
        "sparse", "attention heads", "surrog",
    ]  # fmt: skip


def test_papers_with_a_highlight_can_be_listed(tmp_path: Path) -> None:
    titles = ("A Paper on CLIP and More", "Sparse Autoencoders of Things", "Another Paper of Things")
    papers = library(*(entry(title, abstract=None) for title in titles))
    session = Session(papers, MarkStore(tmp_path / "state.toml"), Settings(highlight=("clip", "sparse autoencoder")))
    session.ask(session.parse("@highlights"))
    assert shown(session) == ["A Paper on CLIP and More", "Sparse Autoencoders of Things"]


@given(st.lists(hostile_text(4), max_size=4), hostile_text())
def test_spans_lie_in_the_text_and_apart(texts: list[str], text: str) -> None:
    borders = [border for start, end, _ in Highlights(texts).spans(text) for border in (start, end)]
    assert borders == sorted(borders)
    assert all(0 <= border <= len(text) for border in borders)
