"""Tags and notes on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from paperreader.marks import MarkStore
from tests.tui.harness import reading, write_page

TITLES = ("First paper of them", "Second paper of them", "Third paper of them")


async def test_tags_are_typed_completed_shown_found_and_undone(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with reading([write_page(tmp_path, *TITLES)], state) as reader:
        await reader.press("t")
        assert "a word for each: todo to-read" in reader.line(-2)
        await reader.type("todo, survey")
        await reader.press("enter")
        assert reader.line(0).startswith("#●  First paper of them")
        assert "Tags         survey, todo" in reader.screen()
        assert reader.line(-1).strip().startswith("tagged todo survey")
        assert MarkStore(state).tags("first-paper-of-them") == ["survey", "todo"]
        await reader.press("j", "t")
        await reader.type("su")
        await reader.press("tab", "enter", "k", "t")
        assert "tags [survey todo]:" in reader.line(-1)
        await reader.type("-")
        await reader.press("tab")
        assert "-survey  -todo" in reader.line(-2)
        await reader.press("tab", "enter")
        assert MarkStore(state).tag_counts() == {"survey": 1, "todo": 1}
        await reader.press("u")
        assert MarkStore(state).tag_counts() == {"survey": 2, "todo": 1}
        await reader.press("/")
        await reader.type("tag:t")
        await reader.press("tab", "enter")
        assert (reader.title, len(reader.session.view.rows)) == (TITLES[0], 1)


async def test_a_word_that_cannot_be_a_tag_is_told_and_can_be_mended(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml", (160, 30)) as reader:
        await reader.press("V", "t")
        assert "tags of 3 selected:" in reader.line(-1)
        await reader.type('to"do')
        await reader.press("enter")
        assert "cannot be a tag" in reader.screen()
        await reader.press("left", "left", "backspace", "enter")
        assert reader.line(-1).strip().startswith("3 tagged todo · u undoes")


async def test_a_note_is_written_in_the_line_or_in_the_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "an editor.sh"
    script.write_text('#!/bin/sh\ncat "$2" > "$(dirname "$0")/given.md"\nprintf "first\\nsecond\\n" > "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{script}' --wait")
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        key = "first-paper-of-them"
        await reader.press("a")
        await reader.type("see SAE")
        await reader.press("enter")
        assert reader.line(0).startswith("✎●  First paper of them")
        assert "Note         see SAE" in reader.screen()
        await reader.press("a")
        await reader.type(", too")
        await reader.press("ctrl+e")
        assert (tmp_path / "given.md").read_text() == "see SAE, too\n"
        assert reader.session.marks.note(key) == "first\nsecond"
        assert "Note         first" in reader.screen()
        await reader.press("a", "!", "enter")
        assert reader.session.marks.note(key) == "first\nsecond!"
        monkeypatch.setenv("VISUAL", "false")
        await reader.press("a", "?", "ctrl+e")
        assert "note: first↵second!?" in reader.line(-1)
        assert "false ended with status 1 (nothing was changed)" in reader.line(-1)
        monkeypatch.setenv("VISUAL", "/no/such/editor")
        await reader.press("ctrl+e")
        assert "cannot run the editor /no/such/editor" in reader.screen()
        assert reader.session.marks.note(key) == "first\nsecond!"
        await reader.press("ctrl+u", "enter")
        assert reader.line(0).startswith(" ●  First paper of them")
        await reader.press("u")
        assert reader.session.marks.note(key) == "first\nsecond!"


async def test_the_screen_comes_back_when_there_is_no_such_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resumed: list[bool] = []

    @contextmanager
    def suspend() -> Iterator[None]:  # as Textual's, which does not expect errors
        yield
        resumed.append(True)

    monkeypatch.setenv("VISUAL", "/no/such/editor")
    async with reading([write_page(tmp_path, *TITLES)], tmp_path / "state.toml") as reader:
        monkeypatch.setattr(reader.app, "suspend", suspend)
        await reader.press("a", "x", "ctrl+e")
        assert "note: x" in reader.line(-1)
        assert resumed


async def test_tags_and_notes_of_another_window_appear(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    async with (
        reading([write_page(tmp_path, *TITLES)], state) as here,
        reading([write_page(tmp_path, *TITLES)], state) as there,
    ):
        await there.press("a")
        await there.type("from there")
        await there.press("enter")
        here.session.marks.refresh()
        await here.wait_for("from there")
        await there.press("a", "!", "enter")
        here.session.marks.refresh()
        await here.wait_for("from there!")
