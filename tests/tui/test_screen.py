"""Hostile text and odd sizes: the screen stays whole."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from textual import events

from paperreader.commands import COMMANDS
from paperreader.tui.actions import ACTIONS
from tests.tui.harness import SEEDS, reading, write_page

HOSTILE = [
    "[/b] closes what was never opened [red]",
    "[@click=app.quit]do not click[/]",
    "\x1b[31mred\x1b[0m and \x1b]0;title\x07 and \x9b2J",
    "right \u202eto left\u202c and \u2066isolated\u2069",
    "combining e\u0301 and zero\u200bwidth and soft\u00adhyphen",
    "双语标题 with 漢字 that are wide, wider and widest of all the titles here",
    "emoji 👩‍🔬 and flags 🇺🇳 in a title that goes on",
    "$\\alpha$-divergences \\textbf{bold} & 100% #1",
    "line\u2028separator and form\x0cfeed",
]


async def test_the_screen_can_be_drawn_in_any_size(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("f")
        for size in [(10, 3), (1, 1), (30, 8), (79, 50), (80, 19), (139, 20), (300, 90), (100, 30)]:
            await desk.resize(*size)
            await desk.press("j", "G", "g")
        assert "1 all 86" in desk.line(0)


async def test_hostile_titles_do_no_harm(tmp_path: Path) -> None:
    extra = " ".join(title.replace("\n", " ") for title in HOSTILE)
    dump = write_page(tmp_path, *(f"{title} number {number}" for number, title in enumerate(HOSTILE)), extra=extra)
    async with reading([dump], tmp_path / "state.toml", size=(160, 45)) as desk:
        assert len(desk.session.view.rows) == len(HOSTILE)
        for _ in HOSTILE:
            await desk.press("n")
            harmful = {char for char in desk.screen() if unicodedata.category(char) == "Cc" and char != "\n"}
            assert not harmful
        await desk.press("g")
        assert "[/b] closes what was never opened [red]" in desk.screen()
        await desk.press("/")
        await desk.type("漢字")
        assert "双语标题" in desk.title
        await desk.press("escape", "f", "1", "s", "u", "y", "y")
        assert desk.app.is_running


async def test_hostile_file_names_do_no_harm(tmp_path: Path) -> None:
    name = "evil \x1b[31m[@click=app.quit] name.txt"
    dump = write_page(tmp_path, "A harmless paper in a harmful file", name=name)
    async with reading([dump], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("f")
        assert "evil [31m[@click=app.quit]" in desk.screen()
        assert "\x1b" not in desk.screen()


async def test_pasted_text_runs_no_command(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        desk.app.post_message(events.Paste("Aq\x1b[31msss"))
        await desk.settle()
        assert desk.unread == 86
        assert "starred 0" in desk.line(0)
        await desk.press("/")
        desk.app.post_message(events.Paste("succ\x1bessor\nq"))
        await desk.settle()
        assert desk.title.startswith("Successor Heads")


async def test_the_current_view_is_underlined(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        for key, view in (("2", "unread 86"), ("1", "all 86")):
            await desk.press(key)
            top = desk.main._compositor.render_strips()[0]
            assert [text for text, style, _ in top if style and style.underline] == [view]


def test_every_command_has_an_action() -> None:
    assert set(ACTIONS) == {command.id for command in COMMANDS}
