"""What stands twice on a page, as titles and cards of trending pages do, is one paper, and no other text is lost by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.papers_page import read
from tests.strategies import HEADER

TITLE = "A Title of One Paper"
LAST = "The Last Title"
DATED = "6 authors\n\u00b7\nJan 5, 2024"
ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on. " * 4
OTHER = "It is shown which parts of a network are needed, and that the others can be left out. " * 5


def page(*blocks: str) -> str:
    return HEADER + "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("title", ["T", TITLE, "Another, Longer Title: With a Part", "Is a Title a Question?"])
@pytest.mark.parametrize("label", ["Upvote", "Upvote 3"])
def test_a_title_that_repeats_is_no_abstract_and_takes_none_from_the_next_paper(title: str, label: str) -> None:
    reading = read(page(title, title, label, title, LAST, DATED))
    assert reading.pairs == [(title, ""), (LAST, "")]
    assert [entry.day for entry in reading.entries] == [0, 20240105]


def test_a_title_above_itself_is_one_paper_with_the_abstract_below() -> None:
    cards = [block for title in (TITLE, LAST) for block in ("Submitted by Ann", title, title, ABSTRACT.strip(), DATED)]
    reading = read(page(*cards))
    assert reading.pairs == [(TITLE, ABSTRACT.strip()), (LAST, ABSTRACT.strip())]


def test_papers_of_a_trending_page_that_share_a_title_keep_both_abstracts() -> None:
    cards = ("Submitted by Ann", TITLE, ABSTRACT.strip(), DATED, "Submitted by Bob", TITLE, OTHER.strip(), DATED)
    assert read(page(*cards)).pairs == [(TITLE, ABSTRACT.strip()), (TITLE, OTHER.strip())]


def test_a_copy_of_a_card_whose_abstract_goes_on_or_was_cut_is_the_same_paper() -> None:
    cards = ("Submitted by Ann", TITLE, ABSTRACT[:120], DATED, "Submitted by Ann", TITLE, ABSTRACT.strip(), DATED)
    assert read(page(*cards)).pairs == [(TITLE, ABSTRACT.strip())]


_texts = st.sampled_from(
    ("Magistral", TITLE, "Another, Longer Title: With a Part", LAST, ABSTRACT.strip(), OTHER.strip())
)
_MARKS = ("Upvote 3", "Upvote", "Submitted by Ann", "GitHub 3.29k", "-", DATED)


@given(st.lists(st.one_of(_texts, _texts, st.sampled_from(_MARKS)), max_size=14))
def test_whatever_repeats_and_is_merged_every_text_is_shown(blocks: list[str]) -> None:
    reading = read(page(*blocks, LAST, DATED))
    shown = "\n\n".join((*reading.titles, *reading.abstracts))
    assert [text for text in (*blocks, LAST) if text not in (*_MARKS, *shown.split("\n\n"))] == []
