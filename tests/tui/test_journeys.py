"""Journeys through the real app: keys a user presses, and what the screen shows then."""

from __future__ import annotations

import gc
import json
import os
import weakref
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events

from paperreader.marks import STARRED, Mark, MarkChange, MarkStore, now
from paperreader.results.results import QueryRunner
from paperreader.tui.workers import Loader, StepRead
from tests.libraries import step
from tests.tui.harness import SEEDS, ReaderDriver, make, reading, write_page


async def test_a_star_is_still_there_in_the_next_session(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as reader:
        assert "1 all 86   2 unread 86   3 starred 0" in reader.line(-2)
        await reader.press("/")
        await reader.type("sparse autoencodr")
        assert reader.title.startswith("Interpret the Internal States")
        await reader.press("enter", "s")
        assert "starred = " in state.read_text()
        await reader.press("q")
    async with reading([SEEDS], state) as reader:
        assert "3 starred 1" in reader.line(-2)
        await reader.press("3")
        assert [reader.session.papers.paper(row).title for row in reader.session.view.rows] == [
            "Interpret the Internal States of Recommendation Model with Sparse Autoencoder"
        ]


async def test_two_hundred_papers_and_fifteen_stars_take_at_most_230_keys(tmp_path: Path) -> None:
    titles = [f"Paper number {number} about one thing and another" for number in range(200)]
    dump = write_page(tmp_path, *titles)
    keys = [key for number in range(200) for key in (["s", "n"] if number % 14 == 0 else ["n"])]
    assert keys.count("s") == 15
    assert len(keys) <= 230
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.send(*keys)
        assert reader.unread == 0
        assert reader.session.counts.starred == 15
    saved = MarkStore(tmp_path / "state.toml")
    assert sum(saved.read_at(paper.key) is not None for paper in saved.papers()) == 200


async def test_one_key_undoes_marking_all_read(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as reader:
        await reader.press("n", "n", "A")
        assert reader.unread == 0
        assert "84 marked read · u undoes · 2 lists the unread" in reader.line(-1)
        await reader.press("u")
        assert reader.unread == 84
        await reader.press("ctrl+r")
        assert reader.unread == 0
        await reader.press("u", "u", "u", "u")
        assert reader.unread == 86
    assert not any(MarkStore(state).read_at(paper.key) for paper in MarkStore(state).papers())


async def test_marks_never_change_which_rows_are_shown(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("2")
        rows = list(reader.session.view.rows)
        await reader.press("n", "n", "r", "A")
        assert list(reader.session.view.rows) == rows
        await reader.press("2")
        assert not reader.session.view.rows
        assert "0 unread · 86 in all: press 1" in reader.screen()


async def test_esc_restores_query_cursor_and_scroll_from_before_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as reader:
        await reader.press("G", "k", "k")
        before, scroll = reader.title, reader.main.list.top
        await reader.press("/")
        await reader.type("attention")
        assert reader.title != before
        await reader.press("escape")
        assert (reader.title, reader.main.list.top) == (before, scroll)
        assert len(reader.session.view.rows) == 86


async def test_keys_typed_ahead_act_in_their_order(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        for key in ["2", "n", "/", "a", "t", "t", "e", "n", "t", "i", "o", "n", "enter", "s", "1", "j"]:
            reader.app.simulate_key(key)
        await reader.settle()
        assert str(reader.session.query) == "attention"
        starred = [paper.title for paper in reader.session.marks.papers() if reader.session.marks.starred_at(paper.key)]
        assert starred == [reader.session.library.titles[reader.session.library.index.search("attention").rows[0]]]


async def test_near_matches_are_below_a_rule_and_are_not_marked_by_mark_all(tmp_path: Path) -> None:
    dump = write_page(
        tmp_path, "Sparse autoencoders find features", "Sparse autoencodars are misspelt", "Something else entirely"
    )
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("autoencoders")
        assert "1 exact · 1 near" in reader.line(-1)
        assert "─ 1 near ─" in reader.screen()
        await reader.press("enter", "A")
        assert reader.unread == 2


async def test_a_query_without_matches_says_how_to_go_back(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("zzqxv")
        assert "nothing for zzqxv · 86 without it: press Esc" in reader.screen()
        await reader.press("escape")
        assert len(reader.session.view.rows) == 86


async def test_opening_marks_a_paper_read_and_moving_does_not(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("j", "j", "k", "p", "ctrl+d", "G", "g")
        assert reader.unread == 86
        await reader.press("enter")
        assert reader.unread == 85
        assert reader.main.scope == "detail"
        await reader.press("h", "j", "l")
        assert reader.unread == 84


async def test_space_pages_the_abstract_and_at_its_end_opens_the_next_paper(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as reader:
        first = reader.title
        await reader.press("space")
        assert reader.title == first
        assert reader.main.detail.top > 0
        for _ in range(10):
            if reader.title != first:
                break
            await reader.press("space")
        assert reader.title != first
        assert reader.unread == 85
        assert reader.main.detail.top == 0


async def test_starred_papers_of_dumps_that_are_not_open_are_listed_and_can_be_unstarred(tmp_path: Path) -> None:
    first = write_page(tmp_path, "A paper that will be elsewhere tomorrow", name="first.txt")
    second = write_page(tmp_path, "Another paper for another day of reading", name="second.txt")
    async with reading([first], tmp_path / "state.toml") as reader:
        await reader.press("s")
    async with reading([second], tmp_path / "state.toml") as reader:
        assert len(reader.session.view.rows) == 1
        await reader.press("3")
        assert reader.title == "A paper that will be elsewhere tomorrow"
        assert "not open now" in reader.screen()
        await reader.press("s")
        assert reader.session.marks.starred_at(reader.session.papers.key(reader.session.view.rows[0])) is None
        await reader.press("1", "2", "3")
        assert "0 starred · 1 in all: press 1" in reader.screen()


async def test_a_view_keeps_the_other_filters(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("year:2024")
        await reader.press("enter", "n", "n", "2")
        assert str(reader.session.query) == "is:unread year:2024"
        await reader.press("1")
        assert str(reader.session.query) == "year:2024"
        await reader.press("escape")
        assert len(reader.session.view.rows) == 86


async def test_esc_goes_back_one_step_at_a_time_and_never_quits(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        await reader.press("/")
        await reader.type("year:2024 interpretable")
        await reader.press("enter", "f", "h", "l", "l", "l")
        assert reader.main.full_screen
        await reader.press("escape")
        assert not reader.main.full_screen
        assert reader.main.scope == "detail"
        await reader.press("escape")
        assert reader.main.scope == "list"
        assert reader.main.filters_open
        await reader.press("escape")
        assert not reader.main.filters_open
        await reader.press("escape")
        assert str(reader.session.query) == "year:2024"
        await reader.press("escape")
        assert str(reader.session.query) == ""
        await reader.press("escape", "escape")
        assert reader.app.is_running


async def test_the_filter_pane_changes_the_query_and_counts_anew(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as reader:
        await reader.press("f", *["j"] * 16, "space")
        assert str(reader.session.query) == "year:2024"
        await reader.press("k", "space")
        assert str(reader.session.query) == "year:2024,2025"
        await reader.press("-")
        assert "2025" in str(reader.session.query)
        await reader.press("escape", "escape", "escape", "f")
        await reader.press("/")
        await reader.type("ado")
        await reader.press("enter", "space")
        assert str(reader.session.query).startswith("org:adobe")
        assert [reader.session.papers.paper(row).title for row in reader.session.view.rows] == [
            "GimbalDiffusion: Gravity-Aware Camera Control for Video Generation"
        ]


async def test_marking_with_open_filters_keeps_the_rows_and_counts_anew(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as reader:
        await reader.press("f", "space")
        assert str(reader.session.query) == "is:unread"
        await reader.press("l", "n", "n", "n")
        assert len(reader.session.view.rows) == 86
        unread = next(line for line in reader.screen().split("\n") if " unread  " in line and "2 unread" not in line)
        assert " 83 " in unread


async def test_sorting_by_date_puts_undated_papers_last(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("S", "d")
        days = [reader.session.library.days[row] for row in reader.session.view.rows]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=True)
        assert days[len(dated) :] == [0] * (86 - len(dated))
        await reader.press("S", "r")
        assert list(reader.session.view.rows) == list(range(86))


async def test_prefix_keys_show_a_hint_and_esc_cancels_them(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("y")
        assert "y citation" in reader.line(-1)
        await reader.press("escape", "b")
        assert reader.app.clipboard == ""
        await reader.press("y", "t")
        assert reader.app.clipboard == reader.title
        assert "title sent to the terminal" in reader.line(-1)
        await reader.press("y", "b")
        assert reader.app.clipboard.startswith("@misc{fastadversarialattacks2024")
        await reader.press("y", "q")
        assert "y q is not a command" in reader.line(-1)


async def test_the_palette_goes_to_a_row_runs_commands_and_quits(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press(":")
        await reader.type("40")
        await reader.press("enter")
        assert reader.session.cursor.position == 39
        await reader.press(":")
        await reader.type("dark and light")
        await reader.press("enter")
        assert reader.app.theme == "paperreader-light"
        for key in (":", "q", "enter"):
            reader.app.simulate_key(key)
    assert reader.app.return_code == 0


async def test_a_paper_without_a_link_is_looked_up_by_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1")
    dump = write_page(tmp_path, "A paper without any link at all")
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.press("o")
        assert "https://arxiv.org/search/?query=A+paper+without+any+link" in reader.line(-1)


async def test_escape_returns_to_the_query_before_typing_also_when_the_dumps_were_read_again_meanwhile(
    tmp_path: Path,
) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("first")
        await reader.press("enter", "/")
        await reader.type("zz")
        write_page(tmp_path, "First of the papers of this page", "Another first paper put below it")
        reader.main.dump_loading.load_again()
        await reader.settle()
        assert str(reader.session.query) == "zz"
        await reader.press("escape")
        assert str(reader.session.query) == "first"
        assert len(reader.session.view.rows) == 2


async def test_a_row_number_of_any_length_is_understood(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        reader.main.receive_key(events.Key(":", ":"))
        reader.main.typed_line.bar.input.value = "9" * 5000
        await reader.press("enter")
        assert reader.session.cursor.position == 85


async def test_only_papers_loaded_since_are_searched_for_the_first_unread_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = [f"Paper number {number} about one thing and another" for number in range(50)]
    async with reading([SEEDS, write_page(tmp_path, *later)], tmp_path / "state.toml") as reader:
        await reader.press("A")
    calls = []
    read_at = MarkStore.read_at

    def counted(store: MarkStore, key: str) -> datetime | None:
        calls.append(key)
        return read_at(store, key)

    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        loader = Loader(iter(()), reader.app.post_message)
        monkeypatch.setattr(MarkStore, "read_at", counted)
        for title in later:
            reader.main.on_step_read(StepRead(loader, step(title)))
        assert len(calls) < 10 * len(later)
        assert reader.session.cursor.position == 0


async def test_loading_again_frees_the_papers_read_before(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml") as reader:
        before = weakref.ref(reader.session.library)
        await reader.press("R")
        await reader.press("j")
        gc.collect()
        assert before() is None


async def test_loading_again_shows_added_papers(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.press("j", "s")
        write_page(
            tmp_path,
            "A new paper put before the others",
            "First of the papers of this page",
            "Second of the papers of this page",
        )
        await reader.press("R")
        assert len(reader.session.library) == 3
        assert reader.title == "Second of the papers of this page"
        assert "read again: 3 papers, 2 before" in reader.line(-1)
        assert reader.session.marking.is_starred(reader.session.view.rows[reader.session.cursor.position])


async def test_a_dump_changed_meanwhile_is_reported_and_shows_no_wrong_abstract(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml", size=(140, 40)) as reader:
        Path(dump).write_text("cut short", encoding="utf-8")  # noqa: ASYNC240 - as another program would
        await reader.press("j")
        assert "changed since it was read" in reader.screen()
        assert "(R reads the dumps again)" in reader.screen()


async def test_an_unreadable_dump_is_reported_and_the_others_open(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "The one paper that can be read here")
    async with reading([str(tmp_path / "missing.txt"), dump], tmp_path / "state.toml", size=(160, 40)) as reader:
        assert len(reader.session.view.rows) == 1
        assert "missing.txt" in reader.line(-1)


async def test_files_of_a_folder_without_papers_are_counted_in_the_status(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    write_page(folder, "A Title of One Paper", "Another Title of a Paper")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    async with reading([str(folder)], tmp_path / "state.toml", size=(250, 40)) as reader:
        assert f"1 file not read: paperreader check {folder} tells why" in reader.line(-1)


async def test_the_command_that_lists_doubts_names_the_dumps_that_have_them(tmp_path: Path) -> None:
    doubtful = tmp_path / "cut off.json"
    doubtful.write_text('[{"title": "A Paper with a Title", "abstract": "It has one."}, {"abstract": "It has none."}]')
    paths = [write_page(tmp_path, "Sound Papers"), str(doubtful)]
    async with reading(paths, tmp_path / "state.toml", size=(250, 40)) as reader:
        assert f"1 line read with doubt: paperreader check '{doubtful}' lists them" in reader.line(-1)


async def test_a_broken_state_file_is_set_aside_and_reported(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    state.write_text("[papers.broken\n")
    async with reading([SEEDS], state, size=(200, 40)) as reader:
        assert "broken" in reader.line(-1)
        await reader.press("s")
    aside = [name for name in os.listdir(tmp_path) if "broken" in name]
    assert len(aside) == 1
    assert (tmp_path / aside[0]).read_text() == "[papers.broken\n"
    assert "starred" in state.read_text()


async def test_marks_that_cannot_be_saved_are_reported(tmp_path: Path) -> None:
    folder = tmp_path / "file-not-folder"
    folder.write_text("")
    async with reading([SEEDS], folder / "state.toml", size=(200, 40)) as reader:
        await reader.press("s")
        assert "marks are not saved" in reader.line(-1)
        assert reader.session.marking.is_starred(0)


async def test_the_reader_opens_at_the_first_unread_paper(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("n", "n", "n")
        left_at = reader.title
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        assert reader.title == left_at


async def test_without_unread_papers_below_the_unread_ones_above_are_counted(tmp_path: Path) -> None:
    dump = write_page(
        tmp_path, "One of three papers in all", "Two of three papers in all", "Three of three papers in all"
    )
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.press("j", "j", "n")
        assert "no more unread below, 2 above" in reader.line(-1)
        assert reader.unread == 2
        await reader.press("p")
        assert reader.title.startswith("Two")


async def test_q_leaves_a_pane_before_it_quits(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("enter", "q")
        assert reader.main.scope == "list"
        assert reader.app.is_running
        reader.app.simulate_key("q")
    assert reader.app.return_code == 0


async def test_changing_the_view_while_a_dump_loads_loses_no_row(tmp_path: Path) -> None:
    dump = write_page(tmp_path, *(f"Paper number {number} about one thing and another" for number in range(900)))
    app = make([dump], tmp_path / "state.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("2", "1", "2", "j", "2"):
            app.simulate_key(key)
        await ReaderDriver(app, pilot).settle()
        assert len(app.main.session.view.rows) == 900


async def test_loading_again_while_typing_keeps_the_typed_query(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml") as reader:
        reader.main.dump_loading.load_again()
        await reader.press("/")
        await reader.type("second")
        await reader.settle()
        assert reader.title == "Second of the papers of this page"
        assert len(reader.session.view.rows) == 1


async def test_an_error_in_a_thread_is_reported_and_the_reader_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:

        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError("of all things")

        monkeypatch.setattr(QueryRunner, "stream", fail)
        await reader.press("2")
        assert "of all things" in reader.line(-1)
        await reader.press("j")
        assert reader.session.cursor.position == 1


async def test_esc_from_help_returns_to_the_pane_in_full_screen(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("l", "l", "?", "escape")
        assert reader.main.scope == "detail"
        assert reader.main.full_screen


async def test_undo_never_removes_another_window_s_star(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as reader:
        await reader.press("s")
        elsewhere = MarkStore(state)
        paper = next(elsewhere.papers())
        unstar = Mark(on=False, since=datetime(2030, 1, 1, tzinfo=UTC))
        star = Mark(on=True, since=datetime(2030, 1, 2, tzinfo=UTC))
        elsewhere.apply([MarkChange(paper, STARRED, unstar)])
        elsewhere.apply([MarkChange(paper, STARRED, star)])
        await reader.press("u")
    assert MarkStore(state).starred_at(paper.key) == star.since


async def test_the_count_of_stars_includes_dumps_that_are_not_open(tmp_path: Path) -> None:
    first = write_page(tmp_path, "A paper that will be elsewhere tomorrow", name="first.txt")
    second = write_page(tmp_path, "Another paper for another day of reading", name="second.txt")
    async with reading([first], tmp_path / "state.toml") as reader:
        await reader.press("s")
    async with reading([second], tmp_path / "state.toml") as reader:
        assert "3 starred 1" in reader.line(-2)


async def test_the_palette_runs_the_command_of_that_name_and_none_on_many_papers_by_a_part_of_it(
    tmp_path: Path,
) -> None:
    async def run(typed: str) -> None:
        await reader.press(":")
        await reader.type(typed)
        await reader.press("enter")

    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await run("star")
        assert reader.session.marking.is_starred(0)
        await run("undo")
        assert not reader.session.marking.is_starred(0)
        await run("mark all")
        assert "nothing was done" in reader.line(-1)
        await run("")
        await run("foo")
        assert "there is no command foo" in reader.line(-1)
        assert (reader.unread, reader.session.cursor.position) == (86, 0)
        for other, told in {
            "undoo": "undoo is not a command; Enter again: undo the last marks",
            "s/a/b": "s/a/b is not a command",
        }.items():
            await run(other)
            assert told in reader.line(-1)
            await reader.press("escape")
        for elsewhere, told in {
            "set nu": "settings are in a file",
            "!ls": "| gives papers",
            "noh": "Esc leaves",
        }.items():
            await run(elsewhere)
            assert told in reader.line(-1)
        await run("h filters")
        assert "/filters   1 of" in reader.line(-1)
        await reader.press("q")
        await run("$")
        assert (reader.unread, reader.session.cursor.position) == (86, 85)
        await run("srtdate")
        assert reader.session.order == ""
        await reader.press("enter")
        assert reader.session.order == "date"
        await run("all_read")
        assert reader.unread == 0


async def test_the_cursor_goes_to_the_first_unread_paper_when_it_is_loaded(tmp_path: Path) -> None:
    dump = write_page(tmp_path, *(f"Paper number {number} about one thing and another" for number in range(900)))
    async with reading([dump], tmp_path / "state.toml") as reader:
        await reader.press("A")
        reader.session.cursor.move_to(700)
        await reader.press("r")
    async with reading([dump], tmp_path / "state.toml") as reader:
        assert reader.session.cursor.position == 700


async def test_papers_loaded_later_are_counted_soon_and_can_be_reached_at_once(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        loader = Loader(iter(()), reader.app.post_message)
        reader.main.on_step_read(StepRead(loader, step("One More Paper")))
        reader.main.receive_key(events.Key("G", "G"))
        assert "One More Paper" in reader.screen()
        reader.main.on_step_read(StepRead(loader, step("And Another One")))
        await reader.wait_for("1 all 88   2 unread 88", line=-2)
        await reader.press("j")
        assert reader.title == "And Another One"


async def test_what_the_wheel_has_scrolled_to_stays_while_papers_and_marks_come_in(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", (120, 24)) as reader:
        await reader.press("f", "tab")
        reader.main.list.scroll_by(30)
        reader.main.filters.scroll_by(9)
        loader = Loader(iter(()), reader.app.post_message)
        reader.main.on_step_read(StepRead(loader, step("One More Paper")))
        await reader.wait_for("1 all 87", line=-2)
        await reader.press("s", "u", "ctrl+l")
        assert (reader.main.list.top, reader.main.filters.top) == (30, 9)
        await reader.press("z")
        assert reader.main.list.top == 0
        reader.main.list.scroll_by(30)
        await reader.press("2")  # other rows
        assert reader.main.list.top == 0
        reader.main.list.scroll_by(30)
        await reader.press("j")
        assert reader.main.list.top == 2  # the second row, of two lines


async def test_papers_like_this_one_and_back_to_it(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("sparse autoencoder")
        await reader.press("enter", "escape")
        paper = reader.session.current
        assert paper is not None
        assert "Autoencoder" in paper.title
        await reader.press("m")
        assert reader.session.query.like == paper.key
        titles = [reader.session.papers.paper(row).title for row in reader.session.view.rows]
        assert paper.title not in titles
        assert any("Autoencoder" in title for title in titles)
        assert reader.session.cursor.position == 0
        assert reader.unread == 86
        await reader.press("j", "escape")
        assert len(reader.session.view.rows) == 86
        assert reader.session.current == paper
        await reader.resize(80, 24)
        await reader.press("m")
        assert "Esc goes back · like" in reader.line(-4)  # too long for the status line
        await reader.press("escape")
        assert len(reader.session.view.rows) == 86
        await reader.press("/")
        await reader.type("interpretable")
        await reader.press("enter", "j", "m", "escape")
        assert str(reader.session.query) == "interpretable"
        assert reader.session.cursor.position == 1


async def test_a_mark_of_another_window_shows_by_itself(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as reader, reading([SEEDS], state) as other:
        await other.press("s")
        await reader.until(lambda: "3 starred 1" in reader.line(-2) and "★" in reader.screen())
        elsewhere = MarkStore(state)
        elsewhere.apply([MarkChange(paper, STARRED, Mark(on=False, since=now())) for paper in elsewhere.papers()])
        await reader.until(lambda: "3 starred 0" in reader.line(-2) and "3 starred 0" in other.line(-2))
        await reader.until(lambda: "★" not in reader.screen())  # the detail comes a picture later


async def test_unsaved_marks_are_reported_until_they_are_saved(tmp_path: Path) -> None:
    folder = tmp_path / "file-not-folder"
    folder.write_text("")
    async with reading([SEEDS], folder / "state.toml", size=(200, 40)) as reader:
        await reader.press("s")
        await reader.press("j")
        assert "marks are not saved" in reader.line(-1)
        folder.unlink()
        await reader.until(lambda: "not saved" not in reader.line(-1))
        assert reader.session.marks.trouble == ""
    assert "starred" in (folder / "state.toml").read_text()


async def test_the_marks_of_a_large_file_are_loaded_after_the_first_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as reader:
        await reader.press("n", "n", "s")
        left_at = (reader.title, reader.unread)
    monkeypatch.setattr("tests.tui.harness.LARGE_FILE", 0)
    async with reading([SEEDS], state) as reader:
        assert (reader.title, reader.unread) == left_at
        assert "3 starred 1" in reader.line(-2)
        await reader.press("s")
    assert not list(MarkStore(state).keys_marked(STARRED))


async def test_fast_keys_act_on_the_paper_that_they_move_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    async with reading([SEEDS], tmp_path / "state.toml", size=(150, 22)) as reader:
        monkeypatch.setattr(reader.app, "copy_to_clipboard", copied.append)
        await reader.send("j", "j", "y", "b")
        assert reader.title.split(":")[0] in copied[0]
        assert reader.main.shown is not None
        assert (reader.main.shown.abstract or "")[:30] in copied[0]
        await reader.send("j", "space")
        assert reader.main.detail.top > 0
        assert reader.main.shown.paper.title == reader.title


async def test_words_that_no_title_has_are_searched_in_abstracts(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(150, 36)) as reader:
        await reader.press("/")
        await reader.type("counterfactually")
        assert "Enter: abstracts" in reader.screen()
        await reader.press("enter")
        assert "/ abstract:counterfactually" in reader.line(-1)
        await reader.press("escape", "/")
        await reader.type("abstract:surrog ")
        assert "for abstract:surrog*" in reader.screen()
        await reader.press("escape", "/")
        await reader.type("text:surrog*")
        assert reader.session.view.rows
        shown = reader.main.shown
        assert shown is not None
        assert {shown.text.text[start:end].lower()[:6] for start, end in shown.text.matches} <= {"surrog"}
        assert shown.title.matches or shown.text.matches


async def test_a_changed_dump_is_reported_when_abstracts_are_searched(tmp_path: Path) -> None:
    path = write_page(tmp_path, "A Paper of Some Length", "Another Paper of Some Length")
    async with reading([path], tmp_path / "state.toml") as reader:
        write_page(tmp_path, "Something Else Altogether Now")
        await reader.press("/")
        await reader.type("abstract:goes ")
        await reader.press("enter")
        assert "changed since it was read" in reader.line(-1)
        assert "read it again" in reader.line(-1)


async def test_a_long_list_of_authors_is_shortened_until_it_is_asked_for(tmp_path: Path) -> None:
    records = [
        {
            "title": f"A Paper of Very Many Authors, Part {part}",
            "authors": [f"Name {number}" for number in range(1, 13)],
        }
        for part in (1, 2)
    ]
    dump = tmp_path / "papers.jsonl"
    dump.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    async with reading([str(dump)], tmp_path / "state.toml") as reader:
        assert "Name 7 and 5 more" in reader.screen()
        await reader.press("=")
        assert "Name 12" in reader.screen()
        await reader.press("j")
        assert "Name 7 and 5 more" in reader.screen()
        await reader.press("=", "=")
        assert "Name 7 and 5 more" in reader.screen()


async def test_an_arxiv_id_is_found_as_it_is_typed(tmp_path: Path) -> None:
    dump = tmp_path / "papers.jsonl"
    dump.write_text(json.dumps({"title": "A Paper", "arxiv_id": "2402.15570"}) + '\n{"title": "Another Paper"}\n')
    async with reading([str(dump)], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("arxiv.org/abs/2402.15570v2")
        assert [reader.title, len(reader.session.view.rows)] == ["A Paper", 1]
        await reader.press("enter")
        assert str(reader.session.query) == "id:2402.15570"


async def test_tab_completes_the_query(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("aut")
        await reader.press("tab")
        assert reader.main.typed_line.bar.text == "author"  # author: or authors:
        await reader.type("s")
        await reader.press("tab")
        assert reader.main.typed_line.bar.text == "authors:"
        await reader.type("6.. is:")
        await reader.press("tab")
        assert "is:unread" in reader.line(-2)
        assert "is:starred" in reader.line(-2)
        await reader.press("tab")
        assert reader.main.typed_line.bar.text == "authors:6.. is:unread "
        assert str(reader.session.query) == "authors:6.. is:unread"
        await reader.press("tab", "tab", "shift+tab")
        assert reader.main.typed_line.bar.text == "authors:6.. is:read "
        assert not reader.session.view.rows
        await reader.press("backspace")
        assert "is:unread" not in reader.line(-2)
        await reader.press("escape")
        assert len(reader.session.view.rows) == 86


async def test_latex_is_shown_as_people_read_it_and_as_the_dump_has_it_after_a_key(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "Training an $\\alpha_1$-VAE on Papers", extra="It takes $O(n^{2})$ steps.")
    async with reading([dump], tmp_path / "state.toml", size=(140, 40)) as reader:
        assert "Training an α₁-VAE on Papers" in reader.line(0)
        assert "It takes O(n²) steps." in " ".join(reader.screen().split())
        await reader.press("=")
        assert "It takes $O(n^{2})$ steps." in " ".join(reader.screen().split())
        await reader.press("/")
        await reader.type("alpha vae")
        assert reader.title == "Training an $\\alpha_1$-VAE on Papers"
