"""The other ways to find a title: rapidfuzz's scorers over all titles, and fzf's filter.

Every finder takes a query and gives the best ten folded titles and the seconds of wall time spent.
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

_IMPOSSIBLE = "~"  # no letter of any folded title, and no operator of fzf's queries
_FLOORS = 7  # runs


def by_index(index: TitleIndex, folded: Sequence[str]) -> Finder:
    """The program's own index; `folded` are its titles by row."""

    def find(query: str) -> tuple[list[str], float]:
        start = time.perf_counter()
        rows = index.search(query).rows
        spent = time.perf_counter() - start
        return [folded[row] for row in rows[:BEST]], spent

    return find


def by_score(scorer: Callable[..., float], folded: Sequence[str]) -> Finder:
    """One of rapidfuzz's scorers over all titles."""
    from rapidfuzz.process import extract  # not before what it takes to load it is measured

    def find(query: str) -> tuple[list[str], float]:
        start = time.perf_counter()
        found = extract(query, folded, scorer=scorer, limit=BEST)
        return [title for title, *_ in found], time.perf_counter() - start

    return find


def scorers(folded: Sequence[str]) -> dict[str, Finder]:
    """The two scorers of rapidfuzz that are made for parts of a text and for words in any order."""
    from rapidfuzz import fuzz

    return {name: by_score(getattr(fuzz, name), folded) for name in ("WRatio", "token_set_ratio")}


def by_fzf(program: str, path: Path) -> Finder:
    """`fzf --filter` over a file of titles; it sorts before it prints, so the first line ends the time."""

    def find(query: str) -> tuple[list[str], float]:
        with path.open("rb") as titles:
            start = time.perf_counter()
            with subprocess.Popen([program, "-i", "--filter", query], stdin=titles, stdout=subprocess.PIPE) as running:
                assert running.stdout
                lines = [running.stdout.readline()]
                spent = time.perf_counter() - start
                lines += [running.stdout.readline() for _ in range(BEST - 1)]
                running.kill()
        return [line.decode().rstrip("\n") for line in lines if line], spent

    return find


def fzf(folded: Sequence[str], folder: Path) -> tuple[dict[str, Finder], float]:
    """The finder fzf, if it is installed, and its floor: the seconds of a query of one sign that no title has.

    The floor holds its start, the reading of all titles, and one look at each for a byte.
    """
    program = shutil.which("fzf")
    if program is None:
        return {}, 0.0
    path = Path(folder, "titles.txt")
    path.write_text("".join(f"{title}\n" for title in folded), encoding="utf-8")
    find = by_fzf(program, path)
    return {"fzf": find}, median(find(_IMPOSSIBLE)[1] for _ in range(_FLOORS))
