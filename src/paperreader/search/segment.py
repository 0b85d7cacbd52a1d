"""A run of titles as arrays: the words of each title, and the titles of each word (an inverted index).

A segment never changes. A library that grows is several segments; `Segment.joined` makes one of them
by copying arrays, without reading a title again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from paperreader.search.vocabulary import Vocabulary, WordIds
from paperreader.text import normalize_titles

PAD = 32
"""Separators before the first title and after the last: a position plus or minus a query's words stays inside."""
NOTHING = -1
"""The word id between titles."""
_SPARSE = 4  # titles for each row; fewer rows are sorted faster than they are marked in a mask
_MAX_LETTERS = 65_535  # of a title; `letters` are 16 bits

Mask = NDArray[np.bool_]
Rows = NDArray[np.integer[Any]]
"""Row numbers: int32 in the arrays of a segment, int64 when computed."""
Indices = NDArray[np.int64]
Number = TypeVar("Number", bound=np.integer[Any])
_Columns = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The titles from row `first` of the index on. The segment counts its rows from 0.

    Attributes:
        first: the index's row of the segment's row 0.
        vocabulary: the distinct words.
        tokens: the word ids of all titles, one after the other, with `NOTHING` between titles and
            `PAD` times before and after them. A *position* is an index into this array.
        starts: the position at which each title begins, and one more for the end.
        _rows: the postings: for each word in turn the rows that contain it, in order. A title that
            contains a word twice is there twice.
        _columns: for each posting the index of the word within its title.
        _ends: where in `_rows` the postings of each word begin, and one more for the end.
        letters: how many letters each title has, spaces left out.
    """

    first: int
    vocabulary: Vocabulary
    tokens: WordIds
    starts: WordIds
    _rows: Rows
    _columns: _Columns
    _ends: WordIds
    letters: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.letters)

    @classmethod
    def of(cls, first: int, titles: Sequence[str]) -> Segment:
        """Return the segment of titles, which need not be normalized."""
        lines = str(normalize_titles(titles), "utf-8").split("\n")[:-1]
        titles_words = [line.split() for line in lines]
        words = list(chain.from_iterable(titles_words))
        vocabulary = sorted(set(words))
        id_of = dict(zip(vocabulary, count(), strict=False))
        ids = np.fromiter(map(id_of.__getitem__, words), np.int32, len(words))
        counts = np.fromiter(map(len, titles_words), np.int64, len(lines))
        begins = np.cumsum(counts) - counts
        rows = np.repeat(np.arange(len(lines), dtype=np.int32), counts)
        columns = np.arange(len(words)) - np.repeat(begins, counts)
        tokens = np.full(len(words) + len(lines) + 2 * PAD, NOTHING, np.int32)
        tokens[PAD + np.arange(len(words)) + rows] = ids
        starts = np.append(begins + np.arange(len(lines)), len(words) + len(lines)) + PAD
        by_word = np.argsort(ids.astype(np.min_scalar_type(len(vocabulary))), kind="stable")  # 16 bits sort fast
        letters = np.fromiter([len("".join(title)) for title in titles_words], np.int64, len(lines))
        return cls(
            first,
            Vocabulary.of(vocabulary),
            tokens,
            starts.astype(np.int32),
            rows.take(by_word),
            columns.take(by_word).astype(np.min_scalar_type(int(counts.max(initial=0)))),
            _ends(np.bincount(ids, minlength=len(vocabulary))),
            np.minimum(letters, _MAX_LETTERS).astype(np.uint16),
        )

    @classmethod
    def joined(cls, parts: Sequence[Segment]) -> Segment:
        """Return one segment with the titles of consecutive segments."""
        vocabulary, new_ids = Vocabulary.joined([part.vocabulary for part in parts])
        padding = np.full(PAD, NOTHING, np.int32)
        tokens = [_renumbered(part.tokens[PAD:-PAD], ids) for part, ids in zip(parts, new_ids, strict=True)]
        offsets = np.cumsum([0, *map(len, tokens)])
        starts = [part.starts[:-1] + np.int32(offset) for part, offset in zip(parts, offsets[:-1], strict=True)]
        return cls(
            parts[0].first,
            vocabulary,
            np.concatenate([padding, *tokens, padding]),
            np.concatenate([*starts, [np.int32(PAD + offsets[-1])]]),
            *_joined_postings(parts, new_ids, len(vocabulary)),
            np.concatenate([part.letters for part in parts]),
        )

    def count(self, first: int, end: int) -> int:
        """Return how often the words with ids from `first` up to `end` occur in the titles."""
        return int(self._ends[end] - self._ends[first])

    def rows(self, first: int, end: int) -> Rows:
        """Return the rows that contain a word with an id from `first` up to `end`, word after word."""
        return self._rows[self._ends[first] : self._ends[end]]

    def rows_of(self, ids: WordIds) -> tuple[Rows, WordIds]:
        """Return the rows that contain the words, word after word, and the number of rows of each word."""
        begins = self._ends[ids]
        counts = self._ends[ids + 1] - begins
        shift = np.repeat(begins - (np.cumsum(counts) - counts), counts)
        return self._rows[np.arange(len(shift)) + shift], counts

    def row_mask(self, rows: Rows) -> Mask:
        """Return for every row of the segment whether it is one of `rows`."""
        mask = np.zeros(len(self), np.bool_)
        mask[rows] = True
        return mask

    def word_mask(self, first: int, end: int) -> Mask:
        """Return for every row whether it contains a word with an id from `first` up to `end`."""
        return self.row_mask(self.rows(first, end))

    def distinct_rows(self, rows: Rows) -> Indices:
        """Return the rows in order, each once."""
        if _SPARSE * len(rows) < len(self):
            return unique(rows).astype(np.int64)
        return np.flatnonzero(self.row_mask(rows))

    def positions(self, first: int, end: int, among: Indices | None = None) -> tuple[Rows, Indices]:
        """Return where the words with ids from `first` up to `end` occur: the rows and the positions.

        Args:
            first: the first word id.
            end: the word id after the last.
            among: rows to which the search is limited, or None for all.
        """
        rows, columns = self.rows(first, end), self._columns[self._ends[first] : self._ends[end]]
        if among is not None:
            inside = self.row_mask(among).take(rows)
            rows, columns = rows.compress(inside), columns.compress(inside)
        return rows, self.starts.take(rows).astype(np.int64) + columns

    def with_neighbour(self, positions: Indices, step: int, ids: tuple[int, int]) -> Indices:
        """Return the indices of the positions whose word at a distance of `step` has one of the ids.

        The word is in the same title if `step` is 1 or -1, or if the words between are checked too:
        separators have no word's id.

        Args:
            positions: positions in `tokens`.
            step: distance in words, negative for words before.
            ids: the first word id and the one after the last.
        """
        first, end = ids
        tokens = self.tokens.take(positions + step)
        return np.flatnonzero((tokens >= first) & (tokens < end))

    def word_counts(self, rows: Rows) -> WordIds:
        """Return how many words each of the titles has."""
        return self.starts[rows + 1] - self.starts[rows] - np.int32(1)

    def rows_at(self, positions: Rows) -> Indices:
        """Return the rows to which positions in `tokens` belong."""
        return np.searchsorted(self.starts, positions.astype(np.int32), side="right") - 1


def unique(numbers: NDArray[Number]) -> NDArray[Number]:
    """Return the numbers sorted, each once, as `numpy.unique` does, which imports `numpy.ma` for it."""
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered.compress(is_new)


def _ends(counts: Indices) -> WordIds:
    return np.append(0, np.cumsum(counts)).astype(np.int32)


def _renumbered(tokens: WordIds, new_ids: WordIds) -> WordIds:
    """Return the tokens with new word ids. `NOTHING`, -1, takes the appended last one."""
    return np.append(new_ids, np.int32(NOTHING))[tokens]


def _joined_postings(
    parts: Sequence[Segment], new_ids: Sequence[WordIds], words: int
) -> tuple[Rows, _Columns, WordIds]:
    """Return the rows, columns and ends of all segments' postings.

    Args:
        parts: the segments.
        new_ids: for each segment the word ids that its words have in the joined vocabulary.
        words: how many words the joined vocabulary has.
    """
    postings = [(part._rows, part._columns, part._ends) for part in parts]  # noqa: SLF001 - this module's own
    counts = np.zeros(words, np.int64)
    for ids, (_, _, old_ends) in zip(new_ids, postings, strict=True):
        counts[ids] += np.diff(old_ends)
    ends = _ends(counts)
    rows = np.empty(ends[-1], np.int32)
    columns = np.empty(ends[-1], np.result_type(*[old_columns for _, old_columns, _ in postings]))
    begins = ends[:-1].copy()
    for part, ids, (old_rows, old_columns, old_ends) in zip(parts, new_ids, postings, strict=True):
        old_counts = np.diff(old_ends)
        targets = np.repeat(begins[ids] - old_ends[:-1], old_counts) + np.arange(len(old_rows), dtype=np.int32)
        rows[targets] = old_rows + np.int32(part.first - parts[0].first)
        columns[targets] = old_columns
        begins[ids] += old_counts
    return rows, columns, ends
