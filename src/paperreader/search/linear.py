"""The search in its plain form: every title is looked at, by itself; see `title`.

The engine of small libraries, which need nothing faster (and no numpy), and the measure of the
fast one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from paperreader.search.cancel import Wanted, check
from paperreader.search.ranking import ENOUGH, Tier
from paperreader.search.rules import Unit, respellings
from paperreader.search.title_rank import Word, exact_rank, near_edits, near_rank
from paperreader.text import fold

_CHUNK = 100  # titles between two looks at whether the answer is still wanted
_KEPT = 24  # words of queries that are kept


class Plain:
    """Folded titles by row. Rows are only ever added."""

    def __init__(self) -> None:
        self._folded: list[str] = []  # each with a space at both ends, so that ` word` finds a word
        self._words: set[str] = set()
        self._kept: dict[tuple[str, bool, int], Word] = {}

    def __len__(self) -> int:
        return len(self._folded)

    def extend(self, titles: Sequence[str]) -> None:
        """Take in titles as the next rows."""
        folded = [fold(title) for title in titles]
        self._words = self._words.union(*[title.split() for title in folded])  # anew: a search may be going through it
        self._folded += [f" {title} " for title in folded]

    def settle(self, _: Wanted) -> None:
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

    def search(self, asked: tuple[str, ...], wanted: Wanted, *, near: bool = True) -> dict[int, int]:
        """The rows that match folded words, each with the code of its rank; `near`: see `TitleIndex.search`."""
        found = dict(self._exact(asked, wanted))
        enough = ENOUGH if near or not found else len(found)
        for tier in (Tier.TYPO, Tier.LOOSE, Tier.MOST):
            if len(found) < enough:
                found |= dict(self._near(tier, asked, found, wanted))
        return found

    def _exact(self, asked: tuple[str, ...], wanted: Wanted) -> Iterator[tuple[int, int]]:
        ways = [(0, tuple(Unit(word) for word in asked))]
        ways += [(1, spelled.of(asked)) for spelled in respellings(asked, self._words)]
        for row, title in self._titles(wanted):
            ranks = [exact_rank(title, units, edits) for edits, units in ways]
            codes = [rank.code() for rank in ranks if rank is not None]
            if codes:
                yield row, min(codes)

    def _titles(self, wanted: Wanted) -> Iterator[tuple[int, str]]:
        for row, title in enumerate(self._folded):
            if not row % _CHUNK:
                check(wanted)
            yield row, title

    def _near(
        self, tier: Tier, asked: tuple[str, ...], known: Collection[int], wanted: Wanted
    ) -> Iterator[tuple[int, int]]:
        """The rows not yet known that match at a near tier, with their codes."""
        words = [self._word(word, wanted, last=place == len(asked) - 1) for place, word in enumerate(asked)]
        for row, title in self._titles(wanted):
            edits = near_edits(tier, title, words) if row not in known else None
            if edits is not None:
                yield row, near_rank(tier, title, asked, edits).code()

    def _word(self, word: str, wanted: Wanted, *, last: bool) -> Word:
        words = self._words
        kept = word, last, len(words)
        if kept not in self._kept:
            check(wanted)
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept[kept] = Word.among(words, word, last=last)
        return self._kept[kept]
