"""The settings, as they show on the screen."""

from __future__ import annotations

import asyncio
import os
import sys
from io import StringIO
from pathlib import Path

import pytest

from paperreader.config import Config, Settings, load_config
from paperreader.errors import PaperReaderError, Problem
from paperreader.tui.app import ReaderApp
from paperreader.tui.start import ReaderInputs, run_reader
from tests.tui.harness import SEEDS, ReaderDriver, reading, write_page


async def test_columns_dates_and_theme_follow_the_settings(tmp_path: Path) -> None:
    settings = Settings(columns=("organization", "date"), date_style="iso")
    async with reading([SEEDS], tmp_path / "state.toml", size=(220, 36), settings=settings) as reader:
        reader.session.ask(reader.session.parse("org:adobe"))
        reader.main.refresh_all()
        assert "Adobe  " in reader.line(0)
    async with reading([SEEDS], tmp_path / "state.toml", settings=Settings(columns=(), theme="light")) as reader:
        assert "2025" not in reader.line(0)
        assert reader.app.theme == "paperreader-light"
        assert reader.main.styles.background.brightness > 0.9


async def test_a_paper_can_have_two_lines(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        first, second = (reader.session.papers.paper(row).title for row in reader.session.view.rows[:2])
        await reader.press("z")
        assert first[:40] in reader.line(0)
        assert "authors" in reader.line(1) or "·" in reader.line(1)
        assert second[:40] in reader.line(2)
        await reader.press("G")
        assert reader.title[:40] in reader.screen()
        await reader.press("g", "j", "z")
        assert second[:40] in reader.line(1)
        assert reader.title == second


async def test_near_matches_below_the_rule_have_two_lines_each(tmp_path: Path) -> None:
    page = write_page(tmp_path, "Attention Heads in the Wild", "Atention Heads of Large Models", "Something Else Again")
    async with reading([page], tmp_path / "state.toml", settings=Settings(density="roomy")) as reader:
        await reader.press("/")
        await reader.type("attention")
        await reader.press("enter")
        near = reader.session.view.near_from
        place = reader.main.list.line_of_row(near)
        assert near == 1
        assert place == near * 2 + 1
        assert reader.main.list.row_at_line(place) == reader.main.list.row_at_line(place + 1) == near
        assert reader.main.list.row_at_line(place - 1) is None


async def test_without_auto_read_opening_marks_nothing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", settings=Settings(auto_read=False)) as reader:
        await reader.press("n", "enter", "h", "space")
        assert reader.unread == 86
        await reader.press("r")
        assert reader.unread == 85


async def test_a_named_query_is_a_filter_a_command_and_a_key(tmp_path: Path) -> None:
    settings = Settings(queries={"llm": "language models", "last": "year:2024"}, keys={"query.last": ("T",)})
    async with reading([SEEDS], tmp_path / "state.toml", size=(170, 40), settings=settings) as reader:
        expected = {
            name: len(reader.session.query_runner.run(reader.session.parse(f"@{name}")).rows)
            for name in settings.queries
        }
        await reader.press("f")
        assert "Queries" in reader.screen()
        assert "@llm" in reader.screen()
        await reader.press("j", "j", "j", "space")
        assert reader.main.filters.current is not None
        assert reader.main.filters.current.value == "llm"
        assert str(reader.session.query) == "@llm"
        assert len(reader.session.view.rows) == expected["llm"]
        await reader.press("-")
        assert str(reader.session.query) == "-@llm"
        await reader.press("-", "escape", "T")
        assert str(reader.session.query) == "@last"
        assert len(reader.session.view.rows) == expected["last"]
        await reader.press(":")
        await reader.type("llm")
        assert "@llm" in reader.screen()
        await reader.press("enter")
        assert str(reader.session.query) == "@llm"
        await reader.press("/")
        await reader.type(" @lats")
        assert "there is no query @lats; did you mean @last" in " ".join(reader.session.query.notes)


@pytest.mark.parametrize(
    ("place", "site"), [("arxiv", "arxiv.org"), ("huggingface", "huggingface.co/papers"), ("scholar", "scholar.google")]
)
async def test_a_paper_without_a_link_is_searched_on_the_site_of_the_settings(
    place: str, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 40), settings=Settings(lookup=place)) as reader:
        await reader.press("j", "o")
        assert site in reader.screen()


def test_problems_of_the_settings_file_are_one_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = []

    async def look(app: ReaderApp) -> None:
        async with app.run_test(size=(160, 36)) as pilot:
            reader = ReaderDriver(app, pilot)
            await reader.settle()
            lines.append(reader.line(-1))

    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "__stderr__", terminal)
    monkeypatch.setattr(os, "isatty", lambda _: True)
    monkeypatch.setattr(ReaderApp, "run", lambda app: asyncio.run(look(app)))
    problems = (Problem("/x/config.toml", 1, "themes: there is no such setting"), Problem("/x/config.toml", 7, "bad"))
    for found in (problems, ()):
        config = Config(Path("/x/config.toml"), problems=found)
        run_reader(ReaderInputs([SEEDS], {}, str(tmp_path / "state.toml"), config), print)
    told = "2 problems (paperreader config show): config.toml line 1: themes: there is no such setting"
    assert told in lines[0]
    assert "; config.toml line 7: bad" in lines[0]
    assert "config.toml" not in lines[1]


def test_the_reader_does_not_open_with_a_file_of_another_program_as_state_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "isatty", lambda _: True)
    other = tmp_path / "page.txt"
    other.write_text("A Paper\n" * 100_000)  # so large that a thread would read it
    with pytest.raises(PaperReaderError, match="is not a state file"):
        run_reader(ReaderInputs([SEEDS], {}, str(other), Config(tmp_path / "config.toml")), print)
    assert other.read_text() == "A Paper\n" * 100_000


async def test_messages_name_the_user_s_own_keys(tmp_path: Path) -> None:
    keys = {"view.all": ("7",), "view.unread": ("8",), "mark.undo": ("U",), "app.help": ("H",), "app.back": ("B",)}
    async with reading([SEEDS], tmp_path / "state.toml", settings=Settings(keys=keys)) as reader:
        assert "7 all 86   8 unread 86   3 starred 0" in reader.line(-2)
        assert "H help" in reader.line(-2)
        await reader.press("A")
        assert "86 marked read · U undoes · 8 lists the unread" in reader.line(-1)
        await reader.press("8")
        assert "0 unread · 86 in all: press 7" in reader.screen()
        await reader.press("U", "alt+s", "alt+q")
        assert reader.session.counts.starred == 0
        assert reader.unread == 86


async def test_a_query_is_saved_by_name_and_forgotten_again(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([SEEDS], state, size=(170, 40)) as reader:
        await reader.press("n", "n", ":")
        await reader.type("save todo")
        await reader.press("enter")
        assert "nothing to save" in reader.line(-1)
        await reader.press("/")
        await reader.type("year:2024")
        await reader.press("enter", "f", ":")
        await reader.type("save todo")
        await reader.press("enter")
        assert "saved as @todo: year:2024" in reader.line(-1)
        rows = len(reader.session.view.rows)
        unread = rows - sum(map(reader.session.marking.is_read, reader.session.view.rows))
        assert unread < rows
        todo = next(line for line in reader.screen().split("\n") if "@todo" in line)
        assert f"{unread}/{rows}" in todo
        await reader.press("escape", "1", "/")
        await reader.type("@to")
        await reader.press("tab", "enter")
        assert str(reader.session.query) == "@todo"
        assert len(reader.session.view.rows) == rows
    settings = load_config(str(write(tmp_path / "config.toml", ""))).settings
    async with reading([SEEDS], state, settings=settings) as reader:
        await reader.press(":")
        await reader.type("@todo")
        await reader.press("enter")
        assert len(reader.session.view.rows) == rows
        await reader.press(":")
        await reader.type("forget todo")
        await reader.press("enter")
        assert "@todo is forgotten; it was year:2024" in reader.line(-1)
        await reader.press("/")
        await reader.type("@todo ")
        assert "there is no query @todo" in reader.line(-1)
    assert not load_config(str(tmp_path / "config.toml")).settings.queries


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path
