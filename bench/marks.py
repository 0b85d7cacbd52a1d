"""Measure marks: reading the state file, setting one mark, and setting many at once.

    python bench/marks.py [--papers 10000 100000]

Prints, for each number of papers, processor time (user and system) and wall time of actions on all
papers, with tomllib on the same text for comparison. Then the median, the 99th percentile and the
maximum of the wall time of 500 single marks, each flushed to the disk, with the same figures for a
line that is appended to a file and flushed.
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
SINGLE_MARKS = 500
Result = TypeVar("Result")


def measure_once(name: str, action: Callable[[], Result]) -> Result:
    """Run an action and print its processor and wall time; returns its result."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    result = action()
    print(f"  {name:52}{(time.process_time() - processor) * 1000:9.0f}{(time.perf_counter() - wall) * 1000:9.0f}")
    return result


def measure_each(name: str, action: Callable[[int], object]) -> None:
    """Run an action `SINGLE_MARKS` times and print the median, the 99th percentile and the maximum."""
    times = []
    for number in range(SINGLE_MARKS):
        start = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"  {name:52}{times[SINGLE_MARKS // 2]:9.2f}{times[SINGLE_MARKS * 99 // 100]:9.2f}{times[-1]:9.2f}")


def title(number: int) -> str:
    """Return a title of usual length."""
    return f"A Study of Number {number}: What It Tells About Attention Heads and Their Kin"


def make_library(papers: int) -> Library:
    """Make a library of papers with generated titles."""
    library = Library()
    entries = [Entry(title(number), 1, day=20230517, arxiv_id=f"2305.{number:05}") for number in range(papers)]
    library.add(library.add_source(Source("made.txt")), Batch(entries, capture_year=2025))
    return library


def paper_refs(library: Library) -> list[PaperRef]:
    """Return all papers of a library as the state file names them."""
    return [
        PaperRef(key, title(number), date(2023, 5, 17), f"https://huggingface.co/papers/2305.{number:05}")
        for number, key in enumerate(library.keys)
    ]


def measure(papers: int) -> None:
    """Print the figures for a library of a size, all of whose papers are starred."""
    library = make_library(papers)
    refs = paper_refs(library)
    stars = [Mark(on=True, since=START + timedelta(seconds=number)) for number in range(papers)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        MarkStore(file).apply([MarkChange(ref, STARRED, star) for ref, star in zip(refs, stars, strict=True)])
        text = file.read_text()
        print(f"{papers} papers starred, a file of {len(text) / 1e6:.1f} MB; processor and wall time in ms:")
        store = measure_once("load", lambda: MarkStore(file))
        measure_once("tomllib alone on the same text", lambda: tomllib.loads(text))
        session = Session(library, store)
        measure_once("mark all papers read", session.marking.mark_all_read)
        assert sum(1 for _ in store.keys_marked(READ)) == papers
        measure_once("load, with a record for each paper", lambda: MarkStore(file))
        measure_once("undo", session.marking.undo)
        measure_once("compact", store.compact)
        print("wall time in ms: median, 99th percentile, maximum:")
        measure_each(
            "one mark", lambda number: store.apply([MarkChange(refs[number], READ, Mark(on=True, since=now()))])
        )
        with Path(folder, "plain").open("wb", buffering=0) as plain:

            def append(_: int) -> None:
                plain.write(b"x" * 300)
                os.fsync(plain.fileno())

            measure_each("a line of 300 bytes appended and flushed", append)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, nargs="+", default=[10_000, 100_000], help="numbers of papers")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for papers in options.papers:
        measure(papers)


if __name__ == "__main__":
    main()
