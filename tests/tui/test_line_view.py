"""Scrolling, and what is redrawn."""

from __future__ import annotations

from pathlib import Path

from paperreader.tui.line_view import LineView
from tests.tui.harness import SEEDS, reading


async def test_dragging_the_scroll_bar_scrolls_and_selects_nothing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(80, 24)) as desk:
        papers = desk.main.list
        right, bottom, title = papers.size.width - 1, papers.size.height - 1, desk.title
        await desk.drag(papers, (right, 0), (right, 4), (right - 9, bottom))
        assert papers.top == papers.last_top > 0
        await desk.drag(papers, (right, bottom), (right, 0))
        assert papers.top == 0
        await desk.resize(100, 22)
        detail = desk.main.detail
        assert detail.last_top > 0
        await desk.drag(detail, (99, 0), (99, 3), (99, detail.size.height - 1))
        assert detail.top == detail.last_top
        assert desk.title == title
        assert not desk.main.get_selected_text()
        await desk.drag(papers, (5, 0), (5, papers.size.height - 1))
        assert papers.top == 0


async def test_the_mouse_works_after_a_pane_was_closed_during_a_drag(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(80, 14)) as desk:
        await desk.press("f")
        filters = desk.main.filters
        await desk.drag(filters, (filters.size.width - 1, 0), (filters.size.width - 1, 2), let_go=False)
        await desk.press("escape")
        before = desk.title
        await desk.click(desk.main.list, (20, 2))
        assert desk.title != before


async def test_the_screen_looks_as_if_every_line_had_been_redrawn(tmp_path: Path) -> None:
    moves = ["j", "j", "G", "k", "g", "z", "j", "J", "z", "tab", "j", "space", "shift+tab", "l", "h"]
    commands = ["s", "n", "r", "u", "f", "j", "j", "enter", "escape", "S", "d", "question_mark", "j", "escape", "m"]
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        for count, key in enumerate([*moves, *commands, "slash", *"attentoin", "enter", "j", "escape"]):
            await desk.press(key)
            if count % 9 == 0:
                await desk.resize(60 + 7 * count, 14 + count)
            kept = desk.main._compositor.render_strips()
            for view in desk.main.query(LineView):
                view.refresh()
            assert desk.main._compositor.render_strips() == kept, key
