"""Texts in one buffer: what is stored comes back, merging replaces it, and searches find the rows that have it now."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.entry import Entry
from paperreader.formats.entry_columns import EntryColumns
from paperreader.library.column_types import first_known, union
from paperreader.library.packed_columns import PackedListColumn, PackedTextColumn
from paperreader.text import sanitize
from tests.strategies import hostile_text


def authors(*rows: tuple[str, ...] | None) -> PackedListColumn:
    """Return a column of authors."""
    column = PackedListColumn("authors", union)
    column.extend(EntryColumns.of([Entry("", 1, authors=row) for row in rows]))
    return column


def dois(*rows: str | None) -> PackedTextColumn:
    """Return a column of DOIs."""
    column = PackedTextColumn("doi", first_known)
    column.extend(EntryColumns.of([Entry("", 1, doi=row) for row in rows]))
    return column


_NAMES = hostile_text(12).map(sanitize).filter(bool)
_ROWS = st.lists(st.none() | st.lists(_NAMES, min_size=1, max_size=4).map(tuple), max_size=8)


@given(st.lists(_ROWS, max_size=4), st.lists(st.tuples(st.integers(0, 31), st.tuples(_NAMES)), max_size=6))
def test_a_column_returns_what_was_stored_last_in_each_row(batches: list[Any], changes: list[Any]) -> None:
    column, expected = authors(), []
    for batch in batches:
        column.extend(EntryColumns.of([Entry("", 1, authors=row) for row in batch]))
        expected += batch
    for row, value in changes:
        if row < len(expected):
            column.put(row, value)
            expected[row] = value
    assert [column.get(row) for row in range(len(expected))] == expected
    assert [column.has(row) for row in range(len(expected))] == [row is not None for row in expected]
    for name in {name for row in expected for name in row or ()}:
        assert column.rows_with(name) == {row for row, names in enumerate(expected) if name in (names or ())}
    total = dict(column.counts(range(len(expected))))
    assert sum(total.values()) == sum(len(row or ()) for row in expected)


def test_a_value_is_found_whole_or_behind_a_character() -> None:
    column = dois("10.1/ab", None, "10.1/abc", "10.1/ab")
    assert column.rows_with("10.1/ab") == {0, 3}
    assert column.rows_with("ab") == set()
    assert column.rows_with("ab", after="/") == {0, 3}
    assert column.rows_with(".*") == set()


def test_the_beginning_of_a_word_finds_the_whole_value_without_accents_and_case() -> None:
    column = authors(("Émilie du Châtelet", "Ada Lovelace"), None, ("Jean-Baptiste Chatel",))
    found = [(row, " ".join(name.split())) for row, name in column.values_with_word("chat")]
    assert found == [(0, "emilie du chatelet"), (2, "jean baptiste chatel")]
    assert not list(column.values_with_word("hatel"))


def test_a_replaced_value_is_found_no_more_and_rows_added_later_are() -> None:
    column = authors(("Ada Lovelace",), ("Alan Turing",))
    assert [row for row, _ in column.values_with_word("lovelace")] == [0]
    column.put(0, ("Grace Hopper",))
    column.extend(EntryColumns.of([Entry("", 1, authors=("Ada Lovelace",))]))
    assert [row for row, _ in column.values_with_word("lovelace")] == [2]
    assert column.rows_with("Grace Hopper") == {0}
    assert dict(column.counts(range(3))) == {("Alan Turing",): 1, ("Grace Hopper",): 1, ("Ada Lovelace",): 1}


@given(st.lists(st.tuples(_NAMES, st.sampled_from((r"\em", r"\textbf", r"\v{r}", "{", "…", "?"))), min_size=1))
def test_values_of_markup_and_of_signs_alone_do_not_shift_the_rows(values: list[tuple[str, str]]) -> None:
    column = authors(*values, ("Marker Name",))
    assert len(values) in [row for row, _ in column.values_with_word("marker")]


def test_the_most_frequent_values_come_first() -> None:
    column = authors(("A", "B"), ("B",), ("C", "B", "A"))
    assert column.counts(range(3), 2) == [(("B",), 3), (("A",), 2)]
    assert column.counts([0, 1], 1) == [(("B",), 2)]


def test_an_offset_beyond_four_gigabytes_can_be_stored() -> None:
    column = dois("10.1/a", "10.1/b")
    column._starts[-1] = (1 << 32) - 3  # as if the buffer were as long
    column.put(1, "10.1/c")
    assert column._starts[-1] > 1 << 32
    assert column.get(0) == "10.1/a"
