"""Moving by window, by ten rows and by line, and repeating marks, as hands from vim and less expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import ReaderDriver, reading, write_page

TITLES = [f"Paper number {number} about one thing and another" for number in range(100)]


@pytest.mark.parametrize("keys", [(), ("z",)], ids=["one line", "two lines"])
async def test_the_cursor_goes_through_the_window_and_scrolling_takes_it_along_only_at_the_edge(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:
        await reader.press(*keys)
        papers, cursor = reader.main.list, reader.session.cursor
        await reader.press("}", "}", "L")
        rows = papers.visible_rows()
        assert cursor.position == rows[-1] == max(20, papers.page_size - 1)
        await reader.press("M")
        assert cursor.position == rows[(len(rows) - 1) // 2]
        await reader.press("H")
        assert cursor.position == rows[0]
        top, position = papers.top, cursor.position
        await reader.press("ctrl+e")
        assert (papers.top, cursor.position) == (top + papers.row_height, position + 1)
        await reader.press("j", "ctrl+y", "ctrl+y")
        assert cursor.position == position + 2
        await reader.press("{")
        assert cursor.position == max(0, position - 8)


async def test_keys_of_the_list_also_work_in_the_detail_and_the_filters(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml", size=(120, 20)) as reader:
        detail, filters = reader.main.detail, reader.main.filters
        await reader.press("l", "ctrl+e")
        assert detail.top == 1
        await reader.press("ctrl+y")
        assert detail.top == 0
        await reader.press("space")
        assert detail.top > 0
        await reader.press("backspace")
        assert detail.top == 0
        await reader.press("f", "L")
        assert filters.cursor == filters.visible_rows()[-1]
        await reader.press("H")
        assert filters.cursor == filters.visible_rows()[0] > 0  # below its heading
        await reader.press("f1")
        assert "This page only explains" in reader.screen()


async def test_the_last_mark_is_repeated_on_other_papers_and_on_a_selection(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:
        await reader.press(".")
        assert "there is no mark to repeat yet" in reader.line(-1)
        await reader.press("s", "j", ".", ".")
        assert starred(reader) == [0, 1]
        assert "already starred" in reader.line(-1)
        await reader.press("j", "x", "x", ".")
        assert starred(reader) == [0, 1, 2, 3]
        await reader.press("k", "s", "k", ".")
        assert starred(reader) == [0, 1]


def starred(reader: ReaderDriver) -> list[int]:
    """The starred rows."""
    return [row for row in reader.session.view.rows if reader.session.marking.is_starred(row)]
