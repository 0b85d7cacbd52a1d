"""The help page: what it says, its lines at any width, and its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.commands import COMMANDS, COMMANDS_BY_ID, HELP, SECTIONS, with_keys, with_named_queries
from paperreader.config import Settings
from paperreader.config.schema import SETTINGS
from paperreader.query.fields import FIELDS
from paperreader.tui.actions import ACTIONS, ARGUMENT_ACTIONS
from paperreader.tui.glyphs import Glyphs
from paperreader.tui.help_actions import HELP_ACTIONS
from paperreader.tui.help_layout import HelpLine, help_lines
from paperreader.tui.help_text import HelpRow, help_rows

from .harness import SEEDS, ReaderDriver, reading


def text_of(line: HelpLine) -> str:
    """The text of a line as it is drawn."""
    return "".join(" " * gap + piece.text for gap, piece in line.pieces)


def rows(settings: Settings | None = None) -> list[HelpRow]:
    """The rows of the page."""
    settings = settings or Settings()
    commands = with_keys(with_named_queries(settings.queries), settings.keys)
    return help_rows(commands, lambda command: command.id != "open.link", settings, Glyphs())


def test_every_command_has_an_action_and_every_action_a_command() -> None:
    everywhere = {command.id for command in COMMANDS if command.scopes != HELP}
    assert set(ACTIONS) | set(ARGUMENT_ACTIONS) == everywhere
    assert set(HELP_ACTIONS) == {command.id for command in COMMANDS if "help" in command.scopes}
    assert set(ARGUMENT_ACTIONS) == {command.id for command in COMMANDS if command.argument}


def test_the_page_has_every_command_in_its_section_every_query_field_and_every_setting() -> None:
    page = rows()
    headings = [row.name for row in page if not row.text]
    assert headings[: len(SECTIONS)] == list(SECTIONS)
    assert headings[-1] == "Settings"
    for command in COMMANDS:
        assert any(command.group in groups for groups in SECTIONS.values())
        assert any((row.text, row.note) == (command.title, command.help) for row in page)
    names = " ".join(row.name for row in page)
    assert all(f"{field}:" in names for field in FIELDS)
    assert {setting.name for setting in SETTINGS} <= {row.name for row in page}


def test_the_page_shows_the_user_s_own_keys_and_queries_and_dims_what_cannot_act() -> None:
    settings = Settings(theme="light", queries={"todo": "is:unread"}, keys={"mark.star": ("*", "ctrl+t")})
    page = {row.text: row for row in rows(settings)}
    assert page["star"].name == "*  ctrl+t"
    assert page["@todo"] == HelpRow(":todo", "@todo", "is:unread")
    assert page[COMMANDS_BY_ID["app.theme"].title].name == ":theme"
    assert page[next(setting.help for setting in SETTINGS if setting.name == "theme")].note == 'now "light"'
    assert [row.text for row in page.values() if row.dim] == [COMMANDS_BY_ID["open.link"].title]


@given(st.integers(1, 140), st.text(max_size=3))
def test_no_line_is_too_wide_and_no_text_is_lost_at_any_width(width: int, name: str) -> None:
    page = [*rows()[:20], HelpRow(f"{name}x", "日本語 " * 30 + name, "a note")]
    lines = help_lines(page, width, "")
    if width > 24:
        assert max(cell_len(text_of(line)) for line in lines) <= width
    shown = "".join("".join(piece.text for _, piece in line.pieces) for line in lines)
    said = "".join(f"{row.name}{row.text}{row.note}" for row in page)
    assert sorted("".join(shown.split())) == sorted("".join(said.split()))


def test_a_match_is_marked_in_any_case_also_where_a_line_break_divides_it() -> None:
    page = [HelpRow("x", "the matching words of a line stand in it")]
    lines = help_lines(page, 24, "Words of a line")
    marked = [piece.text[low:high] for line in lines for _, piece in line.pieces for low, high in piece.matches]
    assert " ".join(marked).split() == ["words", "of", "a", "line"]
    assert len(marked) > 1


# -- in the reader --------------------------------------------------------------------------------


def top_line(reader: ReaderDriver) -> str:
    """The first line of the page."""
    return reader.line(0).strip()


@pytest.mark.parametrize("size", [(120, 36), (40, 10)])
async def test_the_page_is_read_with_the_keys_of_less_and_runs_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size) as reader:
        await reader.press("l", "?")
        first = top_line(reader)
        assert first.startswith("Dimmed:")
        assert "q close" in reader.screen()
        await reader.press("j", "s", "A", "x", "1", "enter", "o", "tab")
        second = top_line(reader)
        assert second != first
        await reader.press("space", "b", "ctrl+d", "ctrl+u", "k")
        assert top_line(reader) == first
        await reader.press("G")
        assert "[keys]" in reader.screen()
        await reader.press("g", "/")
        await reader.type("Undo the")
        assert "1 of 1" in reader.screen()
        await reader.press("enter")
        assert "undo the last marks" in reader.screen()
        assert reader.main.help.match_number == 1
        await reader.press("q")
        assert "undo the last marks" not in reader.screen()
        assert (reader.main.scope, reader.unread, reader.session.counts.starred) == ("detail", 85, 0)
        await reader.press("q")
        assert reader.main.scope == "list"


async def test_matches_are_visited_in_turn_and_esc_goes_back_to_where_the_search_began(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", (80, 24)) as reader:
        await reader.press(":")
        await reader.type("help abstract")
        await reader.press("enter")
        numbers = [reader.main.help.match_number]
        for key in ("n", "n", "N"):
            await reader.press(key)
            numbers.append(reader.main.help.match_number)
        assert numbers == [1, 2, 3, 2]
        before = top_line(reader)
        await reader.press("/")
        await reader.type("settings")
        assert top_line(reader) != before
        await reader.press("escape")
        assert top_line(reader) == before
        assert "/abstract" in reader.screen()
        await reader.press("/")
        await reader.type("zzz")
        await reader.press("enter")
        assert "zzz is not in the help" in reader.screen()
        assert top_line(reader) == before
        await reader.press("escape", "j")
        assert reader.session.cursor.position == 1


async def test_only_what_acts_here_and_now_is_bright(tmp_path: Path) -> None:
    def dimmed(title: str) -> bool:
        return next(row.dim for row in reader.main.help._rows if row.text == COMMANDS_BY_ID[title].title)

    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("j", "?")
        assert [dimmed(name) for name in ("mark.star", "mark.undo", "open.link", "filters.choose")] == [
            False,
            True,
            True,
            True,
        ]
        await reader.press("q", "k", "s", "f", "?")
        assert [dimmed(name) for name in ("mark.star", "mark.undo", "filters.choose")] == [True, False, False]
