"""The fields of the query language: how a value is written, and how a row is tested for it.

Fields on attributes of papers follow from the table in `library.columns`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, NamedTuple, cast

from paperreader.dates import FIRST_DAY, YEAR_UNIT, date_to_number
from paperreader.errors import nearest
from paperreader.identifiers import arxiv_id_in, unique_identifiers
from paperreader.library.author_names import is_same_name, name_words
from paperreader.library.column_types import Spelling, TextColumn
from paperreader.library.columns import ATTRIBUTES, FieldKind
from paperreader.library.library import Library
from paperreader.library.packed_columns import PackedListColumn, PackedTextColumn
from paperreader.marks import NOTE, MarkStore, tag_mark
from paperreader.paper import compact_key
from paperreader.query.ranges import (
    RangeError,
    canonical_dates,
    canonical_numbers,
    canonical_years,
    parse_dates,
    parse_numbers,
)
from paperreader.query.typed_ids import ARXIV_DOI, canonical_id, is_address
from paperreader.text import normalize_title, sanitize

RowTest = Callable[[int], bool]
"""Returns whether a row passes."""
MakeTest = Callable[[str, Library, MarkStore | None], RowTest]
"""Returns the test for one value of a field. A row test that reads abstracts raises PaperReaderError."""


class QueryField(NamedTuple):
    """A field.

    Attributes:
        canonical: returns the one spelling of a value, or raises RangeError.
        make_test: returns the test for a value.
        values: all values, if there are few.
    """

    canonical: Callable[[str], str]
    make_test: MakeTest
    values: tuple[str, ...] = ()


def _one_of(*values: str) -> Callable[[str], str]:
    def canonical(value: str) -> str:
        if value.lower() not in values:
            raise RangeError(f"is not one of {', '.join(values)}", nearest(value.lower(), values))
        return value.lower()

    return canonical


def _canonical_words(value: str) -> str:
    if not normalize_title(value):
        raise RangeError("has no letter or digit")
    return value


# -- attributes -----------------------------------------------------------------------------------


def _number(column: Any, value: str) -> RowTest:
    return _within(column.numbers, *parse_numbers(value), least=0)


def _year(column: Any, value: str) -> RowTest:
    low, high = parse_numbers(value)
    return _within(column.numbers, low * YEAR_UNIT, high * YEAR_UNIT + 1231, least=YEAR_UNIT)


def _date(column: Any, value: str) -> RowTest:
    low, high = parse_dates(value)
    return _within(column.numbers, _with_imprecise_days(low), high, least=YEAR_UNIT)


def _with_imprecise_days(low: int) -> int:
    """Return a lowest day so that days known to their month or year are found in the range that begins with it."""
    if low % YEAR_UNIT == FIRST_DAY:
        return low - FIRST_DAY
    return low - 1 if low % 100 == 1 else low


def _within(numbers: Sequence[int], low: int, high: int, *, least: int) -> RowTest:
    low = max(low, least)
    return lambda row: low <= numbers[row] <= high


def _name(column: TextColumn, value: str) -> RowTest:
    """Match values spelled so but for case; without any, match values in which a word of any spelling starts so."""
    query, values = normalize_title(value), column.distinct()
    equal = {spelling for spelling in values if normalize_title(spelling[0]) == query}
    return column.having(equal or _with_word(values, query))


def _phrase(column: PackedListColumn, value: str) -> RowTest:
    """Match values equal to the given one, as facets write it. If there is none, match values in which a word begins with it.

    Unlike the short name of an organization, a venue as people type it is a part of its name: `icml` of `ICML 2024`.
    """
    phrase = " ".join(name_words(value))

    def rows() -> set[int]:
        return column.rows_with(value) or {
            row
            for row, text in column.values_with_word(phrase.partition(" ")[0])
            if f" {phrase}" in f" {' '.join(text.split())}"
        }

    return column.remember(("phrase", value), rows).__contains__


def _category(column: TextColumn, value: str) -> RowTest:
    """Match a category and those below it (`cs.CL` is below `cs`); without any, match words that start so."""
    values, query = column.distinct(), value.lower()
    below = {spelling for spelling in values if f"{spelling[0].lower()}.".startswith(f"{query}.")}
    return column.having(below or _with_word(values, normalize_title(value)))


def _with_word(values: set[Spelling], query: str) -> set[Spelling]:
    return {spelling for spelling in values if any(f" {query}" in f" {normalize_title(text)}" for text in spelling)}


def _author(column: PackedListColumn, value: str) -> RowTest:
    """Match papers with an author of this name; without any, take its last word for the beginning of a word."""
    *first, last = name_words(value)

    def rows() -> set[int]:
        return _rows_by([*first, last], "", column) or _rows_by(first, last, column)

    return column.remember(("author", *first, last), rows).__contains__


def _rows_by(typed: Sequence[str], beginning: str, column: PackedListColumn) -> set[int]:
    """Return the rows with an author of a name; see `is_same_name`."""
    anchors = [word for word in typed if len(word) > 1] or [beginning or typed[-1]]
    same: dict[str, bool] = {}  # many papers have one author
    rows = set()
    for row, name in chain.from_iterable(map(column.values_with_word, anchors)):
        if name not in same:
            same[name] = is_same_name(typed, name.split(), beginning)
        if same[name]:
            rows.add(row)
    return rows


_KINDS: dict[FieldKind, tuple[Callable[[str], str], Callable[[Any, str], RowTest]]] = {
    "number": (canonical_numbers, _number),
    "year": (canonical_years, _year),
    "date": (canonical_dates, _date),
    "name": (str, _name),
    "phrase": (_canonical_words, _phrase),
    "category": (str, _category),
    "author": (_canonical_words, _author),
}


def _attribute_field(attribute: str, kind: FieldKind) -> QueryField:
    canonical, make_test = _KINDS[kind]
    return QueryField(canonical, lambda value, library, _: make_test(library.columns[attribute], value))


# -- marks and dumps ------------------------------------------------------------------------------


def _is(value: str, library: Library, marks: MarkStore | None) -> RowTest:
    if value == "new":
        return library.locations.is_new
    marked = _marked("read" if value == "unread" else value, library, marks)
    return (lambda row: row not in marked) if value == "unread" else marked.__contains__


def _marked(name: str, library: Library, marks: MarkStore | None) -> set[int | None]:
    """Return the rows of papers with a mark."""
    return set(library.rows_with(map(compact_key, marks.keys_marked(name)))) if marks is not None else set()


def _tag(value: str, library: Library, marks: MarkStore | None) -> RowTest:
    """Match papers with exactly this tag; without any, with tags that differ from it in case."""
    rows = _marked(tag_mark(value), library, marks)
    if not rows and marks is not None:
        for tag in marks.tag_counts():
            if tag.casefold() == value.casefold():
                rows |= _marked(tag_mark(tag), library, marks)
    return rows.__contains__


def _note(value: str, library: Library, marks: MarkStore | None) -> RowTest:
    """Match papers with a word, a phrase or the beginning of a word in their note."""
    from paperreader.search import Passage

    passage = Passage(value)
    noted = marks.noted() if marks is not None else ()
    keys = [compact_key(key) for key, note in noted if passage.is_in_title(normalize_title(note))]
    return set(library.rows_with(keys)).__contains__


def _marked_at(method: str) -> MakeTest:
    """Return the maker of tests for when papers were marked, given the method of `MarkStore`."""

    def make_test(value: str, library: Library, marks: MarkStore | None) -> RowTest:
        low, high = parse_dates(value)
        time_of = getattr(marks, method, lambda _: None)

        def test(row: int) -> bool:
            time = time_of(library.keys[row])
            return time is not None and low <= date_to_number(time) <= high

        return test

    return make_test


def _source(value: str, library: Library, _: MarkStore | None) -> RowTest:
    """Match dumps with exactly this file name; without any, match paths that contain the value."""
    query, sources = value.lower(), list(enumerate(library.sources))
    matching = {index for index, source in sources if sanitize(source.name).lower() == query} or {
        index for index, source in sources if query in sanitize(source.display_name).lower()
    }
    return lambda row: any(source in matching for source, _ in library.locations[row])


def _like(value: str, library: Library, _: MarkStore | None) -> RowTest:
    row = library.row_of(value)
    return (set(library.like(row).rows) if row is not None else set()).__contains__


def _id(value: str, library: Library, _: MarkStore | None) -> RowTest:
    """Match papers that have an identifier, or an address of their own."""
    columns = {name: cast("PackedTextColumn", column) for name, column in library.columns.items()}
    if is_address(value):
        spellings = (value, value.removesuffix("/"), f"{value}/")
        return {
            row for name in ("links", "pdf", "code") for text in spellings for row in columns[name].rows_with(text)
        }.__contains__
    doi = f"{ARXIV_DOI}{value}" if arxiv_id_in(value) == value else value.lower()
    merged = map(library.row_identified, unique_identifiers(None, value.lower(), (f"pmid:{value}",)))
    found = (
        columns["arxiv_id"].rows_with(value)
        | columns["doi"].rows_with(doi)
        | {row for row in merged if row is not None}
    )
    return (found | columns["ids"].rows_with(value, after=":")).__contains__


_PARTS = {attribute.has: attribute.name for attribute in ATTRIBUTES if attribute.has}


def _has(value: str, library: Library, marks: MarkStore | None) -> RowTest:
    if value in _PARTS:
        return library.columns[_PARTS[value]].has
    if value == "abstract":
        return library.abstracts.has
    if value == NOTE:
        return _marked(NOTE, library, marks).__contains__
    if value == "tag":
        tagged = (compact_key(key) for key, _ in marks.tagged()) if marks is not None else ()
        return set(library.rows_with(tagged)).__contains__
    return lambda row: library.columns["has_links"].has(row) or bool(library.own_links(row))


# -- abstracts ------------------------------------------------------------------------------------


def _text(value: str, library: Library, _: MarkStore | None) -> RowTest:
    from paperreader.search import Passage

    passage, in_abstract = Passage(value), library.abstracts.containing(value)
    return lambda row: passage.is_in_title(normalize_title(library.titles[row])) or in_abstract(row)


_STATES = ("unread", "read", "starred", "new")
_HAS = (*_PARTS, "abstract", "link", NOTE, "tag")

FIELDS: dict[str, QueryField] = {
    "is": QueryField(_one_of(*_STATES), _is, _STATES),
    **{name: _attribute_field(row.name, kind) for row in ATTRIBUTES for name, kind in row.query_fields.items()},
    "read": QueryField(canonical_dates, _marked_at("read_at")),
    "starred": QueryField(canonical_dates, _marked_at("starred_at")),
    "tag": QueryField(str, _tag),
    "note": QueryField(_canonical_words, _note),
    "source": QueryField(str, _source),
    "id": QueryField(canonical_id, _id),
    "key": QueryField(str, lambda key, library, _: {library.row_of(key)}.__contains__),
    "like": QueryField(str, _like),
    "abstract": QueryField(_canonical_words, lambda passage, library, _: library.abstracts.containing(passage)),
    "text": QueryField(_canonical_words, _text),
    "has": QueryField(_one_of(*_HAS), _has, _HAS),
}
