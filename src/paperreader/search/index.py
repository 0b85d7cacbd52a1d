"""The search by title: titles go in, ranked rows come out. No other module knows which engine searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperreader.search.cancel import StillCurrent, always
from paperreader.search.hits import Hits, Ranking, SortedRanking, TieBreakers
from paperreader.search.linear import LinearEngine
from paperreader.search.signed import SignedWords, signs_first
from paperreader.text import normalize_title

if TYPE_CHECKING:
    from paperreader.search.indexed import IndexedEngine
    from paperreader.search.similar import LikedPaper

INDEXED_FROM = 1000
"""The number of titles from which on the indexed engine searches. Fewer are searched without numpy."""
_MAX_QUERY = 400  # normalized characters; the rest of a query is ignored
_MAX_WORDS = 24
_MAX_REPEATS = 3


class TitleIndex:
    """An index of titles by row; see `paperreader.search.ranking` for the order of hits. Rows are only added.

    One thread may extend it while another searches.
    """

    def __init__(self) -> None:
        self._titles = TieBreakers((), ())
        self._engine: LinearEngine | IndexedEngine = LinearEngine()
        self._signed = SignedWords()
        self._last_answer: tuple[tuple[tuple[str, ...], tuple[str, ...], int, bool], Hits] | None = None
        self._last_like: tuple[tuple[LikedPaper, int], Hits] | None = None

    def __len__(self) -> int:
        return len(self._engine)

    def extend(self, titles: Sequence[str], days: Sequence[int]) -> None:
        """Add the titles from row `len(self)` on.

        Args:
            titles: the titles of all rows, those added before included. The list is kept; it may only grow.
            days: the same for the days. Of equal hits the one with the higher day comes first.
        """
        self._titles = TieBreakers(titles, days)
        self._signed.extend(titles, len(self))
        if isinstance(self._engine, LinearEngine):
            if len(titles) < INDEXED_FROM:
                self._engine.extend(titles[len(self) :])
                return
            from paperreader.search.indexed import IndexedEngine

            indexed = IndexedEngine()
            indexed.extend(titles, 0)
            self._engine = indexed  # not before: another thread may be searching
        else:
            self._engine.extend(titles, len(self))

    def finish(self) -> None:
        """Join what was built in parts, which is searched faster. To be called when no titles will follow soon."""
        self._engine.finish()

    def containing(self, phrase: str) -> set[int]:
        """Return the rows whose titles contain a phrase in whole words."""
        normalized = normalize_title(phrase)
        rows = self._engine.containing(normalized) if normalized else set()
        return rows.intersection(*self._signed.typed(phrase).values())

    def like(self, row: int, title: str, abstract: str = "", still_current: StillCurrent = always) -> Hits:
        """Return the rows whose titles share rare words with a paper; see `similar.similar_titles`.

        The paper's own title need not be in the index yet.
        """
        from paperreader.search.similar import LikedPaper, similar_titles

        paper = LikedPaper(row, title, abstract)
        key = paper, len(self)
        if self._last_like is None or self._last_like[0] != key:
            self._last_like = key, similar_titles(self._engine, paper, self._titles, still_current)
        return self._last_like[1]

    def search(self, query: str, still_current: StillCurrent = always, *, near: bool = True) -> Hits:
        """Return the rows whose titles match a query, best first; none for a query without letters and digits.

        Args:
            query: as the user typed it. The last word may be a prefix, because it is still being typed.
            still_current: see `cancel.check_cancelled`.
            near: whether near matches are needed even if there are exact hits. If not, they may be left out.

        Raises:
            SearchCancelled: the hits are no longer needed.
        """
        query = query[: 4 * _MAX_QUERY]
        query_words, signed = _query_words(normalize_title(query)[:_MAX_QUERY].split()), self._signed.typed(query)
        key = query_words, tuple(signed), len(self), near
        if self._last_answer and self._last_answer[0] == key:  # facets and empty lists repeat the query
            return self._last_answer[1]
        ranked: Ranking = SortedRanking({}, self._titles)
        if query_words:
            ranked = self._ranked(query_words, still_current, near=near or bool(signed))
        if signed:
            ranked = signs_first(ranked, signed, self._engine.containing, still_current)
        hits = Hits(ranked, self._titles.titles, query_words)
        self._last_answer = key, hits
        return hits

    def _ranked(self, query_words: tuple[str, ...], still_current: StillCurrent, *, near: bool) -> Ranking:
        engine = self._engine
        if isinstance(engine, LinearEngine):
            return SortedRanking(engine.search(query_words, still_current, near=near), self._titles)
        from paperreader.search.lazy_ranking import LazyRanking

        return LazyRanking(engine.search(query_words, still_current), self._titles, still_current)


def _query_words(words: list[str]) -> tuple[str, ...]:
    """Return the words that are searched for.

    A word counts `_MAX_REPEATS` times at most, or once in a query of more than `_MAX_WORDS` words. Words
    after the first `_MAX_WORDS` are ignored.
    """
    repeats = _MAX_REPEATS if len(words) <= _MAX_WORDS else 1
    kept = [word for index, word in enumerate(words) if words[:index].count(word) < repeats]
    return tuple(kept[:_MAX_WORDS])


def preload() -> None:
    """Import what the first search with typos needs, so that no key waits for it."""
    from paperreader.search.rules import misspelt

    misspelt("aaaa", ["aaab"], 1, last=True)
