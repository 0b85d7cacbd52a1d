"""Where the titles of a segment have several words for which a query word stands: by their initials or prefixes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.rules import INITIALS_MAX, INITIALS_MIN, JOINED_PREFIX_MIN_LETTERS
from paperreader.search.segment import Indices, Rows, Segment, unique


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
