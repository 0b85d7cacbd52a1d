"""The row of each identifier."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from paperreader.library.identifier_rows import IdentifierRows

IDENTIFIERS = st.sampled_from([f"2402.{number:05d}" for number in range(300)]) | st.text(max_size=3)
MANY = [f"10.1000/{number}" for number in range(5000)]


@given(st.lists(st.tuples(IDENTIFIERS, st.integers(0, 1000), st.booleans()), max_size=500))
def test_the_rows_are_those_of_a_dict(changes: list[tuple[str, int, bool]]) -> None:
    rows, reference = IdentifierRows(), dict[str, int]()
    for identifier, row, replaces in changes:
        if replaces:
            rows[identifier] = reference[identifier] = row
        else:
            assert rows.setdefault(identifier, row) == reference.setdefault(identifier, row)
    assert [rows.get(identifier) for identifier in reference] == list(reference.values())
    assert rows.get("10.1000/unknown") is None
    assert bool(rows) == bool(reference)


def test_identifiers_keep_their_rows_while_many_are_added() -> None:
    rows = IdentifierRows()
    for row, identifier in enumerate(MANY):
        rows[identifier] = row
    assert [rows.get(identifier) for identifier in MANY] == list(range(len(MANY)))
    assert all(rows.get(f"{identifier}x") is None for identifier in MANY)


def test_an_identifier_takes_at_most_40_bytes() -> None:
    rows = IdentifierRows()
    tracemalloc.start()
    for row, identifier in enumerate(MANY):
        rows[identifier] = row
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken / len(MANY) < 40
