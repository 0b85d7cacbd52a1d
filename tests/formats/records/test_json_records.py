"""Records found in JSON documents and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from paperreader.errors import PaperReaderError, Problem
from paperreader.formats.entry import EMPTY_ANSWER
from paperreader.formats.records import NotRead, Record
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_values import Fields, first_text
from paperreader.source import Source

ALL = ("message.items[]", "message", "data[]", "[]", "")


class Found:
    """The titles with their lines, and what else was told."""

    def __init__(self, path: Path, text: str | bytes, containers: Sequence[str] = ALL) -> None:
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        items = list(json_records(Source(str(path)), containers, _record))
        self.titles = [(item.line, item.title) for item in items if isinstance(item, Record)]
        self.labels = [item.label for item in items if isinstance(item, NotRead)]
        told = [(item.line, item.why) for item in items if isinstance(item, NotRead) and item.why]
        self.told = told + [(item.line, item.text) for item in items if isinstance(item, Problem)]


def _record(line: int, fields: Fields) -> Record:
    return Record(line, first_text(fields, "title"))


A, B = {"title": "A", "year": 1}, {"title": "B", "authors": [{"name": "X {"}]}


@pytest.mark.parametrize(
    "document",
    [
        [A, B],
        {"total": 2, "data": [A, B], "next": 3},
        {"status": "ok", "message": {"facets": {}, "items": [A, B], "query": None}},
    ],
)
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_records_are_found_in_the_containers_with_the_lines_of_their_titles(
    tmp_path: Path, document: Any, indent: Any
) -> None:
    text = json.dumps(document, indent=indent)
    lines = [1 + text[: text.index(f'"title": "{title}"')].count("\n") for title in "AB"]
    assert Found(tmp_path / "a", text).titles == list(zip(lines, "AB", strict=True))


@pytest.mark.parametrize("document", [A, {"status": "ok", "message": A}])
def test_a_single_object_is_a_record(tmp_path: Path, document: Any) -> None:
    assert [title for _, title in Found(tmp_path / "a", json.dumps(document, indent=1)).titles] == ["A"]


def test_each_line_of_json_lines_is_a_record_and_a_bad_one_is_skipped(tmp_path: Path) -> None:
    text = f'{json.dumps(A)}\n{{"title": "cut of\n\nnull\n[1]\n{json.dumps(B)}\n'
    found = Found(tmp_path / "a", text)
    assert found.titles == [(1, "A"), (6, "B")]
    assert [line for line, _ in found.told] == [2, 4, 5]


def test_a_cut_first_line_does_not_hide_the_others(tmp_path: Path) -> None:
    text = f'{{"title": "cut of\n{json.dumps(A)}\n{json.dumps(B)}\n'
    assert Found(tmp_path / "a", text).titles == [(2, "A"), (3, "B")]


def test_a_long_damaged_line_behind_the_first_does_not_hide_the_others(tmp_path: Path) -> None:
    """What follows a whole object on the first line is another record: the first kilobytes have no second one here."""
    damaged = '"' + "no JSON, " * 4000
    text = f"{json.dumps(A)}\n{damaged}\n{json.dumps(B)}\n"
    assert Found(tmp_path / "a", text).titles == [(1, "A"), (3, "B")]


def test_pages_of_answers_on_lines_are_read(tmp_path: Path) -> None:
    text = "".join(json.dumps({"total": 1, "data": [record]}) + "\n" for record in (A, B))
    assert Found(tmp_path / "a", text).titles == [(1, "A"), (2, "B")]


def test_null_in_place_of_a_record_is_reported(tmp_path: Path) -> None:
    found = Found(tmp_path / "a", json.dumps([A, None, B, "x"]))
    assert [title for _, title in found.titles] == ["A", "B"]
    assert found.labels == ["nulls", "invalid records"]


@pytest.mark.parametrize("whole", [[A, B, A], {"data": [A, B, A]}])
def test_a_cut_document_keeps_the_records_before_the_cut(tmp_path: Path, whole: Any) -> None:
    text = json.dumps(whole, indent=1)
    first = text.index("}") + 1
    for end in range(first, len(text) - 1):
        found = Found(tmp_path / "a", text[:end])
        assert found.titles[0][1] == "A"
        assert found.told


def test_a_record_with_a_stray_quote_spoils_no_other(tmp_path: Path) -> None:
    found = Found(tmp_path / "a", '[\n{"title": "A"},\n{"title": "A "quote"},\n{"title": "B"}\n]')
    assert found.titles == [(2, "A"), (4, "B")]
    assert [line for line, _ in found.told] == [3]


def test_variants_of_other_programs_are_read(tmp_path: Path) -> None:
    text = b'\xef\xbb\xbf[{"title": "A\nB", "score": NaN}, {"title": "\xff \\ud83d"},]'
    assert [title for _, title in Found(tmp_path / "a", text).titles] == ["A\nB", "\ufffd \ud83d"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_damaged_records_are_skipped_in_pieces_of_any_size(tmp_path: Path, size: int) -> None:
    class Pieces(Source):
        def chunks(self) -> Iterator[bytes]:
            return (piece[at : at + size] for piece in super().chunks() for at in range(0, len(piece), size))

    path = tmp_path / "a"
    path.write_text('{"": 1, "data": [\n    {\n    "title": "A "x,\n    },\n\n    {"title": "B"},\n    {"title": "C"\n')
    items = list(json_records(Pieces(str(path)), ("data[]",), _record))
    assert [(item.line, item.title) for item in items if isinstance(item, Record)] == [(6, "B")]
    assert [type(item) for item in items] == [NotRead, Record, Problem]


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_deep_nesting_is_reported(tmp_path: Path, bracket: str) -> None:
    closing = "]" if bracket == "[" else "}"
    deep = bracket * 10_000 + "1" + closing * 10_000
    found = Found(tmp_path / "a", f'[{{"title": "A"}}, {{"title": "B", "deep": {deep}}}, {{"title": "C"}}]')
    assert [title for _, title in found.titles] == ["A", "C"]
    assert len(found.told) == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"error": "Invalid query parameters error."}, "Invalid query"),
        ({"message": "Too Many Requests.", "code": "429"}, "Too Many Requests"),
        ({"error": {"code": 404, "message": "Not found"}}, "Not found"),
        ({"status": "failed", "message-type": "validation-failure", "message": [{"message": "Bad"}]}, "Bad"),
        ({"detail": "Not Found"}, "Not Found"),
    ],
)
def test_the_error_of_a_server_is_reported_as_one(tmp_path: Path, answer: Any, why: str) -> None:
    with pytest.raises(PaperReaderError, match=why):
        Found(tmp_path / "a", json.dumps(answer))


@pytest.mark.parametrize("answer", [{"total": 0, "data": []}, [], {"message": {"total-results": 0, "items": []}}])
def test_an_empty_answer_is_no_problem(tmp_path: Path, answer: Any) -> None:
    found = Found(tmp_path / "a", json.dumps(answer))
    assert (found.titles, found.told, found.labels) == ([], [], [EMPTY_ANSWER])
