"""The index of folded titles, and the search that asks each level of tolerance in turn.

Ranking is in honest tiers (see `ranking.Tier`). A tier of the tolerant levels is looked for only
when those before gave fewer than `ENOUGH` papers; from the typo tiers on a hit is *near*. Inside a
tier whole numbers decide: words matched only as prefixes, edits, letters left over, length of the
title, newer first, order read. There is no cap on the number of hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from paperreader.search import tolerance
from paperreader.search.ranking import Rank, Tier, exact_rank, near_rank
from paperreader.search.spans import matched
from paperreader.text import fold

ENOUGH = 20
_LONGEST_QUERY = 400  # folded characters; no title is found by more
_MOST_WORDS = 24
_CHUNK = 5000  # rows between two looks at whether the answer is still wanted


class Abandoned(Exception):
    """The answer is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to one query: `rows` best first, those from place `near_from` on being near."""

    rows: list[int]
    near_from: int
    words: tuple[str, ...] = ()
    ranks: dict[int, Rank] = field(default_factory=dict, repr=False)
    titles: Sequence[str] = field(default=(), repr=False)

    def score(self, row: int) -> float:
        """From 100 for the exact title down; never higher for a later hit."""
        return self.ranks[row].score()

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """The letters of the row's title that match, as (start, end) code points."""
        return matched(self.titles[row], self.words)


class TitleIndex:
    """Folded titles by row, and the rows of every word. Rows are only ever added."""

    def __init__(self) -> None:
        self._titles: Sequence[str] = ()
        self._days: Sequence[int] = ()
        self._folded: list[str] = []  # each with a space at both ends, so that ` word` finds a word
        self._rows: dict[str, list[int]] = {}
        self._vocabulary: list[str] = []

    def __len__(self) -> int:
        return len(self._folded)

    def extend(
        self, titles: Sequence[str], days: Sequence[int], wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Take in the titles from row `len(self)` on; `days` order titles otherwise alike, newer first.

        Raises:
            Abandoned: `wanted` said no; what was taken in so far stays, and the rest may follow.
        """
        self._titles, self._days = titles, days
        for row in range(len(self._folded), len(titles)):
            if row % 500 == 0 and not wanted():
                raise Abandoned
            folded = fold(titles[row])
            for word in set(folded.split()):
                rows = self._rows.get(word)
                if rows is None:
                    self._rows[word] = [row]
                else:
                    rows.append(row)
            self._folded.append(f" {folded} ")

    def containing(self, phrase: str) -> set[int]:
        """The rows whose titles hold these whole words, one after the other."""
        wanted = f" {fold(phrase)} "
        return {row for row, title in enumerate(self._folded) if wanted in title} if wanted.strip() else set()

    def search(self, words: str, wanted: Callable[[], bool] = lambda: True) -> Hits:
        """The rows whose titles match, best first. A query without letters or digits finds nothing.

        Args:
            words: as typed; the last word counts as a prefix, being still typed.
            wanted: asked now and then; once it says no, the search is given up.

        Raises:
            Abandoned: `wanted` said no.
        """
        asked = tuple(fold(words[: 4 * _LONGEST_QUERY])[:_LONGEST_QUERY].split()[:_MOST_WORDS])
        if not asked:
            return Hits([], 0)
        ranks = dict(self._exact(asked, wanted))
        exact = self._ordered(ranks)
        near: dict[int, Rank] = {}
        for level in tolerance.LEVELS:
            if len(ranks) + len(near) >= ENOUGH:
                break
            near |= {row: rank for row, rank in self._near(asked, level, wanted) if row not in ranks and row not in near}
        return Hits(exact + self._ordered(near), len(exact), asked, ranks | near, self._titles)

    def _ordered(self, ranks: dict[int, Rank]) -> list[int]:
        titles, days = self._titles, self._days
        return sorted(ranks, key=lambda row: (ranks[row], len(titles[row]), -days[row], row))

    def _exact(self, asked: tuple[str, ...], wanted: Callable[[], bool]) -> Iterator[tuple[int, Rank]]:
        starts = sorted((f" {word}" for word in asked), key=len, reverse=True)
        first, rest = starts[0], starts[1:]
        phrase = " " + " ".join(asked)
        for begin in range(0, len(self._folded), _CHUNK):
            if not wanted():
                raise Abandoned
            for row, title in enumerate(self._folded[begin : begin + _CHUNK], begin):
                if first in title and (not rest or all([start in title for start in rest])):
                    yield row, exact_rank(title, asked, phrase)

    def _near(
        self, asked: tuple[str, ...], level: tolerance.Level, wanted: Callable[[], bool]
    ) -> Iterator[tuple[int, Rank]]:
        """The rows that a level of tolerance adds, each with its rank."""
        found: list[dict[int, int]] = []
        for place, word in enumerate(asked):
            if not wanted():
                raise Abandoned
            found.append(self._word_rows(word, level, last=place == len(asked) - 1))
        joined = self._joined_rows(asked) if level.tier is Tier.LOOSE else {}
        missing = tolerance.words_to_miss(len(asked)) if level.tier is Tier.MOST else 0
        for row, edits in _meet(found, missing).items() | joined.items():
            yield row, near_rank(self._folded[row], asked, level.tier, edits)

    def _word_rows(self, word: str, level: tolerance.Level, *, last: bool) -> dict[int, int]:
        """The rows in which a word matches at a level, with the edits it takes."""
        rows: dict[int, int] = {}
        for similar, edits in tolerance.similar_words(word, self._words(), level, prefix=last):
            for row in self._rows[similar]:
                if edits < rows.get(row, 99):
                    rows[row] = edits
        if level.loose:
            for row in tolerance.loose_rows(word, self._folded):
                rows.setdefault(row, 1)
        start = f" {word}"
        rows.update((row, 0) for row, title in enumerate(self._folded) if start in title)
        return rows

    def _joined_rows(self, asked: tuple[str, ...]) -> dict[int, int]:
        """The rows that glue two neighbouring words of the query (`few shot` finds `fewshot`)."""
        rows: dict[int, int] = {}
        for place in range(len(asked) - 1):
            glued = (*asked[:place], asked[place] + asked[place + 1], *asked[place + 2 :])
            rows.update((row, 1) for row, _ in self._exact(glued, lambda: True))
        return rows

    def _words(self) -> list[str]:
        if len(self._vocabulary) != len(self._rows):
            self._vocabulary = sorted(self._rows)
        return self._vocabulary


def _meet(found: list[dict[int, int]], missing: int) -> dict[int, int]:
    """The rows found by all words but at most `missing`, with the edits over all words."""
    if not missing:
        fewest = min(found, key=len)
        return {row: sum(rows[row] for rows in found) for row in fewest if all(row in rows for rows in found)}
    counts: dict[int, tuple[int, int]] = {}
    for rows in found:
        for row, edits in rows.items():
            count, sum_ = counts.get(row, (0, 0))
            counts[row] = (count + 1, sum_ + edits)
    least = len(found) - missing
    return {row: edits for row, (count, edits) in counts.items() if count >= least}
