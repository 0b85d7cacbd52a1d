"""Journeys through the real app: keys a user presses, and what the screen shows then."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events

from paperreader.marks import STARRED, Mark, MarkChange, MarkStore, now
from paperreader.results.results import QueryRunner
from paperreader.tui.workers import Loader, StepRead
from tests.libraries import step
from tests.tui.harness import SEEDS, make, reading, write_page


async def test_a_star_is_still_there_in_the_next_session(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as desk:
        assert "1 all 86   2 unread 86   3 starred 0" in desk.line(0)
        await desk.press("/")
        await desk.type("sparse autoencodr")
        assert desk.title.startswith("Interpret the Internal States")
        await desk.press("enter", "s")
        assert "starred = " in state.read_text()
        await desk.press("q")
    async with reading([SEEDS], state) as desk:
        assert "3 starred 1" in desk.line(0)
        await desk.press("3")
        assert [desk.session.papers.paper(row).title for row in desk.session.view.rows] == [
            "Interpret the Internal States of Recommendation Model with Sparse Autoencoder"
        ]


async def test_two_hundred_papers_and_fifteen_stars_take_at_most_230_keys(tmp_path: Path) -> None:
    titles = [f"Paper number {number} about one thing and another" for number in range(200)]
    dump = write_page(tmp_path, *titles)
    keys = [key for number in range(200) for key in (["s", "n"] if number % 14 == 0 else ["n"])]
    assert keys.count("s") == 15
    assert len(keys) <= 230
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press(*keys)
        assert desk.unread == 0
        assert desk.session.counts.starred == 15
    saved = MarkStore(tmp_path / "state.toml")
    assert sum(saved.read_at(paper.key) is not None for paper in saved.papers()) == 200


async def test_one_key_undoes_marking_all_read(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as desk:
        await desk.press("n", "n", "A")
        assert desk.unread == 0
        assert "84 marked read · u undoes · 2 hides" in desk.line(-1)
        await desk.press("u")
        assert desk.unread == 84
        await desk.press("ctrl+r")
        assert desk.unread == 0
        await desk.press("u", "u", "u", "u")
        assert desk.unread == 86
    assert not any(MarkStore(state).read_at(paper.key) for paper in MarkStore(state).papers())


async def test_marks_never_change_which_rows_are_shown(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("2")
        rows = list(desk.session.view.rows)
        await desk.press("n", "n", "r", "A")
        assert list(desk.session.view.rows) == rows
        await desk.press("2")
        assert not desk.session.view.rows
        assert "0 unread · 86 in all: press 1" in desk.screen()


async def test_esc_restores_query_cursor_and_scroll_from_before_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as desk:
        await desk.press("G", "k", "k")
        before, scroll = desk.title, desk.main.list.top
        await desk.press("/")
        await desk.type("attention")
        assert desk.title != before
        await desk.press("escape")
        assert (desk.title, desk.main.list.top) == (before, scroll)
        assert len(desk.session.view.rows) == 86


async def test_keys_typed_ahead_act_in_their_order(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        for key in ["2", "n", "/", "a", "t", "t", "e", "n", "t", "i", "o", "n", "enter", "s", "1", "j"]:
            desk.app.simulate_key(key)
        await desk.settle()
        assert str(desk.session.query) == "attention"
        starred = [paper.title for paper in desk.session.marks.papers() if desk.session.marks.starred_at(paper.key)]
        assert starred == [desk.session.library.titles[desk.session.library.index.search("attention").rows[0]]]


async def test_near_matches_are_below_a_rule_and_are_not_marked_by_mark_all(tmp_path: Path) -> None:
    dump = write_page(
        tmp_path, "Sparse autoencoders find features", "Sparse autoencodars are misspelt", "Something else entirely"
    )
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("autoencoders")
        assert "1 exact · 1 near" in desk.line(-1)
        assert "─ 1 near ─" in desk.screen()
        await desk.press("enter", "A")
        assert desk.unread == 2


async def test_a_query_without_matches_says_how_to_go_back(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("zzqxv")
        assert "nothing for zzqxv · 86 without it: press Esc" in desk.screen()
        await desk.press("escape")
        assert len(desk.session.view.rows) == 86


async def test_opening_marks_a_paper_read_and_moving_does_not(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("j", "j", "k", "p", "ctrl+d", "G", "g")
        assert desk.unread == 86
        await desk.press("enter")
        assert desk.unread == 85
        assert desk.main.scope == "detail"
        await desk.press("h", "j", "l")
        assert desk.unread == 84


async def test_space_pages_the_abstract_and_at_its_end_opens_the_next_paper(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as desk:
        first = desk.title
        await desk.press("space")
        assert desk.title == first
        assert desk.main.detail.top > 0
        for _ in range(10):
            if desk.title != first:
                break
            await desk.press("space")
        assert desk.title != first
        assert desk.unread == 85
        assert desk.main.detail.top == 0


async def test_starred_papers_of_dumps_that_are_not_open_are_listed_and_can_be_unstarred(tmp_path: Path) -> None:
    first = write_page(tmp_path, "A paper that will be elsewhere tomorrow", name="first.txt")
    second = write_page(tmp_path, "Another paper for another day of reading", name="second.txt")
    async with reading([first], tmp_path / "state.toml") as desk:
        await desk.press("s")
    async with reading([second], tmp_path / "state.toml") as desk:
        assert len(desk.session.view.rows) == 1
        await desk.press("3")
        assert desk.title == "A paper that will be elsewhere tomorrow"
        assert "not open now" in desk.screen()
        await desk.press("s")
        assert desk.session.marks.starred_at(desk.session.papers.key(desk.session.view.rows[0])) is None
        await desk.press("1", "2", "3")
        assert "0 starred · 1 in all: press 1" in desk.screen()


async def test_a_view_keeps_the_other_filters(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("year:2024")
        await desk.press("enter", "n", "n", "2")
        assert str(desk.session.query) == "is:unread year:2024"
        await desk.press("1")
        assert str(desk.session.query) == "year:2024"
        await desk.press("escape")
        assert len(desk.session.view.rows) == 86


async def test_esc_goes_back_one_step_at_a_time_and_never_quits(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        await desk.press("/")
        await desk.type("year:2024 interpretable")
        await desk.press("enter", "f", "h", "l", "l", "l")
        assert desk.main.full_screen
        await desk.press("escape")
        assert not desk.main.full_screen
        assert desk.main.scope == "detail"
        await desk.press("escape")
        assert desk.main.scope == "list"
        assert desk.main.filters.display
        await desk.press("escape")
        assert not desk.main.filters.display
        await desk.press("escape")
        assert str(desk.session.query) == "year:2024"
        await desk.press("escape")
        assert str(desk.session.query) == ""
        await desk.press("escape", "escape")
        assert desk.app.is_running


async def test_the_filter_pane_changes_the_query_and_counts_anew(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("f", "j", "j", "j", "j", "space")
        assert str(desk.session.query) == "year:2024"
        await desk.press("k", "space")
        assert str(desk.session.query) == "year:2024,2025"
        await desk.press("-")
        assert "2025" in str(desk.session.query)
        await desk.press("escape", "escape", "escape", "f")
        await desk.press("/")
        await desk.type("ado")
        await desk.press("enter", "space")
        assert str(desk.session.query).startswith("org:adobe")
        assert [desk.session.papers.paper(row).title for row in desk.session.view.rows] == [
            "GimbalDiffusion: Gravity-Aware Camera Control for Video Generation"
        ]


async def test_marking_with_open_filters_keeps_the_rows_and_counts_anew(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("f", "space")
        assert str(desk.session.query) == "is:unread"
        await desk.press("l", "n", "n", "n")
        assert len(desk.session.view.rows) == 86
        unread = next(line for line in desk.screen().split("\n") if " unread  " in line and "2 unread" not in line)
        assert " 83 " in unread


async def test_sorting_by_date_puts_undated_papers_last(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("S", "d")
        days = [desk.session.library.days[row] for row in desk.session.view.rows]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=True)
        assert days[len(dated) :] == [0] * (86 - len(dated))
        await desk.press("S", "r")
        assert list(desk.session.view.rows) == list(range(86))


async def test_prefix_keys_show_a_hint_and_esc_cancels_them(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("y")
        assert "y citation" in desk.line(-1)
        await desk.press("escape", "t")
        assert desk.app.clipboard == ""
        await desk.press("y", "t")
        assert desk.app.clipboard == desk.title
        assert "title sent to the clipboard" in desk.line(-1)
        await desk.press("y", "b")
        assert desk.app.clipboard.startswith("@misc{fastadversarialattacks")
        await desk.press("y", "q")
        assert "y q is not a command" in desk.line(-1)


async def test_the_palette_goes_to_a_row_runs_commands_and_quits(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press(":")
        await desk.type("40")
        await desk.press("enter")
        assert desk.session.cursor.position == 39
        await desk.press(":")
        await desk.type("dark and light")
        await desk.press("enter")
        assert desk.app.theme == "paperreader-light"
        await desk.press("?")
        assert "stops at the end" in desk.screen()
        await desk.press("escape")
        assert "stops at the end" not in desk.screen()
        for key in (":", "q", "enter"):
            desk.app.simulate_key(key)
    assert desk.app.return_code == 0


async def test_over_ssh_an_address_is_shown_and_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1")
    dump = write_page(tmp_path, "A paper with links in its abstract", extra="See https://github.com/a/b.")
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press("o")
        assert "https://github.com/a/b" in desk.line(-1)
        await desk.press("O")
        assert "1 https://github.com/a/b" in desk.line(-1)
        await desk.press("1")
        assert "https://github.com/a/b" in desk.line(-1)


async def test_a_paper_without_a_link_is_looked_up_by_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1")
    dump = write_page(tmp_path, "A paper without any link at all")
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press("o")
        assert "https://arxiv.org/search/?query=A+paper+without+any+link" in desk.line(-1)


async def test_loading_again_shows_added_papers(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press("j", "s")
        write_page(
            tmp_path,
            "A new paper put before the others",
            "First of the papers of this page",
            "Second of the papers of this page",
        )
        await desk.press("R")
        assert len(desk.session.library) == 3
        assert desk.title == "Second of the papers of this page"
        assert "read again: 3 papers, 2 before" in desk.line(-1)
        assert desk.session.marking.is_starred(desk.session.view.rows[desk.session.cursor.position])


async def test_a_dump_changed_meanwhile_is_reported_and_shows_no_wrong_abstract(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml", size=(140, 40)) as desk:
        Path(dump).write_text("cut short", encoding="utf-8")  # noqa: ASYNC240 - as another program would
        await desk.press("j")
        assert "changed since it was read" in desk.screen()
        assert "press R" in desk.screen()


async def test_an_unreadable_dump_is_reported_and_the_others_open(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "The one paper that can be read here")
    async with reading([str(tmp_path / "missing.txt"), dump], tmp_path / "state.toml", size=(160, 40)) as desk:
        assert len(desk.session.view.rows) == 1
        assert "missing.txt" in desk.line(-1)


async def test_a_broken_state_file_is_set_aside_and_reported(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    state.write_text("[papers\nbroken")
    async with reading([SEEDS], state, size=(200, 40)) as desk:
        assert "broken" in desk.line(-1)
        await desk.press("s")
    aside = [name for name in os.listdir(tmp_path) if "broken" in name]
    assert len(aside) == 1
    assert (tmp_path / aside[0]).read_text() == "[papers\nbroken"
    assert "starred" in state.read_text()


async def test_marks_that_cannot_be_saved_are_reported(tmp_path: Path) -> None:
    folder = tmp_path / "file-not-folder"
    folder.write_text("")
    async with reading([SEEDS], folder / "state.toml", size=(200, 40)) as desk:
        await desk.press("s")
        assert "marks are not saved" in desk.line(-1)
        assert desk.session.marking.is_starred(0)


async def test_the_reader_opens_at_the_first_unread_paper(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("n", "n", "n")
        left_at = desk.title
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        assert desk.title == left_at


async def test_without_unread_papers_below_those_above_are_counted(tmp_path: Path) -> None:
    dump = write_page(
        tmp_path, "One of three papers in all", "Two of three papers in all", "Three of three papers in all"
    )
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press("j", "j", "n")
        assert "no more unread below, 2 above" in desk.line(-1)
        assert desk.unread == 2
        await desk.press("p")
        assert desk.title.startswith("Two")


async def test_q_leaves_a_pane_before_it_quits(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("enter", "q")
        assert desk.main.scope == "list"
        assert desk.app.is_running
        desk.app.simulate_key("q")
    assert desk.app.return_code == 0


async def test_changing_the_view_while_a_dump_loads_loses_no_row(tmp_path: Path) -> None:
    dump = write_page(tmp_path, *(f"Paper number {number} about one thing and another" for number in range(900)))
    app = make([dump], tmp_path / "state.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("2", "1", "2", "j", "2"):
            app.simulate_key(key)
        while app.main.is_loading or app.main.busy:
            await pilot.pause()
        assert len(app.main.session.view.rows) == 900


async def test_loading_again_while_typing_keeps_the_typed_query(tmp_path: Path) -> None:
    dump = write_page(tmp_path, "First of the papers of this page", "Second of the papers of this page")
    async with reading([dump], tmp_path / "state.toml") as desk:
        desk.main.load_again()
        await desk.press("/")
        await desk.type("second")
        await desk.settle()
        assert desk.title == "Second of the papers of this page"
        assert len(desk.session.view.rows) == 1


async def test_an_error_in_a_thread_is_reported_and_the_reader_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:

        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError("of all things")

        monkeypatch.setattr(QueryRunner, "stream", fail)
        await desk.press("2")
        assert "of all things" in desk.line(-1)
        await desk.press("j")
        assert desk.session.cursor.position == 1


async def test_esc_from_help_returns_to_the_pane_in_full_screen(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("l", "l", "?", "escape")
        assert desk.main.scope == "detail"
        assert desk.main.full_screen


async def test_undo_never_removes_another_window_s_star(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as desk:
        await desk.press("s")
        elsewhere = MarkStore(state)
        paper = next(elsewhere.papers())
        unstar = Mark(on=False, since=datetime(2030, 1, 1, tzinfo=UTC))
        star = Mark(on=True, since=datetime(2030, 1, 2, tzinfo=UTC))
        elsewhere.apply([MarkChange(paper, STARRED, unstar)])
        elsewhere.apply([MarkChange(paper, STARRED, star)])
        await desk.press("u")
    assert MarkStore(state).starred_at(paper.key) == star.since


async def test_the_count_of_stars_includes_dumps_that_are_not_open(tmp_path: Path) -> None:
    first = write_page(tmp_path, "A paper that will be elsewhere tomorrow", name="first.txt")
    second = write_page(tmp_path, "Another paper for another day of reading", name="second.txt")
    async with reading([first], tmp_path / "state.toml") as desk:
        await desk.press("s")
    async with reading([second], tmp_path / "state.toml") as desk:
        assert "3 starred 1" in desk.line(0)


async def test_the_palette_puts_the_command_of_that_name_first(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press(":")
        await desk.type("star")
        await desk.press("enter")
        assert desk.session.marking.is_starred(0)


async def test_the_cursor_goes_to_the_first_unread_paper_when_it_is_loaded(tmp_path: Path) -> None:
    dump = write_page(tmp_path, *(f"Paper number {number} about one thing and another" for number in range(900)))
    async with reading([dump], tmp_path / "state.toml") as desk:
        await desk.press("A")
        desk.session.cursor.move_to(700)
        await desk.press("r")
    async with reading([dump], tmp_path / "state.toml") as desk:
        assert desk.session.cursor.position == 700


async def test_papers_loaded_later_are_counted_soon_and_can_be_reached_at_once(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        loader = Loader(iter(()), desk.app.post_message)
        desk.main.on_step_read(StepRead(loader, step("One More Paper")))
        desk.main.receive_key(events.Key("G", "G"))
        assert "One More Paper" in desk.screen()
        desk.main.on_step_read(StepRead(loader, step("And Another One")))
        await asyncio.wait_for(seen(lambda: "1 all 88   2 unread 88" in desk.line(0)), 5)
        await desk.press("j")
        assert desk.title == "And Another One"


async def test_papers_like_this_one_and_back_to_it(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("sparse autoencoder")
        await desk.press("enter", "escape")
        paper = desk.session.current
        assert paper is not None
        assert "Autoencoder" in paper.title
        await desk.press("m")
        assert desk.session.query.like == paper.key
        titles = [desk.session.papers.paper(row).title for row in desk.session.view.rows]
        assert paper.title not in titles
        assert any("Autoencoder" in title for title in titles)
        assert desk.session.cursor.position == 0
        assert desk.unread == 86
        await desk.press("j", "escape")
        assert len(desk.session.view.rows) == 86
        assert desk.session.current == paper
        await desk.press("/")
        await desk.type("interpretable")
        await desk.press("enter", "j", "m", "escape")
        assert str(desk.session.query) == "interpretable"
        assert desk.session.cursor.position == 1


async def test_a_mark_of_another_window_shows_within_two_seconds(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as desk, reading([SEEDS], state) as other:
        await other.press("s")
        await asyncio.wait_for(seen(lambda: "3 starred 1" in desk.line(0) and "★" in desk.screen()), 2)
        elsewhere = MarkStore(state)
        elsewhere.apply([MarkChange(paper, STARRED, Mark(on=False, since=now())) for paper in elsewhere.papers()])
        await asyncio.wait_for(seen(lambda: "3 starred 0" in desk.line(0) and "3 starred 0" in other.line(0)), 2)
        await asyncio.wait_for(seen(lambda: "★" not in desk.screen()), 2)  # the detail comes a picture later


async def seen(holds: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    while not holds():  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.01)


async def test_unsaved_marks_are_reported_until_they_are_saved(tmp_path: Path) -> None:
    folder = tmp_path / "file-not-folder"
    folder.write_text("")
    async with reading([SEEDS], folder / "state.toml", size=(200, 40)) as desk:
        await desk.press("s")
        await desk.press("j")
        assert "marks are not saved" in desk.line(-1)
        folder.unlink()
        await asyncio.wait_for(seen(lambda: "not saved" not in desk.line(-1)), 5)
        assert desk.session.marks.trouble == ""
    assert "starred" in (folder / "state.toml").read_text()


async def test_the_marks_of_a_large_file_are_loaded_after_the_first_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state) as desk:
        await desk.press("n", "n", "s")
        left_at = (desk.title, desk.unread)
    monkeypatch.setattr("tests.tui.harness.LARGE_FILE", 0)
    async with reading([SEEDS], state) as desk:
        assert (desk.title, desk.unread) == left_at
        assert "3 starred 1" in desk.line(0)
        await desk.press("s")
    assert not list(MarkStore(state).keys_marked(STARRED))


async def test_fast_keys_act_on_the_paper_that_they_move_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    async with reading([SEEDS], tmp_path / "state.toml", size=(150, 22)) as desk:
        monkeypatch.setattr(desk.app, "copy_to_clipboard", copied.append)
        await desk.send("j", "j", "y", "b")
        assert desk.title.split(":")[0] in copied[0]
        assert desk.main.shown is not None
        assert (desk.main.shown.abstract or "")[:30] in copied[0]
        await desk.send("j", "space")
        assert desk.main.detail.top > 0
        assert desk.main.shown.paper.title == desk.title


async def test_words_that_no_title_has_are_searched_in_abstracts(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(150, 36)) as desk:
        await desk.press("/")
        await desk.type("counterfactually")
        assert "Enter: abstracts" in desk.screen()
        await desk.press("enter")
        assert "/ abstract:counterfactually" in desk.line(-1)
        await desk.press("escape", "/")
        await desk.type("abstract:surrog ")
        assert "for abstract:surrog*" in desk.screen()
        await desk.press("escape", "/")
        await desk.type("text:surrog*")
        assert desk.session.view.rows
        shown = desk.main.shown
        assert shown is not None
        assert {(shown.abstract or "")[start:end].lower()[:6] for start, end in shown.abstract_spans} <= {"surrog"}
        assert shown.title_spans or shown.abstract_spans


async def test_a_changed_dump_is_reported_when_abstracts_are_searched(tmp_path: Path) -> None:
    path = write_page(tmp_path, "A Paper of Some Length", "Another Paper of Some Length")
    async with reading([path], tmp_path / "state.toml") as desk:
        write_page(tmp_path, "Something Else Altogether Now")
        await desk.press("/")
        await desk.type("abstract:goes ")
        await desk.press("enter")
        assert "changed since it was read" in desk.line(-1)
        assert "press R" in desk.line(-1)


async def test_tab_completes_the_query(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("aut")
        await desk.press("tab")
        assert desk.main.search.text == "authors:"
        await desk.type("6.. is:")
        await desk.press("tab")
        assert "is:unread" in desk.line(-2)
        assert "is:starred" in desk.line(-2)
        await desk.press("tab")
        assert desk.main.search.text == "authors:6.. is:unread "
        assert str(desk.session.query) == "authors:6.. is:unread"
        await desk.press("tab", "tab", "shift+tab")
        assert desk.main.search.text == "authors:6.. is:read "
        assert not desk.session.view.rows
        await desk.press("backspace")
        assert "is:unread" not in desk.line(-2)
        await desk.press("escape")
        assert len(desk.session.view.rows) == 86
