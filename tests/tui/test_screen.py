"""Hostile text and odd sizes: the screen stays whole."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from textual import events

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
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as reader:
        await reader.press("f")
        for size in [(10, 3), (1, 1), (30, 8), (79, 50), (80, 19), (139, 20), (300, 90), (100, 30)]:
            await reader.resize(*size)
            await reader.press("j", "G", "g")
        assert "1 all 86" in reader.line(-2)


async def test_hostile_titles_do_no_harm(tmp_path: Path) -> None:
    extra = " ".join(title.replace("\n", " ") for title in HOSTILE)
    dump = write_page(tmp_path, *(f"{title} number {number}" for number, title in enumerate(HOSTILE)), extra=extra)
    async with reading([dump], tmp_path / "state.toml", size=(160, 45)) as reader:
        assert len(reader.session.view.rows) == len(HOSTILE)
        for _ in HOSTILE:
            await reader.press("n")
            harmful = {char for char in reader.screen() if unicodedata.category(char) == "Cc" and char != "\n"}
            assert not harmful
        await reader.press("g")
        assert "[/b] closes what was never opened [red]" in reader.screen()
        await reader.press("/")
        await reader.type("漢字")
        assert "双语标题" in reader.title
        await reader.press("escape", "f", "1", "s", "u", "y", "y")
        assert reader.app.is_running


async def test_hostile_file_names_do_no_harm(tmp_path: Path) -> None:
    name = "evil \x1b[31m[@click=app.quit] name.txt"
    dump = write_page(tmp_path, "A harmless paper in a harmful file", name=name)
    async with reading([dump], tmp_path / "state.toml", size=(160, 45)) as reader:
        await reader.press("f")
        assert "evil [31m[@click=app.quit…" in reader.screen()
        assert "\x1b" not in reader.screen()


async def test_pasted_text_runs_no_command(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        reader.app.post_message(events.Paste("Aq\x1b[31msss"))
        await reader.settle()
        assert reader.unread == 86
        assert "starred 0" in reader.line(-2)
        await reader.press("/")
        reader.app.post_message(events.Paste("succ\x1bessor heads:\r\n   recurring\rinterpretable\n"))
        await reader.settle()
        assert reader.main.typed_line.bar.text == "successor heads: recurring interpretable"
        assert reader.main.typing  # the line break at the end is no Enter
        assert reader.title.startswith("Successor Heads")
        reader.app.post_message(events.Paste('"(a OR ' * 20_000))
        await reader.settle()
        assert "too long, cut" in reader.line(-1)
        await reader.press("backspace")
        assert "too long, cut" not in reader.line(-1)


async def test_the_current_view_is_underlined(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        for key, view in (("2", "unread 86"), ("1", "all 86")):
            await reader.press(key)
            line = reader.main._compositor.render_strips()[-2]
            assert [text for text, style, _ in line if style and style.underline] == [view]
