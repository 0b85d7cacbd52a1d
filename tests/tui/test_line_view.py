"""Scrolling, and what is redrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor, ReflowResult
from textual.geometry import Region
from textual.strip import Strip

from paperreader.tui.line_view import LineView
from paperreader.tui.widgets.detail import Detail
from tests.tui.harness import SEEDS, reading


async def test_dragging_the_scroll_bar_scrolls_and_selects_nothing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(80, 24)) as reader:
        papers = reader.main.list
        right, bottom, title = papers.size.width - 1, papers.size.height - 1, reader.title
        await reader.drag(papers, (right, 0), (right, 4), (right - 9, bottom))
        assert papers.top == papers.last_top > 0
        await reader.drag(papers, (right, bottom), (right, 0))
        assert papers.top == 0
        await reader.resize(100, 22)
        detail = reader.main.detail
        assert detail.last_top > 0
        await reader.drag(detail, (99, 0), (99, 3), (99, detail.size.height - 1))
        assert detail.top == detail.last_top
        assert reader.title == title
        assert not reader.main.get_selected_text()
        await reader.drag(papers, (5, 0), (5, papers.size.height - 1))
        assert papers.top == 0


async def test_the_mouse_works_after_a_pane_was_closed_during_a_drag(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(80, 14)) as reader:
        await reader.press("f")
        filters = reader.main.filters
        await reader.drag(filters, (filters.size.width - 1, 0), (filters.size.width - 1, 2), let_go=False)
        await reader.press("escape")
        before = reader.title
        await reader.click(reader.main.list, (20, 2))
        assert reader.title != before


async def test_the_screen_looks_as_if_every_line_had_been_redrawn(tmp_path: Path) -> None:
    moves = ["j", "j", "G", "k", "g", "z", "j", "J", "z", "tab", "j", "space", "shift+tab", "l", "h"]
    commands = ["s", "n", "r", "u", "f", "j", "j", "enter", "escape", "S", "d", "?", "j", "escape", "m"]
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        for count, key in enumerate([*moves, *commands, "/", *"attentoin", "enter", "j", "escape"]):
            await reader.press(key)
            if count % 9 == 0:
                await reader.resize(60 + 7 * count, 14 + count)
            kept = reader.main._compositor.render_strips()
            for view in reader.main.query(LineView):
                view.refresh()
            assert reader.main._compositor.render_strips() == kept, key


@pytest.mark.parametrize(
    "keys", [("?",), ("?", "/", "u", "n", "enter"), ("r", "w"), ("O",), (":", "s"), ("f",), ("/", "a", "b")]
)
async def test_every_view_is_painted_anew_in_a_terminal_of_another_size(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(120, 36)) as reader:
        await reader.press(*keys)
        for size in ((70, 22), (110, 22), (160, 45), (58, 16)):
            await reader.resize(*size)
            kept = reader.main._compositor.render_strips()
            for view in reader.main.query(LineView):
                view.refresh()
            assert reader.main._compositor.render_strips() == kept, size


@pytest.mark.parametrize(
    ("size", "before", "key"), [((120, 36), "", "f"), ((80, 24), "jjrurjk", "u"), ((80, 24), "jjru", "k")]
)
async def test_a_pane_of_another_size_is_painted_once_with_its_text_as_it_is_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], before: str, key: str
) -> None:
    """On a busy machine a picture may fall between two messages: of a few tries one has to be without."""
    painted: list[tuple[int, str]] = []
    expected: list[tuple[int, str]] = []
    draw_line = Detail.draw_line

    def draw(view: Detail, line: int, width: int) -> Strip:
        strip = draw_line(view, line, width)
        painted.append((line, strip.text))
        return strip

    for number in range(5):
        async with reading([SEEDS], tmp_path / f"state{number}.toml", size=size) as reader:
            await reader.press(*before)
            former = reader.main.detail.size
            painted.clear()
            with monkeypatch.context() as patched:
                patched.setattr(Detail, "draw_line", draw)
                await reader.press(key)
            detail = reader.main.detail
            assert detail.size != former
            expected = [(line, draw_line(detail, line, 0).text) for line in range(detail.size.height)]
        if painted == expected:
            break
    assert painted == expected


async def test_the_way_to_another_pane_paints_cursor_edge_and_hints_in_one_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures: list[set[Region]] = []
    paint = Compositor.render_update

    def record(compositor: Compositor, *arguments: Any, **options: Any) -> RenderableType | None:
        if compositor._dirty_regions:
            pictures.append(set(compositor._dirty_regions))
        return paint(compositor, *arguments, **options)

    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("l")
        monkeypatch.setattr(Compositor, "render_update", record)
        await reader.press("h")
        cursor, detail = reader.main.list.region, reader.main.detail.region
        hints = reader.main.status_area.hint_line.region
        assert pictures == [{Region(0, 0, cursor.width, 1), Region(0, detail.y, 1, detail.height), hints}]


@pytest.mark.parametrize(
    ("before", "key", "times"),
    [("", "f", 1), ("f", "f", 1), ("l", "l", 1), ("ll", "h", 1), ("/", "a", 0), ("/at", "t", 0), ("", "z", 0)],
)
async def test_a_key_lays_the_screen_out_once_and_a_letter_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, key: str, times: int
) -> None:
    layouts: list[Compositor] = []
    reflow = Compositor.reflow

    def record(compositor: Compositor, *arguments: Any, **options: Any) -> ReflowResult:
        layouts.append(compositor)
        return reflow(compositor, *arguments, **options)

    async with reading([SEEDS], tmp_path / "state.toml", size=(120, 36)) as reader:
        await reader.press(*before)
        monkeypatch.setattr(Compositor, "reflow", record)
        await reader.press(key)
        assert len(layouts) == times
