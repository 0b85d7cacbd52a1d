"""CSV and TSV, read back by Python's csv: every record whole, every value byte for byte."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given

from paperreader.export.delimited import as_csv, as_tsv
from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record
from tests.export.papers import FULL, HOSTILE, listed
from tests.libraries import NOON, modest
from tests.strategies import hostile_text


def read_back(papers: list[ExportRow]) -> list[list[dict[str, str]]]:
    """What csv makes of both."""
    text, tabs = "".join(as_csv(papers)), "".join(as_tsv(papers))
    return [
        list(csv.DictReader(io.StringIO(text, newline=""), strict=True)),
        list(csv.DictReader(io.StringIO(tabs, newline=""), dialect="excel-tab", strict=True)),
    ]


def meant(row: dict[str, str]) -> dict[str, object]:
    """A row as a JSON line would tell it, by the rules that the module documents."""
    numbers = {name: int(row[name]) if row[name] else None for name in ("authors_count", "comments", "upvotes")}
    places = [place.rpartition(":") for place in row["sources"].split("\n")] if row["sources"] else []
    return {
        **{name: value or None for name, value in row.items()},
        **numbers,
        "title": row["title"],
        "key": row["key"],
        "score": float(row["score"]) if row["score"] else None,
        "authors": row["authors"].split("\n") if row["authors"] else None,
        "links": row["links"].split("\n") if row["links"] else [],
        "sources": [{"path": path, "line": int(line)} for path, _, line in places],
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_record_is_lost_or_altered(text: str) -> None:
    papers = [
        listed(text, f"{text}\n\n{text} https://a.b/c. https://d.e/f\n\n• {text}", day=20240223, read=NOON, score=1.5),
        FULL,
        listed(f"A {text}", authors=("Ada Lovelace", text.replace("\x1b", "").replace("\x07", "")), path=f"{text}:1"),
        listed(f"B {text}", organization=("adobe", "Adobe"), comments=3, upvotes=0),
    ]
    for rows in read_back(papers):
        assert [meant(row) for row in rows] == json.loads(json.dumps([paper_record(paper) for paper in papers]))


@modest
@given(hostile_text(), hostile_text())
def test_any_text_comes_back_as_it_was(title: str, abstract: str) -> None:
    paper = listed(f"A {title}", abstract)
    for (row,) in read_back([paper]):
        assert row["title"] == paper.library.titles[0]
        assert row["abstract"] == (paper.abstract or "")


def test_columns_are_those_of_a_json_line_or_those_asked_for() -> None:
    assert next(as_csv([FULL])).partition("\r\n")[0].split(",") == list(RECORD_FIELDS)
    assert list(as_tsv([FULL], ["date", "title"])) == [
        "date\ttitle\n2023-12-14\tSuccessor Heads: Recurring, Interpretable Attention Heads\n",
    ]


def test_csv_is_as_its_standard_says() -> None:
    assert list(as_csv([listed('The "Best", a Paper Title', "a\n\nb")] * 2, ["title", "abstract"])) == [
        'title,abstract\r\n"The ""Best"", a Paper Title","a\n\nb"\r\n',
        '"The ""Best"", a Paper Title","a\n\nb"\r\n',
    ]
