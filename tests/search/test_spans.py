"""The matched letters of a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.search.spans import matched_spans
from paperreader.text import normalize_title
from tests.strategies import hostile_text


def capitals(title: str, words: str) -> str:
    """The title in small letters, the matched ones in capitals."""
    letters = list(title.lower())
    for start, end in matched_spans(title, tuple(normalize_title(words).split())):
        letters[start:end] = title[start:end].upper()
    return "".join(letters)


@pytest.mark.parametrize(
    ("title", "words", "shown"),
    [
        ("Successor Heads in the Wild", "heads", "successor HEADS in the wild"),
        ("Successor Heads in the Wild", "wild succ", "SUCCessor heads in the WILD"),
        ("Heads and Heads", "heads", "HEADS and HEADS"),
        ("Head and Heads", "head", "HEAD and heads"),
        ("Few-Shot Learners", "few shot", "FEW-SHOT learners"),
        ("Few-Shot Learners", "fewshot", "FEW-SHOT learners"),
        ("Modèles de langue", "modeles", "MODÈLES de langue"),
        ("Mechanistic Interpretability", "mechint", "MECHanistic INTerpretability"),
        ("The Sparse Auto Encoder", "sae", "the Sparse Auto Encoder"),
        ("Interpretability", "intrp", "INTeRPretability"),
        ("Successor Heads in the Wild", "succheadwild", "SUCCessor HEADs in the WILD"),
        ("Attention in Many Heads", "attnheads", "ATTeNtion in many HEADS"),
        ("Nothing of This", "zebra", "nothing of this"),
    ],
)
def test_letters_match_words_prefixes_joined_words_and_abbreviations(title: str, words: str, shown: str) -> None:
    assert capitals(title, words) == shown


@pytest.mark.parametrize(
    ("title", "words", "spans"),
    [
        ("Few-Shot Learners", "few shot", ((0, 3), (4, 8))),
        ("\ufb01ne-tuning", "fine", ((0, 3),)),
        ("大语言模型", "语言", ((1, 3),)),
        ("LLM$\\times$MapReduce", "llmtimesmapreduce", ((0, 3), (5, 10), (11, 20))),
        ("e\u0301tude of Modes", "etude", ((0, 6),)),
        ("", "x", ()),
    ],
)
def test_spans_count_the_code_points_of_the_shown_title(
    title: str, words: str, spans: tuple[tuple[int, int], ...]
) -> None:
    assert matched_spans(title, tuple(normalize_title(words).split())) == spans


def test_a_misspelt_word_matches_the_letters_that_it_shares_with_the_title() -> None:
    title = "Sparse Autoencoders"
    spans = matched_spans(title, ("autoencodrs",))
    assert "".join(title[start:end] for start, end in spans) == "Autoencodrs"


@given(hostile_text(), hostile_text(4))
def test_spans_are_sorted_disjoint_and_inside_the_title(title: str, words: str) -> None:
    spans = matched_spans(title, tuple(normalize_title(words).split()[:24]))
    ends = [end for span in spans for end in span]
    assert ends == sorted(set(ends))
    assert all(0 <= end <= len(title) for end in ends)


@given(hostile_text(), st.data())
def test_all_letters_of_a_word_of_the_title_match(title: str, data: st.DataObject) -> None:
    words = normalize_title(title).split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    matched_letters = "".join(title[start:end] for start, end in matched_spans(title, (word,)))
    assert word.replace(" ", "") in normalize_title(matched_letters).replace(" ", "")
