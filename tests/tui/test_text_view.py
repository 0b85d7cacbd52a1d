"""Text that the mouse selects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import SEEDS, reading


async def test_selected_text_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        monkeypatch.setattr(reader.app, "copy_to_clipboard", copied.append)
        await reader.drag(reader.main.detail, (9, 1), (13, 1), (17, 1))
        await reader.press("ctrl+c")
        assert copied == [reader.title[:9]]


@pytest.mark.parametrize(
    ("lines", "places", "selected"),
    [
        ("#hints", [(0, 0), (4, 0), (8, 0)], "1 all 86"),
        ("#hints", [(99, 0), (97, 0), (95, 0)], "help"),
        ("#detail", [(0, 1), (13, 1), (17, 1)], "Fast Adve"),
        ("#detail", [(2, 1), (13, 1), (17, 1)], "Fast Adve"),
    ],
)
async def test_a_drag_from_the_margin_selects_from_the_first_character(
    tmp_path: Path, lines: str, places: list[tuple[int, int]], selected: str
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        await reader.drag(reader.main.query_one(lines), *places)
        assert reader.main.get_selected_text() == selected


async def test_a_wide_margin_is_sent_to_the_terminal_in_one_piece(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(120, 36)) as reader:
        edge, margin, title, *_ = reader.main.detail.render_line(1)
        assert (edge.text, margin.text.strip(), title.text) == (" ", "", reader.title)


async def test_a_drag_across_panes_selects_the_text_of_the_detail(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        detail = reader.main.detail
        await reader.drag(detail, (5, 0), (20, 4), (9, detail.size.height + 1))
        selected = reader.main.get_selected_text() or ""
        assert detail.content.plain in selected
