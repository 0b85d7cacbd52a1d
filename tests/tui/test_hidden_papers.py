"""Standing filters on the screen."""

from __future__ import annotations

from pathlib import Path

from paperreader.config import Settings
from tests.tui.harness import reading, write_page

SURVEY, OTHER = "A survey of the first things", "Another paper about a thing"


async def test_hidden_papers_are_told_and_a_key_shows_them(tmp_path: Path) -> None:
    dump = write_page(tmp_path, SURVEY, OTHER)
    async with reading([dump], tmp_path / "state.toml", settings=Settings(hide=("survey",))) as reader:
        assert SURVEY not in reader.screen()
        assert "1 all 1" in " ".join(reader.screen().split())
        assert "1 hidden · i shows" in reader.line(-1)
        await reader.press("i")
        assert "1 shown again · i hides them" in reader.line(-1)
        assert SURVEY in reader.screen()
        await reader.press("i", "R")
        assert len(reader.session.library) == 1
        assert SURVEY not in reader.screen()
