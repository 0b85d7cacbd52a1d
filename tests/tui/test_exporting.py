"""Exporting from the screen: the rows shown into a file, a paper into a command."""

from __future__ import annotations

import json
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from paperreader.export.writers import EXPORT_FORMATS, FORMAT_OF_ENDING
from paperreader.tui import exporting
from tests.tui.harness import SEEDS, ReaderDriver, reading, write_page

TITLES = ("Sparse autoencoders find features", "Sparse autoencodars are misspelt", "Something else entirely")


async def export(reader: ReaderDriver, *names: str) -> str:
    """Export to a file, with an answer to each prompt. Returns the status line."""
    await reader.press("e")
    return await export_to(reader, *names)


async def export_to(reader: ReaderDriver, *names: str) -> str:
    """Type the name of the file, and an answer to each further prompt. Returns the status line."""
    for name in names:
        await reader.type(name)
        await reader.press("enter")
    await reader.until(lambda: not any(thread.name.startswith("the export") for thread in threading.enumerate()))
    await reader.settle()
    return reader.line(-1)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


async def test_the_ending_of_the_file_gives_the_format(folder: Path) -> None:
    async with reading([SEEDS], folder / "state.toml") as reader:
        for form, row in EXPORT_FORMATS.items():
            name = f"papers{row.ending}"
            assert f"86 papers written to ~/{name}" in await export(reader, name)
            written = (folder / name).read_text("utf-8")
            assert reader.title in written or form == "keys"


@pytest.mark.parametrize("command", ["w", "w!", "export", "export.shown"])
async def test_a_file_may_be_named_in_the_palette_as_in_vim(folder: Path, command: str) -> None:
    async with reading([write_page(folder, *TITLES)], folder / "state.toml") as reader:
        await reader.press(":")
        assert "3 papers written to ~/refs.bib" in await export_to(reader, f"{command} refs.bib")
        await reader.press(":")
        assert "~/refs.bib exists: replace it" in await export_to(reader, f"{command} refs.bib")
        assert "~/refs.bib was not changed" in await export_to(reader, "n")
        await reader.press(":")
        await export_to(reader, f"{command} refs")
        assert "end it in .txt" in reader.screen()
        await reader.press("escape", ":", *"w", "enter")
        assert "marks are saved as they are made" in reader.line(-1)
    assert "misspelt" in (folder / "refs.bib").read_text("utf-8")


async def test_only_exact_matches_are_written_in_the_order_shown(folder: Path) -> None:
    async with reading([write_page(folder, *TITLES)], folder / "state.toml") as reader:
        await reader.press("/")
        await reader.type("autoencoders")
        await reader.press("enter")
        assert "1 paper written to ~/found.jsonl" in await export(reader, "~/found.jsonl")
        (line,) = (folder / "found.jsonl").read_text().splitlines()
        assert json.loads(line)["title"] == TITLES[0]


async def test_a_file_is_replaced_only_after_a_yes(folder: Path) -> None:
    file = folder / "refs.bib"
    file.write_text("mine")
    async with reading([SEEDS], folder / "state.toml") as reader:
        assert "refs.bib was not changed" in await export(reader, "refs.bib", "n")
        await reader.press("e")
        await reader.type("refs.bib")
        await reader.press("enter")
        assert "refs.bib exists: replace it (y/N)?" in reader.line(-1)
        assert reader.line(-2).strip().split("  ") == ["y Enter replace", "Esc keep the old file"]
        await reader.press("escape")
        assert file.read_text() == "mine"
        assert "refs.bib was not changed" in await export(reader, "refs.bib", "")
        assert "86 papers written" in await export(reader, "refs.bib", "y")
        assert file.read_text().count("@misc{") == 86


async def test_a_file_that_cannot_be_written_is_reported(folder: Path) -> None:
    wrong = {
        "papers.doc": "end it in .txt .jsonl",
        "papers": "end it in .txt .jsonl",
        "missing/papers.bib": "there is no folder ~/missing",
        "~nobody-of-that-name/x.bib": "home directory",
    }
    async with reading([SEEDS], folder / "state.toml") as reader:
        await reader.press("e")
        for name, message in wrong.items():
            told = await export_to(reader, name)
            assert message in told
            assert name in told  # the line is still open, with what was typed
            assert set(names(folder)) <= {"state.toml"}
            await reader.press("ctrl+u")
        assert "86 papers written to ~/papers.bib" in await export_to(reader, "papers.bib")


async def test_a_small_terminal_shows_the_endings_while_a_file_is_asked_for(folder: Path) -> None:
    async with reading([SEEDS], folder / "state.toml", size=(60, 20)) as reader:
        before = reader.screen()
        await reader.press("e")
        assert reader.line(-2).strip() == f"ending in {' '.join(FORMAT_OF_ENDING)}"
        await reader.press("escape")
        assert reader.screen() == before


async def test_tab_completes_the_path(folder: Path) -> None:
    for name in ("notes", "notes-old", ".hidden", "reading"):
        (folder / name).mkdir()
    async with reading([SEEDS], folder / "state.toml") as reader:
        await reader.press("e")
        await reader.type("re")
        await reader.press("tab")
        assert "to reading/" in reader.line(-1)
        await reader.press("ctrl+u")
        await reader.type("~/no")
        await reader.press("tab")
        assert "to ~/notes" in reader.line(-1)
        assert "~/notes-old/  ~/notes/" in reader.screen()
        await reader.press("tab")
        assert "86 papers written to ~/notes-old/all.ris" in await export_to(reader, "all.ris")
        assert names(folder / "notes-old") == ["all.ris"]


async def test_a_changed_dump_leaves_no_partial_file(folder: Path) -> None:
    dump = write_page(folder, *TITLES)
    async with reading([dump], folder / "state.toml") as reader:
        write_page(folder, TITLES[0])
        assert "changed since it was read" in await export(reader, "papers.json")
        assert set(names(folder)) <= {"page.txt", "state.toml"}


async def test_an_empty_list_is_not_exported(folder: Path) -> None:
    async with reading([SEEDS], folder / "state.toml") as reader:
        await reader.press("3", "e")
        assert "the list is empty: nothing to export" in reader.line(-1)
        assert not reader.main.typing


async def test_a_paper_is_piped_to_a_command_and_the_reader_returns(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(exporting, "wait_for_enter", waited.append)
    async with reading([SEEDS], folder / "state.toml") as reader:
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        await reader.press("|")
        await reader.type("cat > out.txt")
        await reader.press("enter")
        out = (folder / "out.txt").read_text("utf-8")
        assert out.startswith(f"{reader.title}\n\n6 authors · 2024-02-23\n\nIn this paper")
        assert "\n\nhttps://github.com/" in out
        await reader.press("|")
        await reader.type("exit 3")
        await reader.press("enter")
        assert "exit 3 ended with status 3" in reader.line(-1)
        assert waited == [0, 3]


async def test_selected_papers_are_exported_and_piped_instead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "wait_for_enter", lambda _: None)
    async with reading([write_page(folder, *TITLES)], folder / "state.toml") as reader:
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        await reader.press("x", "j", "x", "e")
        assert "export 2 selected to" in reader.line(-1)
        await reader.press("escape")
        assert "there is no folder" in await export(reader, "missing/papers.bib")
        await reader.press("escape")
        assert len(reader.session.selection) == 2
        assert "2 selected papers written to ~/papers.jsonl" in await export(reader, "papers.jsonl")
        written = [json.loads(line)["title"] for line in (folder / "papers.jsonl").read_text().splitlines()]
        assert written == [TITLES[0], TITLES[2]]
        assert "3 papers written to ~/all.jsonl" in await export(reader, "all.jsonl")
        await reader.press("k", "x", "x", "|")
        await reader.type("grep -c abstract > out.txt")
        await reader.press("enter")
        assert (folder / "out.txt").read_text() == "2\n"
        assert not reader.session.selection


async def test_a_terminal_that_cannot_run_a_command_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def suspend() -> None:
        raise SuspendNotSupported

    async with reading([SEEDS], folder / "state.toml") as reader:
        monkeypatch.setattr(reader.app, "suspend", suspend)
        await reader.press("|")
        await reader.type("cat")
        await reader.press("enter")
        assert "cannot run another command" in reader.line(-1)
