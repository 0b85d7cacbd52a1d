"""The search in its plain form: every title is looked at, by itself; see `title`.

The engine of small libraries, which need nothing faster (and no numpy), and the measure of the
fast one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.ranking import ENOUGH, Tier
from paperreader.search.rules import QueryUnit, respellings
from paperreader.search.title_rank import QueryWord, exact_rank, near_edits, near_rank
from paperreader.text import normalize_title

_CHUNK = 100  # titles between two looks at whether the answer is still wanted
_KEPT = 24  # words of queries that are kept


class LinearEngine:
    """Folded titles by row. Rows are only ever added."""

    def __init__(self) -> None:
        self._folded: list[str] = []  # each with a space at both ends, so that ` word` finds a word
        self._words: set[str] = set()
        self._kept: dict[tuple[str, bool, int], QueryWord] = {}

    def __len__(self) -> int:
        return len(self._folded)

    def extend(self, titles: Sequence[str]) -> None:
        """Take in titles as the next rows."""
        folded = [normalize_title(title) for title in titles]
        self._words = self._words.union(*[title.split() for title in folded])  # anew: a search may be going through it
        self._folded += [f" {title} " for title in folded]

    def finish(self, _: StillCurrent) -> None:
        """There is nothing to make fewer."""

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        return self._folded[row][1:-1]

    def containing(self, phrase: str) -> set[int]:
        """The rows that hold these folded words, whole and one after the other."""
        return {row for row, title in enumerate(self._folded) if f" {phrase} " in title}

    def frequency(self, word: str) -> int:
        """How often a folded word stands in the titles."""
        return sum([title.split().count(word) for title in self._folded if f" {word} " in title])

    def search(self, asked: tuple[str, ...], wanted: StillCurrent, *, near: bool = True) -> dict[int, int]:
        """The rows that match folded words, each with the code of its rank; `near`: see `TitleIndex.search`."""
        found = dict(self._exact(asked, wanted))
        enough = ENOUGH if near or not found else len(found)
        for tier in (Tier.TYPO, Tier.LOOSE, Tier.MOST):
            if len(found) < enough:
                found |= dict(self._near(tier, asked, found, wanted))
        return found

    def _exact(self, asked: tuple[str, ...], wanted: StillCurrent) -> Iterator[tuple[int, int]]:
        ways = [(0, tuple(QueryUnit(word) for word in asked))]
        ways += [(1, spelled.of(asked)) for spelled in respellings(asked, self._words)]
        for row, title in self._titles(wanted):
            ranks = [exact_rank(title, units, edits) for edits, units in ways]
            codes = [rank.code() for rank in ranks if rank is not None]
            if codes:
                yield row, min(codes)

    def _titles(self, wanted: StillCurrent) -> Iterator[tuple[int, str]]:
        for row, title in enumerate(self._folded):
            if not row % _CHUNK:
                check_cancelled(wanted)
            yield row, title

    def _near(
        self, tier: Tier, asked: tuple[str, ...], known: Collection[int], wanted: StillCurrent
    ) -> Iterator[tuple[int, int]]:
        """The rows not yet known that match at a near tier, with their codes."""
        words = [self._word(word, wanted, last=place == len(asked) - 1) for place, word in enumerate(asked)]
        for row, title in self._titles(wanted):
            edits = near_edits(tier, title, words) if row not in known else None
            if edits is not None:
                yield row, near_rank(tier, title, asked, edits).code()

    def _word(self, word: str, wanted: StillCurrent, *, last: bool) -> QueryWord:
        words = self._words
        kept = word, last, len(words)
        if kept not in self._kept:
            check_cancelled(wanted)
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept[kept] = QueryWord.among(words, word, last=last)
        return self._kept[kept]
