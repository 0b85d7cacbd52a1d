"""A run of titles as arrays: which words each title has, and which titles have each word.

Made once; what it answers never changes. A longer library is more segments, and neighbours become one by
`joined`, which copies arrays and reads no title again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paperreader.search.cancel import StillCurrent, always, check_cancelled
from paperreader.search.token_table import TokenTable
from paperreader.search.vocabulary import Numbers, Vocabulary
from paperreader.text import normalize_titles

PAD = 32  # places before the first title and after the last, so that no look at a neighbour ends outside
NOTHING = -1  # between titles
_WORDS = 12  # of a title, about
_AT_ONCE = 100_000  # rows, or words, that are looked at between two looks at whether that is still wanted
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
        words = TokenTable(normalize_titles(titles))
        counts, count = words.counts, len(words.numbers)
        begins = np.cumsum(counts) - counts
        rows = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        places = np.arange(count) - np.repeat(begins, counts)
        tokens = np.full(count + len(counts) + 2 * PAD, NOTHING, np.int32)
        tokens[PAD + np.arange(count) + rows] = words.numbers
        starts = np.append(begins + np.arange(len(counts)), count + len(counts)) + PAD
        return cls(
            first,
            Vocabulary.of(words.distinct),
            tokens,
            starts.astype(np.int32),
            rows.take(words.places),
            places.take(words.places).astype(np.min_scalar_type(int(counts.max(initial=0)))),
            words.ends.astype(np.int32),
            np.minimum(words.letters, _MOST_LETTERS).astype(np.uint16),
        )

    @classmethod
    def joined(cls, parts: Sequence[Segment]) -> Segment:
        """One segment of some that follow each other."""
        vocabulary, numbers = Vocabulary.joined([part.vocabulary for part in parts])
        around = np.full(PAD, NOTHING, np.int32)
        tokens = [_renumbered(part.tokens[PAD:-PAD], number) for part, number in zip(parts, numbers, strict=True)]
        before = np.cumsum([0, *map(len, tokens)])
        starts = [part.starts[:-1] + np.int32(done) for part, done in zip(parts, before[:-1], strict=True)]
        return cls(
            parts[0].first,
            vocabulary,
            np.concatenate([around, *tokens, around]),
            np.concatenate([*starts, [np.int32(PAD + before[-1])]]),
            *_joined_postings(parts, numbers, len(vocabulary)),
            np.concatenate([part.letters for part in parts]),
        )

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
            inside = mask_of(self, among).take(rows)
            rows, places = rows.compress(inside), places.compress(inside)
        return rows, self.starts.take(rows).astype(np.int64) + places

    def _positions_in(self, rows: Places, first: int, end: int) -> tuple[Places, Places]:
        """The same by a look at all words of a few titles."""
        counts = self.word_counts(rows)
        begins = np.cumsum(counts) - counts
        positions = np.arange(int(counts.sum())) + np.repeat(self.starts[rows] - begins, counts)
        words = self.tokens.take(positions)
        there = (words >= first) & (words < end)
        return np.repeat(rows, counts).compress(there), positions.compress(there)

    def followed(self, positions: Places, step: int, words: tuple[int, int], wanted: StillCurrent) -> Places:
        """Which of some places in `tokens` have a word of a range so many places further."""
        first, end = words
        found = []
        for begin in range(0, max(1, len(positions)), _AT_ONCE):
            check_cancelled(wanted)
            tokens = self.tokens.take(positions[begin : begin + _AT_ONCE] + step)
            found.append(np.flatnonzero((tokens >= first) & (tokens < end)) + begin)
        return np.concatenate(found) if len(found) > 1 else found[0]

    def rows_of(self, numbers: Numbers) -> tuple[Rows, Numbers]:
        """The rows that have any of some words, word after word, and how many each word has."""
        begins = self._ends[numbers]
        counts = self._ends[numbers + 1] - begins
        shift = np.repeat(begins - (np.cumsum(counts) - counts), counts)
        return self._rows[np.arange(len(shift)) + shift], counts

    def word_counts(self, rows: Rows) -> Numbers:
        """How many words some titles have."""
        return self.starts[rows + 1] - self.starts[rows] - np.int32(1)

    def rows_at(self, positions: Rows) -> Places:
        """The rows in which some places of `tokens` are."""
        return np.searchsorted(self.starts, positions.astype(np.int32), side="right") - 1

    def words(self, row: int) -> Numbers:
        """The words of a title."""
        return self.tokens[self.starts[row] : self.starts[row + 1] - 1]

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        words = self.vocabulary.words
        return " ".join([words[number] for number in self.words(row).tolist()])


def mask_of(segment: Segment, rows: Rows, wanted: StillCurrent = always) -> NDArray[np.bool_]:
    """For every row of a segment whether it is one of these."""
    mask = np.zeros(len(segment), np.bool_)
    set_rows(mask, rows, 1, wanted)
    return mask


def once(numbers: Rows) -> Rows:
    """Numbers in order, each once; `numpy.unique` does the same, and loads much for it."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def set_rows(array: NDArray[Any], rows: Rows, value: int, wanted: StillCurrent) -> None:
    """Set what some rows have."""
    for begin in range(0, len(rows), _AT_ONCE):
        check_cancelled(wanted)
        array[rows[begin : begin + _AT_ONCE]] = value


def marked(mask: NDArray[np.bool_], wanted: StillCurrent) -> Places:
    """The rows that are marked, in order."""
    if len(mask) <= _AT_ONCE:
        return np.flatnonzero(mask)
    found = []
    for begin in range(0, len(mask), _AT_ONCE):
        check_cancelled(wanted)
        found.append(np.flatnonzero(mask[begin : begin + _AT_ONCE]) + begin)
    return np.concatenate(found)


def _renumbered(tokens: Numbers, numbers: Numbers) -> Numbers:
    return np.append(numbers, np.int32(NOTHING))[tokens]  # NOTHING, -1, is the last one


def _joined_postings(parts: Sequence[Segment], numbers: Sequence[Numbers], size: int) -> tuple[Rows, Small, Numbers]:
    """The rows, places and ends of segments as one; `numbers` are their words' new ones, of `size`."""
    postings = [(part._rows, part._places, part._ends) for part in parts]  # noqa: SLF001 - this module's own
    ends = np.zeros(size + 1, np.int32)
    for number, (_, _, old) in zip(numbers, postings, strict=True):
        ends[1 + number] += np.diff(old)
    np.cumsum(ends, out=ends)
    rows = np.empty(ends[-1], np.int32)
    places = np.empty(ends[-1], np.result_type(*[some for _, some, _ in postings]))
    begins = ends[:-1].copy()
    for part, number, (some, standing, old) in zip(parts, numbers, postings, strict=True):
        count = np.diff(old)
        there = np.repeat(begins[number] - old[:-1], count) + np.arange(len(some), dtype=np.int32)
        rows[there] = some + np.int32(part.first - parts[0].first)
        places[there] = standing
        begins[number] += count
    return rows, places, ends
