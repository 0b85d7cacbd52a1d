"""What may happen to the marks, made to happen: kills, failing calls, cut files, many writers at once.

    python bench/faults.py [--kills 950] [--reader-kills 50] [--writers 8] [--marks 1000] [--seed 1]

Prints a table: what was done, how often, how many marks were acknowledged, how many of them are
lost, and how many files could not be opened. The last two must be 0.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
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

from paperreader.errors import PaperReaderError
from paperreader.marks import READ, STARRED, Mark, MarkChange, MarkStore, PaperRef, now
from terminal import Terminal

SEEDS = str(Path(__file__).parents[1] / "seeds")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR)
CALLS = ("open", "write", "pread", "stat", "fstat", "ftruncate", "fsync", "replace", "fchmod", "unlink", "close")
FEW = 40  # kills on one file before the next begins: it is folded meanwhile, and soon read


@dataclass
class Outcome:
    """One line of the table."""

    name: str
    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0

    def __str__(self) -> str:
        return f"{self.name:58}{self.runs:7}{self.acknowledged:14}{self.lost:6}{self.unreadable:12}"

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost."""
        return not (self.lost or self.unreadable)


def change(key: str, name: str = READ, moment: datetime | None = None) -> MarkChange:
    return MarkChange(PaperRef(key, f"The Paper {key}"), name, Mark(on=True, since=moment or now()))


def compare(outcome: Outcome, file: Path, acknowledged: set[str]) -> None:
    """Count what of the acknowledged marks a file does not have, opened as the next program would."""
    outcome.runs += 1
    state = MarkStore(file)
    outcome.unreadable += any("broken" in notice or "but contains" in notice for notice in state.notices)
    outcome.lost += len(acknowledged - set(state.keys_marked(READ)))


# -- killed --------------------------------------------------------------------------------------------


def kill_writers(kills: int, chance: random.Random) -> Outcome:
    """Kill a process that marks, folds and opens anew, at any moment."""
    outcome = Outcome("kill -9 while marking, through the library")
    with tempfile.TemporaryDirectory() as folder:
        acknowledged: set[str] = set()
        for number in range(kills):
            file = Path(folder, f"{number // FEW}", "state.toml")
            if number % FEW == 0:
                acknowledged = set()
            told = _killed_writer(file, number, chance)
            outcome.acknowledged += len(told)
            acknowledged |= told
            compare(outcome, file, acknowledged)
    return outcome


def _killed_writer(file: Path, number: int, chance: random.Random) -> set[str]:
    """The keys that a process had acknowledged before it was killed."""
    patience, served = chance.uniform(0.001, 0.04), chance.random() < 0.5
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.close(receiver)
            _mark_for_ever(file, number, sender, served=served)
        os._exit(1)
    os.close(sender)
    select.select([receiver], [], [], 10)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(receiver, "rb") as pipe:
        return set(pipe.read().decode().split("\n")[:-1])


def _mark_for_ever(file: Path, number: int, told: int, *, served: bool) -> None:
    state = MarkStore(file)
    if served:
        state.start_writer(lambda: None)
    turn = 0
    while True:
        keys = [f"paper-{number:05}-{turn:05}-{paper:02}" for paper in range(1 if turn % 5 else 20)]
        state.apply([change(key) for key in keys])  # keys of one length: their `-` does not count
        os.write(told, "".join(f"{key}\n" for key in keys).encode())
        turn += 1
        if turn % 7 == 0:
            state.compact()


def kill_readers(kills: int, chance: random.Random) -> Outcome:
    """Kill the reader in a terminal as soon as it has painted a star."""
    outcome = Outcome("kill -9 of the reader, a star just painted")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            file = Path(folder, f"{number}.toml")
            stars = _killed_reader(file, chance.randint(1, 4))
            state = MarkStore(file)
            outcome.runs += 1
            outcome.acknowledged += stars
            outcome.unreadable += bool(state.notices)
            outcome.lost += max(0, stars - len(set(state.keys_marked(STARRED))))
    return outcome


def _killed_reader(file: Path, stars: int) -> int:
    environment = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PAPERREADER_STATE": str(file)}
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


# -- failing calls -------------------------------------------------------------------------------------


@contextmanager
def failing(place: int, error: int) -> Iterator[list[str]]:
    """Let the call of the system at a place fail (a write when it has written half); gives the calls that were made."""
    made: list[str] = []
    real = {name: getattr(os, name) for name in CALLS} | {"flock": fcntl.flock}

    def guarded(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            made.append(name)
            if len(made) - 1 != place:
                return real[name](*arguments, **named)
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


def _append(state: MarkStore, _: Path) -> None:
    state.apply([change("new")])


def _append_after_others(state: MarkStore, file: Path) -> None:
    state.apply([change("new")])
    MarkStore(file).apply([change("elsewhere")])
    state.apply([change("newer")])


def _fold(state: MarkStore, _: Path) -> None:
    state.apply([change("new")])
    state.compact()


def _replaced(state: MarkStore, file: Path) -> None:
    state.apply([change("new")])
    copy = file.with_name("copy.toml")
    copy.write_text("version = 1\n\n[papers.old]\nread = 2026-01-01\n")
    copy.rename(file)
    state.apply([change("newer")])


SAVES = {"append": _append, "append after another": _append_after_others, "fold": _fold, "replaced file": _replaced}


def fail_calls(name: str, errors: tuple[int, ...] = ERRORS) -> Outcome:
    """Let every call of a save fail in turn, with every error; then let it try again."""
    outcome = Outcome(f"every call of a save fails in turn: {name}")
    for error in errors:
        place, fired = 0, True
        while fired:
            fired = _failed(outcome, SAVES[name], place, error)
            place += 1
    return outcome


def _failed(outcome: Outcome, save: Callable[[MarkStore, Path], None], place: int, error: int) -> bool:
    """Whether a call at this place was made, and failed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        MarkStore(file).apply([change("old", moment=NOON)])
        state, told = MarkStore(file), {"old"}
        with failing(place, error) as made, suppress(PaperReaderError, OSError):
            save(state, file)
        compare(outcome, file, told)  # what was acknowledged before is there, whatever happened
        state.refresh()
        state.save()
        told |= set(state.keys_marked(READ))
        outcome.acknowledged += len(told)
        compare(outcome, file, told | {"new"} if state.own_register("new", READ) else told)
        return len(made) > place


# -- cut files -----------------------------------------------------------------------------------------


def cut_files(step: int = 1) -> Outcome:
    """Open every beginning of a file: each whole record before the cut counts."""
    outcome = Outcome("every beginning of a file opened")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "whole.toml")
        state = MarkStore(file)
        state.apply([change(f"paper-{number}", moment=NOON) for number in range(4)])
        state.compact()
        for number in range(4, 8):
            state.apply([change(f"paper-{number}", moment=NOON + timedelta(hours=number))])
        data = file.read_bytes()
        ends = _ends(data)
        for cut in range(0, len(data), step):
            beginning = Path(folder, f"{cut}", "state.toml")
            beginning.parent.mkdir()
            beginning.write_bytes(data[:cut])
            whole = {key for key, end in ends.items() if end <= cut}
            marked = set(MarkStore(beginning).keys_marked(READ))
            outcome.runs += 1
            outcome.acknowledged += len(whole)
            outcome.lost += len(whole - marked)
            outcome.unreadable += set(MarkStore(beginning).keys_marked(READ)) != marked
    return outcome


def _ends(data: bytes) -> dict[str, int]:
    """Where the last line of each paper's row or record ends."""
    found = {}
    for number in range(8):
        start = data.index(f"papers.paper-{number}]".encode() if number < 4 else f'key = "paper-{number}"'.encode())
        line = data.index(b"\nread = " if number < 4 else b"\nend = ", start)
        found[f"paper-{number}"] = data.index(b"\n", line + 1) + 1
    return found


# -- many at once --------------------------------------------------------------------------------------


def write_at_once(writers: int, marks: int, seed: int) -> Outcome:
    """Processes mark papers at once, while two fold and one renames copies over the file."""
    outcome = Outcome(f"{writers} writers, {marks} marks each, two fold, one renames copies")
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        marked, stop, settled = context.Semaphore(0), context.Event(), context.Event()
        crowd: list[Any] = [
            context.Process(target=_write_many, args=(file, number, marks, marked, settled))
            for number in range(writers)
        ]
        disturbers: list[Any] = [context.Process(target=_fold_often, args=(file, stop)) for _ in range(2)]
        disturbers.append(context.Process(target=_rename_copies, args=(file, stop, seed)))
        for process in crowd + disturbers:
            process.start()
        for _ in crowd:
            marked.acquire()
        stop.set()
        for process in disturbers:
            process.join()
        settled.set()
        for process in crowd:
            process.join()
        outcome.acknowledged = writers * marks
        compare(outcome, file, {f"paper-{writer}-{paper}" for writer in range(writers) for paper in range(marks)})
        outcome.unreadable += sum(process.exitcode != 0 for process in crowd + disturbers)
    return outcome


def _write_many(file: Path, number: int, marks: int, marked: Any, settled: Any) -> None:
    """Mark papers, and stay open like a reader until the file has come to rest."""
    state = MarkStore(file)
    for paper in range(marks):
        state.apply([change(f"paper-{number}-{paper}")])
    marked.release()
    settled.wait()
    for _ in range(2):  # a file that may be in the midst of being written is left alone at the first look
        state.refresh()
    state.save()


def _fold_often(file: Path, stop: Any) -> None:
    state = MarkStore(file)
    while not stop.wait(0.3):
        state.refresh()
        state.compact()


def _rename_copies(file: Path, stop: Any, seed: int) -> None:
    """As git or Syncthing would: put a copy, a moment old, into the file's place."""
    chance, copy = random.Random(seed), file.with_name("copy.toml")
    while not stop.wait(chance.uniform(0.1, 0.4)):
        with suppress(FileNotFoundError):
            copy.write_bytes(file.read_bytes())
            stop.wait(chance.uniform(0, 0.01))
            copy.rename(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=950)
    parser.add_argument("--reader-kills", type=int, default=50)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--marks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    print(f"{'':58}{'runs':>7}{'acknowledged':>14}{'lost':>6}{'unreadable':>12}", flush=True)
    runs: list[Callable[[], Outcome]] = [
        lambda: kill_writers(given.kills, chance),
        lambda: kill_readers(given.reader_kills, chance),
        *(lambda name=name: fail_calls(name) for name in SAVES),
        cut_files,
        lambda: write_at_once(given.writers, given.marks, given.seed),
    ]
    outcomes = []
    for run in runs:
        outcomes.append(run())
        print(outcomes[-1], flush=True)
    sys.exit(not all(outcome.is_clean for outcome in outcomes))


if __name__ == "__main__":
    main()
