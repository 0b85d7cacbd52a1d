"""The program's own JSON lines: each record becomes the entry that it was listed from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.export.lines import as_jsonl
from paperreader.export.record import RECORD_FIELDS, ExportRow
from paperreader.formats import own_jsonl
from paperreader.formats.entry import Batch, Entry
from paperreader.library.loading import load_library
from paperreader.paper import paper_key
from paperreader.paper_links import all_links, page_by_id
from paperreader.source import Source
from tests.strategies import Dump, dumps, hostile_text, page_bytes
from tests.text.test_sanitizing import harmful_characters

SEEDS = Path(__file__).parents[2] / "seeds"

RECORD: dict[str, Any] = {
    "key": "a-title-of-some-length",
    "title": "A Title of Some Length",
    "abstract": "One paragraph with https://github.com/x/y.\n\nAnother one.\n- An item.",
    "date": "2024-02-23",
    "date_basis": "inferred",
    "authors_count": 2,
    "authors": ["Ada Lovelace", "Émilie du Châtelet"],
    "organization": "Analytical Society",
    "comments": 0,
    "upvotes": 7,
    "arxiv_id": "2402.01234",
    "ids": {"pmid": "33283989", "openreview": ["aBc", "dEf"]},
    "link": "https://huggingface.co/papers/2402.01234",
    "pdf": "https://arxiv.org/pdf/2402.01234",
    "code": "https://github.com/x/y",
    "keywords": ["engines", "analysis"],
    "comment": "12 pages, accepted at ICML",
    "github_stars": 1200,
    "links": ["https://huggingface.co/papers/2402.01234", "https://github.com/x/y"],
    "sources": [{"path": "a.txt", "line": 3}],
    "read": None,
    "starred": "2024-03-01T00:00:00Z",
    "score": 0.5,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries of a dump, their keys, the problems as (line, text), and the numbers of lines."""

    entries: list[Entry]
    keys: list[str]
    problems: list[tuple[int, str]]
    lines: dict[str, int]


def read(path: Path, data: bytes) -> Reading:
    path.write_bytes(data)
    batches: list[Batch] = list(own_jsonl.read(Source(str(path))))
    lines: dict[str, int] = {}
    for batch in batches:
        for label, count in batch.counts.items():
            lines[label] = lines.get(label, 0) + count
    assert sum(lines.values()) == data.count(b"\n") + (not data.endswith(b"\n"))
    return Reading(
        [entry for batch in batches for entry in batch.entries],
        [key for batch in batches for key in batch.keys],
        [(problem.line, problem.text) for batch in batches for problem in batch.problems],
        lines,
    )


def jsonl(*records: object) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def compact(*records: object) -> bytes:
    """The records as the program writes them."""
    return "".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records).encode()


def test_a_record_becomes_an_entry_with_all_its_fields(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.jsonl", compact(RECORD))
    (entry,) = reading.entries
    assert entry.abstract is not None
    assert entry.abstract.text() == RECORD["abstract"]
    assert entry._replace(abstract=None, opening=b"") == Entry(
        title="A Title of Some Length",
        line=1,
        day=20240223,
        year_inferred=True,
        authors_count=2,
        authors=("Ada Lovelace", "Émilie du Châtelet"),
        organization=("Analytical Society", "Analytical Society"),
        comments=0,
        upvotes=7,
        has_links=True,
        has_code=True,
        arxiv_id="2402.01234",
        links=("https://huggingface.co/papers/2402.01234",),
        ids=("pmid:33283989", "openreview:aBc", "openreview:dEf"),
        pdf="https://arxiv.org/pdf/2402.01234",
        code="https://github.com/x/y",
        keywords=("engines", "analysis"),
        comment="12 pages, accepted at ICML",
        github_stars=1200,
    )
    assert (reading.keys, reading.problems) == (["a-title-of-some-length"], [])


def test_null_and_missing_fields_are_unknown(tmp_path: Path) -> None:
    unknown = dict.fromkeys(RECORD) | {"title": "A Title", "key": "a-title", "links": []}
    entries = read(tmp_path / "a.jsonl", compact(unknown, {"title": "A Title"})).entries
    assert entries == [Entry("A Title", 1), Entry("A Title", 2)]


@pytest.mark.parametrize("write", [compact, jsonl])
def test_an_abstract_stays_in_the_dump_unless_it_has_escapes(tmp_path: Path, write: Any) -> None:
    plain, escaped = "An abstract about naïve Bayes.", 'An abstract about "Bayes".'
    data = write(RECORD | {"abstract": plain}, RECORD | {"abstract": escaped})
    spans = [entry.abstract for entry in read(tmp_path / "a.jsonl", data).entries]
    assert [span and span.text() for span in spans] == [plain, escaped]
    in_dump = [isinstance(span and span.store, Source) for span in spans]
    assert in_dump == [write is compact, False]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"title": "Cut of', "not valid JSON"),
        (b"no JSON at all", "not valid JSON"),
        (b'{"title": "\xff\xfe"}', "not valid JSON"),
        (b'["A title"]', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"abstract": "An abstract."}', "without a title"),
        (b'{"title": " \\u200b "}', "without a title"),
        (b'{"title": 7}', "`title` is not a text"),
    ],
)
def test_a_bad_line_is_reported_and_reading_goes_on(tmp_path: Path, line: bytes, why: str) -> None:
    data = compact(RECORD) + line + b"\n\n" + compact(RECORD)
    reading = read(tmp_path / "a.jsonl", data)
    assert [entry.line for entry in reading.entries] == [1, 4]
    assert {number for number, _ in reading.problems} == {2}
    assert why in reading.problems[0][1]
    assert reading.lines == {"records": 2, "invalid records": 1, "blank": 1}


def test_authors_without_a_count_are_counted(tmp_path: Path) -> None:
    record = {name: value for name, value in RECORD.items() if name != "authors_count"} | {"authors": ["A B", "C D"]}
    (entry,) = read(tmp_path / "a.jsonl", compact(record)).entries
    assert entry.authors_count == 2


def test_of_authors_with_an_unknown_count_some_are_not_named(tmp_path: Path) -> None:
    (entry,) = read(tmp_path / "a.jsonl", compact(RECORD | {"authors_count": None, "authors": ["A B", "C D"]})).entries
    assert (entry.authors, entry.authors_count) == (("A B", "C D"), None)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("comments", "many", "`comments` is not a number"),
        ("upvotes", True, "`upvotes` is not a number"),
        ("authors_count", -1, "`authors_count` is out of range"),
        ("comments", 2**31, "`comments` is out of range"),
        ("authors", "Ada", "`authors` is not a list of texts"),
        ("links", [1], "`links` is not a list of texts"),
        ("organization", [], "`organization` is not a text"),
        ("abstract", 3, "`abstract` is not a text"),
        ("date", "yesterday", "`date` is not a date"),
        ("date", "2023-02-29", "`date` is not a date"),
        ("date", "2023-13", "`date` is not a date"),
        ("date", "0000", "`date` is not a date"),
        ("ids", ["pmid:1"], "`ids` is not an object of texts"),
        ("ids", {"pmid": 1}, "`ids` is not an object of texts"),
        ("ids", {"pmid": ["1", None]}, "`ids` is not an object of texts"),
    ],
)
def test_a_field_of_the_wrong_kind_is_reported_and_unknown(tmp_path: Path, field: str, value: object, why: str) -> None:
    (entry,) = (reading := read(tmp_path / "a.jsonl", compact(RECORD | {"link": None, field: value}))).entries
    assert [line for line, _ in reading.problems] == [1]
    assert why in reading.problems[0][1]
    if field == "date":
        assert entry.day == 0
    else:
        assert not getattr(entry, field)


@pytest.mark.parametrize("key", ["a-short-title~0a1b2c", "a-short-title", "another-title", 7, None, "a-short-title~x"])
def test_a_key_is_kept_only_if_it_fits_the_title(tmp_path: Path, key: object) -> None:
    record = {"key": key, "title": "A Short Title", "abstract": "Its abstract."}
    (found,) = read(tmp_path / "a.jsonl", compact(record)).keys
    assert (found == key) is (key in ("a-short-title~0a1b2c", "a-short-title"))
    assert found.startswith("a-short-title")


def test_links_outside_the_abstract_are_kept_in_their_order(tmp_path: Path) -> None:
    abstract = "See https://a.org and https://b.org."
    for outside in ([], ["https://b.org"], ["https://c.org"], ["https://c.org", "https://b.org"]):
        links = list(dict.fromkeys([*outside, "https://a.org", "https://b.org"]))
        (entry,) = read(tmp_path / "a.jsonl", compact({"title": "A", "abstract": abstract, "links": links})).entries
        assert list(entry.links) == outside


def test_a_page_that_the_abstract_names_too_stays_the_page(tmp_path: Path) -> None:
    record = {"title": "A", "abstract": "See https://a.org.", "link": "https://a.org", "links": ["https://a.org"]}
    (entry,) = read(tmp_path / "a.jsonl", compact(record)).entries
    assert entry.links == ("https://a.org",)


def test_text_of_a_record_can_do_a_terminal_no_harm(tmp_path: Path) -> None:
    harm = "\x1b]0;owned\x07 \u202e"
    (entry,) = read(
        tmp_path / "a.jsonl", jsonl({**RECORD, "title": f"A {harm}", "authors": [harm], "abstract": harm})
    ).entries
    assert entry.title.isprintable()
    assert "".join(entry.authors or ()).isprintable()
    assert entry.abstract
    assert entry.abstract.text().isprintable()


# -- list, load, list ------------------------------------------------------------------------------

_OF_THE_LIST = ("sources", "read", "starred", "tags", "note", "score")
"""Fields that describe the list, not the paper."""


def listed(*paths: Path) -> bytes:
    """Return what `list --format jsonl` prints for dumps."""
    library, errors = load_library([str(path) for path in paths])
    assert errors == []
    assert library.problems == []
    rows = range(len(library))
    papers = (
        ExportRow(library, row, abstract) for row, abstract in zip(rows, library.abstracts.texts(rows), strict=True)
    )
    return "".join(as_jsonl(papers)).encode()


def records(data: bytes) -> list[dict[str, Any]]:
    """Return the records of JSON lines without the fields of the list."""
    parsed = [json.loads(line) for line in data.splitlines()]
    return [{name: value for name, value in record.items() if name not in _OF_THE_LIST} for record in parsed]


def assert_listed_again(folder: Path, *paths: Path) -> None:
    first = listed(*paths)
    path = written(folder / "list.jsonl", first)
    assert records(listed(path)) == records(first)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_records_is_read_back_as_its_lines(tmp_path: Path, indent: int | None) -> None:
    lines = listed(SEEDS)
    as_list = b"[\n" + lines.rstrip(b"\n").replace(b"\n", b",\n") + b"\n]\n"
    if indent:
        as_list = json.dumps(json.loads(as_list), indent=indent).encode()
    assert records(listed(written(tmp_path / "list.json", as_list))) == records(lines)


def test_a_list_keeps_abstracts_in_the_dump_and_tells_lines(tmp_path: Path) -> None:
    data = b"[\n" + b",\n".join(compact(RECORD | {"abstract": "Plain."}).strip() for _ in range(2)) + b",\n7\n]\n"
    path = tmp_path / "a.json"
    path.write_bytes(data)
    (batch,) = own_jsonl.read(Source(str(path)))
    spans = [entry.abstract for entry in batch.entries]
    assert [(span and span.text(), isinstance(span and span.store, Source)) for span in spans] == [("Plain.", True)] * 2
    assert [entry.line for entry in batch.entries] == [2, 3]
    assert [(problem.line, problem.text) for problem in batch.problems] == [
        (4, "not a JSON object; the line was skipped")
    ]


def test_every_field_that_is_listed_is_known_to_the_reader() -> None:
    assert own_jsonl.sniff(compact(dict.fromkeys(RECORD_FIELDS, "x"))) == 1.0


def test_the_list_of_the_seeds_is_read_back_equal(tmp_path: Path) -> None:
    assert_listed_again(tmp_path, SEEDS)


@given(dumps())
def test_the_list_of_any_page_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, dump: Dump) -> None:
    folder = tmp_path_factory.mktemp("page")
    assert_listed_again(folder, written(folder / "page.txt", dump.data))


@given(page_bytes())
def test_the_list_of_a_damaged_page_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("page")
    library, _ = load_library([str(written(folder / "page.txt", data))])
    rows = range(len(library))
    papers = (ExportRow(library, row, text) for row, text in zip(rows, library.abstracts.texts(rows), strict=True))
    first = "".join(as_jsonl(papers)).encode()
    if first:
        again = records(listed(written(folder / "list.jsonl", first)))
        assert list(map(_with_words, again)) == list(map(_with_words, records(first)))


def _with_words(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record with the words of its abstract: an empty bullet at the end of a line is unwrapped twice."""
    return record | {"abstract": (record["abstract"] or "").split()}


_LINE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20)
_WORDS = st.lists(_LINE, min_size=1, max_size=6).map(" ".join)
_FULL_RECORDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "title": st.builds("{} number {} of many papers".format, _WORDS, st.integers(0, 10**9)),
        "abstract": st.none() | st.lists(_WORDS, min_size=1, max_size=4).map("\n\n".join),
        "date": st.none()
        | st.tuples(st.dates().map(str), st.sampled_from((4, 7, 10))).map(lambda day: day[0][: day[1]]),
        "authors_count": st.none() | st.integers(0, 2**31 - 1),
        "authors": st.none() | st.lists(_WORDS, min_size=1, max_size=4),
        "organization": st.none() | _WORDS,
        "venue": st.none() | _WORDS,
        "categories": st.none() | st.lists(_WORDS, min_size=1, max_size=4, unique=True),
        "comments": st.none() | st.integers(0, 2**31 - 1),
        "upvotes": st.none() | st.integers(0, 2**31 - 1),
        "arxiv_id": st.none() | st.integers(10_000, 99_999).map("2402.{}".format),
        "doi": st.none() | _LINE,
        "ids": st.none()
        | st.dictionaries(
            st.sampled_from(("openreview", "acl")),
            _LINE | st.lists(_LINE, min_size=2, max_size=3, unique=True),
            min_size=1,
        ),
        "pdf": st.none() | _LINE,
        "code": st.none() | _LINE,
        "keywords": st.none() | st.lists(_WORDS, min_size=1, max_size=3, unique=True),
        "comment": st.none() | _WORDS,
        "github_stars": st.none() | st.integers(0, 2**31 - 1),
        "outside": st.lists(
            st.sampled_from(("https://a.org/1", "https://b.org/2", "https://c.org")), max_size=3, unique=True
        ),
        "inferred": st.booleans(),
    }
)


@given(
    st.lists(
        _FULL_RECORDS,
        min_size=1,
        max_size=4,
        unique_by=(
            lambda record: paper_key(record["title"]),
            lambda record: record["arxiv_id"] or record["title"],
            lambda record: record["doi"] or record["title"],
        ),
    )
)
def test_every_field_of_a_record_is_listed_again(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, Any]]
) -> None:
    for record in made:
        outside, inferred = record.pop("outside"), record.pop("inferred")
        page = page_by_id(record["arxiv_id"], record["doi"], list(_ids(record["ids"] or {})))
        if not outside and page:
            outside = [page]
        record["key"] = paper_key(record["title"], record["abstract"])
        inferred = inferred and not record["arxiv_id"]  # which may contradict it
        record["date_basis"] = ("inferred" if inferred else "printed") if record["date"] else None
        record["link"] = outside[0] if outside else None
        record["links"] = all_links(outside, record["abstract"]) or None
        if record["authors_count"] is None and record["authors"]:
            record["authors_count"] = len(record["authors"])
    path = written(tmp_path_factory.mktemp("records") / "a.jsonl", compact(*made))
    again = records(listed(path))
    assert [record | {"links": record["links"] or None} for record in again] == made


def _ids(ids: dict[str, str | list[str]]) -> Iterator[str]:
    for register, values in ids.items():
        yield from (f"{register}:{value}" for value in ([values] if isinstance(values, str) else values))


# -- recognition ------------------------------------------------------------------------------------


def test_full_records_are_certain_and_partial_ones_likely() -> None:
    assert own_jsonl.sniff(compact(RECORD)) == 1.0
    assert own_jsonl.sniff(compact(RECORD)[:100]) == 1.0
    assert own_jsonl.sniff(compact({"date": None, "title": "A"})) == 0.5
    assert own_jsonl.sniff(jsonl({"date_basis": None, "title": "A"})) == 0.5
    assert own_jsonl.sniff(jsonl({"date": None, "title": "A"})) == 0.0


@pytest.mark.parametrize(
    "head",
    [b'A title\n\n{"title": 1}\n', b'[{"title": "A"}]\n', b'["title"]', b'{"name": "A"}\n', b"{\n", b"@article{x,\n"],
)
def test_other_text_is_no_list_of_records(head: bytes) -> None:
    assert own_jsonl.sniff(head) == 0


# -- for any dump -----------------------------------------------------------------------------------

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | hostile_text(4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile_text(2), inner, max_size=3),
    max_leaves=6,
)
_RECORDS = st.dictionaries(st.sampled_from([*RECORD, "venue", "categories", "doi", "other"]), _VALUES)
_LINES = st.one_of(
    _RECORDS.map(lambda record: json.dumps(record).encode()),
    _VALUES.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"").replace(b"\0", b"\1")),
)


@given(st.lists(_LINES, max_size=8))
def test_reading_never_raises_and_every_line_is_counted(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    reading = read(tmp_path_factory.getbasetemp() / "any.jsonl", compact(RECORD) + b"\n".join(lines))
    assert reading.lines["records"] == len(reading.entries) == len(reading.keys)
    for entry in reading.entries:
        assert entry.title
        assert not harmful_characters(entry.title)
        if entry.abstract:
            entry.abstract.text()
    assert all(2 <= line <= len(lines) + 2 for line, _ in reading.problems)
