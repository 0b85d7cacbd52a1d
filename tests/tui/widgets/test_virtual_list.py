"""Lists and their cursor."""

from __future__ import annotations

from pathlib import Path

from tests.tui.harness import SEEDS, reading


async def test_only_the_cursor_shows_that_the_list_has_lost_the_focus(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("j", "j")
        with_focus = desk.main._compositor.render_strips()
        await desk.press("slash")
        without_focus = desk.main._compositor.render_strips()
        rows = desk.main.list.region.line_range
        assert [y for y in rows if with_focus[y] != without_focus[y]] == [rows[2]]


async def test_a_click_moves_the_cursor_and_marks_nothing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.click(desk.main.list, (20, 5))
        assert desk.main.list.cursor == 5
        await desk.click(desk.main.list, (20, 5))
        assert desk.main.scope == "detail"
        assert desk.unread == 86


async def test_the_cursor_skips_headings_and_stops_at_both_ends(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("f")
        filters, visited = desk.main.filters, []
        for _ in range(3 * filters.count):
            await desk.press("j")
            assert filters.current is not None
            visited.append(filters.current)
        assert len({(row.field, row.value) for row in visited}) < filters.count
        assert filters.cursor == filters.count - 1
        await desk.press("g")
        assert filters.cursor == 1


async def test_a_million_rows_are_shown_without_fetching_them(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        papers, fetched = desk.main.list, []
        fetch = papers._row_at
        papers._row_at = lambda index: fetched.append(index) or fetch(index % 86)  # type: ignore[func-returns-value]
        papers.show_rows(1_000_000, 1_000_000, 999_999)
        assert desk.title
        desk.screen()
        assert fetched
        assert min(fetched) == 1_000_000 - papers.size.height
