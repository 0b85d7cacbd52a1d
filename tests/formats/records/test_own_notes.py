"""The notes of the program's own bibliographies."""

from __future__ import annotations

from paperreader.formats.records.own_notes import read_note


def test_the_parts_of_an_own_note_are_separated() -> None:
    note = read_note("6 authors; year inferred; accepted; see also https://a.org https://b.org")
    assert note == ("accepted", 6, False, True, ("https://a.org", "https://b.org"))


def test_unnamed_authors_are_noted_also_without_their_number() -> None:
    assert read_note("and others").others
    assert read_note("and others; 12 pages").text == "12 pages"


def test_another_note_is_a_remark() -> None:
    assert read_note("cited By 3; see also Ada").text == "cited By 3; see also Ada"
    assert read_note("") == ("", None, False, False, ())
