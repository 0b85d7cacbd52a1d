"""The state file's text: what is written is read again, and quickly read as tomllib reads it."""

from __future__ import annotations

import tomllib
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.marks.document import CorruptStateError, StateDocument, doubts, read_plainly
from paperreader.marks.fast_parse import read, read_pieces
from paperreader.marks.recovery import both_sides, has_conflict, salvage
from paperreader.marks.table import READ, STARRED, DumpFingerprint, LogEvent, LwwRegister, PaperRef, register
from paperreader.marks.toml_text import dump_record, event_records, string, whole_length, wrong_checksums
from tests.libraries import NOON, modest
from tests.marks.test_table import DUMPS, MOMENTS
from tests.strategies import hostile_text

KEYS = st.sampled_from(("a-b", "plain", "erratum~0a1b2c", "大-语", "x.y", 'quo"te', ""))
FOUND = st.builds(register, st.booleans(), MOMENTS, MOMENTS, st.just("here"))
TITLES = hostile_text(3).map(lambda text: text.encode("utf-8", "replace").decode())
PAPERS = st.builds(PaperRef, KEYS, TITLES, st.none() | st.dates(), st.none() | st.just("https://a.example/b"))
EVENTS = st.builds(LogEvent, PAPERS, st.sampled_from((READ, STARRED)), FOUND)


def record(event: LogEvent) -> str:
    return event_records([event], "here").decode()


def document_of(events: list[LogEvent], dumps: list[DumpFingerprint]) -> StateDocument:
    made = StateDocument()
    for event in events:
        made.registers.take(event)
    for dump in dumps:
        made.registers.take_dump(dump)
    return made


TEXTS = st.builds(
    lambda events, dumps, tail: document_of(events, dumps).text() + "".join(record(event) for event in tail),
    st.lists(EVENTS, max_size=4),
    st.lists(DUMPS, max_size=2),
    st.lists(EVENTS, max_size=3),
)
BY_HAND = st.sampled_from(
    (
        "", "\n", "# a note\n", "x = 1\n", "[papers.a]\n", "[papers.by-hand]\nread = 2024-01-01\n", "[[event]]\n", '"""', "'",
        '[[event]]\nat = 2024-01-01T00:00:00Z\nset = "read"\nkey = "by-hand"\n', "[sync]\nhost = 1\n", "[papers.plain.tags]\na = 1\n",
        "\\", "\r\n", "[", "event = []\n", 'note = "again"\n', "read = 2024-02-30T00:00:00Z\n", "[papers]\n",
    )
)  # fmt: skip


@modest
@given(st.lists(EVENTS, max_size=4), st.lists(DUMPS, max_size=2), st.lists(EVENTS, max_size=3))
def test_what_is_written_is_read_again_snapshot_and_tail(
    events: list[LogEvent], dumps: list[DumpFingerprint], tail: list[LogEvent]
) -> None:
    text = document_of(events, dumps).text() + "".join(record(event) for event in tail)
    whole = document_of([*events, *tail], dumps)
    found = read(text)
    assert found.text() == whole.text()
    assert tomllib.loads(text)["version"] == 1
    assert (doubts(text, found), found.is_cut, found.events) == ([], False, len(tail))


@modest
@given(TEXTS, BY_HAND, st.integers(0, 10**6), st.integers(0, 30))
@example("version = 1\n[papers.a]\nread = 2024-01-01T00:00:00Z\n", "", 0, 0)
def test_the_quick_reading_gives_what_tomllib_gives(text: str, piece: str, place: int, gone: int) -> None:
    place %= len(text) + 1
    changed = text[:place] + piece + text[place + gone * bool(place % 2) :]
    for some in (text, changed, text + piece):
        quick = read_pieces(some)
        if quick is not None:
            assert quick == read_plainly(some)


def test_the_text_that_is_written_needs_no_tomllib_but_for_its_head() -> None:
    events = [
        LogEvent(PaperRef(f"paper-{number}", "A Title"), READ, register(on=True, since=NOON)) for number in range(3)
    ]
    text = document_of(events, []).text() + record(events[0])
    assert read_pieces(text) == read_plainly(text)


@modest
@given(hostile_text(6))
def test_any_text_can_be_a_string(text: str) -> None:
    assert tomllib.loads(f"a = {string(text)}")["a"] == text.encode("utf-8", "replace").decode()


@modest
@given(st.lists(EVENTS, min_size=1, max_size=3), DUMPS)
def test_a_record_counts_only_when_its_last_line_is_there(events: list[LogEvent], dump: DumpFingerprint) -> None:
    records = [*(record(event) for event in events), dump_record(dump, "here").decode()]
    head = document_of(events[:1], []).text()
    raw = (head + "".join(records)).encode()
    for cut in range(len(head.encode()), len(raw) + 1):
        length, whole, end = whole_length(raw[:cut]), 0, len(head.encode())
        for text in records:
            end += len(text.encode())
            whole += end <= cut
        assert read(raw[:length].decode()).events == whole


def test_a_line_behind_the_last_record_does_not_take_it_away() -> None:
    raw = (document_of([], []).text() + record(EVENT) + "# mine\n").encode()
    assert whole_length(raw) == len(raw)


EVENT = LogEvent(PaperRef("a-b", "A B"), READ, register(on=True, since=NOON))


def test_an_undone_mark_tells_its_time_and_that_of_its_writing() -> None:
    restored = LwwRegister(stamp=NOON + timedelta(hours=1), on=True, machine="here", since=NOON)
    text = document_of([LogEvent(PaperRef("a-b", "A B"), READ, restored)], []).text()
    assert "read = 2026-11-21T12:00:00Z\nread_stamp = 2026-11-21T13:00:00Z" in text
    assert read(text).registers.get("ab", READ) == restored


def test_events_of_others_are_kept_as_they_are() -> None:
    text = 'version = 1\n[[event]]\nat = 2024-01-01T00:00:00Z\nset = "archived"\nkey = "a"\nwhy = {a = [1, {b = 2}]}\n'
    found = read(text)
    again = read(found.text())
    assert again.unknown_events == found.unknown_events == tomllib.loads(text)["event"]
    assert tomllib.loads(found.text() + record(EVENT))["event"][1]["key"] == "a-b"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("[papers.a]\nread = true\n", "papers.a: read = True is no time"),
        ('[papers.a]\nstarred = "yesterday"\n', "papers.a: starred = yesterday is no time"),
        ('[[event]]\nset = "starred"\nkey = "a"\n', "an event that is not understood"),
        ("rows = 2\n[papers.a]\nread = 2024-01-01\n", "it says that it has 2 papers and has 1"),
        (record(EVENT).replace("A B", "A C"), "line 2: the event is not as it was written"),
    ],
)
def test_what_cannot_be_understood_is_told(text: str, doubt: str) -> None:
    (told,) = doubts(text, read(text))
    assert doubt in told


# -- two texts in one, and half a text ---------------------------------------------------------------------

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
    return {(same, name) for same, row in document.registers.rows.items() for name in row.marks}


def test_of_a_conflict_that_git_left_both_sides_are_read() -> None:
    assert has_conflict(CONFLICT)
    found = both_sides(CONFLICT)
    assert marks(found) == {("both", READ), ("both", STARRED), ("ours", STARRED), ("theirs", READ)}
    assert (found.header, found.is_cut) == ("# Mine.\n", False)


def test_a_title_that_looks_like_a_conflict_is_none() -> None:
    assert not has_conflict('version = 1\n[papers.a]\ntitle = "<<<<<<< HEAD"\n')
    assert not has_conflict("version = 1\n<<<<<<< HEAD\n")


def test_of_a_broken_text_every_table_that_can_be_read_is_kept() -> None:
    text = "version = 1\n[papers.a]\nread = 2024-01-01\n[papers.b]\nread = 20\xff\n[papers.c]\nread = 2024-01-01\n[pap"
    assert marks(salvage(text.encode("latin-1"))) == {("a", READ), ("c", READ)}
    with pytest.raises(CorruptStateError):
        read("[papers.a")


def test_marks_written_together_are_the_records_of_each() -> None:
    events = [EVENT, EVENT, *(EVENT._replace(paper=EVENT.paper._replace(title=title)) for title in ('"', "\\", "\n"))]
    events.append(EVENT._replace(name=READ, paper=EVENT.paper._replace(date=None, link=None)))
    assert event_records(events, "here").decode() == "".join(record(event) for event in events)
    assert wrong_checksums("".join(record(event) for event in events)) == []
