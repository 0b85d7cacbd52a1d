"""Highlights on the screen."""

from __future__ import annotations

import threading
from pathlib import Path

from paperreader.config import Settings
from tests.tui.harness import ReaderDriver, reading, write_page

TITLES = ("Sparse autoencoders find features", "Another paper about a thing")


def looks(reader: ReaderDriver, text: str) -> set[str]:
    """The colours in which a text stands anywhere on the screen."""
    strips = reader.main._compositor.render_strips()
    return {
        str(piece.style.color and piece.style.color.name)
        for strip in strips
        for piece in strip
        if piece.text == text and piece.style
    }


def saved_highlights(reader: ReaderDriver) -> tuple[str, ...]:
    for thread in threading.enumerate():
        if thread.name == "highlight saver":
            thread.join()
    return reader.main.saved_settings.load()[0].highlight


async def test_the_searched_words_are_highlighted_until_they_are_taken_back(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:
        await reader.press("*")
        assert "no words are searched for" in reader.line(-1)
        await reader.press("/")
        await reader.type("sparse")
        await reader.press("enter", "*")
        assert "highlighted: sparse · * takes them back" in reader.line(-1)
        await reader.until(lambda: saved_highlights(reader) == ("sparse",))  # another thread writes
        await reader.press("escape")
        shown = looks(reader, "Sparse")
        assert len(shown) == 1
        await reader.press("&")
        assert [reader.title, len(reader.session.view.rows)] == [TITLES[0], 1]
        await reader.press("#")
        assert "highlights off" in reader.line(-1)
        assert looks(reader, "Sparse") <= looks(reader, "Sparse") - shown
        await reader.press("&")
        assert len(reader.session.view.rows) == 2


async def test_highlights_of_the_settings_have_different_looks(tmp_path: Path) -> None:
    settings = Settings(highlight=("sparse", "features", "another"))
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml", settings=settings) as reader:
        assert len(looks(reader, "Sparse") | looks(reader, "features") | looks(reader, "Another")) == 3
