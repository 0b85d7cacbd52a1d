"""Selecting papers on the screen, and undo of what is no longer shown."""

from __future__ import annotations

from pathlib import Path

from tests.tui.harness import SEEDS, reading, write_page

TITLES = ("First paper of them", "Second paper of them", "Third paper of them", "Fourth paper of them")


async def test_selected_papers_bear_a_glyph_are_counted_and_are_marked_together(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:

        def glyphs() -> str:
            return "".join(line[0] for line in reader.screen().split("\n") if "paper of them" in line[:30])[:4]

        await reader.press("x", "j", "v", "j")
        assert glyphs() == "▌ ▌▌"
        assert "3 selected" in reader.line(-1)
        assert reader.line(-2).endswith("v end range  s star  r read  e export  Esc unselect  ? help")
        await reader.press("k")  # the range follows
        assert glyphs() == "▌ ▌ "
        await reader.press("s")
        assert glyphs() == "    "
        assert (reader.session.counts.starred, reader.line(-1).split("   ")[0].strip()) == (2, "2 starred · u undoes")
        await reader.press("u", "V")
        assert (reader.session.counts.starred, glyphs()) == (0, "▌▌▌▌")
        await reader.press("escape")
        assert glyphs() == "    "


async def test_another_query_clears_the_selection_and_a_cancelled_one_does_not(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:
        await reader.press("x", "x", "/")
        await reader.type("third")
        await reader.press("escape")
        assert "2 selected" in reader.line(-1)
        await reader.press("/")
        await reader.type("third")
        await reader.press("enter")
        assert "selection of 2 cleared: the query has changed" in reader.line(-1)
        await reader.press("x", "2")
        assert "selection of 1 cleared: the query has changed" in reader.line(-1)


async def test_undo_brings_back_what_a_refreshed_view_has_dropped(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("2", "j", "j", "A", "2")
        assert not reader.session.view.rows
        await reader.press("u")
        assert (len(reader.session.view.rows), reader.session.cursor.position) == (86, 2)
        assert "undone: 86 marked read" in reader.line(-1)
        await reader.press("3", "ctrl+r")
        assert "redone: 86 marked read · not shown here" in reader.line(-1)


async def test_keys_pressed_while_many_papers_are_marked_act_afterwards(tmp_path: Path) -> None:
    many = [f"Paper number {number} of them" for number in range(2000)]
    async with reading([write_page(tmp_path, *many)], tmp_path / "state.toml") as reader:
        await reader.send("A", "u", "j")
        assert (reader.session.counts.read, reader.session.cursor.position) == (0, 1)
        await reader.send("A", "j")
        assert (reader.session.counts.read, reader.session.cursor.position) == (2000, 2)
