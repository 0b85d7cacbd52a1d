"""Marking papers, undo, and the messages about them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.errors import Notice
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.query.parser import parse
from paperreader.session import Session
from paperreader.session.marking import Marking
from tests.libraries import NOON, Clock, change, library, make_session, marks_of, shown
from tests.session.five_papers import ALPHA, BETA, DELTA, EPSILON, GAMMA, PAPERS, current_title, read_titles, text

# -- what makes a paper read ------------------------------------------------------------------------------


def test_opening_a_paper_marks_it_read_and_moving_does_not(session: Session) -> None:
    session.cursor.move_to(2)
    session.cursor.move_to(1)
    session.ask(parse("study"))
    assert read_titles(session) == []
    session.marking.mark_opened()
    assert read_titles(session) == [BETA]


def test_moving_to_the_next_unread_paper_marks_the_one_left_and_does_not_wrap(session: Session) -> None:
    session.cursor.move_to(2)
    session.marking.next_unread()
    assert (read_titles(session), current_title(session)) == ([GAMMA], DELTA)
    session.marking.next_unread()
    assert current_title(session) == EPSILON
    assert text(session.marking.next_unread()) == "no more unread below, 2 above"
    assert current_title(session) == EPSILON


def test_moving_to_the_next_unread_paper_skips_read_ones(session: Session) -> None:
    session.cursor.move_to(1)
    session.marking.mark_opened()
    session.cursor.move_to(0)
    session.marking.next_unread()
    assert current_title(session) == GAMMA


def test_without_unread_papers_the_message_counts_none_above(session: Session) -> None:
    session.marking.mark_all_read()
    assert text(session.marking.next_unread()) == "no more unread below"


def test_moving_to_the_previous_unread_paper_marks_nothing(session: Session) -> None:
    session.cursor.move_to(1)
    session.marking.toggle("read")
    session.cursor.move_to(2)
    session.marking.previous_unread()
    assert (current_title(session), read_titles(session)) == (ALPHA, [BETA])
    assert text(session.marking.previous_unread()) == "no unread above"
    assert current_title(session) == ALPHA


def test_without_auto_read_neither_opening_nor_leaving_marks_a_paper(file: Path) -> None:
    session = make_session(file, *PAPERS, auto_read=False)
    session.marking.mark_opened()
    session.marking.next_unread()
    assert (read_titles(session), current_title(session)) == ([], BETA)
    session.marking.toggle("read")
    assert read_titles(session) == [BETA]


def test_opening_a_paper_again_keeps_the_time_it_was_read(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.session.marking.now", Clock())
    session.marking.mark_opened()
    first = session.marks.read_at(session.papers.key(0))
    session.marking.mark_opened()
    assert session.marks.read_at(session.papers.key(0)) == first


# -- marking all shown --------------------------------------------------------------------------------------


def test_marking_all_read_is_one_undo_step_and_gives_the_number(session: Session) -> None:
    session.marking.mark_opened()
    assert text(session.marking.mark_all_read()) == "4 marked read · u undoes · 2 lists the unread"
    assert session.counts.read == 5
    session.marking.undo()
    assert read_titles(session) == [ALPHA]


def test_after_marking_all_unread_papers_read_the_message_names_the_key_that_removes_them(session: Session) -> None:
    session.ask(parse("is:unread"))
    assert text(session.marking.mark_all_read()) == "5 marked read · u undoes · 2 refreshes the list"


def test_marking_all_read_marks_only_the_exact_matches_shown(file: Path) -> None:
    session = make_session(
        file, "Atention Misspelt in This Title", "Attention as It Is Spelt", "Something Else Entirely Here"
    )
    session.ask(parse("attention"))
    session.marking.mark_all_read()
    assert read_titles(session) == ["Attention as It Is Spelt"]


def test_marking_all_read_twice_is_one_undo_step(session: Session) -> None:
    session.marking.mark_all_read()
    assert "read already" in text(session.marking.mark_all_read())
    session.marking.undo()
    assert read_titles(session) == []


def test_marking_all_read_leaves_near_matches_alone_and_says_so(file: Path) -> None:
    session = make_session(file, "Atention Misspelt in This Title")
    session.ask(parse("attention"))
    assert len(session.view.rows) == 1
    assert "read already" not in text(session.marking.mark_all_read())
    assert read_titles(session) == []


# -- undo and redo ------------------------------------------------------------------------------------------


def test_undo_reverts_the_last_mark_and_moves_to_its_paper(session: Session) -> None:
    session.cursor.move_to(3)
    session.marking.toggle("starred")
    session.cursor.move_to(0)
    message = text(session.marking.undo())
    assert current_title(session) == DELTA
    assert DELTA in message
    assert not session.marking.is_starred(3)
    assert DELTA in text(session.marking.redo())
    assert session.marking.is_starred(3)


def test_undo_of_a_paper_that_is_not_shown_names_it(session: Session) -> None:
    session.marking.toggle("read")
    session.ask(parse("sparse"))
    assert ALPHA in text(session.marking.undo())
    assert shown(session) == [BETA, EPSILON]


def test_a_view_refreshed_after_undo_keeps_the_cursor(session: Session) -> None:
    session.ask(parse("is:unread"))
    session.marking.toggle(READ)
    session.marking.undo()
    session.cursor.move_to(3)
    session.ask(parse("is:unread"))
    assert current_title(session) == DELTA


def test_undo_reaches_the_first_mark_of_the_session_and_a_new_mark_ends_redo(session: Session) -> None:
    for position in range(5):
        session.cursor.move_to(position)
        session.marking.toggle("starred")
    for _ in range(5):
        session.marking.undo()
    assert text(session.marking.undo()) == "nothing to undo"
    assert session.counts.starred == 0
    session.marking.redo()
    session.marking.toggle("read")
    assert text(session.marking.redo()) == "nothing to redo"


def test_undo_never_reverts_another_windows_marks(file: Path) -> None:
    window, other = make_session(file, *PAPERS), make_session(file, *PAPERS)
    window.marking.toggle("starred")
    other.cursor.move_to(1)
    other.marking.toggle("starred")
    window.marking.undo()
    assert text(window.marking.undo()) == "nothing to undo"
    assert marks_of(MarkStore(file)) == {(library(BETA).keys[0].replace("-", ""), STARRED)}


def test_a_paper_marked_again_in_another_window_is_not_undone(file: Path) -> None:
    window, other = make_session(file, *PAPERS), make_session(file, *PAPERS)
    window.marking.toggle("starred")
    other.marking.toggle("starred")
    other.marking.toggle("starred")
    assert "another window" in text(window.marking.undo())
    assert window.marking.is_starred(0)
    assert marks_of(MarkStore(file)) == {(library(ALPHA).keys[0].replace("-", ""), STARRED)}


def test_a_paper_marked_again_in_another_window_is_not_redone(file: Path) -> None:
    window, other = make_session(file, *PAPERS), make_session(file, *PAPERS)
    window.marking.toggle("starred")
    window.marking.undo()
    other.marking.toggle("starred")
    other.marking.toggle("starred")
    assert "another window" in text(window.marking.redo())
    assert not window.marking.is_starred(0)
    assert marks_of(MarkStore(file)) == set()


def test_a_toggle_changes_the_mark_as_another_window_left_it(file: Path) -> None:
    window, other = make_session(file, *PAPERS), make_session(file, *PAPERS)
    other.marking.toggle("starred")
    assert text(window.marking.toggle("starred")) == "unstarred"
    assert marks_of(MarkStore(file)) == set()


def toggle_star(marking: Marking) -> Notice | None:
    return marking.toggle(STARRED)


def toggle_read(marking: Marking) -> Notice | None:
    return marking.toggle(READ)


def test_undo_restores_value_and_time_with_a_newer_stamp(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.session.marking.now", Clock())
    found = []
    for act in (toggle_read, toggle_read, Marking.undo, Marking.redo, Marking.undo):
        act(session.marking)
        register = session.marks.registers([session.papers.key(0)], READ)[0]
        assert register is not None
        found.append(register)
    read, unread, *turned = found
    assert [register.mark for register in turned] == [read.mark, unread.mark, read.mark]
    stamps = [register.stamp for register in found]
    assert stamps == sorted(set(stamps))


def test_an_undone_unstarring_restores_the_time_of_the_star_in_the_file(file: Path) -> None:
    MarkStore(file).apply([change(library(ALPHA).keys[0], STARRED)])
    session = make_session(file, *PAPERS)
    session.marking.toggle("starred")
    session.marking.undo()
    assert MarkStore(file).starred_at(session.papers.key(0)) == NOON


_Act = Callable[[Marking], Notice | None]
_ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                toggle_star,
                toggle_read,
                Marking.mark_all_read,
                Marking.mark_opened,
                Marking.next_unread,
                Marking.previous_unread,
                Marking.undo,
                Marking.redo,
            )
        ),
        st.integers(0, 4),
    ),
    max_size=14,
)


def _perform(session: Session, actions: list[tuple[_Act, int]]) -> None:
    for action, position in actions:
        session.cursor.move_to(position)
        action(session.marking)


@given(_ACTIONS, st.sampled_from(("", "is:unread", "attention", "atention")))
def test_marks_survive_any_session_and_the_counts_are_right(actions: list[tuple[_Act, int]], query: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        session = make_session(file, *PAPERS)
        session.ask(parse(query))
        _perform(session, actions)
        assert marks_of(MarkStore(file)) == marks_of(session.marks)
        again = make_session(file, *PAPERS)
        assert (again.counts.read, again.counts.starred) == (session.counts.read, session.counts.starred)
        assert read_titles(again) == read_titles(session)


@given(_ACTIONS)
def test_undo_then_redo_changes_nothing(actions: list[tuple[_Act, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(Path(folder, "state.toml"), *PAPERS)
        _perform(session, actions)
        before = marks_of(session.marks)
        if text(session.marking.undo()) != "nothing to undo":
            session.marking.redo()
        assert marks_of(session.marks) == before


@given(_ACTIONS, st.integers(0, 4), st.sampled_from((toggle_star, toggle_read)))
def test_toggling_a_mark_twice_changes_nothing(actions: list[tuple[_Act, int]], position: int, action: _Act) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(Path(folder, "state.toml"), *PAPERS)
        _perform(session, actions)
        before = marks_of(session.marks)
        _perform(session, [(action, position), (action, position)])
        assert marks_of(session.marks) == before


@given(_ACTIONS)
def test_undoing_everything_leaves_no_mark(actions: list[tuple[_Act, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(Path(folder, "state.toml"), *PAPERS)
        _perform(session, actions)
        for _ in range(len(actions) + 1):
            session.marking.undo()
        assert marks_of(MarkStore(Path(folder, "state.toml"))) == set()
        assert (session.counts.read, session.counts.starred) == (0, 0)


def test_undo_continues_past_an_undo_made_in_a_later_second(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.session.marking.now", Clock())
    session.marking.toggle("starred")
    session.marking.toggle("starred")
    session.marking.undo()
    assert session.marking.is_starred(0)
    session.marking.undo()
    assert not session.marking.is_starred(0)


# -- what cannot be saved, and what others save ------------------------------------------------------------


def test_a_mark_that_cannot_be_saved_is_reported_and_saved_with_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    session = make_session(folder / "state.toml", *PAPERS)
    folder.write_text("a file is in the way")
    assert "not saved" in text(session.marking.toggle("starred"))
    assert session.marking.is_starred(0)
    folder.unlink()
    session.cursor.move_to(1)
    assert "not saved" not in text(session.marking.toggle("starred"))
    assert make_session(folder / "state.toml", *PAPERS).counts.starred == 2


def test_leaving_the_last_paper_reports_that_its_mark_cannot_be_saved(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    session = make_session(folder / "state.toml", *PAPERS)
    folder.write_text("a file is in the way")
    session.cursor.move_to(4)
    assert "not saved" in text(session.marking.next_unread())


def test_the_counts_include_marks_of_another_window(file: Path) -> None:
    window, other = make_session(file, *PAPERS), make_session(file, *PAPERS)
    other.marking.mark_all_read()
    window.marking.toggle("starred")
    assert len(read_titles(window)) == 5
    assert window.counts.read == 5
