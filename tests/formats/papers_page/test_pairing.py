"""The roles of blocks, title or abstract, judged by their text alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.papers_page.pairing import (
    Role,
    abstract_cost,
    assign_roles,
    doubt,
    is_sure_title_and_abstract,
    title_cost,
)

TITLE, ABSTRACT, FURTHER = Role.TITLE, Role.ABSTRACT, Role.FURTHER
SENTENCES = (
    b"We study how large models represent the structure of the tasks that they are trained on. Experiments on eleven"
    b" benchmarks show gains over the strongest baseline. Our code is public. Nevertheless, little is known about the"
    b" mechanisms behind this behaviour, and we leave them to future work, which we hope to see soon."
)
HEADS = b"Successor Heads: Recurring, Interpretable Attention Heads In The Wild"
BAYES = b"A Tutorial on Bayesian Optimization"


def found(*texts: bytes, starts_paper: bool = True, has_metadata: bool = False) -> list[Role]:
    return assign_roles(texts, starts_paper=starts_paper, has_metadata=has_metadata)


def test_titles_and_abstracts_alternate() -> None:
    assert found(HEADS, SENTENCES, BAYES, SENTENCES) == [TITLE, ABSTRACT, TITLE, ABSTRACT]


def test_an_odd_block_is_a_title_without_an_abstract() -> None:
    assert found(HEADS, BAYES, SENTENCES) == [TITLE, TITLE, ABSTRACT]
    assert found(HEADS, SENTENCES, BAYES) == [TITLE, ABSTRACT, TITLE]


def test_two_long_blocks_after_a_title_are_two_paragraphs() -> None:
    assert found(HEADS, SENTENCES, SENTENCES) == [TITLE, ABSTRACT, FURTHER]


def test_a_title_with_metadata_may_well_lack_its_abstract() -> None:
    assert found(HEADS, has_metadata=True) == [TITLE]
    assert found(HEADS, SENTENCES, BAYES, has_metadata=True) == [TITLE, ABSTRACT, TITLE]


def test_a_short_sentence_after_a_title_is_its_abstract() -> None:
    assert found(HEADS, b"This note has been withdrawn by its authors.", has_metadata=True) == [TITLE, ABSTRACT]


@pytest.mark.parametrize(
    "text", [b"No abstract available.", b"Abstract not available", b"Enter abstract here", b"Abstract"]
)
def test_a_placeholder_is_taken_for_an_abstract(text: bytes) -> None:
    assert found(HEADS, text, BAYES, SENTENCES) == [TITLE, ABSTRACT, TITLE, ABSTRACT]


def test_the_block_after_a_paper_may_continue_its_abstract() -> None:
    assert found(b"- It is fast.\n- It is small.", starts_paper=False, has_metadata=True)[0] is FURTHER
    assert found(b"- It is fast.", starts_paper=True, has_metadata=True)[0] is TITLE


@pytest.mark.parametrize(
    "title",
    [
        HEADS,
        BAYES,
        b"0",
        b"Is it?",
        b"A note.",
        b"A title that goes on\n  in a second line",
        "大语言模型的可解释性研究".encode(),
    ],
)
def test_a_title_costs_less_as_a_title(title: bytes) -> None:
    assert title_cost(title) < abstract_cost(title)


@pytest.mark.parametrize(
    "abstract", [SENTENCES, SENTENCES[:200], "本文提出了一种新的方法，并在多个数据集上进行了验证。".encode() * 8]
)
def test_an_abstract_costs_less_as_an_abstract(abstract: bytes) -> None:
    assert abstract_cost(abstract) < title_cost(abstract)


def test_a_short_block_before_a_long_one_is_a_pair() -> None:
    assert is_sure_title_and_abstract(HEADS, SENTENCES)
    assert not is_sure_title_and_abstract(SENTENCES, SENTENCES)
    assert not is_sure_title_and_abstract(HEADS, BAYES)


def test_a_doubtful_role_is_reported() -> None:
    assert "reads like sentences" in doubt(SENTENCES * 2, TITLE)
    assert "short for one" in doubt(b"Hm", ABSTRACT)
    assert [doubt(HEADS, TITLE), doubt(SENTENCES, ABSTRACT), doubt(SENTENCES, FURTHER)] == ["", "", ""]


@given(st.lists(st.one_of(st.binary(min_size=1, max_size=40), st.sampled_from((HEADS, BAYES, SENTENCES))), max_size=9),
       st.tuples(st.booleans(), st.booleans()))  # fmt: skip
def test_every_block_has_a_role_and_an_abstract_follows_its_title(texts: list[bytes], ends: tuple[bool, bool]) -> None:
    starts_paper, has_metadata = ends
    roles = assign_roles(texts, starts_paper=starts_paper, has_metadata=has_metadata)
    assert len(roles) == len(texts)
    if texts and starts_paper:
        assert roles[0] is TITLE
    for before, role in pairwise(roles):
        assert role is not ABSTRACT or before is TITLE
        assert role is not FURTHER or before is not TITLE
