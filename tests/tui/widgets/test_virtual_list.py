"""Lists and their cursor."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from paperreader.tui.glyphs import Glyphs
from paperreader.tui.row_strips import ListRow
from paperreader.tui.widgets.paper_list import PaperList
from tests.tui.harness import SEEDS, reading


async def test_only_the_cursor_shows_that_the_list_has_lost_the_focus(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("j", "j")
        with_focus = reader.main._compositor.render_strips()
        await reader.press("/")
        without_focus = reader.main._compositor.render_strips()
        rows = reader.main.list.region.line_range
        assert [y for y in rows if with_focus[y] != without_focus[y]] == [rows[2]]


async def test_a_click_into_the_text_leaves_the_keys_and_their_cursor_in_the_list(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        before = reader.main._compositor.render_strips()
        await reader.click(reader.main.detail, (20, 4))
        assert reader.main._compositor.render_strips() == before


async def test_a_click_moves_the_cursor_and_marks_nothing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as reader:
        await reader.click(reader.main.list, (20, 5))
        assert reader.main.list.cursor == 5
        await reader.click(reader.main.list, (20, 5))
        assert reader.main.scope == "detail"
        assert reader.unread == 86


async def test_the_cursor_skips_headings_and_stops_at_both_ends(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("f")
        filters, visited = reader.main.filters, []
        for _ in range(3 * filters.count):
            await reader.press("j")
            assert filters.current is not None
            visited.append(filters.current)
        assert len({(row.field, row.value) for row in visited}) < filters.count
        assert filters.cursor == filters.count - 1
        await reader.press("g")
        assert filters.cursor == 1


async def test_a_million_rows_are_shown_without_fetching_them() -> None:
    fetched = []

    def row_at(index: int, _: int) -> ListRow:
        fetched.append(index)
        return ListRow(f"Paper Number {index}", read=True)

    papers = PaperList(row_at, Glyphs())
    app = App[None]()
    async with app.run_test(size=(100, 30)) as pilot:
        await app.mount(papers)
        papers.show_rows(1_000_000, 1_000_000, 999_999)
        await pilot.pause()
        assert max(fetched) == 999_999
        assert min(fetched) == 1_000_000 - papers.size.height
