"""How the panes share terminals of many sizes."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library.columns import LIST_COLUMNS
from paperreader.tui.layout import Arrangement, layout
from paperreader.tui.list_columns import column_forms, fit_columns
from paperreader.tui.widgets.virtual_list import VirtualList
from tests.tui.harness import SEEDS, reading

LONG_TITLE = "Toward Real-world Text Image Forgery Localization: Structured and Interpretable Data Synthesis"


async def test_titles_have_room_in_every_arrangement(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        for size, title_width, arrangement in [
            ((160, 45), 76, Arrangement.SIDE),
            ((140, 40), 76, Arrangement.SIDE),
            ((100, 30), 76, Arrangement.STACKED),
            ((80, 24), 64, Arrangement.STACKED),
            ((60, 20), 54, Arrangement.SINGLE),
        ]:
            await reader.resize(*size)
            assert layout(*size).arrangement is arrangement
            assert LONG_TITLE[: title_width - 1] in reader.screen()


async def test_below_24_rows_there_is_one_line_at_the_bottom(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as reader:
        assert "Fast Adversarial" in reader.line(0)
        assert "1 all 86" in reader.line(-2)
        assert "? help" in reader.line(-2)
        assert "1/86" in reader.line(-1)
        await reader.resize(100, 23)
        assert "1 all" in reader.line(-1)
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


@pytest.mark.parametrize("filters", [False, True])
def test_the_panes_fill_a_terminal_of_any_size(*, filters: bool) -> None:
    for width, height in product(range(40, 251), range(8, 81)):
        sizes = layout(width, height, filters=filters)
        beside = sizes.filters_width if filters and not sizes.covering else 0
        assert sizes.covering == (filters and width < 100)
        body = height - 1 - sizes.two_lines
        assert sizes.two_lines == (height >= 24)
        if sizes.arrangement is Arrangement.SIDE:
            assert beside + sizes.list_width + sizes.detail_width == width
            assert sizes.list_width >= 92
            assert sizes.detail_width >= 48
        else:
            assert beside + sizes.list_width == beside + sizes.detail_width == width
        if sizes.arrangement is Arrangement.STACKED:
            assert 6 <= sizes.list_height < body - sizes.list_height
        else:
            assert sizes.list_height == body


def test_without_filters_list_and_detail_stand_side_by_side_from_140_cells() -> None:
    arrangements = [layout(width, 40).arrangement for width in (79, 80, 139, 140, 250)]
    single, stacked, side = Arrangement.SINGLE, Arrangement.STACKED, Arrangement.SIDE
    assert arrangements == [single, stacked, stacked, side, side]
    assert layout(140, 19).arrangement is single


@pytest.mark.parametrize("filters", [False, True])
def test_a_wider_terminal_has_neither_a_narrower_list_nor_a_narrower_detail_beside_it(*, filters: bool) -> None:
    sides = [layout(width, 40, filters=filters) for width in range(40, 400)]
    sides = [sizes for sizes in sides if sizes.arrangement is Arrangement.SIDE]
    for narrower, wider in pairwise(sides):
        assert wider.list_width >= narrower.list_width
        assert wider.detail_width >= narrower.detail_width


@given(
    names=st.lists(st.sampled_from(list(LIST_COLUMNS)), unique=True),
    style=st.sampled_from(["short", "iso", "age"]),
    filters=st.booleans(),
    height=st.integers(8, 80),
)
def test_a_column_seen_at_one_width_is_seen_at_all_greater_ones(
    *, names: list[str], style: str, filters: bool, height: int
) -> None:
    shown = 0
    for width in range(100 if filters else 40, 251):
        sizes = layout(width, height, filters=filters)
        columns = fit_columns(sizes.list_width, sizes.columns_width, tuple(column_forms(name, style) for name in names))
        assert len(columns) >= shown
        shown = len(columns)
        assert not columns or sizes.list_width - sum(columns) >= 60


async def test_open_filters_stand_beside_list_and_detail_which_wrap_anew(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(120, 36)) as reader:
        title, abstract = reader.line(2), reader.line(20)
        await reader.press("f")
        assert "unread" in reader.line(1)
        assert "PoseExaminer: Automated" in reader.line(1)
        assert "From Density to Geometry: YOLOv8 Instance Segmentation" in reader.line(2)
        assert reader.line(2).split("…")[0] != title.split("…")[0]
        assert reader.main.detail.region.x == reader.main.list.region.x == 34
        await reader.press("l", "j", "enter", "f")
        assert reader.main.scope == "detail"
        assert not reader.main.filters_open
        await reader.press("h", "k")
        assert (reader.line(2), reader.line(20)) == (title, abstract)


async def test_in_a_narrow_terminal_filters_take_the_place_of_the_list_until_they_are_closed(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        listed = "PoseExaminer"
        for size, closing in (((80, 24), "f"), ((60, 20), "escape"), ((99, 12), "l"), ((60, 20), "q")):
            await reader.resize(*size)
            await reader.press("f")
            assert "State" in reader.screen()
            assert listed not in reader.screen()
            await reader.press(closing)
            assert "State" not in reader.screen()
            assert listed in reader.screen()
            assert reader.main.scope == "list"
        await reader.press("f", "tab")
        assert reader.main.scope == "detail"
        assert "6 authors" in reader.screen()
        await reader.press("h")
        assert "State" in reader.screen()


async def test_filters_beside_a_list_that_has_the_keys_close_when_the_terminal_gets_narrow(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        await reader.press("f", "l")
        await reader.resize(99, 30)
        assert not reader.main.filters_open
        assert "PoseExaminer" in reader.screen()
        await reader.press("f")
        await reader.resize(160, 30)
        assert "State" in reader.screen()
        assert "PoseExaminer" in reader.screen()
        await reader.press("l", "l", "l")
        assert "State" not in reader.screen()


async def test_the_detail_is_in_the_middle_of_a_wide_pane(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(130, 36)) as reader:
        text = next(line for line in reader.screen().split("\n") if "In this paper, we introduce" in line)
        left, right = len(text) - len(text.lstrip()), 130 - len(text)
        assert abs(left - right) < 10


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_matches_are_seen_while_a_query_is_typed_and_the_panes_come_back(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=size) as reader:
        for keys in (["enter"], ["l", "l"], ["h", "h", "f", "shift+tab"], ["l"]):
            await reader.press(*keys)
            before, scope = reader.screen(), reader.main.scope
            assert scope == "detail"
            await reader.press("/", *"poseex")
            assert "PoseExaminer: Automated Testing" in reader.screen()
            await reader.press("escape")
            assert (reader.screen(), reader.main.scope) == (before, scope)


@pytest.mark.parametrize("key", ["tab", "h", "shift+tab"])
async def test_a_click_on_filters_that_a_key_has_just_closed_leaves_the_keys_with_the_list(
    tmp_path: Path, key: str
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(120, 36)) as reader:
        await reader.press("f", "f")
        reader.main.post_message(VirtualList.Clicked(reader.main.filters, 1, on_cursor=False))  # overtaken by the key
        await reader.settle()
        assert not reader.main.filters_open
        assert reader.main.scope == "list"
        await reader.press(key)
        assert reader.main.scope in reader.main.panes
