"""Queries made of known titles, and how well and how fast they are answered.

A query asks for a *known item* when the words that it was made of stand together in no other title.
When they do, nobody could tell which of these titles is meant, and what is found first is luck:
about the best that one could do who knew the words and their order is to name the titles of which a
choice of so many words would oftenest be these.
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
    """A query, the folded title that it was made of, and the words of that title, in its order."""

    query: str
    wanted: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a key cost: seconds of the processor, seconds on the wall; and what had been typed with it."""

    processor: float
    wall: float
    typed: str


@dataclass(frozen=True, slots=True)
class Answers:
    """One finder's answers to one way's queries: ranks from 1, 0 for not found; wall seconds of queries asked whole."""

    ranks: list[int]
    seconds: list[float]

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.ranks + other.ranks, self.seconds + other.seconds)

    def told(self) -> str:
        """Recall at 1 and 10 in per cent, and MRR."""
        count = len(self.ranks)
        first, found = self.ranks.count(1) / count, 1 - self.ranks.count(0) / count
        mean = sum(1 / rank for rank in self.ranks if rank) / count
        return f"{100 * first:7.1f}{100 * found:6.1f}{mean:6.3f}"


def cases(folded: Sequence[str], way: Way, count: int, chance: Random) -> list[Case]:
    """Queries made of distinct random titles that can be spoiled in a way."""
    made: list[Case] = []
    for title in chance.sample(folded, len(folded)):
        words = title.split()
        query = way(words, chance) if len(words) >= FEWEST_WORDS else None
        if query:
            made.append(Case(query.query, title, query.words))
        if len(made) == count:
            break
    return made


def holding(folded: Sequence[str], some: Collection[Case]) -> dict[Case, list[float]]:
    """For each case the titles that have all its words: how likely these are chosen among a title's, in order."""
    often = Counter(word for title in folded for word in title.split())
    by_rarest = defaultdict[str, list[Case]](list)
    for case in set(some):
        by_rarest[min(case.words, key=often.__getitem__)].append(case)
    titles: dict[Case, list[float]] = defaultdict(list)
    for title in folded:
        words = title.split()
        known = set(words)
        for case in [case for word in known & by_rarest.keys() for case in by_rarest[word]]:
            if known.issuperset(case.words):
                drawn = comb(len(words), len(case.words)) or 1  # none, where a word was chosen twice
                titles[case].append(choices(case.words, words) / drawn)
    return titles


def choices(chosen: Sequence[str], words: Sequence[str]) -> int:
    """In how many ways the chosen words, in order, are some of the words."""
    ways = [1] + [0] * len(chosen)
    for word in words:
        for place in range(len(chosen), 0, -1):
            if chosen[place - 1] == word:
                ways[place] += ways[place - 1]
    return ways[-1]


def attainable(likely: Sequence[float], count: int) -> float:
    """How likely the title meant is among so many, the likeliest, of those that have a case's words.

    As if any words of a title were as likely to be chosen; `spoiling.py` is a little choosier.
    """
    return sum(sorted(likely)[-count:]) / sum(likely)


def rank(found: Sequence[str], wanted: str) -> int:
    return found.index(wanted) + 1 if wanted in found else 0


def asked(finder: Finder, some: Sequence[Case]) -> Answers:
    """Queries asked whole."""
    answers = [(rank(found, case.wanted), spent) for case in some for found, spent in [finder(case.query)]]
    return Answers([place for place, _ in answers], [spent for _, spent in answers])


def typed(index: TitleIndex, folded: Sequence[str], some: Sequence[Case], keys: list[Key]) -> Answers:
    """Queries typed key by key; what each key cost is added to `keys`."""
    ranks = []
    for case in some:
        rows: Sequence[int] = ()
        for end in range(1, len(case.query) + 1):
            processor, wall = time.process_time_ns(), time.perf_counter_ns()
            rows = index.search(case.query[:end]).rows
            spent = time.perf_counter_ns() - wall
            keys.append(Key((time.process_time_ns() - processor) / 1e9, spent / 1e9, case.query[:end]))
        ranks.append(rank([folded[row] for row in rows[:BEST]], case.wanted))
    return Answers(ranks, [])


def quantile(figures: Sequence[float], share: float) -> float:
    """In milliseconds, of figures in seconds."""
    ordered = sorted(figures)
    return ordered[round((len(ordered) - 1) * share)] * 1000
