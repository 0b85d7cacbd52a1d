"""Exporting from the screen: the rows shown into a file, a paper into a command."""

from __future__ import annotations

import json
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from paperreader.export.writers import EXPORT_FORMATS
from paperreader.tui import exporting
from tests.tui.harness import SEEDS, Desk, reading, write_page

TITLES = ("Sparse autoencoders find features", "Sparse autoencodars are misspelt", "Something else entirely")


async def export(desk: Desk, *names: str) -> str:
    """Export to a file, with an answer to each prompt. Returns the status line."""
    await desk.press("e")
    for name in names:
        await desk.type(name)
        await desk.press("enter")
    for thread in threading.enumerate():
        if thread.name == "exporter":
            thread.join()
    await desk.settle()
    return desk.line(-1)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("form", EXPORT_FORMATS)
async def test_the_ending_of_the_file_gives_the_format(folder: Path, form: str) -> None:
    async with reading([SEEDS], folder / "state.toml") as desk:
        name = f"papers{EXPORT_FORMATS[form].ending}"
        assert f"86 papers written to {name}" in await export(desk, name)
        written = (folder / name).read_text("utf-8")
        assert desk.title in written or form == "keys"


async def test_only_exact_matches_are_written_in_the_order_shown(folder: Path) -> None:
    async with reading([write_page(folder, *TITLES)], folder / "state.toml") as desk:
        await desk.press("/")
        await desk.type("autoencoders")
        await desk.press("enter")
        assert "1 paper written to found.jsonl" in await export(desk, "~/found.jsonl")
        (line,) = (folder / "found.jsonl").read_text().splitlines()
        assert json.loads(line)["title"] == TITLES[0]


async def test_a_file_is_replaced_only_after_a_yes(folder: Path) -> None:
    file = folder / "refs.bib"
    file.write_text("mine")
    async with reading([SEEDS], folder / "state.toml") as desk:
        assert "refs.bib was not changed" in await export(desk, "refs.bib", "n")
        await desk.press("e")
        await desk.type("refs.bib")
        await desk.press("enter")
        assert "refs.bib exists: replace it (y/n)?" in desk.line(-1)
        await desk.press("escape")
        assert file.read_text() == "mine"
        assert "refs.bib was not changed" in await export(desk, "refs.bib", "")
        assert "86 papers written" in await export(desk, "refs.bib", "y")
        assert file.read_text().count("@misc{") == 86


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("papers.doc", "the file's ending must be one of"),
        ("papers", "the file's ending must be one of"),
        ("missing/papers.bib", "cannot write"),
        ("~nobody-of-that-name/x.bib", "cannot write"),
    ],
)
async def test_a_file_that_cannot_be_written_is_reported(folder: Path, name: str, message: str) -> None:
    async with reading([SEEDS], folder / "state.toml") as desk:
        assert message in await export(desk, name)
        assert set(names(folder)) <= {"state.toml"}


async def test_a_changed_dump_leaves_no_partial_file(folder: Path) -> None:
    dump = write_page(folder, *TITLES)
    async with reading([dump], folder / "state.toml") as desk:
        write_page(folder, TITLES[0])
        assert "changed since it was read" in await export(desk, "papers.json")
        assert set(names(folder)) <= {"page.txt", "state.toml"}


async def test_an_empty_list_is_not_exported(folder: Path) -> None:
    async with reading([SEEDS], folder / "state.toml") as desk:
        await desk.press("3")
        assert "nothing to export" in await export(desk, "x.bib")
        assert not (folder / "x.bib").exists()


async def test_a_paper_is_piped_to_a_command_and_the_reader_returns(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(exporting, "wait_for_enter", waited.append)
    async with reading([SEEDS], folder / "state.toml") as desk:
        monkeypatch.setattr(desk.app, "suspend", nullcontext)
        await desk.press("|")
        await desk.type("cat > out.txt")
        await desk.press("enter")
        out = (folder / "out.txt").read_text("utf-8")
        assert out.startswith(f"{desk.title}\n\n6 authors · 2024-02-23\n\nIn this paper")
        assert "\n\nhttps://github.com/" in out
        await desk.press("|")
        await desk.type("exit 3")
        await desk.press("enter")
        assert "exit 3 ended with status 3" in desk.line(-1)
        assert waited == [0, 3]


async def test_a_terminal_that_cannot_run_a_command_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def suspend() -> None:
        raise SuspendNotSupported

    async with reading([SEEDS], folder / "state.toml") as desk:
        monkeypatch.setattr(desk.app, "suspend", suspend)
        await desk.press("|")
        await desk.type("cat")
        await desk.press("enter")
        assert "cannot run another command" in desk.line(-1)
