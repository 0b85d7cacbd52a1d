"""Measure how well titles are found by the beginnings of their words, glued together without blanks (`succheadwild`).

    python bench/glued.py FILE ... [--queries 400] [--seed 1]

A query is the first four or five letters of two or three words of a title, in its order and not necessarily
neighbours; as in `search.py` a title is found if it is equal when normalized, and queries whose words several titles
have are ambiguous. Short pieces are ambiguous even so: `attainable` is about the best share of first places for a
finder that knows how queries are made. Junk is random letters, and beginnings of words that no title has in this order:
it should find nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import comb
from random import Random

import paperreader
from paperreader.search import TitleIndex
from paperreader.text import normalize_title
from recall import Case, cases, likelihoods, quantile
from spoiling import glued

CONTENT_LETTERS, SHORTEST, LONGEST = 4, 4, 5
COUNTS = (2, 3)  # words that are glued


class Titles:
    """Normalized titles, and which have a word with a beginning."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.words = [title.split() for title in titles]
        self._with: dict[str, set[int]] = defaultdict(set)
        for row, words in enumerate(self.words):
            for word in words:
                for length in (SHORTEST, LONGEST):
                    self._with[word[:length]].add(row)

    def have_in_order(self, pieces: Sequence[str]) -> bool:
        """Return whether any title has words with these beginnings, in their order."""
        rows = set.intersection(*[self._with[piece] for piece in pieces])
        return any(_has_in_order(self.words[row], pieces) for row in rows)

    def attainable(self, query: str, title: str) -> float:
        """Return how likely a title is meant if it is one from which the query is most likely made."""
        likely = {" ".join(self.words[row]): 0.0 for row in self._with[query[:SHORTEST]] | self._with[query[:LONGEST]]}
        likely = {other: _likelihood(query, other.split()) for other in likely}
        best = max(likely.values())
        return (likely[title] == best) / list(likely.values()).count(best)


def _has_in_order(words: Sequence[str], pieces: Sequence[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(piece) for word in rest) for piece in pieces)


def _likelihood(query: str, words: Sequence[str]) -> float:
    """Return how likely the query is made of a title with these words, but for a factor that all titles share."""
    content = [word for word in words if len(word) >= CONTENT_LETTERS]
    return sum(_ways(query, content, count) / comb(len(content), count) for count in COUNTS if len(content) >= count)


def _ways(query: str, words: Sequence[str], count: int) -> float:
    if not count:
        return not query
    return sum(
        _ways(query[len(piece) :], words[index + 1 :], count - 1) / 2
        for index, word in enumerate(words)
        for piece in (word[:SHORTEST], word[:LONGEST])
        if query.startswith(piece)
    )


def junk(titles: Titles, count: int, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield queries that no title should answer, with their kind."""
    letters = "".join(word for words in titles.words for word in words if word.isascii())
    for _ in range(count):
        yield "random letters", "".join(chance.choices(letters, k=chance.randint(8, 15)))
    while count:
        words = [word for words in chance.sample(titles.words, chance.choice(COUNTS)) for word in words[-1:]]
        pieces = [word[: chance.randint(SHORTEST, LONGEST)] for word in words if len(word) >= CONTENT_LETTERS]
        if len(pieces) in COUNTS and not titles.have_in_order(pieces):
            count -= 1
            yield "beginnings of other titles", "".join(pieces)


def measure(arguments: argparse.Namespace) -> None:
    library = paperreader.load(arguments.files)
    normalized = [normalize_title(title) for title in library.titles]
    index, titles = library.index, Titles(normalized)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(normalized)} titles, seed {arguments.seed}")
    queries = cases(normalized, glued, arguments.queries, Random(arguments.seed))
    likely = likelihoods(normalized, queries)
    ambiguous = [case for case in queries if len(likely[case]) > 1]
    print(f"\n{'':28}{'queries':>9}{'first':>8}{'of 10':>8}{'near':>8}{'attainable':>12}  %")
    for name, group in (
        ("unambiguous", [case for case in queries if len(likely[case]) == 1]),
        ("ambiguous", ambiguous),
        ("all", queries),
    ):
        print_found(name, group, index, normalized, titles)
    print(f"\n{'':28}{'queries':>9}{'median':>9}{'p99':>9}{'worst':>9}  ms of processor time")
    seconds = [processor_time(index, case.query) for case in queries]
    times = "".join(f"{quantile(seconds, share):9.2f}" for share in (0.5, 0.99, 1))
    print(f"{'a whole query':28}{len(seconds):9}{times}")
    print_junk(list(junk(titles, arguments.queries, Random(arguments.seed))), index, normalized)


def print_found(name: str, group: Sequence[Case], index: TitleIndex, normalized: Sequence[str], titles: Titles) -> None:
    """Print how many titles come first, are among the first ten, and are marked as near hits, and the best possible."""
    first = ten = near = 0
    for case in group:
        rows = index.search(case.query).rows
        best = [normalized[row] for row in rows[:10]]
        first += best[:1] == [case.title]
        ten += case.title in best
        near += case.title in best[rows.near_from :]
    attainable = sum(titles.attainable(case.query, case.title) for case in group)
    shares = "".join(f"{100 * count / max(1, len(group)):8.1f}" for count in (first, ten, near))
    print(f"{name:28}{len(group):9}{shares}{100 * attainable / max(1, len(group)):12.1f}")


def processor_time(index: TitleIndex, query: str) -> float:
    """Return the seconds of processor time of a search."""
    start = time.process_time()
    index.search(query)
    return time.process_time() - start


def print_junk(queries: Sequence[tuple[str, str]], index: TitleIndex, normalized: Sequence[str]) -> None:
    """Print how many queries of each kind find anything, and examples."""
    print(f"\n{'junk':28}{'queries':>9}{'answered':>9}")
    for kind in dict.fromkeys(kind for kind, _ in queries):
        group = [query for other, query in queries if other == kind]
        answered = {query: rows for query in group if (rows := index.search(query).rows)}
        print(f"{kind:28}{len(group):9}{len(answered):9}")
        for query, rows in list(answered.items())[:3]:
            print(f"    {query}: {normalized[rows[0]]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE", help="dumps of real titles")
    parser.add_argument("--queries", type=int, default=400, metavar="N", help="queries of each kind (default: 400)")
    parser.add_argument("--seed", type=int, default=1, help="seed of all random choices (default: 1)")
    measure(parser.parse_args())


if __name__ == "__main__":
    main()
