"""A page pasted over the panes is offered to be opened and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from paperreader.tui.pasting import PasteRead
from tests.tui.harness import ReaderDriver, page, reading, write_page

FIRST, PASTED = "First of the papers of this page", ("Pasted paper about one thing", "Pasted paper about another thing")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data/paperreader/dumps"


async def paste(reader: ReaderDriver, text: str, told: str) -> None:
    """Paste a text as a terminal does, and wait for a line at the bottom."""
    reader.app.post_message(events.Paste(text.replace("\n", "\r")))
    await reader.wait_for(told, line=-1)


async def test_a_pasted_page_is_opened_and_kept_after_enter(tmp_path: Path, kept: Path) -> None:
    async with reading([write_page(tmp_path, FIRST)], tmp_path / "state.toml") as reader:
        await paste(reader, page(*PASTED), "2 papers pasted: open and keep them")
        await reader.press("enter")
        await reader.wait_for("opened, and kept as", line=-1)
        assert kept_texts(kept) == [page(*PASTED)]
        assert reader.session.library.titles == [FIRST, *PASTED]
        assert reader.title == PASTED[0]
        await reader.press("R")
        assert len(reader.session.library) == 3


def kept_texts(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.iterdir()] if folder.exists() else []


@pytest.mark.parametrize("keys", [("escape",), ("n", "enter")])
async def test_a_page_is_not_kept_against_the_will(tmp_path: Path, kept: Path, keys: tuple[str, ...]) -> None:
    async with reading([write_page(tmp_path, FIRST)], tmp_path / "state.toml") as reader:
        await paste(reader, page(*PASTED), "2 papers pasted")
        await reader.press(*keys)
        assert "the pasted text was not kept" in reader.line(-1)
        assert kept_texts(kept) == []
        assert len(reader.session.library) == 1


async def test_a_pasted_text_without_papers_runs_no_command(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, FIRST)], tmp_path / "state.toml") as reader:
        await paste(reader, "AQs", "no papers in what was pasted; / first to search for it")
        assert reader.unread == 1


async def test_what_is_typed_meanwhile_is_not_disturbed_by_a_text_without_papers(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, FIRST)], tmp_path / "state.toml") as reader:
        await reader.press("/", "y", "e", "a", "r", ":", "x")
        assert "year:x" in (told := reader.line(-1))
        reader.main.post_message(PasteRead("AQs", 0))
        await reader.settle()
        assert reader.line(-1) == told


async def test_a_page_that_cannot_be_kept_is_told(tmp_path: Path, kept: Path) -> None:
    kept.parent.parent.write_text("a file where the folder should be")
    async with reading([write_page(tmp_path, FIRST)], tmp_path / "state.toml") as reader:
        await paste(reader, page(*PASTED), "2 papers pasted")
        await reader.press("enter")
        await reader.wait_for("cannot write", line=-1)
