"""The hints: the keys that matter in the focused pane, shown, shortened and clicked."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.commands import COMMANDS_BY_ID, key_label
from paperreader.config import Settings
from paperreader.tui.hints import Hint, fitting, joined_hints
from tests.tui.harness import SEEDS, reading


@pytest.mark.parametrize("cells", range(60))
def test_hints_fit_and_help_is_the_last_to_go(cells: int) -> None:
    hints = [Hint("n", "next"), Hint("s", "star"), Hint("slash", "search"), Hint("?", "help")]
    shown = joined_hints(fitting(hints, cells)).plain
    assert len(shown) <= cells or shown == "? help"
    assert shown.endswith("? help")


@pytest.mark.parametrize(
    ("keys", "label"), [("escape", "Esc"), ("space", "Space"), ("ctrl+d", "ctrl+d"), ("y t", "y t"), ("", "")]
)
def test_a_key_is_shown_as_a_person_reads_it(keys: str, label: str) -> None:
    assert key_label(keys) == label


async def test_hints_are_those_of_the_focused_pane(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        assert reader.line(-2).endswith("Enter open  n next  / search  s star  f filters  ? help")
        await reader.press("enter")
        assert reader.line(-2).endswith("Space page  n next  s star  o browser  h list  ? help")
        await reader.press("f")
        assert reader.line(-2).endswith("Space choose  f close  - exclude  / find  ? help")
        await reader.press("f", "/")
        assert reader.line(-2).strip().startswith("Enter to the list  Tab complete  ")
        assert reader.line(-2).endswith("  Esc back")
        await reader.type("zzqxv")
        await reader.press("enter")
        assert "next" not in reader.line(-2)
        assert "open" not in reader.line(-2)
        assert "/ search" in reader.line(-2)


async def test_a_small_terminal_shows_hints_too(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(60, 20)) as reader:
        assert reader.line(-1).split("  ")[0] == " 1 all 86"
        assert reader.line(-1).endswith("  Enter open  n next  / search  ? help   1/86")
        await reader.press("2")
        assert "2 unread 86 " in reader.line(-1)
        await reader.press("i")
        assert "queries in the setting `hide` say what\nto hide\n" in reader.screen()
        await reader.press("j")
        assert "to hide" not in reader.screen()
        await reader.resize(80, 24)
        assert "4 recommended" in reader.line(-2)
        assert "86 unread · 2 dumps" in reader.line(-1)


async def test_hints_name_the_user_s_own_keys(tmp_path: Path) -> None:
    keys = {"mark.star": ("n",), "app.help": ()}
    assert "n" in COMMANDS_BY_ID["read.next"].keys
    async with reading([SEEDS], tmp_path / "state.toml", settings=Settings(keys=keys)) as reader:
        assert reader.line(-2).endswith("Enter open  / search  n star  f filters")


async def test_hints_can_be_switched_off(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", settings=Settings(hints=False)) as reader:
        assert reader.line(-2).strip() == "1 all 86   2 unread 86   3 starred 0   4 recommended"


async def test_a_click_on_a_view_or_a_hint_runs_its_command(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        line = reader.main.query_one("#hints")
        await reader.click(line, (reader.line(-2).index("unread"), 0))
        assert str(reader.session.query) == "is:unread"
        await reader.click(line, (reader.line(-2).index("search"), 0))
        assert reader.main.typing
        await reader.click(line, (reader.line(-2).index("Esc"), 0))
        assert not reader.main.typing
        await reader.click(line, (reader.line(-2).index("open"), 0))
        assert reader.main.scope == "detail"
        await reader.click(line, (60, 0))
        assert reader.main.scope == "detail"
