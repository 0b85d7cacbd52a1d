"""Links of the paper shown: the page, the PDF, one by its number, one by a click."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from paperreader.tui import link_actions
from paperreader.tui.browser import BrowserCommand

from .harness import ReaderDriver, reading, write_page

LONG = f"https://example.org/{'a/' * 80}end"
ARXIV = "https://arxiv.org/abs/2402.15570"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were given to a browser, which runs until the test ends."""
    addresses: list[str] = []
    running, has_address = threading.Event(), threading.Event()

    def run(command: BrowserCommand, address: str, _: object) -> None:
        assert command.arguments[-1] == address
        addresses.append(address)
        has_address.set()
        running.wait(10)

    def start(run: Callable[[], None], name: str, _: object) -> None:
        """Start a thread, and wait until the browser has got its address."""
        has_address.clear()
        threading.Thread(target=run, name=name, daemon=True).start()
        assert has_address.wait(20)

    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr(link_actions, "run_in_background", run)
    monkeypatch.setattr(link_actions, "start_thread", start)
    return addresses


def write_links(folder: Path, count: int) -> str:
    """Write a page with one paper that has several links, the second one long."""
    addresses = ["https://github.com/a/b", LONG, *(f"https://x.org/{number}" for number in range(3, count + 1))]
    return write_page(folder, "A paper with links in its abstract", extra=f"See {' '.join(addresses)} .")


async def test_o_opens_the_first_link_and_the_keys_go_on_while_the_browser_runs(
    tmp_path: Path, opened: list[str]
) -> None:
    async with reading([write_links(tmp_path, 3)], tmp_path / "state.toml") as reader:
        await reader.press("o")
        assert "opening https://github.com/a/b" in reader.line(-1)
        await reader.press("s", "P")
        assert reader.session.marking.is_starred(0)
        assert "no PDF of this paper is known" in reader.line(-1)
    assert opened == ["https://github.com/a/b"]


async def test_a_link_is_chosen_by_its_number_of_one_or_two_digits_or_by_a_part_of_it(
    tmp_path: Path, opened: list[str]
) -> None:
    async def choose(*keys: str) -> None:
        await reader.press("O", *keys)
        assert not reader.main.typing

    async with reading([write_links(tmp_path, 12)], tmp_path / "state.toml", (60, 20)) as reader:
        await reader.press("O")
        assert LONG in picture(reader).replace("│", "")
        await reader.press("escape")
        await choose("3")
        await choose("1", "2")
        await choose("1", "enter")
        await choose("down", "down", "enter")
        await choose("e", "n", "d", "enter")
        await choose("z", "z", "enter")
        assert opened == ["https://x.org/3", "https://x.org/12", "https://github.com/a/b", "https://x.org/3", LONG]


def picture(reader: ReaderDriver) -> str:
    """The lines of the screen joined, as a wrapped address is read."""
    return "".join(line.strip() for line in reader.screen().split("\n"))


async def test_p_opens_the_pdf_at_arxiv_of_a_paper_known_by_its_id(tmp_path: Path, opened: list[str]) -> None:
    dump = tmp_path / "papers.jsonl"
    dump.write_text(
        f'{{"title": "A paper with an id of arXiv", "arxiv_id": "2402.15570", "link": "{ARXIV}"}}\n', "utf-8"
    )
    async with reading([str(dump)], tmp_path / "state.toml") as reader:
        await reader.press("P", "o")
    assert opened == ["https://arxiv.org/pdf/2402.15570", ARXIV]


async def test_a_click_on_a_wrapped_address_in_the_detail_opens_it(tmp_path: Path, opened: list[str]) -> None:
    async with reading([write_links(tmp_path, 2)], tmp_path / "state.toml", (70, 40)) as reader:
        await reader.press("l", "G")
        lines = reader.screen().split("\n")
        end = max(number for number, line in enumerate(lines) if line.endswith("/end"))
        place = lines[end].index("/end"), end - reader.main.detail.region.y
        await reader.click(reader.main.detail, place)
        await reader.click(reader.main.detail, (place[0], place[1] + 1))
    assert opened == [LONG]


async def test_over_ssh_an_address_is_shown_whole_however_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1")
    monkeypatch.delenv("BROWSER", raising=False)
    async with reading([write_links(tmp_path, 2)], tmp_path / "state.toml", (80, 20)) as reader:
        await reader.press("o")
        assert "https://github.com/a/b" in reader.line(-1)
        await reader.press("O", "2")
        assert LONG in picture(reader)
        await reader.press("enter")
        assert reader.app.clipboard == LONG


async def test_a_browser_of_the_terminal_gets_the_terminal_and_a_missing_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "w3m"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/shown\nexit 3\n', "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    async with reading([write_links(tmp_path, 2)], tmp_path / "state.toml") as reader:
        await reader.press("o")
        assert "cannot be run in this terminal: https://github.com/a/b" in reader.line(-1)
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        await reader.press("o")
        assert "w3m ended with status 3: https://github.com/a/b" in reader.line(-1)
        assert (tmp_path / "shown").read_text("utf-8") == "https://github.com/a/b\n"
        monkeypatch.setenv("BROWSER", "no-such-browser")
        await reader.press("o")
        assert "BROWSER=no-such-browser is not installed: https://github.com/a/b" in reader.line(-1)
