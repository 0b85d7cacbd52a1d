"""The reader in a pseudo-terminal: no bytes end it, and whatever ends it leaves a clean terminal."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from random import Random
from threading import Thread
from types import SimpleNamespace
from typing import cast

import pytest
from textual import events
from textual.app import App
from textual.message import Message

from paperreader.marks import STARRED, MarkStore
from paperreader.tui.terminal_driver import TerminalDriver
from terminal import Terminal
from terminal_fuzz import survives
from tests.libraries import change
from tests.tui.harness import SEEDS

LEFT = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")  # other screen, hidden cursor, mouse, pastes


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a reader that has nothing of the user."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "XDG_DATA_HOME": str(tmp_path),
        "TERM": "xterm-256color",
    }


@pytest.fixture
def reader(environment: dict[str, str]) -> Iterator[Terminal]:
    """A reader with its list painted."""
    terminal = Terminal([sys.executable, "-m", "paperreader", SEEDS], environment)
    terminal.wait_for(b"help")
    terminal.settle()
    yield terminal
    with suppress(OSError):  # it has ended
        terminal.kill()


def test_no_bytes_of_the_terminal_end_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    assert survives(Random(9), [SEEDS], tmp_path, 2) == ""


def test_it_is_told_once_that_bytes_were_passed_over(reader: Terminal) -> None:
    reader.send(b"\xe9\xe9")
    reader.wait_for(b"passed over")
    reader.send("Q")
    assert reader.end(20)[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_leaves_a_clean_terminal(reader: Terminal, number: signal.Signals) -> None:
    os.kill(reader.child, number)
    status, output = reader.end(20)
    assert status == 128 + number
    assert [code for code in LEFT if code not in output] == []
    assert b"Traceback" not in output


def test_a_signal_before_the_first_picture_is_complete_ends_the_reader_in_order(environment: dict[str, str]) -> None:
    terminal = Terminal([sys.executable, "-m", "paperreader", SEEDS], environment)
    terminal.wait_for(b"\x1b[?1049h")
    os.kill(terminal.child, signal.SIGTERM)
    status, output = terminal.end(20)
    assert status == 128 + signal.SIGTERM
    assert LEFT[0] in output
    assert b"Traceback" not in output


def test_an_error_that_nobody_expected_leaves_a_clean_terminal_and_marks_that_are_saved(
    environment: dict[str, str], tmp_path: Path
) -> None:
    program = """
from paperreader.tui.actions import ACTIONS
ACTIONS["list.density"] = lambda _: 1 / 0
from paperreader.cli import entry
entry()
"""
    terminal = Terminal([sys.executable, "-c", program, SEEDS], {**environment, "XDG_STATE_HOME": str(tmp_path)})
    terminal.wait_for(b"help")
    terminal.settle()
    terminal.send("sz")
    status, output = terminal.end(20)
    assert status == 1
    assert [code for code in LEFT if code not in output] == []
    assert b"unexpected error: ZeroDivisionError" in output
    assert b"Traceback" not in output
    assert "ZeroDivisionError" in (tmp_path / "paperreader" / "error.txt").read_text("utf-8")
    assert len(list(MarkStore(tmp_path / "paperreader" / "state.toml").keys_marked(STARRED))) == 1


def test_a_command_that_is_quit_does_not_quit_the_reader(reader: Terminal) -> None:
    reader.send("|kill -QUIT 0\r")  # the whole process group, as Ctrl+\ does
    reader.wait_for(b"Enter returns")
    reader.send("\r")
    reader.wait_for(b"ended with status")
    reader.send("Q")
    assert reader.end(20)[0] == 0


def test_a_reader_ends_whose_terminal_is_gone_without_a_signal(environment: dict[str, str], tmp_path: Path) -> None:
    script = f"trap '' HUP; {sys.executable} -m paperreader {SEEDS}; echo $? > {tmp_path}/status"
    shell = Terminal(["sh", "-c", script], environment)
    shell.wait_for(b"help")
    shell.hang_up()
    os.waitpid(shell.child, 0)
    assert (tmp_path / "status").read_text() == f"{128 + signal.SIGHUP}\n"


@pytest.mark.parametrize("errors", ["/dev/tty", "told"])
def test_a_reader_ends_whose_terminal_went_while_a_command_ran(
    environment: dict[str, str], tmp_path: Path, errors: str
) -> None:
    reader = f"{sys.executable} -m paperreader {SEEDS} 2> {tmp_path / errors}"
    shell = Terminal(["sh", "-c", f"trap '' HUP; {reader}; echo $? > {tmp_path}/status"], environment)
    shell.wait_for(b"help")
    shell.send(f"|until [ -e {tmp_path}/gone ]; do sleep 0.05; done\r")
    shell.wait_for(LEFT[0])
    shell.hang_up()
    (tmp_path / "gone").touch()
    os.waitpid(shell.child, 0)
    assert (tmp_path / "status").read_text() == f"{128 + signal.SIGHUP}\n"
    assert errors == "/dev/tty" or (tmp_path / errors).read_text() == ""


def test_a_stop_without_notice_and_going_on_change_nothing(reader: Terminal) -> None:
    before = reader.modes()
    os.kill(reader.child, signal.SIGSTOP)
    os.kill(reader.child, signal.SIGCONT)
    reader.wait_for(b"help")
    assert reader.modes() == before
    reader.send("jQ")
    assert reader.end(20)[0] == 0


def test_the_end_of_a_reader_tells_that_it_waits_for_a_locked_file(reader: Terminal, tmp_path: Path) -> None:
    state = tmp_path / "paperreader/state.toml"
    MarkStore(state).apply([change("a")])
    with state.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        reader.send("s")
        reader.wait_for(b"not saved")
        reader.send("Q")
        reader.wait_for(b"waiting for ")
    assert reader.end(20)[0] == 0
    assert len(list(MarkStore(state).keys_marked(STARRED))) == 1


def test_stops_in_a_row_on_a_slow_terminal_change_nothing(reader: Terminal) -> None:
    for _ in range(6):
        os.kill(reader.child, signal.SIGSTOP)
        os.kill(reader.child, signal.SIGCONT)
        reader.leave(0.1)
    reader.settle()
    reader.send("jQ")
    assert reader.end(20)[0] == 0


def test_a_reader_that_is_stopped_gives_the_terminal_back_and_takes_it_again(reader: Terminal) -> None:
    raw = reader.modes()
    os.kill(reader.child, signal.SIGTSTP)
    os.waitpid(reader.child, os.WUNTRACED)
    left = reader.read_until(b"\x1b[?25h")
    assert LEFT[0] in left
    assert reader.modes() != raw
    os.kill(reader.child, signal.SIGCONT)
    reader.wait_for(b"help")
    assert reader.modes() == raw
    reader.send("jQ")
    assert reader.end(20)[0] == 0


def test_a_reader_that_waits_for_an_export_after_its_screen_can_be_stopped(reader: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    os.mkfifo(path)
    slow = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    reader.send("e")
    reader.wait_for(b"papers to")
    reader.send(f"{path}\r")
    reader.wait_for(b"help")
    reader.send("Q")
    reader.wait_for(b"waiting for")
    os.kill(reader.child, signal.SIGTSTP)
    os.waitpid(reader.child, os.WUNTRACED)
    os.kill(reader.child, signal.SIGCONT)
    os.set_blocking(slow, True)
    with open(slow, "rb") as written:
        assert written.read().endswith(b"}\n")
    status, output = reader.end(20)
    assert (status, b"Traceback" in output) == (0, False)


async def test_what_is_typed_stays_in_the_terminal_while_many_keys_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    program = SimpleNamespace(waiting_input=501)
    driver = TerminalDriver(cast("App[object]", program))
    driver.fileno, keyboard = os.pipe()
    posted: Queue[Message] = Queue()
    monkeypatch.setattr(driver, "send_message", posted.put)
    thread = Thread(target=driver.run_input_thread)
    thread.start()
    os.write(keyboard, b"a")
    assert cast("events.Key", posted.get(timeout=10)).key == "a"
    os.write(keyboard, b"b")
    with pytest.raises(Empty):
        posted.get(timeout=0.05)
    program.waiting_input = 0
    assert cast("events.Key", posted.get(timeout=10)).key == "b"
    driver.exit_event.set()
    thread.join(10)
    os.close(keyboard)
    os.close(driver.fileno)
