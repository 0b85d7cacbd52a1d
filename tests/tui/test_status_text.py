"""The texts of the status line."""

from __future__ import annotations

from pathlib import Path

from paperreader.marks import MarkStore
from paperreader.session import Session
from paperreader.tui import status_text
from tests.libraries import change, library


def test_while_the_marks_of_a_large_file_are_read_that_is_said_since_keys_wait(tmp_path: Path) -> None:
    file = tmp_path / "state.toml"
    MarkStore(file).apply([change("a")])
    session = Session(library("A Title of Several Words"), MarkStore(file, defer_above=0))
    assert status_text.position(session, loading=False).plain == "reading marks…   1/1"
    assert status_text.position(session, loading=True).plain == "reading…   1/1"
    session = Session(session.library, MarkStore(file))
    assert status_text.position(session, loading=False).plain == "1/1"
