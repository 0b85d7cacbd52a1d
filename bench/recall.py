"""Make queries from known titles, and measure how well and how fast they are answered.

A query is *unambiguous* if no other title contains the words that it was made from. An ambiguous query
cannot be answered for certain: the title that is found first is luck. About the best result for a search
that knows the words and their order is to return the titles from which a random choice of so many words
is most often this one.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import comb
from random import Random

from paperreader.search import TitleIndex
from peers import BEST, Finder
from spoiling import Way

FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Case:
    """A query, the normalized title that it was made from, and the words of the title in it, in order."""

    query: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a key cost: seconds of processor time and of wall time, and the query typed so far."""

    processor: float
    wall: float
    typed: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A finder's answers to the queries of one way.

    Attributes:
        ranks: the rank of the title for each query, from 1; 0 if it was not found.
        seconds: the wall time of each query that was not typed key by key.
    """

    ranks: list[int]
    seconds: list[float]

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.ranks + other.ranks, self.seconds + other.seconds)

    def summary(self) -> str:
        """Return the recall at 1 and at 10 in per cent, and the MRR."""
        count = len(self.ranks)
        first, found = self.ranks.count(1) / count, 1 - self.ranks.count(0) / count
        mean = sum(1 / rank for rank in self.ranks if rank) / count
        return f"{100 * first:7.1f}{100 * found:6.1f}{mean:6.3f}"


def cases(titles: Sequence[str], way: Way, count: int, chance: Random) -> list[Case]:
    """Return queries made in one way from different random titles, which are normalized."""
    found: list[Case] = []
    for title in chance.sample(titles, len(titles)):
        words = title.split()
        query = way(words, chance) if len(words) >= FEWEST_WORDS else None
        if query:
            found.append(Case(query.query, title, query.words))
        if len(found) == count:
            break
    return found


def likelihoods(titles: Sequence[str], queries: Collection[Case]) -> dict[Case, list[float]]:
    """Return for each case how likely each title with all its words is meant.

    That is the share of the choices of so many words of the title, in order, that are these words.
    """
    frequency = Counter(word for title in titles for word in title.split())
    by_rarest = defaultdict[str, list[Case]](list)
    for case in set(queries):
        by_rarest[min(case.words, key=frequency.__getitem__)].append(case)
    found: dict[Case, list[float]] = defaultdict(list)
    for title in titles:
        words = title.split()
        distinct = set(words)
        for case in [case for word in distinct & by_rarest.keys() for case in by_rarest[word]]:
            if distinct.issuperset(case.words):
                total = comb(len(words), len(case.words)) or 1  # 0 if a word was chosen twice
                found[case].append(choices(case.words, words) / total)
    return found


def choices(chosen: Sequence[str], words: Sequence[str]) -> int:
    """Return in how many ways the chosen words can be picked from the words, in order."""
    ways = [1] + [0] * len(chosen)
    for word in words:
        for index in range(len(chosen), 0, -1):
            if chosen[index - 1] == word:
                ways[index] += ways[index - 1]
    return ways[-1]


def attainable(likely: Sequence[float], count: int) -> float:
    """Return how likely the title meant is among the `count` likeliest titles with a case's words.

    As if all words of a title were equally likely to be chosen, while `spoiling.py` prefers long ones.
    """
    return sum(sorted(likely)[-count:]) / sum(likely)


def rank(found: Sequence[str], title: str) -> int:
    return found.index(title) + 1 if title in found else 0


def search_whole(finder: Finder, queries: Sequence[Case]) -> Answers:
    """Search for whole queries."""
    answers = [(rank(found, case.title), seconds) for case in queries for found, seconds in [finder(case.query)]]
    return Answers([found for found, _ in answers], [seconds for _, seconds in answers])


def search_typed(index: TitleIndex, titles: Sequence[str], queries: Sequence[Case], keys: list[Key]) -> Answers:
    """Search for queries typed key by key, and add the cost of each key to `keys`."""
    ranks = []
    for case in queries:
        rows: Sequence[int] = ()
        for end in range(1, len(case.query) + 1):
            processor, wall = time.process_time_ns(), time.perf_counter_ns()
            rows = index.search(case.query[:end]).rows
            wall_spent = time.perf_counter_ns() - wall
            keys.append(Key((time.process_time_ns() - processor) / 1e9, wall_spent / 1e9, case.query[:end]))
        ranks.append(rank([titles[row] for row in rows[:BEST]], case.title))
    return Answers(ranks, [])


def quantile(seconds: Sequence[float], share: float) -> float:
    """Return a quantile in milliseconds."""
    ordered = sorted(seconds)
    return ordered[round((len(ordered) - 1) * share)] * 1000
