"""The session: query, rows and cursor while papers, queries and orders change."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.marks import STARRED, MarkStore
from paperreader.query.parser import parse
from paperreader.session import Session
from tests.libraries import add_dump, change, entry, library, make_session, marks_of, shown, step
from tests.session.five_papers import (
    ALPHA,
    BETA,
    DELTA,
    EPSILON,
    GAMMA,
    PAPERS,
    TITLES,
    current_title,
    sort_by,
    switch_view,
    text,
)

# -- the cursor ---------------------------------------------------------------------------------------


def test_the_reader_opens_at_the_first_unread_paper(file: Path) -> None:
    MarkStore(file).apply([change(library(title).keys[0]) for title in (ALPHA, BETA, DELTA)])
    session = make_session(file, *PAPERS)
    session.marking.first_unread()
    assert current_title(session) == GAMMA


def test_with_all_papers_read_the_reader_opens_at_the_first(session: Session) -> None:
    session.marking.mark_all_read()
    assert not session.marking.first_unread()
    assert current_title(session) == ALPHA


def test_the_cursor_stays_inside_the_list(session: Session) -> None:
    session.cursor.move_to(99)
    assert current_title(session) == EPSILON
    session.cursor.move_to(-5)
    assert current_title(session) == ALPHA


@pytest.mark.parametrize("order", ["date", "title", "read-order"])
def test_another_order_keeps_the_paper(session: Session, order: str) -> None:
    session.cursor.move_to(3)
    sort_by(session, order)
    assert current_title(session) == DELTA


def test_another_filter_keeps_the_paper_if_it_is_still_shown(session: Session) -> None:
    session.cursor.move_to(4)
    session.ask(parse("attention"))
    assert current_title(session) == EPSILON
    session.ask(parse(""))
    assert current_title(session) == EPSILON


def test_a_filter_that_hides_the_paper_moves_to_the_nearest_row(file: Path) -> None:
    papers = [f"Study Number {number} of Something" for number in range(10)]
    session = make_session(file, *papers)
    for position in range(5):
        session.cursor.move_to(position)
        session.marking.mark_opened()
    switch_view(session, "unread")
    assert current_title(session) == papers[5]


def test_below_the_last_row_the_cursor_moves_up_and_stays_there(session: Session) -> None:
    session.cursor.move_to(4)
    session.ask(parse("year:2023.."))
    assert current_title(session) == DELTA
    session.ask(parse(""))
    assert current_title(session) == DELTA


def test_while_typing_the_cursor_is_on_the_best_match(session: Session) -> None:
    session.cursor.move_to(4)
    session.begin_typing()
    session.show(session.query_runner.run(parse("sparse attention")), best=True)
    assert session.cursor.position == 0
    assert current_title(session) == EPSILON
    session.show(session.query_runner.run(parse("reward")), best=True)
    assert current_title(session) == DELTA


def test_cancelled_typing_restores_query_rows_and_cursor(session: Session) -> None:
    session.ask(parse("year:2023.."))
    session.cursor.move_to(2)
    before = (shown(session), session.cursor.position, session.query)
    session.begin_typing()
    session.show(session.query_runner.run(parse("zzzz")), best=True)
    session.begin_typing()
    session.cancel_typing()
    assert (shown(session), session.cursor.position, session.query) == before


def test_an_accepted_query_stays(session: Session) -> None:
    session.begin_typing()
    session.show(session.query_runner.run(parse("sparse")), best=True)
    session.accept_typing()
    session.cancel_typing()
    assert shown(session) == [BETA, EPSILON]


def test_cancelled_typing_keeps_the_papers_loaded_meanwhile(session: Session) -> None:
    session.begin_typing()
    session.show(session.query_runner.run(parse("sparse")), best=True)
    session.grow(step("A Late Paper About Something Else"))
    session.cancel_typing()
    assert shown(session) == [*TITLES, "A Late Paper About Something Else"]


# -- views and orders -----------------------------------------------------------------------------------


def test_a_view_keeps_the_other_filters(session: Session) -> None:
    session.marking.toggle("starred")
    session.ask(parse("attention"))
    switch_view(session, "starred")
    assert shown(session) == [ALPHA]
    switch_view(session, "all")
    assert session.query == parse("attention")


def test_marks_never_change_which_rows_are_shown(session: Session) -> None:
    switch_view(session, "unread")
    session.marking.mark_all_read()
    session.marking.toggle("starred")
    assert shown(session) == list(TITLES)
    switch_view(session, "unread")
    assert shown(session) == []


def test_near_matches_follow_the_exact_ones_in_every_order(file: Path) -> None:
    near, exact = (
        entry("Atention Misspelt in This Title", day=20260101),
        entry("Attention as It Is Spelt", day=20200101),
    )
    session = make_session(file, near, exact)
    for order in ("date", "title", "relevance", "read-order"):
        sort_by(session, order)
        session.ask(parse("attention"))
        assert shown(session) == [exact.title, near.title]
        assert session.view.near_from == 1


def test_the_order_is_by_relevance_with_words_and_read_order_without(session: Session) -> None:
    session.ask(parse("attention sparse"))
    assert shown(session)[0] == EPSILON
    session.ask(parse(""))
    assert shown(session) == list(TITLES)


def test_by_date_the_newest_comes_first_and_the_undated_last(session: Session) -> None:
    sort_by(session, "date")
    assert shown(session) == [DELTA, BETA, ALPHA, EPSILON, GAMMA]


def test_the_matched_part_of_a_title_is_known_only_with_words(session: Session) -> None:
    assert session.view.title_spans(0, ALPHA) == ()
    session.ask(parse("alpha"))
    assert session.view.title_spans(0, ALPHA) == ((0, 5),)


def test_escape_removes_the_words_then_the_last_filter(session: Session) -> None:
    session.ask(parse('is:unread year:2023.. attention "attention heads"'))
    peeled = []
    for _ in range(4):
        session.ask(session.query.without_last_layer())
        peeled.append(str(session.query))
    assert peeled == ["is:unread year:2023..", "is:unread", "", ""]
    assert shown(session) == list(TITLES)


# -- an empty list --------------------------------------------------------------------------------------


def test_an_empty_view_names_the_number_of_all_papers_and_the_key_that_shows_them(session: Session) -> None:
    session.marking.mark_all_read()
    switch_view(session, "unread")
    assert session.view.empty_message == "0 unread · 5 in all: press 1"
    switch_view(session, "starred")
    assert session.view.empty_message == "0 starred · 5 in all: press 1"


def test_an_empty_list_names_the_term_to_drop_and_the_number_of_rows_that_return(session: Session) -> None:
    session.ask(parse("is:unread year:1999"))
    message = session.view.empty_message
    assert "year:1999" in message
    assert "5 without year:1999" in message


@pytest.mark.parametrize(
    "query",
    [
        "zzzz",
        "year:1999",
        "zzzz year:2023",
        "sparse year:1999",
        "year:1999 is:unread",
        "org:x year:1999",
        "zzzz year:1999",
    ],
)
def test_the_key_named_by_an_empty_list_shows_the_number_of_rows_promised(session: Session, query: str) -> None:
    session.ask(parse(query))
    message = session.view.empty_message
    promised = int(message.split(" · ")[1].split()[0])
    session.ask(session.query.without_last_layer())
    assert promised > 0
    assert "press Esc" not in message or len(session.view.rows) == promised


def test_an_empty_library_has_no_paper_to_mark(file: Path) -> None:
    session = make_session(file)
    assert session.view.empty_message == "no papers here"
    assert (session.cursor.row, session.current) == (None, None)
    assert [session.marking.toggle("starred"), session.marking.toggle("read"), session.marking.mark_opened()] == [
        None
    ] * 3
    assert text(session.marking.undo()) == "nothing to undo"
    assert not file.exists()


# -- papers that come and go ---------------------------------------------------------------------------------


def test_starred_papers_of_no_open_dump_are_listed_in_the_starred_view(file: Path) -> None:
    MarkStore(file).apply([change("gone-paper-of-another-dump", STARRED, title="Gone Paper of Another Dump")])
    session = make_session(file, *PAPERS)
    session.marking.toggle("starred")
    assert "Gone Paper of Another Dump" not in shown(session)
    switch_view(session, "starred")
    assert shown(session) == [ALPHA, "Gone Paper of Another Dump"]
    session.ask(parse("is:starred gone"))
    assert shown(session) == ["Gone Paper of Another Dump"]


def test_a_paper_of_no_open_dump_can_be_unstarred_and_starred_again(file: Path) -> None:
    MarkStore(file).apply([change("gone-paper-of-another-dump", STARRED, title="Gone Paper of Another Dump")])
    session = make_session(file, *PAPERS)
    switch_view(session, "starred")
    session.marking.toggle("starred")
    assert marks_of(MarkStore(file)) == set()
    assert shown(session) == ["Gone Paper of Another Dump"]
    session.marking.undo()
    assert marks_of(MarkStore(file)) == {("gonepaperofanotherdump", STARRED)}
    assert session.counts.starred == 0


def test_a_starred_paper_of_an_open_dump_is_listed_once(file: Path) -> None:
    MarkStore(file).apply([change("alpha-studyof-attention-heads", STARRED, title="Another Spelling")])
    session = make_session(file, *PAPERS)
    switch_view(session, "starred")
    assert shown(session) == [ALPHA]


def test_while_a_dump_loads_rows_are_only_appended(session: Session) -> None:
    sort_by(session, "title")
    session.cursor.move_to(2)
    before = shown(session)
    session.grow(step("A Late Paper About Something Else", ALPHA))
    assert shown(session) == [*before, "A Late Paper About Something Else"]
    assert current_title(session) == before[2]


def test_only_matching_papers_are_appended(session: Session) -> None:
    session.ask(parse("year:2024.."))
    session.grow(
        step(
            entry("A Late Paper About Something Else", day=20240505),
            entry("An Early Paper About Nothing", day=20200101),
        )
    )
    assert shown(session) == [BETA, DELTA, "A Late Paper About Something Else"]


def test_marks_of_papers_loaded_later_are_counted(file: Path) -> None:
    first = make_session(file, *PAPERS)
    first.marking.mark_all_read()
    session = make_session(file)
    assert session.counts.read == 0
    session.grow(step(*PAPERS))
    assert session.counts.read == 5


def test_marks_of_another_window_on_papers_loaded_later_are_counted_once(file: Path) -> None:
    session = make_session(file)
    make_session(file, *PAPERS).marking.mark_all_read()
    session.marks.refresh()
    session.grow(step(*PAPERS))
    assert session.counts.read == 5


def test_loading_the_dumps_again_keeps_query_paper_and_undo(session: Session) -> None:
    session.marking.toggle("starred")
    session.ask(parse("study"))
    session.cursor.move_to(3)
    paper = current_title(session)
    session.replace(library("Zeta Study Now Comes First Here", *PAPERS))
    assert current_title(session) == paper
    assert session.query == parse("study")
    assert session.counts.starred == 1
    session.marking.undo()
    assert session.counts.starred == 0


def test_the_cursor_stays_in_the_list_when_its_paper_is_missing_from_the_dumps_loaded_again(session: Session) -> None:
    session.cursor.move_to(4)
    session.replace(library(*PAPERS[:2]))
    assert current_title(session) == BETA


def test_a_dump_that_is_still_being_read_is_added_to_the_dumps_loaded_again(session: Session) -> None:
    first = step("The First Paper of a Long Dump")
    session.grow(first)
    session.replace(library(*PAPERS))
    session.grow(first._replace(batch=step("The Second Paper of a Long Dump").batch))
    session.ask(parse("source:more.txt"))
    assert shown(session) == ["The Second Paper of a Long Dump"]


def test_an_export_in_progress_keeps_its_papers_when_the_dumps_are_loaded_again(session: Session) -> None:
    exported, view = session.snapshot(), session.view
    session.replace(library("Zeta Study Now Comes First Here", *PAPERS))
    assert [exported.papers.paper(row).title for row in view.rows] == list(TITLES)


# -- papers like another --------------------------------------------------------------------------------


def list_papers_like(session: Session, position: int) -> None:
    session.cursor.move_to(position)
    session.begin_like()
    session.ask(session.query.with_like(session.papers.key(position)))


def test_leaving_the_papers_like_others_returns_step_by_step(session: Session) -> None:
    list_papers_like(session, 2)
    session.begin_like()
    session.ask(session.query.with_like(session.papers.key(4)))
    assert session.cancel_like()
    assert session.query.like == session.papers.key(2)
    assert session.cancel_like()
    assert (shown(session), current_title(session)) == (list(TITLES), GAMMA)
    assert not session.cancel_like()


def test_another_query_forgets_where_papers_like_another_were_asked_for(session: Session) -> None:
    list_papers_like(session, 2)
    session.ask(parse("sparse"))
    assert not session.cancel_like()


def test_loading_the_dumps_again_forgets_where_papers_like_another_were_asked_for(session: Session) -> None:
    list_papers_like(session, 2)
    session.replace(library(*PAPERS[:3]))
    assert not session.cancel_like()


def test_rows_that_turn_out_to_be_one_paper_are_shown_and_counted_once(file: Path) -> None:
    MarkStore(file).apply([change(key) for key in library(ALPHA, BETA, GAMMA).keys])
    session = make_session(file, entry(ALPHA, arxiv_id="2401.00001"), GAMMA, entry(BETA, doi="10.1000/b"))
    session.cursor.move_to(1)
    session.grow(step(entry("Their Common Title", arxiv_id="2401.00001", doi="10.1000/b"), DELTA))
    assert shown(session) == [ALPHA, GAMMA, DELTA]
    assert current_title(session) == GAMMA
    session.loaded()
    assert session.counts.read == 2


def test_a_row_that_is_absorbed_leaves_a_list_in_another_order(session: Session) -> None:
    sort_by(session, "title")
    before = shown(session)
    add_dump(session.library, "ids.txt", entry(ALPHA, doi="10.1000/a"), entry(BETA, arxiv_id="2401.00001"))
    session.grow(step(entry("Their Common Title", doi="10.1000/a", arxiv_id="2401.00001")))
    assert shown(session) == [title for title in before if title != BETA]
