"""Finders to compare with: rapidfuzz's scorers over all titles, and fzf's filter.

A finder takes a query, and returns the best ten normalized titles and the seconds of wall time.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from paperreader.search import TitleIndex

BEST = 10
Finder = Callable[[str], tuple[list[str], float]]

_NO_MATCH = "~"  # in no normalized title, and no operator of fzf's queries
_FLOOR_RUNS = 7


def by_index(index: TitleIndex, normalized: Sequence[str]) -> Finder:
    """Return a finder that uses the program's own index. `normalized` are its titles by row."""

    def find(query: str) -> tuple[list[str], float]:
        start = time.perf_counter()
        rows = index.search(query).rows
        seconds = time.perf_counter() - start
        return [normalized[row] for row in rows[:BEST]], seconds

    return find


def by_score(scorer: Callable[..., float], normalized: Sequence[str]) -> Finder:
    """Return a finder that compares all titles with one of rapidfuzz's scorers."""
    from rapidfuzz.process import extract  # not earlier: the time to import it is measured

    def find(query: str) -> tuple[list[str], float]:
        start = time.perf_counter()
        found = extract(query, normalized, scorer=scorer, limit=BEST)
        return [title for title, *_ in found], time.perf_counter() - start

    return find


def scorers(normalized: Sequence[str]) -> dict[str, Finder]:
    """Return the two scorers of rapidfuzz for parts of a text and for words in any order, by name."""
    from rapidfuzz import fuzz

    return {name: by_score(getattr(fuzz, name), normalized) for name in ("WRatio", "token_set_ratio")}


def by_fzf(program: str, path: Path) -> Finder:
    """Return a finder that runs `fzf --filter` on a file of titles. fzf sorts before it prints: its first line ends the time."""

    def find(query: str) -> tuple[list[str], float]:
        with path.open("rb") as titles:
            start = time.perf_counter()
            with subprocess.Popen([program, "-i", "--filter", query], stdin=titles, stdout=subprocess.PIPE) as running:
                assert running.stdout
                lines = [running.stdout.readline()]
                seconds = time.perf_counter() - start
                lines += [running.stdout.readline() for _ in range(BEST - 1)]
                running.kill()
        return [line.decode().rstrip("\n") for line in lines if line], seconds

    return find


def fzf(normalized: Sequence[str], folder: Path) -> tuple[dict[str, Finder], float]:
    """Return the finder fzf, if it is installed, and its floor: the seconds of a query that no title matches.

    The floor is the time to start, to read all titles, and to search each for one byte.
    """
    program = shutil.which("fzf")
    if program is None:
        return {}, 0.0
    path = Path(folder, "titles.txt")
    path.write_text("".join(f"{title}\n" for title in normalized), encoding="utf-8")
    find = by_fzf(program, path)
    return {"fzf": find}, median(find(_NO_MATCH)[1] for _ in range(_FLOOR_RUNS))
