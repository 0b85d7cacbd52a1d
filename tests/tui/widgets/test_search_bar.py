"""Typing in the line at the bottom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import SEEDS, reading


@pytest.mark.parametrize("width", [20, 40, 60])
async def test_typed_text_is_visible_in_a_narrow_terminal(tmp_path: Path, width: int) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(width, 12)) as desk:
        await desk.press("slash")
        await desk.type("interp")
        assert desk.line(-1).startswith(" /interp")


async def test_the_mouse_does_not_take_the_focus_from_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        await desk.press("slash")
        await desk.drag(desk.main.list, (99, 0), (99, 5))
        await desk.click(desk.main.list, (20, 2))
        await desk.type("interp")
        assert desk.main.focused is desk.main.search.input
        assert "Transcoders Find Interpretable LLM Feature Circuits" in desk.screen()


async def test_editing_keys_work_while_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("interpretable wrong")
        await desk.press("ctrl+w")
        assert str(desk.session.query) == "interpretable"
        await desk.press("ctrl+a")
        await desk.type("x ")
        assert str(desk.session.query) == "x interpretable"
        await desk.press("ctrl+e", "ctrl+u")
        assert len(desk.session.view.rows) == 86
        await desk.type("attention")
        await desk.press("enter", "/")
        await desk.type(" heads")
        assert str(desk.session.query) == "attention heads"
