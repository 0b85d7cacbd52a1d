"""Strategies for marks and state files, and documents made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from paperreader.marks.document import StateDocument
from paperreader.marks.table import READ, STARRED, DumpFingerprint, LogEvent, Mark, PaperRef, make_register
from paperreader.marks.toml_text import event_records
from tests.marks.test_table import DUMPS, TIMES
from tests.strategies import hostile_text

MACHINE = "here"
KEYS = st.sampled_from(("a-b", "plain", "erratum~0a1b2c", "大-语", "x.y", 'quo"te', ""))
REGISTERS = st.builds(make_register, st.builds(Mark, st.booleans(), TIMES), TIMES, st.just(MACHINE))
TITLES = hostile_text(3).map(lambda text: text.encode("utf-8", "replace").decode())
IDS = st.sets(st.sampled_from(("arxiv:2402.15570", "doi:10.1/a", 'doi:10.1/"', "pmid:1", ", "))).map(sorted).map(tuple)
PAPERS = st.builds(PaperRef, KEYS, TITLES, st.none() | st.dates(), st.none() | st.just("https://a.example/b"), IDS)
EVENTS = st.builds(LogEvent, PAPERS, st.sampled_from((READ, STARRED)), REGISTERS)


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
