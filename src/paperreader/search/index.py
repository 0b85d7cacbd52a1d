"""The search by title: titles go in, ranked rows come out. Which engine answers is nobody else's business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperreader.search.cancel import StillCurrent, always
from paperreader.search.hits import Hits, Ranking, SortedRanking, TieBreakers
from paperreader.search.linear import LinearEngine
from paperreader.text import normalize_title

if TYPE_CHECKING:
    from paperreader.search.indexed import IndexedEngine

FAST_FROM = 1000
"""Titles from which on the fast engine answers; fewer need no numpy."""
_LONGEST_QUERY = 400  # folded characters; no title is found by more
_MOST_WORDS = 24
_MOST_ALIKE = 3


class TitleIndex:
    """Titles by row, to be searched; see `paperreader.search.ranking`. Rows are only ever added.

    One thread may extend it while another searches.
    """

    def __init__(self) -> None:
        self._titles = TieBreakers((), ())
        self._engine: LinearEngine | IndexedEngine = LinearEngine()
        self._answered: tuple[tuple[str, ...], int, bool, Hits] | None = None

    def __len__(self) -> int:
        return len(self._engine)

    def extend(self, titles: Sequence[str], days: Sequence[int], wanted: StillCurrent = always) -> None:
        """Take in the titles from row `len(self)` on; `days` order titles otherwise alike, newer first.

        Both are kept, and only grow: the same lists with each call.

        Raises:
            Abandoned: `wanted` said no; what was taken in so far stays, and the rest may follow.
        """
        self._titles = TieBreakers(titles, days)
        if isinstance(self._engine, LinearEngine):
            if len(titles) < FAST_FROM:
                self._engine.extend(titles[len(self) :])
                return
            from paperreader.search.indexed import IndexedEngine

            fast = IndexedEngine()
            try:
                fast.extend(titles, 0, wanted)
            finally:
                if len(fast) >= len(self._engine):  # only now: a search may be going on
                    self._engine = fast
        else:
            self._engine.extend(titles, len(self), wanted)

    def finish(self, wanted: StillCurrent = always) -> None:
        """All titles are in for now: have what was built in pieces become one, which is searched faster.

        Raises:
            Abandoned: `wanted` said no.
        """
        self._engine.finish(wanted)

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        engine = self._engine
        return engine.folded(row) if row < len(engine) else normalize_title(self._titles.titles[row])

    def containing(self, phrase: str) -> set[int]:
        """The rows whose titles hold these whole words, one after the other."""
        folded = normalize_title(phrase)
        return self._engine.containing(folded) if folded else set()

    def like(self, row: int, wanted: StillCurrent = always) -> Hits:
        """The rows whose titles share rare words with that of a row, nearest first; see `similar.alike`."""
        from paperreader.search.similar import similar_titles

        return similar_titles(self._engine, row, self._titles, wanted)

    def search(self, words: str, wanted: StillCurrent = always, *, near: bool = True) -> Hits:
        """The rows whose titles match, best first. A query without letters or digits finds nothing.

        Args:
            words: as typed; the last word counts as a prefix, being still typed.
            wanted: asked now and then; once it says no, the search is given up.
            near: whether near hits are wanted where there are exact ones; else they may be missing.

        Raises:
            Abandoned: `wanted` said no.
        """
        asked = _asked(normalize_title(words[: 4 * _LONGEST_QUERY])[:_LONGEST_QUERY].split())
        size = len(self)
        if self._answered and self._answered[:3] == (asked, size, near):  # facets and empty lists ask the same again
            return self._answered[3]
        ranked = self._ranked(asked, wanted, near=near) if asked else SortedRanking({}, self._titles)
        hits = Hits(ranked, self._titles.titles, asked)
        self._answered = (asked, size, near, hits)
        return hits

    def _ranked(self, asked: tuple[str, ...], wanted: StillCurrent, *, near: bool) -> Ranking:
        engine = self._engine
        if isinstance(engine, LinearEngine):
            return SortedRanking(engine.search(asked, wanted, near=near), self._titles)
        from paperreader.search.lazy import LazyRanking

        return LazyRanking(engine.search(asked, wanted), self._titles, wanted)


def _asked(words: list[str]) -> tuple[str, ...]:
    """The words searched for: each `_MOST_ALIKE` times at most, or once in a query of more than `_MOST_WORDS`."""
    most = _MOST_ALIKE if len(words) <= _MOST_WORDS else 1
    kept = [word for place, word in enumerate(words) if words[:place].count(word) < most]
    return tuple(kept[:_MOST_WORDS])


def preload() -> None:
    """Load what the first tolerant search needs, so that no key waits for it."""
    from paperreader.search.rules import misspelt

    misspelt("aaaa", ["aaab"], 1, last=True)
