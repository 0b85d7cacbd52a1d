"""The columns of the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from paperreader.paper import Paper
from paperreader.tui.glyphs import Glyphs
from paperreader.tui.list_columns import ColumnTexts, column_forms, fit_columns

TODAY = date(2025, 3, 1)
TEXTS = ColumnTexts(Glyphs(), TODAY, "short")
DATE, COMMENTS = column_forms("date", "short"), column_forms("comments", "short")


@pytest.mark.parametrize(
    ("name", "known", "text"),
    [
        ("authors", {"authors": ("Ashish Vaswani", "Noam Shazeer"), "authors_count": 8}, "Vaswani +7"),
        ("authors", {"authors": ("Laurens van der Maaten",)}, "van der Maaten"),
        ("authors", {"authors": ("The Very Large Hadron Collider Collaboration", "B")}, "The Very Large H… +1"),
        ("authors", {"authors_count": 8}, "8 authors"),
        ("authors", {}, ""),
        ("venue", {"venue": "ICML 2024"}, "ICML 2024"),
        ("category", {"categories": ("cs.CL", "cs.LG")}, "cs.CL"),
        ("category", {}, ""),
        ("upvotes", {"upvotes": 12}, "▲12"),
        ("comments", {"comments": 12}, "”12"),
        ("comments", {"comments": 0}, ""),
        ("date", {"date_text": "2024-05"}, "May 2024"),
    ],
)
def test_a_column_shows_what_is_known(name: str, known: dict[str, Any], text: str) -> None:
    paper = Paper("A title", "a-title", **known)
    cells = column_forms(name, "short")[0]
    assert TEXTS.text(name, cells, paper) == text
    assert len(text) <= cells - 2


def test_a_number_of_comments_loses_its_sign_rather_than_its_gap() -> None:
    papers = [Paper("A title", "a-title", comments=count) for count in (12, 345, 67890)]
    texts = [[TEXTS.text("comments", cells, paper) for cells in COMMENTS] for paper in papers]
    assert texts == [["”12", "”12"], ["”345", "345"], ["”67k", "67k"]]


@pytest.mark.parametrize(
    ("style", "texts"),
    [("short", ["Feb 24, 2024", "Feb 2024", "2024"]), ("iso", ["2024-02-24", "2024-02", "2024"]), ("age", ["12mo"])],
)
def test_a_date_shortens_with_its_column(style: str, texts: list[str]) -> None:
    paper = Paper("A title", "a-title", date=date(2024, 2, 24), date_text="2024-02-24")
    columns = ColumnTexts(Glyphs(), TODAY, style)
    assert [columns.text("date", cells, paper) for cells in column_forms("date", style)] == texts


@pytest.mark.parametrize("known", [{"date": date(2025, 2, 24), "date_text": "2025-02-24"}, {"date_text": "Feb 24"}])
def test_a_date_of_this_year_or_of_an_unknown_one_keeps_its_day(known: dict[str, Any]) -> None:
    paper = Paper("A title", "a-title", **known)
    assert {TEXTS.text("date", cells, paper) for cells in DATE} == {"Feb 24"}


@pytest.mark.parametrize(
    ("width", "cells"),
    [
        (66, ()),
        (67, (7,)),
        (71, (7, 4)),
        (76 + 14 - 1, (7, 4)),
        (76 + 14, (10, 4)),
        (76 + 17, (13, 4)),
        (76 + 18, (13, 5)),
        (200, (13, 5)),
    ],
)
def test_columns_are_shown_with_60_cells_of_title_and_get_wider_with_76(width: int, cells: tuple[int, ...]) -> None:
    assert fit_columns(width, width, (DATE, COMMENTS)) == cells


def test_a_limit_hides_columns_and_narrows_none() -> None:
    assert fit_columns(200, 70, (DATE, COMMENTS)) == (13,)
