r"""Measure reading dumps, compared with splitting the same file into lines.

For each file, print the processor time of `read_text().split("\n")` and of loading it to merged, searchable papers
(without the search index), each the best of several alternating runs. With `--json` the file is JSON lines, and its
reading is compared with decoding each line.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import orjson

import paperreader


def processor_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def split(path: str) -> None:
    Path(path).read_text(encoding="utf-8").split("\n")


def decode(path: str) -> None:
    with open(path, "rb") as lines:
        for line in lines:
            orjson.loads(line)


def measure(path: str, runs: int, floor: Callable[[str], None]) -> None:
    splits, loads = [], []
    for _ in range(runs):
        splits.append(processor_time(lambda: floor(path)))
        loads.append(processor_time(lambda: paperreader.load(path)))
    size, papers = Path(path).stat().st_size / 1e6, len(paperreader.load(path))
    least, load = min(splits) * 1000, min(loads) * 1000
    print(f"{size:7.2f}{papers:9}{least:10.2f}{load:11.1f}{load / least:7.1f}  {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a dump of papers")
    parser.add_argument("--json", action="store_true", help="compare with decoding each line of JSON")
    parser.add_argument("--runs", type=int, default=15, help="runs of each (default: %(default)s)")
    arguments = parser.parse_args()
    floor = decode if arguments.json else split
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, best of {arguments.runs}")
    print(f"{'MB':>7}{'papers':>9}{floor.__name__ + ' ms':>10}{'load ms':>11}{'ratio':>7}  file")
    for path in arguments.files:
        measure(path, arguments.runs, floor)


if __name__ == "__main__":
    main()
