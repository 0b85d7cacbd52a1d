"""Where the titles of a segment have several words for which a query word stands: by their initials or beginnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.glued import GAP_EDITS, GluedPiece, Split
from paperreader.search.rules import INITIALS_MAX, INITIALS_MIN, JOINED_PREFIX_MIN_LETTERS
from paperreader.search.segment import Indices, Mask, Rows, Segment, unique
from paperreader.search.vocabulary import WordIds
from paperreader.search.word_grid import WordGrid, batches_by_length


def multiword_rows(segment: Segment, word: str, among: Indices | None, still_current: StillCurrent) -> Iterator[Rows]:
    """Yield the rows in which a query word stands for consecutive words, by their initials or prefixes.

    See `rules.initials` and `rules.joined_prefixes`. A row may occur more than once. With `among` only
    these rows need be found.
    """
    check_cancelled(still_current)
    yield _initials_rows(segment, word, among)
    check_cancelled(still_current)
    if _may_be_joined_prefixes(segment, word):
        yield from _joined_prefixes_rows(segment, word, among, still_current)


def _initials_rows(segment: Segment, word: str, among: Indices | None) -> Rows:
    """Return the rows with consecutive words that begin with the letters of a query word."""
    ranges = [segment.vocabulary.prefix_range(letter) for letter in word]
    if not INITIALS_MIN <= len(word) <= INITIALS_MAX or any([first == end for first, end in ranges]):
        return np.zeros(0, np.int32)
    rarest, *others = sorted(range(len(word)), key=lambda index: segment.count(*ranges[index]))
    positions = segment.positions(*ranges[rarest], among)[1] - rarest
    for index in others:
        positions = positions[segment.with_neighbour(positions, index, ranges[index])]
    return segment.rows_at(positions)


def _joined_prefixes_rows(
    segment: Segment, word: str, among: Indices | None, still_current: StillCurrent
) -> Iterator[Rows]:
    """Yield the rows with consecutive words whose prefixes make a query word."""
    last_start = len(word) - JOINED_PREFIX_MIN_LETTERS
    found: defaultdict[int, list[Indices]] = defaultdict(list)  # by letters matched, positions of the next word
    for end in range(JOINED_PREFIX_MIN_LETTERS, last_start + 1):
        check_cancelled(still_current)
        found[end].append(_pair_positions(segment, word[:end], word[end : end + JOINED_PREFIX_MIN_LETTERS], among) + 1)
    for done in range(JOINED_PREFIX_MIN_LETTERS, last_start + 1):
        parts = [part for part in found.pop(done) if len(part)]
        if not parts:
            continue
        positions = unique(np.concatenate(parts)) if len(parts) > 1 else parts[0]
        for end in range(done + JOINED_PREFIX_MIN_LETTERS, len(word) + 1):
            check_cancelled(still_current)
            ids = segment.vocabulary.prefix_range(word[done:end])
            matching = positions[segment.with_neighbour(positions, 0, ids)]
            if not len(matching):
                break
            if end == len(word):
                yield segment.rows_at(matching)
            else:
                found[end].append(matching + 1)


def _pair_positions(segment: Segment, prefix: str, next_prefix: str, among: Indices | None) -> Indices:
    """Return the positions of words with a prefix before words with another."""
    ranges = [segment.vocabulary.prefix_range(word) for word in (prefix, next_prefix)]
    rarer = min((0, 1), key=lambda index: segment.count(*ranges[index]))
    if not segment.count(*ranges[rarer]):
        return np.zeros(0, np.int64)
    positions = segment.positions(*ranges[rarer], among)[1]
    return positions[segment.with_neighbour(positions, 1 - 2 * rarer, ranges[1 - rarer])] - rarer


def _may_be_joined_prefixes(segment: Segment, word: str) -> bool:
    """Return whether a query word can be split into prefixes of words of the segment, adjacent or not."""
    solved = {len(word)}  # starts from which the rest can be split
    for start in range(len(word) - JOINED_PREFIX_MIN_LETTERS, -1, -1):
        for end in range(start + JOINED_PREFIX_MIN_LETTERS, len(word) + (start > 0)):
            first, last = segment.vocabulary.prefix_range(word[start:end])
            if first == last:
                break
            if end in solved:
                solved.add(start)
                break
    return 0 in solved


def glued_rows(segment: Segment, split: Split, still_current: StillCurrent) -> Iterator[tuple[Indices, int]]:
    """Yield the rows whose words make a query word in a way to take it apart, with the edits; see `glued.glued`.

    Those without words between are yielded twice: the fewer edits count.
    """
    found = [(piece, _WordSet(segment, piece, still_current)) for piece in split.pieces]
    whole = split.pieces[-1].end
    has_first = segment.row_mask(np.concatenate([words.rows() for piece, words in found if piece.start == 0]))
    has_last = segment.row_mask(np.concatenate([words.rows() for piece, words in found if piece.end == whole]))
    rows = np.flatnonzero(has_first & has_last)
    for indices in batches_by_length(segment, rows, still_current):
        batch = rows[indices]
        grid = WordGrid(segment, batch)
        matches = [(piece, words.mask(grid.words)) for piece, words in found]
        yield batch.compress(_is_made(matches, whole, adjacent=False)), split.edits + GAP_EDITS
        yield batch.compress(_is_made(matches, whole, adjacent=True)), split.edits


def _is_made(matches: Sequence[tuple[GluedPiece, Mask]], whole: int, *, adjacent: bool) -> Mask:
    """Return for each title of a grid whether its words make up a whole query word.

    Args:
        matches: the pieces, and a mask of the grid with the words for which each stands.
        whole: the letters of the query word.
        adjacent: whether the words must be adjacent.
    """
    height, count = matches[0][1].shape
    ends = {0: np.ones((height + 1, count), np.bool_)}  # by the letters done: before which words they may be
    for piece, match in matches:
        before: Mask = ends[piece.start]
        if not adjacent:
            before = np.logical_or.accumulate(before, axis=0)
        done = ends.setdefault(piece.end, np.zeros((height + 1, count), np.bool_))
        done[1:] |= match & before[:-1]
    made: Mask = np.array(ends[whole].any(axis=0))
    return made


class _WordSet:
    """The words of a segment for which a piece of a query word stands."""

    def __init__(self, segment: Segment, piece: GluedPiece, still_current: StillCurrent) -> None:
        check_cancelled(still_current)
        self._segment, vocabulary = segment, segment.vocabulary
        self._range = vocabulary.prefix_range(piece.letters)
        self._ids = vocabulary.abbreviated(piece.letters, still_current)[0] if piece.is_abbreviation else None

    def rows(self) -> Rows:
        """Return the rows with any of the words."""
        return self._segment.rows(*self._range) if self._ids is None else self._segment.rows_of(self._ids)[0]

    def mask(self, word_ids: WordIds) -> Mask:
        """Return for each id of a word whether it is one of the words."""
        if self._ids is None:
            return (word_ids >= self._range[0]) & (word_ids < self._range[1])
        return self._segment.vocabulary.mask(self._ids)[word_ids]
