"""CSV and TSV, read back by the csv module with every value unchanged."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given

from paperreader.export.lines import as_csv, as_tsv
from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record
from tests.export.papers import FULL, HOSTILE, export_row
from tests.libraries import NOON
from tests.strategies import hostile_text


def read_back(papers: list[ExportRow]) -> list[list[dict[str, str]]]:
    """Return the rows that the csv module reads from the CSV and from the TSV."""
    text, tabs = "".join(as_csv(papers)), "".join(as_tsv(papers))
    return [
        list(csv.DictReader(io.StringIO(text, newline=""), strict=True)),
        list(csv.DictReader(io.StringIO(tabs, newline=""), dialect="excel-tab", strict=True)),
    ]


_NUMBERS = ("authors_count", "comments", "upvotes", "github_stars")


def as_record(row: dict[str, str]) -> dict[str, object]:
    """Return the record of a row, by the rules in the docstring of `as_csv`."""
    numbers = {name: int(row[name]) if row[name] else None for name in _NUMBERS}
    locations = [location.rpartition(":") for location in row["sources"].split("\n")] if row["sources"] else []
    return {
        **{name: value or None for name, value in row.items()},
        **numbers,
        "title": row["title"],
        "key": row["key"],
        "score": float(row["score"]) if row["score"] else None,
        "authors": row["authors"].split("\n") if row["authors"] else None,
        "links": row["links"].split("\n") if row["links"] else [],
        "tags": row["tags"].split("\n") if row["tags"] else [],
        "sources": [{"path": path, "line": int(line)} for path, _, line in locations],
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_every_value_of_a_record_is_read_back_unchanged(text: str) -> None:
    papers = [
        export_row(
            text, f"{text}\n\n{text} https://a.b/c. https://d.e/f\n\n• {text}", day=20240223, read=NOON, score=1.5
        ),
        FULL,
        export_row(
            f"A {text}", authors=("Ada Lovelace", text.replace("\x1b", "").replace("\x07", "")), path=f"{text}:1"
        ),
        export_row(
            f"B {text}",
            organization=("adobe", "Adobe"),
            comments=3,
            upvotes=0,
            tags=["a", text],
            note=f"{text}\n\n{text}",
        ),
    ]
    for rows in read_back(papers):
        assert [as_record(row) for row in rows] == json.loads(json.dumps([paper_record(paper) for paper in papers]))


@given(hostile_text(), hostile_text())
def test_any_text_is_read_back_unchanged(title: str, abstract: str) -> None:
    paper = export_row(f"A {title}", abstract)
    for (row,) in read_back([paper]):
        assert row["title"] == paper.library.titles[0]
        assert row["abstract"] == (paper.abstract or "")


def test_columns_are_the_fields_of_a_record_or_the_chosen_ones() -> None:
    assert next(as_csv([FULL])).partition("\r\n")[0].split(",") == list(RECORD_FIELDS)
    assert list(as_tsv([FULL], ["date", "title"])) == [
        "date\ttitle\n2023-12-14\tSuccessor Heads: Recurring, Interpretable Attention Heads\n",
    ]


def test_csv_follows_rfc_4180() -> None:
    assert list(as_csv([export_row('The "Best", a Paper Title', "a\n\nb")] * 2, ["title", "abstract"])) == [
        'title,abstract\r\n"The ""Best"", a Paper Title","a\n\nb"\r\n',
        '"The ""Best"", a Paper Title","a\n\nb"\r\n',
    ]


@pytest.mark.parametrize("sign", list("=+-@"))
def test_a_safe_table_has_no_value_that_a_spreadsheet_takes_for_a_formula(sign: str) -> None:
    papers = [export_row(f"{sign}cmd|'/C calc'!A0")]
    for write in (as_csv, as_tsv):
        assert "".join(write(papers, ["title"])).splitlines()[1].lstrip('"').startswith(f"{sign}cmd")
        assert "".join(write(papers, ["title"], safe=True)).splitlines()[1].lstrip('"').startswith(f"'{sign}cmd")
