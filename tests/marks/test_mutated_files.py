"""State files with any bytes changed: told in words, never by a traceback, and usable afterwards."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.errors import PaperReaderError
from paperreader.marks import NOTE, READ, STARRED, MarkStore, PaperRef, note_mark, tag_mark
from paperreader.marks.merge import check_file, read_copy
from paperreader.marks.register import Mark, make_register
from paperreader.marks.table import DumpFingerprint, LogEvent
from tests.libraries import NOON, change
from tests.marks.documents import document_of, records

PAPER = PaperRef("大-语-naïve-a", "大 语 naïve “A”", date(2024, 5, 17), "https://a.example", ("arxiv:2405.00001",))
EVENTS = [
    LogEvent(PAPER, READ, make_register(Mark(on=True, since=NOON))),
    LogEvent(PAPER, tag_mark("schön"), make_register(Mark(on=True, since=NOON), NOON.replace(hour=13), "here")),
    LogEvent(PAPER, NOTE, make_register(note_mark("naïve\nbut schön", NOON))),
]
WHOLE = (document_of(EVENTS, [DumpFingerprint("1a", 3, "ä.txt", NOON)]).text() + records(EVENTS)).encode()
PIECES = st.sampled_from(
    tuple(
        piece.encode()
        for piece in (
            "", "\n", '"', "'''", "{", "[", "]", "=", "\\", "\0", "\x1b[2J", "ä", "\ufeff", "9" * 30, "inf", "1979-05-27T07:32:00-99:00",
            "[papers]\n", "[[event]]\n", "[papers.x.tags]\n", "tags = 1\n", "note = {}\n", "rows = true\n", "version = 2\n",
            "\n<<<<<<< a\n", "\n=======\n", "\n>>>>>>> b\n",
        )
    )
)  # fmt: skip
PLACES = st.integers(0, len(WHOLE))
EDITS = st.lists(st.tuples(PLACES, st.integers(0, 40), PIECES | st.binary(max_size=3)), max_size=3)


def edited(edits: list[tuple[int, int, bytes]], length: int) -> bytes:
    """The file with bytes replaced, cut to a length."""
    raw = WHOLE
    for place, deleted, piece in edits:
        raw = raw[:place] + piece + raw[place + deleted :]
    return raw[:length]


@given(EDITS, PLACES)
@example([], WHOLE.rindex("ö".encode()) + 1)
def test_any_file_is_checked_read_and_written_on(edits: list[tuple[int, int, bytes]], length: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        file.write_bytes(edited(edits, length))
        for read in (check_file, read_copy):
            with suppress(PaperReaderError):
                read(file)
        before = file.read_bytes()
        try:
            store = MarkStore(file)
        except PaperReaderError:  # no sign of a state file remained
            assert file.read_bytes() == before
            assert edits
            return
        newer = any("newer paperreader" in message for message in store.messages)
        with suppress(PaperReaderError):
            store.apply([change("after", STARRED)])
        again = MarkStore(file)
        assert newer or (again.messages == [] and again.starred_at("after"))


@given(PLACES)
def test_a_file_that_was_cut_loses_no_whole_mark_and_is_whole_when_written_again(length: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        file.write_bytes(WHOLE[:length])
        store = MarkStore(file)
        store.apply([change("after", STARRED)])
        store.compact()
        assert not any("declares" in problem or "checksum" in problem for problem in check_file(file))
        tail = WHOLE.index(b"\n[[event]]")
        assert length < tail or store.note(PAPER.key) == "naïve\nbut schön"


RECORD = """{"key":"大-语","title":"大 语","date":"2024-05-17","ids":{"pmid":["1",2]},"read":"2024-05-17T00:00:00Z","tags":["a"],"note":"b"}"""


@given(st.integers(0, len(RECORD.encode())), st.integers(0, 30), PIECES | st.sampled_from((b"null", b"[1]", b"1e999")))
def test_any_json_is_merged_or_told_as_no_state_file(place: int, deleted: int, piece: bytes) -> None:
    raw = RECORD.encode()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "papers.jsonl")
        file.write_bytes(raw[:place] + piece + raw[place + deleted :])
        with suppress(PaperReaderError):
            read_copy(file)
