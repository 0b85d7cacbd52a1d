"""A run of titles as arrays: which words each title has, and which titles have each word.

Made once, never changed: a longer library is more segments, and two neighbours become one by
`merged`, which copies arrays and reads no title again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paperreader.search.vocabulary import Numbers, Vocabulary
from paperreader.text import fold

PAD = 32  # places before the first title and after the last, so that no look at a neighbour ends outside
NOTHING = -1  # between titles
_WORDS = 12  # of a title, about
_MOST_LETTERS = 65_535  # of a title that are counted

Rows = NDArray[np.integer[Any]]  # int32 where kept, int64 where worked out
Places = NDArray[np.int64]
Small = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]


class Segment:
    """Titles from row `first` on; its own rows count from 0.

    Args:
        vocabulary: their words.
        tokens: the word numbers of all titles, one after the other; `NOTHING` between titles and
            `PAD` times around them.
        starts: where in `tokens` each title begins, and where the next one would.
        rows: the rows of each word, word after word, in order; a word twice in a title has it twice.
        places: which word of its title each of these is, from 0.
        ends: where in `rows` each word's rows begin, and the last one's end.
        letters: letters of each title.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the arrays belong together
        self,
        first: int,
        vocabulary: Vocabulary,
        tokens: Numbers,
        starts: Numbers,
        rows: Rows,
        places: Small,
        ends: Numbers,
        letters: NDArray[np.uint16],
    ) -> None:
        self.first = first
        self.vocabulary = vocabulary
        self.tokens = tokens
        self.starts = starts
        self.letters = letters
        self._rows = rows
        self._places = places
        self._ends = ends

    def __len__(self) -> int:
        return len(self.letters)

    @classmethod
    def of(cls, first: int, titles: Sequence[str]) -> Segment:
        """The segment of some titles."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        read: list[int] = []
        counts: list[int] = []
        letters: list[int] = []
        for title in titles:
            folded = fold(title)
            words = folded.split()
            read += map(numbers.__getitem__, words)
            counts.append(len(words))
            letters.append(min(len(folded) - max(len(words) - 1, 0), _MOST_LETTERS))
        words = sorted(numbers)
        rank = np.empty(len(words), np.int32)
        rank[np.array([numbers[word] for word in words], np.int64)] = np.arange(len(words), dtype=np.int32)
        return cls._made(first, Vocabulary.of(words), rank[np.array(read, np.int64)], counts, letters)

    @classmethod
    def _made(
        cls, first: int, vocabulary: Vocabulary, read: Numbers, counts: Sequence[int], letters: Sequence[int]
    ) -> Segment:
        count = np.array(counts, np.int64)
        ends = np.cumsum(count)
        begins = ends - count
        rows = np.repeat(np.arange(len(counts), dtype=np.int32), count)
        tokens = np.full(len(read) + len(counts) + 2 * PAD, NOTHING, np.int32)
        tokens[PAD + np.arange(len(read)) + rows] = read
        starts = np.append(begins + np.arange(len(counts)), len(read) + len(counts)) + PAD
        by_word = np.argsort(read, kind="stable")
        places = np.arange(len(read)) - np.repeat(begins, count)
        word_ends = np.append(0, np.cumsum(np.bincount(read, minlength=len(vocabulary))))
        return cls(
            first,
            vocabulary,
            tokens,
            starts.astype(np.int32),
            rows[by_word],
            places[by_word].astype(np.min_scalar_type(max(counts, default=0))),
            word_ends.astype(np.int32),
            np.array(letters, np.uint16),
        )

    def merged(self, after: Segment) -> Segment:
        """One segment of this one and the one that follows."""
        vocabulary, ours, theirs = self.vocabulary.merged(after.vocabulary)
        counts = [np.diff(part._ends) for part in (self, after)]  # noqa: SLF001 - of the same kind
        ends = np.zeros(len(vocabulary) + 1, np.int32)
        ends[1 + ours] += counts[0]
        ends[1 + theirs] += counts[1]
        np.cumsum(ends, out=ends)
        rows = np.empty(ends[-1], np.int32)
        places = np.empty(ends[-1], np.promote_types(self._places.dtype, after._places.dtype))
        begins = ends[:-1].copy()
        for part, numbers, count in ((self, ours, counts[0]), (after, theirs, counts[1])):
            shift = begins[numbers] - part._ends[:-1]  # noqa: SLF001 - of the same kind
            there = np.repeat(shift, count) + np.arange(len(part._rows), dtype=np.int32)  # noqa: SLF001 - likewise
            rows[there] = part._rows + np.int32(part.first - self.first)  # noqa: SLF001 - likewise
            places[there] = part._places  # noqa: SLF001 - likewise
            begins[numbers] += count
        tokens = np.concatenate([_renumbered(self.tokens, ours)[:-PAD], _renumbered(after.tokens, theirs)[PAD:]])
        starts = np.concatenate([self.starts[:-1], after.starts + (self.starts[-1] - PAD)])
        letters = np.concatenate([self.letters, after.letters])
        return Segment(self.first, vocabulary, tokens, starts, rows, places, ends, letters)

    def count(self, first: int, end: int) -> int:
        """How often the words from number `first` up to `end` stand in the titles."""
        return int(self._ends[end] - self._ends[first])

    def rows(self, first: int, end: int) -> Rows:
        """The rows that have them, word after word."""
        return self._rows[self._ends[first] : self._ends[end]]

    def positions(self, first: int, end: int, among: Places | None = None) -> tuple[Rows, Places]:
        """The rows again, if some are given those among them only, and where in `tokens` the words stand."""
        rows, places = self.rows(first, end), self._places[self._ends[first] : self._ends[end]]
        if among is not None and _WORDS * len(among) < len(rows):
            return self._positions_in(among, first, end)
        if among is not None:
            inside = mask_of(self, among)[rows]
            rows, places = rows[inside], places[inside]
        return rows, self.starts[rows].astype(np.int64) + places

    def _positions_in(self, rows: Places, first: int, end: int) -> tuple[Places, Places]:
        """The same by a look at all words of a few titles."""
        counts = self.word_counts(rows)
        begins = np.cumsum(counts) - counts
        positions = np.arange(int(counts.sum())) + np.repeat(self.starts[rows] - begins, counts)
        words = self.tokens[positions]
        there = (words >= first) & (words < end)
        return np.repeat(rows, counts)[there], positions[there]

    def rows_of(self, numbers: Numbers) -> tuple[Rows, Numbers]:
        """The rows that have any of some words, word after word, and how many each word has."""
        begins = self._ends[numbers]
        counts = self._ends[numbers + 1] - begins
        shift = np.repeat(begins - (np.cumsum(counts) - counts), counts)
        return self._rows[np.arange(len(shift)) + shift], counts

    def word_counts(self, rows: Rows) -> Numbers:
        """How many words some titles have."""
        return self.starts[rows + 1] - self.starts[rows] - np.int32(1)

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        words = self.vocabulary.words
        return " ".join([words[number] for number in self.tokens[self.starts[row] : self.starts[row + 1] - 1].tolist()])


def mask_of(segment: Segment, rows: Rows) -> NDArray[np.bool_]:
    """For every row of a segment whether it is one of these."""
    mask = np.zeros(len(segment), np.bool_)
    mask[rows] = True
    return mask


def _renumbered(tokens: Numbers, numbers: Numbers) -> Numbers:
    return np.append(numbers, np.int32(NOTHING))[tokens]  # NOTHING, -1, is the last one
