"""A sitting: cursor, views, marks, undo, and what a reader is told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader import load
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.query import parse
from paperreader.session import Session
from tests.libraries import NOON, Clock, change, entry, library, marks_of, modest, session, shown, step
from tests.tui.harness import write_page

ALPHA, BETA, GAMMA, DELTA, EPSILON = TITLES = (
    "Alpha Study of Attention Heads",
    "Beta Study of Sparse Coding",
    "Gamma Study of Attention Maps",
    "Delta Study of Reward Models",
    "Epsilon Study of Sparse Attention",
)
DAYS = (20230101, 20240101, 0, 20250101, 20220101)
PAPERS = [entry(title, day=day) for title, day in zip(TITLES, DAYS, strict=True)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


@pytest.fixture
def sitting(file: Path) -> Session:
    return session(file, *PAPERS)


def reading(sitting: Session) -> str:
    """The title under the cursor."""
    assert sitting.current is not None
    return sitting.current.title


def switch(sitting: Session, view: str) -> None:
    """As the keys 1, 2 and 3 do."""
    sitting.ask(sitting.query.with_view(view))


def sort(sitting: Session, order: str) -> None:
    """As S and its second key do."""
    sitting.order = order
    sitting.ask(sitting.query)


def read_titles(sitting: Session) -> list[str]:
    return [title for row, title in enumerate(sitting.library.titles) if sitting.is_read(row)]


# -- the cursor ---------------------------------------------------------------------------------------


def test_the_reader_opens_at_the_first_unread_paper(file: Path) -> None:
    MarkStore(file).apply([change(library(title).keys[0]) for title in (ALPHA, BETA, DELTA)])
    sitting = session(file, *PAPERS)
    sitting.first_unread()
    assert reading(sitting) == GAMMA


def test_with_all_read_the_reader_opens_at_the_top(sitting: Session) -> None:
    sitting.mark_all_read()
    assert not sitting.first_unread()
    assert reading(sitting) == ALPHA


def test_the_cursor_stays_inside_the_list(sitting: Session) -> None:
    sitting.move_to(99)
    assert reading(sitting) == EPSILON
    sitting.move_to(-5)
    assert reading(sitting) == ALPHA


@pytest.mark.parametrize("order", ["date", "title", "read-order"])
def test_another_order_keeps_the_paper(sitting: Session, order: str) -> None:
    sitting.move_to(3)
    sort(sitting, order)
    assert reading(sitting) == DELTA


def test_another_filter_keeps_the_paper_when_it_is_still_shown(sitting: Session) -> None:
    sitting.move_to(4)
    sitting.ask(parse("attention"))
    assert reading(sitting) == EPSILON
    sitting.ask(parse(""))
    assert reading(sitting) == EPSILON


def test_a_filter_that_hides_the_paper_goes_to_the_row_nearest_to_it(file: Path) -> None:
    papers = [f"Study Number {number} of Something" for number in range(10)]
    sitting = session(file, *papers)
    for place in range(5):
        sitting.move_to(place)
        sitting.mark_opened()
    switch(sitting, "unread")
    assert reading(sitting) == papers[5]


def test_while_typing_the_cursor_is_on_the_best_hit(sitting: Session) -> None:
    sitting.move_to(4)
    sitting.begin_typing()
    sitting.show(sitting.run_query(parse("sparse attention")), best=True)
    assert sitting.cursor == 0
    assert reading(sitting) == EPSILON
    sitting.show(sitting.run_query(parse("reward")), best=True)
    assert reading(sitting) == DELTA


def test_giving_up_typing_goes_back_to_query_rows_and_cursor(sitting: Session) -> None:
    sitting.ask(parse("year:2023.."))
    sitting.move_to(2)
    before = (shown(sitting), sitting.cursor, sitting.query)
    sitting.begin_typing()
    sitting.show(sitting.run_query(parse("zzzz")), best=True)
    sitting.begin_typing()
    sitting.cancel_typing()
    assert (shown(sitting), sitting.cursor, sitting.query) == before


def test_what_was_typed_and_taken_stays(sitting: Session) -> None:
    sitting.begin_typing()
    sitting.show(sitting.run_query(parse("sparse")), best=True)
    sitting.accept_typing()
    sitting.cancel_typing()
    assert shown(sitting) == [BETA, EPSILON]


def test_giving_up_typing_keeps_the_papers_that_were_read_in_meanwhile(sitting: Session) -> None:
    sitting.begin_typing()
    sitting.show(sitting.run_query(parse("sparse")), best=True)
    sitting.grow(step("A Late Paper About Something Else"))
    sitting.cancel_typing()
    assert shown(sitting) == [*TITLES, "A Late Paper About Something Else"]


# -- views and orders -----------------------------------------------------------------------------------


def test_a_view_keeps_the_other_filters(sitting: Session) -> None:
    sitting.toggle_star()
    sitting.ask(parse("attention"))
    switch(sitting, "starred")
    assert shown(sitting) == [ALPHA]
    switch(sitting, "all")
    assert sitting.query == parse("attention")


def test_marks_never_change_which_rows_are_shown(sitting: Session) -> None:
    switch(sitting, "unread")
    sitting.mark_all_read()
    sitting.toggle_star()
    assert shown(sitting) == list(TITLES)
    switch(sitting, "unread")
    assert shown(sitting) == []


def test_near_hits_stand_below_the_exact_ones_in_every_order(file: Path) -> None:
    near, exact = (
        entry("Atention Misspelt in This Title", day=20260101),
        entry("Attention as It Is Spelt", day=20200101),
    )
    sitting = session(file, near, exact)
    for order in ("date", "title", "relevance", "read-order"):
        sort(sitting, order)
        sitting.ask(parse("attention"))
        assert shown(sitting) == [exact.title, near.title]
        assert sitting.view.near_from == 1


def test_with_words_the_order_is_by_relevance_and_without_as_read(sitting: Session) -> None:
    sitting.ask(parse("attention sparse"))
    assert shown(sitting)[0] == EPSILON
    sitting.ask(parse(""))
    assert shown(sitting) == list(TITLES)


def test_by_date_the_newest_comes_first_and_the_undated_last(sitting: Session) -> None:
    sort(sitting, "date")
    assert shown(sitting) == [DELTA, BETA, ALPHA, EPSILON, GAMMA]


def test_the_matched_letters_of_a_row_are_told_only_with_words(sitting: Session) -> None:
    assert sitting.spans(0) == ()
    sitting.ask(parse("alpha"))
    assert sitting.spans(0) == ((0, 5),)


def test_escape_takes_off_words_then_the_last_filter(sitting: Session) -> None:
    sitting.ask(parse('is:unread year:2023.. attention "attention heads"'))
    peeled = []
    for _ in range(4):
        sitting.ask(sitting.query.without_last_layer())
        peeled.append(str(sitting.query))
    assert peeled == ["is:unread year:2023..", "is:unread", "", ""]
    assert shown(sitting) == list(TITLES)


# -- an empty list --------------------------------------------------------------------------------------


def test_an_empty_view_says_how_many_there_are_and_which_key_shows_them(sitting: Session) -> None:
    sitting.mark_all_read()
    switch(sitting, "unread")
    assert sitting.view.empty_message == "0 unread · 5 in all: press 1"
    switch(sitting, "starred")
    assert sitting.view.empty_message == "0 starred · 5 in all: press 1"


def test_an_empty_list_says_which_term_to_drop_and_what_returns(sitting: Session) -> None:
    sitting.ask(parse("is:unread year:1999"))
    told = sitting.view.empty_message
    assert "year:1999" in told
    assert "5 without year:1999" in told


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
def test_pressing_the_key_that_an_empty_list_names_shows_what_it_promises(sitting: Session, query: str) -> None:
    sitting.ask(parse(query))
    told = sitting.view.empty_message
    promised = int(told.split(" · ")[1].split()[0])
    sitting.ask(sitting.query.without_last_layer())
    assert promised > 0
    assert "press Esc" not in told or len(sitting.rows) == promised


def test_an_empty_library_has_no_paper_to_mark_and_says_so(file: Path) -> None:
    sitting = session(file)
    assert sitting.view.empty_message == "no papers here"
    assert (sitting.row, sitting.current) == (None, None)
    assert [sitting.toggle_star(), sitting.toggle_read(), sitting.mark_opened()] == ["", "", ""]
    assert sitting.undo() == "nothing to undo"
    assert not file.exists()


# -- what makes a paper read ------------------------------------------------------------------------------


def test_opening_a_paper_makes_it_read_and_moving_about_does_not(sitting: Session) -> None:
    sitting.move_to(2)
    sitting.move_to(1)
    sitting.ask(parse("study"))
    assert read_titles(sitting) == []
    sitting.mark_opened()
    assert read_titles(sitting) == [BETA]


def test_the_next_unread_paper_leaves_the_one_before_as_read_and_does_not_wrap(sitting: Session) -> None:
    sitting.move_to(2)
    sitting.next_unread()
    assert (read_titles(sitting), reading(sitting)) == ([GAMMA], DELTA)
    sitting.next_unread()
    assert reading(sitting) == EPSILON
    assert sitting.next_unread() == "no more unread below, 2 above"
    assert reading(sitting) == EPSILON


def test_the_next_unread_paper_is_not_one_that_is_read(sitting: Session) -> None:
    sitting.move_to(1)
    sitting.mark_opened()
    sitting.move_to(0)
    sitting.next_unread()
    assert reading(sitting) == GAMMA


def test_with_nothing_unread_above_only_that_is_told(sitting: Session) -> None:
    sitting.mark_all_read()
    assert sitting.next_unread() == "no more unread below"


def test_going_back_to_the_previous_unread_paper_marks_nothing(sitting: Session) -> None:
    sitting.move_to(1)
    sitting.toggle_read()
    sitting.move_to(2)
    sitting.previous_unread()
    assert (reading(sitting), read_titles(sitting)) == (ALPHA, [BETA])
    assert sitting.previous_unread() == "no unread above"
    assert reading(sitting) == ALPHA


def test_without_auto_read_neither_opening_nor_leaving_marks(file: Path) -> None:
    sitting = session(file, *PAPERS, auto_read=False)
    sitting.mark_opened()
    sitting.next_unread()
    assert (read_titles(sitting), reading(sitting)) == ([], BETA)
    sitting.toggle_read()
    assert read_titles(sitting) == [BETA]


def test_opening_a_paper_again_leaves_the_time_of_its_reading(
    sitting: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperreader.session.now", Clock())
    sitting.mark_opened()
    first = sitting.marks.read_at(sitting.key(0))
    sitting.mark_opened()
    assert sitting.marks.read_at(sitting.key(0)) == first


# -- marking all shown --------------------------------------------------------------------------------------


def test_marking_all_read_is_one_step_and_says_how_many(sitting: Session) -> None:
    sitting.mark_opened()
    assert sitting.mark_all_read() == "4 marked read · u undoes · 2 hides"
    assert sitting.read_count == 5
    sitting.undo()
    assert read_titles(sitting) == [ALPHA]


def test_marking_all_read_takes_only_what_is_shown_and_not_the_near_hits(file: Path) -> None:
    sitting = session(
        file, "Atention Misspelt in This Title", "Attention as It Is Spelt", "Something Else Entirely Here"
    )
    sitting.ask(parse("attention"))
    sitting.mark_all_read()
    assert read_titles(sitting) == ["Attention as It Is Spelt"]


def test_marking_all_read_twice_says_that_there_is_nothing_left_and_is_no_second_step(sitting: Session) -> None:
    sitting.mark_all_read()
    assert "read already" in sitting.mark_all_read()
    sitting.undo()
    assert read_titles(sitting) == []


def test_near_hits_alone_are_not_said_to_be_read(file: Path) -> None:
    sitting = session(file, "Atention Misspelt in This Title")
    sitting.ask(parse("attention"))
    assert len(sitting.rows) == 1
    assert "read already" not in sitting.mark_all_read()
    assert read_titles(sitting) == []


# -- undo and redo ------------------------------------------------------------------------------------------


def test_undo_takes_the_last_mark_back_and_goes_to_its_paper(sitting: Session) -> None:
    sitting.move_to(3)
    sitting.toggle_star()
    sitting.move_to(0)
    told = sitting.undo()
    assert reading(sitting) == DELTA
    assert DELTA in told
    assert not sitting.is_starred(3)
    assert DELTA in sitting.redo()
    assert sitting.is_starred(3)


def test_undo_of_a_paper_that_is_not_shown_names_it(sitting: Session) -> None:
    sitting.toggle_read()
    sitting.ask(parse("sparse"))
    assert ALPHA in sitting.undo()
    assert shown(sitting) == [BETA, EPSILON]


def test_undo_goes_as_deep_as_the_sitting_and_a_new_mark_ends_redo(sitting: Session) -> None:
    for place in range(5):
        sitting.move_to(place)
        sitting.toggle_star()
    for _ in range(5):
        sitting.undo()
    assert sitting.undo() == "nothing to undo"
    assert sitting.starred_count == 0
    sitting.redo()
    sitting.toggle_read()
    assert sitting.redo() == "nothing to redo"


def test_undo_never_takes_back_another_windows_marks(file: Path) -> None:
    here, there = session(file, *PAPERS), session(file, *PAPERS)
    here.toggle_star()
    there.move_to(1)
    there.toggle_star()
    here.undo()
    assert here.undo() == "nothing to undo"
    assert marks_of(MarkStore(file)) == {(library(BETA).keys[0].replace("-", ""), STARRED)}


def test_undo_restores_value_and_time_by_a_newer_writing(sitting: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.session.now", Clock())
    found = []
    for act in (sitting.toggle_read, sitting.toggle_read, sitting.undo, sitting.redo, sitting.undo):
        act()
        register = sitting.marks.registers([sitting.key(0)], READ)[0]
        assert register is not None
        found.append(register)
    read, unread, *turned = found
    assert [register.mark for register in turned] == [read.mark, unread.mark, read.mark]
    stamps = [register.stamp for register in found]
    assert stamps == sorted(set(stamps))


def test_an_undone_star_has_the_time_from_before_after_opening_again(file: Path) -> None:
    MarkStore(file).apply([change(library(ALPHA).keys[0], STARRED)])
    sitting = session(file, *PAPERS)
    sitting.toggle_star()
    sitting.undo()
    assert MarkStore(file).starred_at(sitting.key(0)) == NOON


_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "toggle_star",
                "toggle_read",
                "mark_all_read",
                "mark_opened",
                "next_unread",
                "previous_unread",
                "undo",
                "redo",
            )
        ),
        st.integers(0, 4),
    ),
    max_size=14,
)


def _lives(sitting: Session, deeds: list[tuple[str, int]]) -> None:
    for deed, place in deeds:
        sitting.move_to(place)
        getattr(sitting, deed)()


@modest
@given(_DEEDS, st.sampled_from(("", "is:unread", "attention", "atention")))
def test_marks_survive_any_sitting_and_the_counts_are_true(deeds: list[tuple[str, int]], query: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        sitting = session(file, *PAPERS)
        sitting.ask(parse(query))
        _lives(sitting, deeds)
        assert marks_of(MarkStore(file)) == marks_of(sitting.marks)
        again = session(file, *PAPERS)
        assert (again.read_count, again.starred_count) == (sitting.read_count, sitting.starred_count)
        assert read_titles(again) == read_titles(sitting)


@modest
@given(_DEEDS)
def test_undo_then_redo_changes_nothing(deeds: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sitting = session(Path(folder, "state.toml"), *PAPERS)
        _lives(sitting, deeds)
        before = marks_of(sitting.marks)
        if sitting.undo() != "nothing to undo":
            sitting.redo()
        assert marks_of(sitting.marks) == before


@modest
@given(_DEEDS, st.integers(0, 4), st.sampled_from(("toggle_star", "toggle_read")))
def test_toggling_a_mark_twice_changes_nothing(deeds: list[tuple[str, int]], place: int, deed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sitting = session(Path(folder, "state.toml"), *PAPERS)
        _lives(sitting, deeds)
        before = marks_of(sitting.marks)
        _lives(sitting, [(deed, place), (deed, place)])
        assert marks_of(sitting.marks) == before


@modest
@given(_DEEDS)
def test_undoing_everything_leaves_no_mark(deeds: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sitting = session(Path(folder, "state.toml"), *PAPERS)
        _lives(sitting, deeds)
        for _ in range(len(deeds) + 1):
            sitting.undo()
        assert marks_of(MarkStore(Path(folder, "state.toml"))) == set()
        assert (sitting.read_count, sitting.starred_count) == (0, 0)


# -- what cannot be saved, and what others save ------------------------------------------------------------


def test_a_mark_that_cannot_be_saved_is_told_and_saved_with_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    sitting = session(folder / "state.toml", *PAPERS)
    folder.write_text("a file is in the way")
    assert "not saved" in sitting.toggle_star()
    assert sitting.is_starred(0)
    folder.unlink()
    sitting.move_to(1)
    assert "not saved" not in sitting.toggle_star()
    assert session(folder / "state.toml", *PAPERS).starred_count == 2


def test_leaving_the_last_paper_tells_that_its_mark_cannot_be_saved(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    sitting = session(folder / "state.toml", *PAPERS)
    folder.write_text("a file is in the way")
    sitting.move_to(4)
    assert "not saved" in sitting.next_unread()


def test_the_counts_take_in_what_another_window_marked(file: Path) -> None:
    here, there = session(file, *PAPERS), session(file, *PAPERS)
    there.mark_all_read()
    here.toggle_star()
    assert len(read_titles(here)) == 5
    assert here.read_count == 5


# -- papers that come and go ---------------------------------------------------------------------------------


def test_starred_papers_without_a_dump_are_listed_with_the_starred_ones(file: Path) -> None:
    MarkStore(file).apply([change("gone-paper-of-another-dump", STARRED, title="Gone Paper of Another Dump")])
    sitting = session(file, *PAPERS)
    sitting.toggle_star()
    assert "Gone Paper of Another Dump" not in shown(sitting)
    switch(sitting, "starred")
    assert shown(sitting) == [ALPHA, "Gone Paper of Another Dump"]
    sitting.ask(parse("is:starred gone"))
    assert shown(sitting) == ["Gone Paper of Another Dump"]


def test_the_star_of_a_paper_without_a_dump_can_be_taken_and_given_back(file: Path) -> None:
    MarkStore(file).apply([change("gone-paper-of-another-dump", STARRED, title="Gone Paper of Another Dump")])
    sitting = session(file, *PAPERS)
    switch(sitting, "starred")
    sitting.toggle_star()
    assert marks_of(MarkStore(file)) == set()
    assert shown(sitting) == ["Gone Paper of Another Dump"]
    sitting.undo()
    assert marks_of(MarkStore(file)) == {("gonepaperofanotherdump", STARRED)}
    assert sitting.starred_count == 0


def test_a_starred_paper_is_listed_once_when_its_dump_is_open(file: Path) -> None:
    MarkStore(file).apply([change("alpha-studyof-attention-heads", STARRED, title="Another Spelling")])
    sitting = session(file, *PAPERS)
    switch(sitting, "starred")
    assert shown(sitting) == [ALPHA]


def test_while_a_dump_loads_rows_are_only_appended(sitting: Session) -> None:
    sort(sitting, "title")
    sitting.move_to(2)
    before = shown(sitting)
    sitting.grow(step("A Late Paper About Something Else", ALPHA))
    assert shown(sitting) == [*before, "A Late Paper About Something Else"]
    assert reading(sitting) == before[2]


def test_only_matching_papers_are_appended(sitting: Session) -> None:
    sitting.ask(parse("year:2024.."))
    sitting.grow(
        step(
            entry("A Late Paper About Something Else", day=20240505),
            entry("An Early Paper About Nothing", day=20200101),
        )
    )
    assert shown(sitting) == [BETA, DELTA, "A Late Paper About Something Else"]


def test_marks_of_papers_that_come_later_are_counted(file: Path) -> None:
    first = session(file, *PAPERS)
    first.mark_all_read()
    sitting = session(file)
    assert sitting.read_count == 0
    sitting.grow(step(*PAPERS))
    assert sitting.read_count == 5


def test_reading_the_dumps_again_keeps_query_paper_and_undo(sitting: Session) -> None:
    sitting.toggle_star()
    sitting.ask(parse("study"))
    sitting.move_to(3)
    paper = reading(sitting)
    sitting.replace(library("Zeta Study Now Comes First Here", *PAPERS))
    assert reading(sitting) == paper
    assert sitting.query == parse("study")
    assert sitting.starred_count == 1
    sitting.undo()
    assert sitting.starred_count == 0


def test_a_paper_missing_from_the_dumps_read_again_leaves_the_cursor_in_the_list(sitting: Session) -> None:
    sitting.move_to(4)
    sitting.replace(library(*PAPERS[:2]))
    assert reading(sitting) == BETA


def test_undo_goes_on_past_an_undo_made_in_a_later_second(sitting: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.session.now", Clock())
    sitting.toggle_star()
    sitting.toggle_star()
    sitting.undo()
    assert sitting.is_starred(0)
    sitting.undo()
    assert not sitting.is_starred(0)


LOT = [f"Paper Number {number} of the Whole Lot" for number in range(20)]


@pytest.fixture
def by_and_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A sitting in which what is found in abstracts comes a few rows at a time."""
    monkeypatch.setattr("paperreader.results.results._FIRST_LOOK", 3)
    monkeypatch.setattr("paperreader.results.results._SOON", -1)
    return Session(load(write_page(tmp_path, *LOT)), MarkStore(tmp_path / "state.toml"))


def test_where_abstracts_are_read_the_first_of_them_answer_first(by_and_by: Session) -> None:
    sitting = by_and_by
    views = list(sitting.stream_query(parse("abstract:goes -abstract:4")))
    assert [(view.scanned, len(view.rows)) for view in views] == [(3, 3), (9, 8), (None, 19)]
    assert list(views[-1].rows) == list(sitting.run_query(parse("abstract:goes -abstract:4")).rows)
    sitting.show(views[0])
    assert shown(sitting) == LOT[:3]
    assert [view.scanned for view in sitting.stream_query(parse("lot abstract:goes"))] == [None]


def test_the_cursor_keeps_its_paper_while_rows_come_by_and_by(by_and_by: Session) -> None:
    sitting = by_and_by
    sitting.move_to(17)
    for view in sitting.stream_query(parse("abstract:goes")):
        sitting.show(sitting.with_cursor_hint(view))
    assert sitting.current is not None
    assert sitting.current.title == LOT[17]
    for number, view in enumerate(sitting.stream_query(parse("abstract:abstract"))):
        sitting.show(sitting.with_cursor_hint(view))
        if number == 0:
            assert sitting.mark_all_read().startswith("abstracts are still being read")
            sitting.move_to(1)  # the reader does not wait
    assert sitting.current.title == LOT[1]
    assert sitting.mark_all_read().startswith("20 marked read")


class Unread(list[int]):
    """Rows that may be asked for one by one, but not gone through."""

    def __iter__(self) -> Iterator[int]:
        pytest.fail("all rows were looked through")


def test_showing_rows_looks_through_none_when_the_place_was_found_beside_the_screen(by_and_by: Session) -> None:
    sitting = by_and_by
    sitting.move_to(17)
    for query in ("abstract:goes", "year:1900", "year:2024", "abstract:abstract", "abstract:nowhere", "is:unread"):
        for view in sitting.stream_query(parse(query)):
            kept = sitting.with_cursor_hint(view)
            sitting.show(kept._replace(rows=Unread(kept.rows)))
    assert sitting.current is not None


def test_a_query_that_was_given_up_while_rows_came_moves_the_cursor_no_more(by_and_by: Session) -> None:
    sitting = by_and_by
    sitting.move_to(5)
    sitting.begin_typing()
    sitting.show(next(sitting.stream_query(parse("abstract:goes"))))
    reached = sitting.cursor
    sitting.cancel_typing()
    sitting.move_to(reached)
    sitting.show(sitting.run_query(parse("is:unread")))
    assert sitting.cursor == reached != 5
