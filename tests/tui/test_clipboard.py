"""Copying: the ways to the clipboard from an environment, and what the reader says about them."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from paperreader.tui.clipboard import copy_with_commands, display_commands, escape_sequence, run_command
from tests.tui.harness import SEEDS, ReaderDriver, reading

SSH = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
OSC_52 = "\x1b]52;c;w6Q=\a"  # of `ä`


def ran(environment: Mapping[str, str], *working: str) -> tuple[list[str], list[str]]:
    """Copy where only some commands work. Returns the places reached, and the names of the commands tried."""
    tried: list[str] = []

    def run(words: Sequence[str], text: str) -> bool:
        assert text == "ä"
        tried.append(words[0])
        return words[0] in working

    return copy_with_commands("ä", environment, run), tried


def test_the_first_command_that_reaches_the_display_is_enough() -> None:
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert ran(both, "wl-copy", "xclip") == (["with wl-copy"], ["wl-copy"])
    assert ran(both, "xsel") == (["with xsel"], ["wl-copy", "xclip", "xsel"])
    assert ran(both) == ([], ["wl-copy", "xclip", "xsel"])
    assert ran({}, "wl-copy", "xclip", "tmux") == ([], [])


def test_tmux_gets_the_text_too_as_its_display_may_be_another_one() -> None:
    assert ran({"TMUX": "socket"}, "tmux") == (["into tmux's buffer"], ["tmux"])
    assert ran({"TMUX": "socket", "DISPLAY": ":0"}, "xclip", "tmux")[0] == ["with xclip", "into tmux's buffer"]


def test_a_mac_has_pbcopy_but_not_at_the_other_end_of_ssh() -> None:
    assert [command.words for command in display_commands({}, "darwin")] == [("pbcopy",)]
    assert display_commands(SSH, "darwin") == []


def test_multiplexers_pass_the_escape_sequence_on() -> None:
    assert escape_sequence("ä", {}) == OSC_52
    wrapped = f"{OSC_52}\x1bPtmux;\x1b{OSC_52}\x1b\\"
    assert escape_sequence("ä", {"TMUX": "socket"}) == escape_sequence("ä", {"TERM": "tmux-256color"}) == wrapped
    long = escape_sequence("x" * 1000, {"STY": "1.tty"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", long, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == long
    assert max(map(len, pieces)) < 256
    assert base64.b64decode("".join(pieces).removeprefix("\x1b]52;c;").rstrip("\a")) == b"x" * 1000


def test_a_command_may_fail_be_missing_or_hang_and_says_nothing_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    assert run_command(("sh", "-c", f"cat > {copy}; echo out; echo err >&2"), "β\n")
    assert copy.read_text(encoding="utf-8") == "β\n"
    assert not run_command(("sh", "-c", "exit 3"), "x")
    assert not run_command((str(tmp_path / "no-such-command"),), "x")
    monkeypatch.setattr("paperreader.tui.clipboard._TIME_LIMIT", 0.2)
    started = time.monotonic()
    assert not run_command(("sleep", "20"), "x")
    assert time.monotonic() - started < 10
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder at the head of PATH, for commands."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def write_command(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


async def copied(reader: ReaderDriver, *keys: str) -> str:
    """Copy, and return the last line as soon as it says so."""
    await reader.press(*keys)
    for _ in range(1000):
        if "copied" in reader.line(-1) or "sent" in reader.line(-1):
            break
        await reader.settle()
    return reader.line(-1)


async def test_the_message_says_which_way_the_text_went(
    tmp_path: Path, commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    write_command(commands / "wl-copy", f"cat > {tmp_path}/clipboard")
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        assert "title copied with wl-copy" in await copied(reader, "y", "t")
        assert (tmp_path / "clipboard").read_text(encoding="utf-8") == reader.title
        place = reader.main.detail.region
        left = reader.line(place.y + 1).index(reader.title) - place.x
        await reader.drag(reader.main.detail, (left, 1), (left + 4, 1), (left + 8, 1))
        assert "selection copied with wl-copy" in await copied(reader, "ctrl+c")
        assert (tmp_path / "clipboard").read_text(encoding="utf-8") == reader.title[:9]
        assert reader.app.clipboard == ""
        monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
        assert "title copied with wl-copy and sent to the terminal" in await copied(reader, "y", "t")
        assert reader.app.clipboard == reader.title


async def test_where_nobody_knows_whether_a_copy_arrived_its_text_is_shown(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        assert "BibTeX sent to the terminal (OSC 52): it may not arrive" in await copied(reader, "y", "b")
        assert reader.app.clipboard.startswith("@misc{")
        assert reader.app.clipboard.split("\n")[1].strip() in reader.screen()
        await reader.press("j")
        assert "@misc{" not in reader.screen()


async def test_a_selection_is_copied_as_one_line_or_entry_for_each_paper_in_the_order_shown(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:
        titles = reader.session.library.titles
        await reader.press("j", "x", "k", "k", "x")
        assert "2 titles sent" in await copied(reader, "y", "t")
        assert reader.app.clipboard == "\n".join(titles[:2])
        await reader.press("x", "x")
        assert "2 BibTeX entries sent" in await copied(reader, "y", "b")
        assert reader.app.clipboard.count("\n\n@misc{") == 1
        assert "title sent" in await copied(reader, "y", "t")
        assert reader.app.clipboard == reader.title
        await reader.press("3")
        await reader.press("y", "y")
        assert "nothing to copy" in reader.line(-1)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """A tmux server of its own, as the words of a command."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    words = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    yield words
    subprocess.run([*words, "kill-server"], check=False, capture_output=True)


def test_a_copy_arrives_in_tmux_as_it_is_without_settings(tmp_path: Path, tmux: list[str]) -> None:
    script = "from paperreader.tui.clipboard import *; import os; print(copy_with_commands('β-VAE', os.environ))"
    place = tmp_path / "place"
    command = f'{sys.executable} -c "{script}" > {place}; tmux wait-for -S done'
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([*tmux, "new-session", "-d", command + "; sleep 60"], check=True, env=path)
    subprocess.run([*tmux, "wait-for", "done"], check=True, timeout=20)
    assert "into tmux's buffer" in place.read_text(encoding="utf-8")
    buffer = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True)
    assert buffer.stdout.decode() == "β-VAE"
