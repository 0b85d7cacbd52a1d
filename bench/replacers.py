"""Marks set while another program replaces the state file all the time, for `faults.py`.

Each of the writers opens the file, sets one mark and ends, as `paperreader mark` does. The readers stay open. One
program replaces the file: by an older copy, or by the join of what it read with marks of another machine; by
renaming, or in place in two parts, as git and Syncthing, editors and `cp` do.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.marks import READ, Mark, MarkChange, MarkStore, PaperRef, now
from paperreader.marks.document import StateDocument
from paperreader.marks.merge import read_copy
from paperreader.marks.register import make_register
from paperreader.marks.table import LogEvent

KINDS = ("copy, renamed", "copy, in place", "merged, renamed", "merged, in place")
WRITERS = 4
PAPERS_PER_FILE = 400  # so many papers are marked in turn by a writer: the file stays small enough to be read often
LONGEST_PAUSE = 0.4  # seconds between two replacements
PART = 0.01  # seconds, at most, between the two parts of a file written in place


class Counts(NamedTuple):
    """What became of the marks: acknowledged, lost of them, files that were broken when the last program opened one."""

    acknowledged: int
    lost: int
    unreadable: int
    replacements: int


def run(kind: str, readers: int, seconds: float, seed: int) -> Counts:
    """Set marks for some seconds while the file is replaced."""
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        file, stop, calm = Path(folder, "state.toml"), context.Event(), context.Event()
        replaced = context.Value("i", 0)
        MarkStore(file).compact()
        replacer = context.Process(target=_replace, args=(file, kind, stop, replaced, seed))
        opened = [context.Process(target=_read, args=(file, calm)) for _ in range(readers)]
        pipes = [context.Pipe(duplex=False) for _ in range(WRITERS)]
        writers = [
            context.Process(target=_write, args=(file, number, stop, sender))
            for number, (_, sender) in enumerate(pipes)
        ]
        processes: list[Any] = [*opened, *writers, replacer]
        for process in processes:
            process.start()
        stop.wait(seconds)
        stop.set()
        told: dict[str, Any] = {}
        for receiver, _ in pipes:
            told |= receiver.recv()
        for process in (*writers, replacer):
            process.join()
        time.sleep(2 if readers else 0)  # readers look at the file twice
        calm.set()
        for process in opened:
            process.join()
        store = MarkStore(file)
        lost = sum((store.read_at(key) or now()) != since for key, since in told.items())
        is_broken = any("broken" in notice or "but contains" in notice for notice in store.messages)
        ended_badly = sum(process.exitcode != 0 for process in processes)
        return Counts(len(told), lost, ended_badly + is_broken, replaced.value)


def _write(file: Path, writer: int, stop: Any, told: Any) -> None:
    """Mark papers, each by a store of its own; tell the time of the last acknowledged mark of each."""
    acknowledged, number = {}, 0
    while not stop.is_set():
        key = f"paper-{writer}-{number % PAPERS_PER_FILE}"
        mark = Mark(on=True, since=now())
        with suppress(PaperReaderError):
            MarkStore(file).apply([MarkChange(PaperRef(key, f"The Paper {key}"), READ, mark)])
            acknowledged[key] = mark.since
        number += 1
        time.sleep(0.02)
    told.send(acknowledged)


def _read(file: Path, calm: Any) -> None:
    """Stay open, as a reader does, until nothing replaces the file."""
    store = MarkStore(file)
    store.start_writer(lambda: None)
    calm.wait()
    store.stop_writer()
    store.save()


def _replace(file: Path, kind: str, stop: Any, replaced: Any, seed: int) -> None:
    chance, theirs, number = random.Random(seed), StateDocument(), 0
    while not stop.is_set():
        with suppress(FileNotFoundError, PaperReaderError):
            if kind.startswith("merged"):
                number += 1
                _mark_there(theirs, f"elsewhere-{number % PAPERS_PER_FILE}")
                theirs.join(read_copy(file))
                text = theirs.text().encode()
            else:
                text = file.read_bytes()
            stop.wait(chance.uniform(0, 0.1))
            if kind.endswith("renamed"):
                copy = file.with_name("copy.toml")
                copy.write_bytes(text)
                copy.rename(file)
            else:
                _write_in_place(file, text, chance)
            replaced.value += 1
        stop.wait(chance.uniform(0, LONGEST_PAUSE))


def _mark_there(theirs: StateDocument, key: str) -> None:
    register = make_register(Mark(on=True, since=now()))
    theirs.table.join_events([LogEvent(PaperRef(key, f"The Paper {key}"), READ, register)])


def _write_in_place(file: Path, text: bytes, chance: random.Random) -> None:
    file.unlink()
    middle = chance.randrange(len(text) + 1)
    with file.open("wb", buffering=0) as written:
        written.write(text[:middle])
        time.sleep(chance.uniform(0, PART))
        written.write(text[middle:])
