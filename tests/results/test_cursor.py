"""The cursor while partial answers arrive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader import load
from paperreader.marks import MarkStore
from paperreader.query.parser import parse
from paperreader.results.results import ResultView
from paperreader.session import Session
from tests.libraries import shown
from tests.session.five_papers import text
from tests.tui.harness import write_page

NUMBERED = [f"Paper Number {number} of the Whole List" for number in range(20)]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(load(write_page(tmp_path, *NUMBERED)), MarkStore(tmp_path / "state.toml"))


def stream(session: Session, query: str) -> Iterator[ResultView]:
    """All partial answers, of 3 rows, 9 rows and so on."""
    return session.query_runner.stream(parse(query), scan=3, soon=-1)


def test_a_search_of_abstracts_gives_partial_answers_first(session: Session) -> None:
    views = list(stream(session, "abstract:goes -abstract:4"))
    assert [(view.scanned, len(view.rows)) for view in views] == [(3, 3), (9, 8), (None, 19)]
    assert list(views[-1].rows) == list(session.query_runner.run(parse("abstract:goes -abstract:4")).rows)
    session.show(views[0])
    assert shown(session) == NUMBERED[:3]
    assert [view.scanned for view in stream(session, "list abstract:goes")] == [None]


def test_the_cursor_keeps_its_paper_while_partial_answers_arrive(session: Session) -> None:
    session.cursor.move_to(17)
    for view in stream(session, "abstract:goes"):
        session.show(session.cursor.with_cursor_hint(view))
    assert session.current is not None
    assert session.current.title == NUMBERED[17]
    for number, view in enumerate(stream(session, "abstract:abstract")):
        session.show(session.cursor.with_cursor_hint(view))
        if number == 0:
            assert text(session.marking.mark_all_read()).startswith("abstracts are still being read")
            session.cursor.move_to(1)  # the user moves before the whole answer arrives
    assert session.current.title == NUMBERED[1]
    assert text(session.marking.mark_all_read()).startswith("20 marked read")


class IndexedOnly(list[int]):
    """Rows that may be indexed, but not iterated over."""

    def __iter__(self) -> Iterator[int]:
        pytest.fail("the rows were iterated over")


def test_showing_rows_iterates_over_none_if_the_view_has_a_cursor_hint(session: Session) -> None:
    session.cursor.move_to(17)
    for query in ("abstract:goes", "year:1900", "year:2024", "abstract:abstract", "abstract:nowhere", "is:unread"):
        for view in stream(session, query):
            hinted = session.cursor.with_cursor_hint(view)
            session.show(hinted._replace(rows=IndexedOnly(hinted.rows)))
    assert session.current is not None


def test_a_query_cancelled_after_a_partial_answer_no_longer_moves_the_cursor(session: Session) -> None:
    session.cursor.move_to(5)
    session.begin_typing()
    session.show(next(stream(session, "abstract:goes")))
    position = session.cursor.position
    session.cancel_typing()
    session.cursor.move_to(position)
    session.show(session.query_runner.run(parse("is:unread")))
    assert session.cursor.position == position != 5


def test_the_user_who_stays_on_the_best_match_stays_there_when_the_whole_answer_arrives(session: Session) -> None:
    session.cursor.move_to(17)
    session.begin_typing()
    first, *others = stream(session, "abstract:goes")
    session.show(first, best=True)
    for view in others:
        session.show(view)
    assert session.current is not None
    assert session.current.title == NUMBERED[0]
