"""Where the titles of a segment contain a word of a query, with typos, abbreviations or initials.

The result for a word is an array of *costs*: the edits for each row, `ABSENT` for rows without the word.
Results are cached, because the words before the last are searched again with every letter typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.exact import phrase_rows
from paperreader.search.glued import Split
from paperreader.search.multiword import glued_rows, multiword_rows
from paperreader.search.rules import QueryTerm, allowed_typos, spellings
from paperreader.search.segment import Indices, Mask, Rows, Segment
from paperreader.search.vocabulary import WordIds

Costs = NDArray[np.uint8]
Key = TypeVar("Key")
Value = TypeVar("Value")

ABSENT = 255
_CACHED_WORDS = 24  # each takes a byte a title
_CACHED_SPELLINGS = 100  # small arrays


class WordMatches:
    """The rows in which a word of a query is found.

    Attributes:
        costs: for each row of the segment the edits, or `ABSENT`.
        ids: the ids of the words of titles that match.
        rows: the rows with the word, in several arrays; a row may occur more than once.
        frequency: how many rows `rows` holds.
    """

    __slots__ = ("costs", "frequency", "ids", "rows")

    def __init__(self, costs: Costs, ids: WordIds, rows: Sequence[Rows]) -> None:
        self.costs = costs
        self.ids = ids
        self.rows = rows
        self.frequency = sum([len(part) for part in rows])

    def filter(self, rows: Indices) -> Indices:
        """Return the rows that contain the word."""
        return rows.compress(self.costs.take(rows) != ABSENT)


class LRUCache(Generic[Key, Value]):
    """The most recently used results of a function. `functools.lru_cache` would keep `still_current` in its keys."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Key, Value] = {}

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        """Return the cached value of a key, or compute it."""
        value = self._values.pop(key, None)
        if value is None:
            value = compute()
            while len(self._values) >= self._size:
                self._values.pop(next(iter(self._values)))
        self._values[key] = value  # the most recently used is the last
        return value


class WordMatcher:
    """Finds the words of queries in the titles of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._close = LRUCache[tuple[str, bool], WordMatches](_CACHED_WORDS)
        self._glued = LRUCache[tuple[Split, ...], WordMatches](_CACHED_WORDS)
        self._typos = LRUCache[tuple[str, bool], tuple[WordIds, Costs]](_CACHED_SPELLINGS)
        self._spellings = LRUCache[tuple[str, ...], list[tuple[QueryTerm, Indices]]](_CACHED_SPELLINGS)
        self._loose_words: tuple[tuple[str, ...], list[WordMatches], Indices | None] = ((), [], None)

    def spellings(self, words: tuple[str, ...], still_current: StillCurrent) -> list[tuple[QueryTerm, Indices]]:
        """Return the other spellings of one word or two that occur in titles, and the rows of each."""
        return self._spellings.get(words, lambda: self._find_spellings(words, still_current))

    def _find_spellings(self, words: tuple[str, ...], still_current: StillCurrent) -> list[tuple[QueryTerm, Indices]]:
        check_cancelled(still_current)
        found = [(term, phrase_rows(self._segment, term)) for term in spellings(words, self._segment.vocabulary)]
        return [(term, rows) for term, rows in found if len(rows)]

    def close(self, word: str, still_current: StillCurrent, *, last: bool) -> WordMatches:
        """Return where a word is found with one typo at most."""
        return self._close.get((word, last), lambda: self._find_close(word, still_current, last=last))

    def _find_close(self, word: str, still_current: StillCurrent, *, last: bool) -> WordMatches:
        check_cancelled(still_current)
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        first, end = segment.vocabulary.prefix_range(word)
        misspelt = self._misspelt(word, 1, still_current, last=last)
        check_cancelled(still_current)
        rows = [segment.rows_of(misspelt)[0], segment.rows(first, end)]
        costs[rows[0]] = 1
        costs[rows[1]] = 0
        return WordMatches(costs, np.append(misspelt, np.arange(first, end, dtype=np.int32)), rows)

    def glued(self, ways: tuple[Split, ...], still_current: StillCurrent) -> WordMatches:
        """Return where a word is made of the beginnings of a title's words, given the ways to take it apart."""
        return self._glued.get(ways, lambda: self._find_glued(ways, still_current))

    def _find_glued(self, ways: tuple[Split, ...], still_current: StillCurrent) -> WordMatches:
        costs = np.full(len(self._segment), ABSENT, np.uint8)
        for split in ways:
            for rows, edits in glued_rows(self._segment, split, still_current):
                costs[rows] = np.minimum(costs[rows], edits)
        return WordMatches(costs, np.zeros(0, np.int32), [np.flatnonzero(costs != ABSENT)])

    def _misspelt(self, word: str, typos: int, still_current: StillCurrent, *, last: bool) -> WordIds:
        """Return the ids of the words with exactly one or two typos."""
        allowed, vocabulary = allowed_typos(word, 2), self._segment.vocabulary
        ids, edits = self._typos.get((word, last), lambda: vocabulary.misspelt(word, allowed, still_current, last=last))
        return ids.compress(edits == typos)

    def loose(
        self, query_words: tuple[str, ...], close: Sequence[WordMatches], known: Mask, still_current: StillCurrent
    ) -> tuple[list[WordMatches], Indices]:
        """Match all words with the tolerance of `Tier.LOOSE`.

        From the rarest word on, each is searched only in the rows that contain the ones before it. The
        last word of the query comes last: what the others give is kept while it is being typed.

        Args:
            query_words: the words.
            close: the result of `close` for each word.
            known: True for rows that are not searched.
            still_current: see `cancel.check_cancelled`.

        Returns:
            The matches of each word, and the rows with all words that are not known.
        """
        words, rows = self._loose_before_last(query_words[:-1], close, still_current)
        check_cancelled(still_current)
        if rows is not None:
            rows = rows.compress(~known.take(rows))
        last = self._find_loose(query_words[-1], close[-1], still_current, rows, last=True)
        found = self._filter(last, rows)
        return [*words, last], found.compress(~known.take(found))

    def _loose_before_last(
        self, words: tuple[str, ...], close: Sequence[WordMatches], still_current: StillCurrent
    ) -> tuple[list[WordMatches], Indices | None]:
        """Return the loose matches of the words before the last, and the rows that contain them all."""
        if self._loose_words[0] != words:
            found: list[WordMatches] = list(close[:-1])
            rows: Indices | None = None
            for index in sorted(range(len(words)), key=lambda index: (close[index].frequency, index)):
                found[index] = self._find_loose(words[index], close[index], still_current, rows)
                rows = self._filter(found[index], rows)
            self._loose_words = words, found, rows
        return self._loose_words[1:]

    def _filter(self, word: WordMatches, rows: Indices | None) -> Indices:
        """Return the rows that contain a word, among the given rows if any are given."""
        return self._segment.distinct_rows(np.concatenate(word.rows)) if rows is None else word.filter(rows)

    def with_loose_ids(
        self, query_words: tuple[str, ...], close: Sequence[WordMatches], still_current: StillCurrent
    ) -> list[WordMatches]:
        """Return the close matches, with the ids of all words that match loosely."""
        found = []
        for index, (text, word) in enumerate(zip(query_words, close, strict=True)):
            last = index == len(query_words) - 1
            abbreviated, _ = self._segment.vocabulary.abbreviated(text, still_current)
            misspelt = self._misspelt(text, 2, still_current, last=last)
            found.append(WordMatches(word.costs, np.concatenate([word.ids, abbreviated, misspelt]), word.rows))
        return found

    def _find_loose(
        self,
        word: str,
        close: WordMatches,
        still_current: StillCurrent,
        among: Indices | None = None,
        *,
        last: bool = False,
    ) -> WordMatches:
        """Match a word loosely; with `among` only these rows need be found."""
        if among is not None and not len(among):
            return close
        segment = self._segment
        abbreviated, edits = segment.vocabulary.abbreviated(word, still_current)
        check_cancelled(still_current)
        misspelt = self._misspelt(word, 2, still_current, last=last)
        fewest_last = np.argsort(edits, kind="stable")[::-1]
        abbreviated_rows, counts = segment.rows_of(abbreviated[fewest_last])
        rows = [*close.rows, abbreviated_rows, segment.rows_of(misspelt)[0]]
        costs = np.full(len(segment), ABSENT, np.uint8)
        costs[abbreviated_rows] = np.repeat(edits[fewest_last], counts)
        costs[rows[-1]] = 2
        for part in multiword_rows(segment, word, among, still_current):
            costs[part] = 1
            rows.append(part)
        ids = np.concatenate([close.ids, abbreviated, misspelt])
        return WordMatches(np.minimum(close.costs, costs), ids, rows)
