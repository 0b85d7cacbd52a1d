"""Marks of many papers at once: they are made beside the screen, which goes on taking keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from paperreader.marks import READ, MarkStore
from paperreader.tui.last_work import finish_last_work
from tests.tui.harness import ReaderDriver, reading, write_page

MANY = [f"Paper number {number} of them" for number in range(700)]


@asynccontextmanager
async def marking(tmp_path: Path, *keys: str) -> AsyncIterator[ReaderDriver]:
    """A reader of 700 papers in which keys were pressed, the first of which marks them all; it cannot go on meanwhile."""
    async with reading([write_page(tmp_path, *MANY)], tmp_path / "state.toml") as reader:
        reader.session.marks.lock.acquire()
        reader.post(*keys)
        await reader.until(lambda: "marking" in reader.screen())
        yield reader


async def test_moving_and_searching_go_on_and_the_marks_are_told_when_they_are_written(tmp_path: Path) -> None:
    async with marking(tmp_path, "A") as reader:
        reader.post("j", "j", "/", *"number 77", "enter")
        await reader.until(lambda: reader.title == "Paper number 77 of them")
        assert "marking…" in reader.line(-1)
        assert "marked read" not in reader.screen()
        reader.session.marks.lock.release()
        await reader.settle()
        assert "700 marked read · u undoes" in reader.line(-1)
        assert (len(set(MarkStore(tmp_path / "state.toml").keys_marked(READ))), reader.session.counts.read) == (
            700,
            700,
        )


async def test_marks_and_undo_pressed_meanwhile_take_their_turn_and_the_cursor_stays_where_it_went(
    tmp_path: Path,
) -> None:
    async with marking(tmp_path, "A", "j", "s", "u", "j") as reader:
        assert reader.session.counts.read == 0
        reader.session.marks.lock.release()
        await reader.settle()
        assert (reader.session.counts.read, reader.session.counts.starred) == (700, 0)
        assert reader.session.cursor.position == 2
        await reader.send("u", "j")
        assert (reader.session.counts.read, reader.session.cursor.position) == (0, 3)
        await reader.press("ctrl+r")
        assert (reader.session.counts.read, reader.session.cursor.position) == (700, 0)


async def test_the_last_of_several_marks_is_repeated_also_where_all_waited(tmp_path: Path) -> None:
    async with marking(tmp_path, "V", "s", "A") as reader:
        reader.session.marks.lock.release()
        await reader.settle()
        await reader.press(".")
        assert "already read" in reader.line(-1)


@pytest.mark.parametrize("key", ["s", "r"])
async def test_a_selection_of_many_is_marked_and_marked_back_as_one(tmp_path: Path, key: str) -> None:
    async with marking(tmp_path, "V", key) as reader:
        assert "selected" not in reader.screen()
        reader.session.marks.lock.release()
        await reader.settle()
        assert f"700 {'starred' if key == 's' else 'read'} · u undoes" in reader.line(-1)
        await reader.press("V", "t")
        await reader.type("todo")
        await reader.press("enter")
        assert "700 tagged todo · u undoes" in reader.line(-1)
        assert reader.session.marks.tag_counts() == {"todo": 700}
        await reader.press("u", "u")
        assert (reader.session.counts.read, reader.session.counts.starred) == (0, 0)
        assert not reader.session.marks.tag_counts()


async def test_quitting_at_once_waits_for_the_marks_and_those_that_wait(tmp_path: Path) -> None:
    async with marking(tmp_path, "A", "s", "q") as reader:
        await reader.until(lambda: not reader.app.is_running)
        reader.session.marks.lock.release()
    told: list[str] = []
    assert finish_last_work(told.append)
    reader.session.marks.save()
    marks = MarkStore(tmp_path / "state.toml")
    assert len(set(marks.keys_marked(READ))) == 700
    assert len(set(marks.keys_marked("starred"))) == 1
    assert told == []


async def test_an_unexpected_error_is_told_and_marks_can_be_set_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading([write_page(tmp_path, *MANY)], tmp_path / "state.toml") as reader:
        with monkeypatch.context() as patched:
            patched.setattr(MarkStore, "set", lambda *_, **__: 1 / 0)
            await reader.press("A")
        assert "unexpected error: ZeroDivisionError" in reader.screen()
        await reader.press("A")
        assert reader.session.counts.read == 700
