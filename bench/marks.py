"""What marks cost: to read their file, to make one, to mark all that is shown.

    python bench/marks.py [--papers 10000 100000]

Prints processor time (user and system) for what is done at once, and wall time for what a key waits
for: median, 99th percentile and worst of 500 marks, each with its fsync. Beside it, tomllib on the
same text, and an appended line with fsync. `bench/startup.py` tells the way to the first list.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from paperreader.formats.entry import Batch, Entry
from paperreader.library.library import Library
from paperreader.marks import READ, STARRED, Mark, MarkChange, MarkStore, PaperRef, now
from paperreader.session import Session
from paperreader.source import Source

START = datetime(2026, 1, 1, tzinfo=UTC)
ONE_BY_ONE = 500
Answer = TypeVar("Answer")


def timed(name: str, what: Callable[[], Answer]) -> Answer:
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    answer = what()
    print(f"  {name:52}{(time.process_time() - processor) * 1000:9.0f}{(time.perf_counter() - wall) * 1000:9.0f}")
    return answer


def each(name: str, what: Callable[[int], object]) -> None:
    figures = []
    for number in range(ONE_BY_ONE):
        start = time.perf_counter()
        what(number)
        figures.append((time.perf_counter() - start) * 1000)
    figures.sort()
    print(f"  {name:52}{figures[ONE_BY_ONE // 2]:9.2f}{figures[ONE_BY_ONE * 99 // 100]:9.2f}{figures[-1]:9.2f}")


def title(number: int) -> str:
    return f"A Study of Number {number}: What It Tells About Attention Heads and Their Kin"


def library(papers: int) -> Library:
    made = Library()
    entries = [Entry(title(number), 1, day=20230517, arxiv_id=f"2305.{number:05}") for number in range(papers)]
    made.add(made.add_source(Source("made.txt")), Batch(entries, capture_year=2025))
    return made


def measure(papers: int) -> None:
    shown = library(papers)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        names = [
            PaperRef(key, title(number), date(2023, 5, 17), f"https://huggingface.co/papers/2305.{number:05}")
            for number, key in enumerate(shown.keys)
        ]
        MarkStore(file).apply(
            [
                MarkChange(name, STARRED, Mark(on=True, since=START + timedelta(seconds=number)))
                for number, name in enumerate(names)
            ]
        )
        text = file.read_text()
        print(f"{papers} papers marked, a file of {len(text) / 1e6:.1f} MB; processor and wall ms:")
        state = timed("load", lambda: MarkStore(file))
        timed("tomllib alone on the same text", lambda: tomllib.loads(text))
        session = Session(shown, state)
        told = timed("mark all shown read", session.mark_all_read)
        assert told.startswith(f"{papers} marked read"), told
        timed("load, a record in the tail for each", lambda: MarkStore(file))
        timed("undo", session.undo)
        timed("fold", state.compact)
        print("one mark: median, 99th percentile, worst ms:")
        each("one mark", lambda number: state.apply([MarkChange(names[number], READ, Mark(on=True, since=now()))]))
        with Path(folder, "plain").open("wb", buffering=0) as plain:

            def append(_: int) -> None:
                plain.write(b"x" * 300)
                os.fsync(plain.fileno())

            each("a line of 300 bytes appended, fsync", append)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, nargs="+", default=[10_000, 100_000])
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for papers in given.papers:
        measure(papers)


if __name__ == "__main__":
    main()
