"""The detail pane."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import SEEDS, reading


async def test_the_detail_shows_where_a_paper_is_and_how_its_year_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(SEEDS).parent)
    async with reading(["seeds"], tmp_path / "state.toml", size=(160, 45)) as reader:
        await reader.press("j", "j", "j")
        assert "6 authors · Jun 26, 2025 (year inferred)" in reader.screen()
        assert "seeds/000_af51dbc5a4aca290.txt:37" in reader.screen()
        assert "[1] https://github.com/wzwvv/DBConformer" in reader.screen()


async def test_a_detail_that_was_hidden_is_still_as_far_scrolled(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(60, 18)) as reader:
        await reader.press("enter")
        await reader.press("j", "j", "j")
        before = reader.screen()
        await reader.press("h")
        assert reader.screen() != before
        await reader.press("s", "s", "enter")
        assert reader.main.detail.top == 3
