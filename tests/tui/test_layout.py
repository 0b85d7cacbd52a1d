"""How the panes share terminals of many sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.tui.layout import Arrangement, layout
from tests.tui.harness import SEEDS, reading

LONG_TITLE = "Toward Real-world Text Image Forgery Localization: Structured and Interpretable Data Synthesis"


@pytest.mark.parametrize(
    ("size", "title_width", "arrangement"),
    [
        ((160, 45), 76, Arrangement.SIDE),
        ((140, 40), 76, Arrangement.SIDE),
        ((100, 30), 76, Arrangement.STACKED),
        ((80, 24), 64, Arrangement.STACKED),
        ((60, 20), 54, Arrangement.SINGLE),
    ],
)
async def test_titles_have_room_in_every_arrangement(
    size: tuple[int, int], title_width: int, arrangement: Arrangement, tmp_path: Path
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=size) as reader:
        assert layout(*size).arrangement is arrangement
        assert LONG_TITLE[: title_width - 1] in reader.screen()


async def test_below_24_rows_there_is_one_line_at_the_bottom(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as reader:
        assert "Fast Adversarial" in reader.line(0)
        assert "1 all 86" in reader.line(-2)
        assert "? help" in reader.line(-2)
        assert "1/86" in reader.line(-1)
        await reader.resize(100, 23)
        assert "1 all 86" in reader.line(-1)
        assert "? help   1/86" in reader.line(-1)
        await reader.press("s")
        assert "starred" in reader.line(-1)
        assert "? help" not in reader.line(-1)


async def test_a_small_terminal_shows_one_pane_at_a_time(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(60, 20)) as reader:
        assert "6 authors" not in reader.screen()
        await reader.press("enter")
        assert "6 authors" in reader.screen()
        assert "PoseExaminer" not in reader.screen()
        await reader.press("J")
        assert "PoseExaminer" in reader.screen()
        await reader.press("h")
        assert "6 authors" not in reader.screen()


def test_list_and_detail_beside_it_share_the_width() -> None:
    for width in range(140, 260):
        sizes = layout(width, 40)
        assert sizes.arrangement is Arrangement.SIDE
        assert 58 <= sizes.detail_width <= 86
        assert width - sizes.detail_width >= 82


def test_list_and_detail_below_it_share_the_height() -> None:
    for height in range(20, 80):
        sizes = layout(100, height)
        assert sizes.arrangement is Arrangement.STACKED
        assert 6 <= sizes.list_height < height - sizes.list_height


def test_filters_are_a_column_from_160_cells() -> None:
    assert layout(160, 40).filters_column
    assert not layout(159, 40).filters_column
