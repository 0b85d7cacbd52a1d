"""The text of the state file: what is written is read again, and damaged texts give what they can."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.marks.document import CorruptStateError, StateDocument, problems
from paperreader.marks.fast_parse import parse
from paperreader.marks.mark_names import READ, STARRED
from paperreader.marks.recovery import has_conflict, parse_both_sides, salvage
from paperreader.marks.register import LwwRegister, Mark, make_register
from paperreader.marks.table import DumpFingerprint, LogEvent, PaperRef
from paperreader.marks.toml_text import dump_record, event_records, string, whole_length, wrong_checksums
from tests.libraries import NOON
from tests.marks.documents import EVENTS, MACHINE, document_of, record, records
from tests.marks.test_table import DUMPS
from tests.strategies import hostile_text

EVENT = LogEvent(PaperRef("a-b", "A B"), READ, make_register(Mark(on=True, since=NOON)))


@given(st.lists(EVENTS, max_size=4), st.lists(DUMPS, max_size=2), st.lists(EVENTS, max_size=3))
def test_a_written_snapshot_and_tail_are_read_again(
    events: list[LogEvent], dumps: list[DumpFingerprint], tail: list[LogEvent]
) -> None:
    text = document_of(events, dumps).text() + records(tail)
    whole = document_of([*events, *tail], dumps)
    found = parse(text)
    assert found.text() == whole.text()
    assert tomllib.loads(text)["version"] == 1
    assert (problems(text, found), found.is_truncated, found.event_count) == ([], False, len(tail))


@given(hostile_text(6))
def test_any_text_can_be_written_as_a_string(text: str) -> None:
    assert tomllib.loads(f"a = {string(text)}")["a"] == text.encode("utf-8", "replace").decode()


@given(st.lists(EVENTS, min_size=1, max_size=3), DUMPS)
def test_a_record_without_its_last_line_is_ignored(events: list[LogEvent], dump: DumpFingerprint) -> None:
    parts = [*(record(event) for event in events), dump_record(dump, MACHINE).decode()]
    head = document_of(events[:1], []).text()
    raw = (head + "".join(parts)).encode()
    ends = list(accumulate((len(part.encode()) for part in parts), initial=len(head.encode())))
    lengths = [whole_length(raw[:cut]) for cut in range(ends[0], len(raw) + 1)]
    counts = {length: parse(raw[:length].decode()).event_count for length in set(lengths)}
    for cut, length in enumerate(lengths, ends[0]):
        assert counts[length] == sum(end <= cut for end in ends[1:])


def test_a_line_after_the_last_record_does_not_hide_it() -> None:
    raw = (document_of([], []).text() + record(EVENT) + "# mine\n").encode()
    assert whole_length(raw) == len(raw)


def test_a_restored_mark_has_its_old_time_and_the_stamp_of_its_writing() -> None:
    restored = LwwRegister(stamp=NOON + timedelta(hours=1), on=True, machine="here", since=NOON)
    text = document_of([LogEvent(PaperRef("a-b", "A B"), READ, restored)], []).text()
    assert "read = 2026-11-21T12:00:00Z\nread_stamp = 2026-11-21T13:00:00Z" in text
    assert parse(text).table.get("ab", READ) == restored


def test_unknown_events_are_kept_as_they_are() -> None:
    text = 'version = 1\n[[event]]\nat = 2024-01-01T00:00:00Z\nset = "archived"\nkey = "a"\nwhy = {a = [1, {b = 2}]}\n'
    found = parse(text)
    again = parse(found.text())
    assert again.unknown_events == found.unknown_events == tomllib.loads(text)["event"]
    assert tomllib.loads(found.text() + record(EVENT))["event"][1]["key"] == "a-b"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[papers.a]\nread = true\n", "papers.a: read = True is not a time"),
        ('[papers.a]\nstarred = "yesterday"\n', "papers.a: starred = yesterday is not a time"),
        ('[[event]]\nset = "starred"\nkey = "a"\n', "unknown event"),
        ("rows = 2\n[papers.a]\nread = 2024-01-01\n", "the file declares 2 papers but contains 1"),
        (record(EVENT).replace("A B", "A C"), "line 2: the event does not match its checksum"),
    ],
)
def test_each_part_that_is_not_understood_is_a_problem(text: str, problem: str) -> None:
    (message,) = problems(text, parse(text))
    assert problem in message


# -- git conflicts, and broken texts -------------------------------------------------------------------------

CONFLICT = """\
# Mine.
version = 1
rows = 2

[papers.both]
title = "Both"
<<<<<<< HEAD
read = 2024-01-01T00:00:00Z

[papers.ours]
title = "Ours"
starred = 2024-01-01T00:00:00Z
||||||| base
=======
starred = 2024-01-02T00:00:00Z

[papers.theirs]
title = "Theirs"
read = 2024-01-01T00:00:00Z
>>>>>>> other

"""


def marks(document: StateDocument) -> set[tuple[str, str]]:
    return {(key, name) for key, row in document.table.rows.items() for name in row.marks}


def test_of_a_conflict_that_git_left_parse_both_sides_are_read() -> None:
    assert has_conflict(CONFLICT)
    found = parse_both_sides(CONFLICT)
    assert marks(found) == {("both", READ), ("both", STARRED), ("ours", STARRED), ("theirs", READ)}
    assert (found.header, found.is_truncated) == ("# Mine.\n", False)


def test_a_title_that_looks_like_a_conflict_marker_is_not_one() -> None:
    assert not has_conflict('version = 1\n[papers.a]\ntitle = "<<<<<<< HEAD"\n')
    assert not has_conflict("version = 1\n<<<<<<< HEAD\n")


def test_every_readable_table_of_a_broken_text_is_kept() -> None:
    text = "version = 1\n[papers.a]\nread = 2024-01-01\n[papers.b]\nread = 20\xff\n[papers.c]\nread = 2024-01-01\n[pap"
    assert marks(salvage(text.encode("latin-1"))) == {("a", READ), ("c", READ)}
    with pytest.raises(CorruptStateError):
        parse("[papers.a")


def test_marks_written_together_give_the_records_of_each() -> None:
    events = [EVENT, EVENT, *(EVENT._replace(paper=EVENT.paper._replace(title=title)) for title in ('"', "\\", "\n"))]
    events.append(EVENT._replace(name=READ, paper=EVENT.paper._replace(date=None, link=None)))
    assert event_records(events, MACHINE).decode() == records(events)
    assert wrong_checksums(records(events)) == []
