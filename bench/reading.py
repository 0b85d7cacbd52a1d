r"""Measure reading dumps, compared with splitting the same file into lines.

For each file, print the processor time of `read_text().split("\n")` and of loading it to merged, searchable papers
(without the search index), each the best of several alternating runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import paperreader

RUNS = 15


def processor_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(path: str) -> None:
    splits, loads = [], []
    for _ in range(RUNS):
        splits.append(processor_time(lambda: Path(path).read_text(encoding="utf-8").split("\n")))
        loads.append(processor_time(lambda: paperreader.load(path)))
    size, papers = Path(path).stat().st_size / 1e6, len(paperreader.load(path))
    split, load = min(splits) * 1000, min(loads) * 1000
    print(f"{size:7.2f}{papers:9}{split:10.2f}{load:11.1f}{load / split:7.1f}  {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a dump of papers")
    files = parser.parse_args().files
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, best of {RUNS}")
    print(f"{'MB':>7}{'papers':>9}{'split ms':>10}{'load ms':>11}{'ratio':>7}  file")
    for path in files:
        measure(path)


if __name__ == "__main__":
    main()
