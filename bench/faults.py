"""Kill, disturb and truncate: count the marks that are lost by faults while the state file is written.

    python bench/faults.py [--kills 950] [--reader-kills 50] [--writers 8] [--marks 1000] [--seconds 300] [--seed 1]

Prints a line for each kind of fault: the number of runs, of marks that were acknowledged as saved, of
those that were lost, and of files that could not be read. The last two must be 0, else the exit status
is 1. Takes about two minutes, and ten for the programs that replace the file.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import math
import multiprocessing
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import replacers
from paperreader.errors import PaperReaderError
from paperreader.marks import READ, STARRED, Mark, MarkChange, MarkStore, PaperRef, file_age, now
from terminal import Terminal

SEEDS = str(Path(__file__).parents[1] / "seeds")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR)
CALLS = ("open", "write", "pread", "stat", "fstat", "ftruncate", "fsync", "replace", "fchmod", "unlink", "close")
KILLS_PER_FILE = 40  # a file stays small enough to be read quickly
TURNS_PER_WRITER = 10  # of those that compact and replace a file, while each writer sets its marks


@dataclass
class Outcome:
    """One line of the table.

    Attributes:
        acknowledged: number of marks that were acknowledged as saved.
        lost: number of those that are missing in the file.
        unreadable: number of files that were not read without damage.
    """

    name: str
    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0

    def __str__(self) -> str:
        return f"{self.name:58}{self.runs:7}{self.acknowledged:14}{self.lost:6}{self.unreadable:12}"

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost and everything was readable."""
        return not (self.lost or self.unreadable)


def change(key: str, name: str = READ, at: datetime | None = None) -> MarkChange:
    """Make the change that sets a mark."""
    return MarkChange(PaperRef(key, f"The Paper {key}"), name, Mark(on=True, since=at or now()))


@contextmanager
def at_once() -> Iterator[None]:
    """Take a file that was just written for finished: nothing else writes it."""
    waits = file_age.LOOK, file_age.GLANCE
    file_age.LOOK = file_age.GLANCE = 0
    try:
        yield
    finally:
        file_age.LOOK, file_age.GLANCE = waits


def compare(outcome: Outcome, file: Path, acknowledged: set[str]) -> None:
    """Open a file as the next program would, and count the acknowledged marks that it lacks."""
    outcome.runs += 1
    store = MarkStore(file)
    outcome.unreadable += any("broken" in notice or "but contains" in notice for notice in store.messages)
    outcome.lost += len(acknowledged - set(store.keys_marked(READ)))


# -- kills ---------------------------------------------------------------------------------------------


def kill_writers(kills: int, chance: random.Random) -> Outcome:
    """Kill processes at any moment while they open the file, set marks and compact it."""
    outcome = Outcome("kill -9 of a process that sets marks")
    with tempfile.TemporaryDirectory() as folder:
        acknowledged: set[str] = set()
        for number in range(kills):
            file = Path(folder, f"{number // KILLS_PER_FILE}", "state.toml")
            if number % KILLS_PER_FILE == 0:
                acknowledged = set()
            keys = _kill_writer(file, number, chance)
            outcome.acknowledged += len(keys)
            acknowledged |= keys
            compare(outcome, file, acknowledged)
    return outcome


def _kill_writer(file: Path, number: int, chance: random.Random) -> set[str]:
    """Start a process that sets marks and kill it; returns the keys that it acknowledged."""
    delay, with_thread = chance.uniform(0.001, 0.04), chance.random() < 0.5
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.close(receiver)
            _mark_forever(file, number, sender, with_thread=with_thread)
        os._exit(1)
    os.close(sender)
    select.select([receiver], [], [], 10)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(receiver, "rb") as pipe:
        return set(pipe.read().decode().split("\n")[:-1])


def _mark_forever(file: Path, number: int, output: int, *, with_thread: bool) -> None:
    store = MarkStore(file)
    if with_thread:
        store.start_writer(lambda: None)
    turn = 0
    while True:
        # keys of equal length: they are compared without their hyphens
        keys = [f"paper-{number:05}-{turn:05}-{paper:02}" for paper in range(1 if turn % 5 else 20)]
        store.apply([change(key) for key in keys])
        os.write(output, "".join(f"{key}\n" for key in keys).encode())
        turn += 1
        if turn % 7 == 0:
            store.compact()


def kill_readers(kills: int, chance: random.Random) -> Outcome:
    """Kill the reader in a terminal as soon as it has painted a star."""
    outcome = Outcome("kill -9 of the reader after it painted a star")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            file = Path(folder, f"{number}.toml")
            stars = _kill_reader(file, chance.randint(1, 4))
            store = MarkStore(file)
            outcome.runs += 1
            outcome.acknowledged += stars
            outcome.unreadable += bool(store.messages)
            outcome.lost += max(0, stars - len(set(store.keys_marked(STARRED))))
    return outcome


def _kill_reader(file: Path, stars: int) -> int:
    environment = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PAPERREADER_STATE": str(file)}
    environment["XDG_STATE_HOME"] = str(file.parent)
    terminal = Terminal([sys.executable, "-m", "paperreader", SEEDS], environment, (120, 36))
    terminal.wait_for("●".encode())
    for number in range(stars):
        if number:
            terminal.press("j")
        terminal.settle()
        terminal.send("s")
        terminal.wait_for("★".encode())
    terminal.kill()
    return stars


# -- failing system calls ------------------------------------------------------------------------------


@contextmanager
def failing(number: int, error: int) -> Iterator[list[str]]:
    """Make one system call fail: a `write` after half of its bytes, a `close` after closing.

    Args:
        number: the number of the call, from 0, among those made while the context is active.
        error: the `errno` with which it fails.

    Yields:
        The names of the calls made so far.
    """
    made: list[str] = []
    real = {name: getattr(os, name) for name in CALLS} | {"flock": fcntl.flock}

    def guarded(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            made.append(name)
            if len(made) - 1 != number:
                return real[name](*arguments, **options)
            if name == "write":
                real[name](arguments[0], arguments[1][: len(arguments[1]) // 2])
            if name == "close":
                real[name](*arguments)
            raise OSError(error, os.strerror(error))

        return call

    for name in real:
        setattr(fcntl if name == "flock" else os, name, guarded(name))
    try:
        yield made
    finally:
        for name, function in real.items():
            setattr(fcntl if name == "flock" else os, name, function)


def _append(store: MarkStore, _: Path) -> None:
    store.apply([change("new")])


def _append_after_others(store: MarkStore, file: Path) -> None:
    store.apply([change("new")])
    MarkStore(file).apply([change("elsewhere")])
    store.apply([change("newer")])


def _compact(store: MarkStore, _: Path) -> None:
    store.apply([change("new")])
    store.compact()


def _write_to_replaced_file(store: MarkStore, file: Path) -> None:
    store.apply([change("new")])
    copy = file.with_name("copy.toml")
    copy.write_text("version = 1\n\n[papers.old]\nread = 2026-01-01\n")
    copy.rename(file)
    store.apply([change("newer")])


SAVES = {
    "append": _append,
    "append after another": _append_after_others,
    "compact": _compact,
    "replaced file": _write_to_replaced_file,
}


def fail_calls(name: str, errors: tuple[int, ...] = ERRORS) -> Outcome:
    """Make every system call of a save fail in turn, with every error; then let the save try again."""
    outcome = Outcome(f"every system call of a save fails in turn: {name}")
    with at_once():
        for error in errors:
            number = 0
            while _fail_call(outcome, SAVES[name], number, error):
                number += 1
    return outcome


def _fail_call(outcome: Outcome, save: Callable[[MarkStore, Path], None], number: int, error: int) -> bool:
    """Make one call of a save fail; returns False if the save makes fewer calls."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        MarkStore(file).apply([change("old", at=NOON)])
        store, acknowledged = MarkStore(file), {"old"}
        with failing(number, error) as made, suppress(PaperReaderError, OSError):
            save(store, file)
        compare(outcome, file, acknowledged)  # an earlier mark is there, whatever happened
        store.refresh()
        store.save()
        acknowledged |= set(store.keys_marked(READ))
        outcome.acknowledged += len(acknowledged)
        compare(outcome, file, acknowledged | {"new"})  # every save begins by setting it
        return len(made) > number


# -- truncated files -----------------------------------------------------------------------------------


def cut_files(step: int = 1) -> Outcome:
    """Open a file truncated at every byte, or at every `step` bytes: each whole record must be read."""
    outcome = Outcome("a file truncated at every byte")
    with at_once(), tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "whole.toml")
        store = MarkStore(file)
        store.apply([change(f"paper-{number}", at=NOON) for number in range(4)])
        store.compact()
        for number in range(4, 8):
            store.apply([change(f"paper-{number}", at=NOON + timedelta(hours=number))])
        data = file.read_bytes()
        ends = _ends(data)
        for length in range(0, len(data), step):
            truncated = Path(folder, f"{length}", "state.toml")
            truncated.parent.mkdir()
            truncated.write_bytes(data[:length])
            whole = {key for key, end in ends.items() if end <= length}
            marked = set(MarkStore(truncated).keys_marked(READ))
            outcome.runs += 1
            outcome.acknowledged += len(whole)
            outcome.lost += len(whole - marked)
            outcome.unreadable += set(MarkStore(truncated).keys_marked(READ)) != marked
    return outcome


def _ends(data: bytes) -> dict[str, int]:
    """Return the end of each paper's table or record, in bytes, by key."""
    ends = {}
    for number in range(8):
        start = data.index(f"papers.paper-{number}]".encode() if number < 4 else f'key = "paper-{number}"'.encode())
        line = data.index(b"\nread = " if number < 4 else b"\nend = ", start)
        ends[f"paper-{number}"] = data.index(b"\n", line + 1) + 1
    return ends


# -- concurrent writers --------------------------------------------------------------------------------


def write_at_once(writers: int, marks: int, seed: int) -> Outcome:
    """Have processes set marks at once, while two compact the file and one renames copies over it."""
    outcome = Outcome(f"{writers} writers, {marks} marks each, two compact, one renames copies")
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        turns, finished, stop, undisturbed = (
            context.Semaphore(0), context.Semaphore(0), context.Event(), context.Event()
        )  # fmt: skip
        processes: list[Any] = [
            context.Process(target=_set_marks, args=(file, number, marks, turns, finished, undisturbed))
            for number in range(writers)
        ]
        disturbers: list[Any] = [context.Process(target=_compact_often, args=(file, turns, stop)) for _ in range(2)]
        disturbers.append(context.Process(target=_rename_copies, args=(file, turns, stop, seed)))
        for process in processes + disturbers:
            process.start()
        for _ in processes:
            finished.acquire()
        stop.set()
        for _ in disturbers:
            turns.release()
        for process in disturbers:
            process.join()
        undisturbed.set()
        for process in processes:
            process.join()
        outcome.acknowledged = writers * marks
        compare(outcome, file, {f"paper-{writer}-{paper}" for writer in range(writers) for paper in range(marks)})
        outcome.unreadable += sum(process.exitcode != 0 for process in processes + disturbers)
    return outcome


def _set_marks(file: Path, number: int, marks: int, turns: Any, finished: Any, undisturbed: Any) -> None:  # noqa: PLR0913, PLR0917
    """Set marks, and stay open like a reader until nothing else writes the file.

    Whoever disturbs has its turn after so many marks, not after some time: each turn makes all writers read the
    whole file, and on a slow machine they would do nothing else.
    """
    store = MarkStore(file)
    for paper in range(marks):
        store.apply([change(f"paper-{number}-{paper}")])
        if paper % math.ceil(marks / TURNS_PER_WRITER) == 0:
            turns.release()
    finished.release()
    undisturbed.wait()
    for _ in range(2):  # the first refresh leaves a file alone that may still be being written
        store.refresh()
    store.save()


def _compact_often(file: Path, turns: Any, stop: Any) -> None:
    store = MarkStore(file)
    while turns.acquire() and not stop.is_set():
        store.refresh()
        store.compact()


def _rename_copies(file: Path, turns: Any, stop: Any, seed: int) -> None:
    """Replace the file by older copies of itself, as git or Syncthing would."""
    chance, copy = random.Random(seed), file.with_name("copy.toml")
    while turns.acquire() and not stop.is_set():
        with suppress(FileNotFoundError):
            copy.write_bytes(file.read_bytes())
            stop.wait(chance.uniform(0, 0.01))
            copy.rename(file)


def replace_file(kind: str, readers: int, seconds: float, seed: int) -> Outcome:
    """Set marks while another program replaces the file; see `replacers`."""
    outcome = Outcome(f"{replacers.WRITERS} times `mark`, {readers} readers, file replaced: {kind}")
    acknowledged, lost, unreadable, outcome.runs = replacers.run(kind, readers, seconds, seed)
    outcome.acknowledged, outcome.lost, outcome.unreadable = acknowledged, lost, unreadable
    return outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=950, help="processes to kill while they set marks")
    parser.add_argument("--reader-kills", type=int, default=50, help="readers to kill in a terminal")
    parser.add_argument("--writers", type=int, default=8, help="processes that set marks at once")
    parser.add_argument("--marks", type=int, default=1000, help="marks that each of them sets")
    parser.add_argument(
        "--seconds", type=float, default=300, help="how long the file is replaced, with and without readers"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the random delays")
    options = parser.parse_args()
    chance, share = random.Random(options.seed), options.seconds / len(replacers.KINDS)
    print(f"{'':58}{'runs':>7}{'acknowledged':>14}{'lost':>6}{'unreadable':>12}", flush=True)
    tests: list[Callable[[], Outcome]] = [
        lambda: kill_writers(options.kills, chance),
        lambda: kill_readers(options.reader_kills, chance),
        *(lambda name=name: fail_calls(name) for name in SAVES),
        cut_files,
        lambda: write_at_once(options.writers, options.marks, options.seed),
        *(
            lambda kind=kind, readers=readers: replace_file(kind, readers, share, options.seed)
            for readers in (2, 0)
            for kind in replacers.KINDS
        ),
    ]
    outcomes = []
    for test in tests:
        outcomes.append(test())
        print(outcomes[-1], flush=True)
    sys.exit(not all(outcome.is_clean for outcome in outcomes))


if __name__ == "__main__":
    main()
