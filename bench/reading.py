r"""Reading dumps, beside reading and decoding the same file.

    python bench/reading.py FILE ...

For each file: processor time of `open(...).read().split("\\n")`, and of reading it to merged,
searchable papers (without the search index), both the best of several runs that alternate.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import paperreader

RUNS = 15


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, best of {RUNS}")
    print(f"{'MB':>7}{'papers':>9}{'split ms':>10}{'papers ms':>11}{'ratio':>7}  file")
    for path in sys.argv[1:]:
        splits, reads = [], []
        for _ in range(RUNS):
            splits.append(spent(lambda path=path: Path(path).read_text(encoding="utf-8").split("\n")))  # type: ignore[misc]
            reads.append(spent(lambda path=path: paperreader.load(path)))  # type: ignore[misc]
        size, papers = Path(path).stat().st_size / 1e6, len(paperreader.load(path))
        floor, read = min(splits) * 1000, min(reads) * 1000
        print(f"{size:7.2f}{papers:9}{floor:10.2f}{read:11.1f}{read / floor:7.1f}  {path}")


if __name__ == "__main__":
    main()
