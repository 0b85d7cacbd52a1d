"""Typing in the line at the bottom."""

from __future__ import annotations

from pathlib import Path

from tests.tui.harness import SEEDS, reading


async def test_typed_text_is_visible_in_a_narrow_terminal(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("interp")
        for width in (20, 40, 60):
            await reader.resize(width, 12)
            assert reader.line(-1).startswith(" /interp")


async def test_the_end_of_a_long_text_stays_visible_in_a_terminal_that_becomes_narrow(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("sparse autoencoder features")
        for width in (40, 24, 30):
            await reader.resize(width, 12)
            assert "features " in reader.line(-1)


async def test_the_mouse_does_not_take_the_focus_from_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        await reader.press("/")
        await reader.drag(reader.main.list, (99, 0), (99, 5))
        await reader.click(reader.main.list, (20, 2))
        await reader.click(reader.main.detail, (20, 4))
        await reader.type("interp")
        assert reader.main.focused is reader.main.typed_line.bar.input
        assert "Transcoders Find Interpretable LLM Feature Circuits" in reader.screen()


async def test_editing_keys_work_while_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("interpretable wrong")
        await reader.press("ctrl+w")
        assert str(reader.session.query) == "interpretable"
        await reader.press("ctrl+a")
        await reader.type("x ")
        assert str(reader.session.query) == "x interpretable"
        await reader.press("ctrl+e", "ctrl+u")
        assert len(reader.session.view.rows) == 86
        await reader.type("attention")
        await reader.press("enter", "/", "end")
        await reader.type(" heads")
        assert str(reader.session.query) == "attention heads"
