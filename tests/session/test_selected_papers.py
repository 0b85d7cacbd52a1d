"""Selecting papers: single ones, ranges and all shown, what acts on them, and what a selection survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.marks import READ, STARRED, MarkStore
from paperreader.query.parser import parse
from paperreader.results.results import ResultView
from paperreader.session import Session
from tests.libraries import change, entry, library, make_session, shown, step
from tests.session.five_papers import ALPHA, BETA, DELTA, EPSILON, GAMMA, PAPERS, current_title, sort_by, text


def selected(session: Session) -> list[str]:
    """The selected titles, in the order shown."""
    found = [title for position, title in enumerate(shown(session)) if session.selection.is_selected(position)]
    assert len(session.selection) == len(found)
    return found


def select(session: Session, *positions: int) -> None:
    """As x on each of some papers does."""
    for position in positions:
        session.cursor.move_to(position)
        session.selection.toggle()


def marked(session: Session, name: str) -> list[str]:
    """The titles with a mark."""
    keys = set(session.marks.keys_marked(name))
    return [title for key, title in zip(session.library.keys, session.library.titles, strict=True) if key in keys]


# -- selecting ----------------------------------------------------------------------------------------------


def test_selecting_a_paper_moves_down_and_selecting_it_again_unselects_it(session: Session) -> None:
    session.selection.toggle()
    session.selection.toggle()
    assert (selected(session), current_title(session)) == ([ALPHA, BETA], GAMMA)
    select(session, 0)
    assert selected(session) == [BETA]


def test_at_the_end_of_the_list_the_cursor_stays(session: Session) -> None:
    select(session, 4)
    assert (selected(session), current_title(session)) == ([EPSILON], EPSILON)


def test_a_range_follows_the_cursor_in_both_directions_until_it_ends(session: Session) -> None:
    session.cursor.move_to(2)
    session.selection.toggle_range()
    assert selected(session) == [GAMMA]
    session.cursor.move_to(4)
    assert selected(session) == [GAMMA, DELTA, EPSILON]
    session.cursor.move_to(1)
    assert selected(session) == [BETA, GAMMA]
    session.selection.toggle_range()
    session.cursor.move_to(4)
    assert selected(session) == [BETA, GAMMA]


def test_a_range_joins_what_is_selected_and_selecting_a_paper_only_ends_it(session: Session) -> None:
    select(session, 0, 3)
    session.cursor.move_to(2)
    session.selection.toggle_range()
    session.cursor.move_to(3)
    session.selection.toggle()
    assert (selected(session), current_title(session)) == ([ALPHA, GAMMA, DELTA], DELTA)


def test_all_shown_are_selected_without_near_matches_and_again_none(file: Path) -> None:
    session = make_session(file, "Atention Misspelt in This Title", ALPHA, BETA)
    session.ask(parse("attention"))
    session.selection.toggle_shown()
    assert selected(session) == [ALPHA]
    session.selection.toggle_shown()
    assert selected(session) == []


def test_near_matches_are_selected_one_by_one(file: Path) -> None:
    session = make_session(file, "Atention Misspelt in This Title")
    session.ask(parse("attention"))
    assert "only near matches" in text(session.selection.toggle_shown())
    session.selection.toggle()
    assert len(selected(session)) == 1


def test_an_empty_list_has_nothing_to_select(session: Session) -> None:
    session.ask(parse("year:1999"))
    session.selection.toggle()
    session.selection.toggle_range()
    session.selection.toggle_shown()
    assert (selected(session), list(session.selection.target_rows())) == ([], [])
    assert session.marking.toggle(STARRED) is None


# -- acting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [STARRED, READ])
def test_a_mixed_selection_becomes_all_marked_in_one_step_and_is_cleared(session: Session, name: str) -> None:
    session.cursor.move_to(1)
    session.marking.toggle(name)
    select(session, 0, 1, 3)
    assert text(session.marking.toggle(name)) == f"2 {name} · 1 were already · u undoes"
    assert (marked(session, name), selected(session)) == ([ALPHA, BETA, DELTA], [])
    session.marking.undo()
    assert marked(session, name) == [BETA]


def test_a_selection_that_is_all_marked_is_unmarked(session: Session) -> None:
    select(session, 0, 1)
    session.marking.toggle(STARRED)
    select(session, 0, 1)
    assert text(session.marking.toggle(STARRED)) == "2 unstarred · u undoes"
    assert marked(session, STARRED) == []


def test_an_open_range_ends_with_the_mark(session: Session) -> None:
    session.selection.toggle_range()
    session.cursor.move_to(1)
    session.marking.toggle(STARRED)
    session.cursor.move_to(4)
    assert (marked(session, STARRED), selected(session)) == ([ALPHA, BETA], [])


def test_all_read_takes_the_selection_where_there_is_one(session: Session) -> None:
    select(session, 1, 2)
    assert text(session.marking.mark_all_read()) == "2 marked read · u undoes · 2 lists the unread"
    assert (marked(session, READ), selected(session)) == ([BETA, GAMMA], [])


def test_reading_a_paper_leaves_the_selection(session: Session) -> None:
    select(session, 0)
    session.marking.next_unread()
    assert (selected(session), marked(session, READ)) == ([ALPHA], [BETA])


def test_a_selection_holds_starred_papers_of_dumps_that_are_not_open(file: Path) -> None:
    MarkStore(file).apply([change(key, STARRED) for key in ("one-gone-paper-of-old", "two-gone-papers-of-old")])
    session = make_session(file, *PAPERS)
    session.ask(parse("is:starred"))
    session.selection.toggle_shown()
    session.loaded()
    assert len(selected(session)) == 2
    session.marking.toggle(STARRED)
    assert list(MarkStore(file).keys_marked(STARRED)) == []


# -- what a selection survives ------------------------------------------------------------------------------


def test_another_query_clears_the_selection_and_says_so(session: Session) -> None:
    select(session, 0, 1)
    notice = session.show(session.query_runner.run(parse("attention")))
    assert text(notice) == "selection of 2 cleared: the query has changed"
    assert selected(session) == []
    assert session.show(session.query_runner.run(parse("sparse"))) is None


def test_another_order_keeps_the_selection(session: Session) -> None:
    select(session, 0)
    session.selection.toggle_range()
    sort_by(session, "title")
    sort_by(session, "date")
    assert set(selected(session)) == {ALPHA, BETA}


def test_papers_that_a_refreshed_view_drops_are_unselected(session: Session) -> None:
    session.ask(parse("is:unread"))
    session.marking.toggle(READ)
    select(session, 0, 1)
    session.ask(parse("is:unread"))
    assert selected(session) == [BETA]


def test_a_partial_answer_to_the_same_query_unselects_nothing(session: Session) -> None:
    select(session, 3)
    session.show(ResultView(session.query, [0, 1], 2, scanned=2))
    session.ask(session.query)
    assert selected(session) == [DELTA]


def test_typing_a_query_and_giving_it_up_keeps_the_selection(session: Session) -> None:
    select(session, 0, 3)
    session.begin_typing()
    session.ask(parse("attention"))
    session.cancel_typing()
    assert selected(session) == [ALPHA, DELTA]


def test_accepting_a_typed_query_clears_the_selection_unless_it_is_the_old_one(session: Session) -> None:
    select(session, 0, 3)
    session.begin_typing()
    session.ask(parse("attention"))
    session.ask(parse(""))
    assert session.accept_typing() is None
    assert selected(session) == [ALPHA, DELTA]
    session.begin_typing()
    session.ask(parse("attention"))
    assert text(session.accept_typing()) == "selection of 2 cleared: the query has changed"
    assert selected(session) == []


def test_a_growing_library_keeps_the_selection_and_an_open_range(session: Session) -> None:
    select(session, 4)
    session.selection.toggle_range()
    session.grow(step("Zeta Study of Something Else"))
    assert selected(session) == [EPSILON]
    session.cursor.move_to(5)
    assert len(selected(session)) == 2


def test_a_selected_paper_that_turns_out_to_be_another_one_stays_selected(file: Path) -> None:
    session = make_session(file, entry(ALPHA, arxiv_id="2401.00001"), entry(BETA, doi="10.1000/b"), GAMMA)
    select(session, 1)
    session.grow(step(entry(ALPHA, arxiv_id="2401.00001", doi="10.1000/b")))
    assert (shown(session), selected(session)) == ([ALPHA, GAMMA], [ALPHA])


def test_reading_the_dumps_again_keeps_the_selection(session: Session) -> None:
    select(session, 0, 2)
    session.replace(library(GAMMA, "A New Paper on Top of Them", ALPHA))
    assert selected(session) == [GAMMA, ALPHA]
