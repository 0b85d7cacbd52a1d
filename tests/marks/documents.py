"""Strategies for marks and state files, and documents made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from hypothesis import strategies as st

from paperreader.marks.document import StateDocument
from paperreader.marks.mark_names import NOTE, READ, STARRED, tag_mark
from paperreader.marks.register import Mark, make_register, note_mark
from paperreader.marks.table import DumpFingerprint, LogEvent, PaperRef
from paperreader.marks.toml_text import event_records
from tests.marks.test_table import DUMPS, TIMES
from tests.strategies import hostile_text

MACHINE = "here"
KEYS = st.sampled_from(("a-b", "plain", "erratum~0a1b2c", "大-语", "x.y", 'quo"te', ""))
TAGS = st.sampled_from(("todo", "un", "大", "x.y", 'quo"te', "to read", "")).map(tag_mark)
TITLES = hostile_text(3).map(lambda text: text.encode("utf-8", "replace").decode())
IDS = st.sets(st.sampled_from(("arxiv:2402.15570", "doi:10.1/a", 'doi:10.1/"', "pmid:1", ", "))).map(sorted).map(tuple)
PAPERS = st.builds(PaperRef, KEYS, TITLES, st.none() | st.dates(), st.none() | st.just("https://a.example/b"), IDS)
MARKS = st.builds(Mark, st.booleans(), TIMES)
NOTES = st.builds(note_mark, st.sampled_from(("see SAE", 'a "b"', "two\nlines")) | TITLES, TIMES)


def event_of(paper: PaperRef, name: str, mark: Mark, stamp: datetime) -> LogEvent:
    """Make an event of this machine."""
    return LogEvent(paper, name, make_register(mark, stamp, MACHINE))


EVENTS = st.builds(event_of, PAPERS, st.sampled_from((READ, STARRED)) | TAGS, MARKS, TIMES) | st.builds(
    event_of, PAPERS, st.just(NOTE), NOTES, TIMES
)


def record(event: LogEvent) -> str:
    """The record of a single event."""
    return event_records([event], MACHINE).decode()


def records(events: Iterable[LogEvent]) -> str:
    """The records of events, each written for itself."""
    return "".join(record(event) for event in events)


def document_of(events: Iterable[LogEvent], dumps: Sequence[DumpFingerprint] = ()) -> StateDocument:
    """A document with the marks of events, without a tail."""
    document = StateDocument()
    document.table.join_events(events)
    for dump in dumps:
        document.table.add_dump(dump)
    return document


TEXTS = st.builds(
    lambda events, dumps, tail: document_of(events, dumps).text() + records(tail),
    st.lists(EVENTS, max_size=4),
    st.lists(DUMPS, max_size=2),
    st.lists(EVENTS, max_size=3),
)
"""State files in the program's own form: a snapshot with a tail."""
