"""The words of many folded titles, taken out of one text: no word becomes an object that was met before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BYTES = 8  # of a word that one number holds
_NUMBERS = 3  # for a word; what is left of longer words makes one more
_LEADS, _FOLLOWS = 0b1100_0000, 0b1000_0000  # of a byte in UTF-8 that goes on with a letter
_KEPT = np.array([0, *[(1 << 64) - (1 << 64 - 8 * count) for count in range(1, _BYTES + 1)]], np.uint64)
"""The bits of a number that hold so many bytes."""

Places = NDArray[np.int64]


class TokenTable:
    """The words of a text.

    Args:
        lines: UTF-8, a title in each line; words stand apart by blanks.

    Attributes:
        distinct: the words, sorted, each once.
        numbers: for each word of the text its place there.
        places: where in the text each of the distinct words stands, word after word, from 0.
        ends: where in `places` those of each begin, and those of the last one end.
        counts: how many words each line has.
        letters: and how many letters.
    """

    def __init__(self, lines: bytes) -> None:
        signs = np.frombuffer(lines, np.uint8)
        is_gap = np.concatenate([[True], signs <= ord(" "), [True]])
        edges = np.flatnonzero(is_gap[1:] != is_gap[:-1])
        begins, ends = edges[::2], edges[1::2]
        self.places, is_new = _sorted(lines, begins, ends - begins)
        self.numbers = np.empty(len(begins), np.int32)
        self.numbers[self.places] = np.cumsum(is_new) - 1
        self.ends = np.append(np.flatnonzero(is_new), len(begins))
        first = self.places.compress(is_new)
        spans = zip(begins.take(first).tolist(), ends.take(first).tolist(), strict=True)
        self.distinct = [str(lines[begin:end], "utf-8") for begin, end in spans]
        line_ends = np.flatnonzero(signs == ord("\n"))
        others = np.flatnonzero(is_gap[1:-1] | ((signs & _LEADS) == _FOLLOWS))
        self.counts = np.diff(np.searchsorted(begins, line_ends), prepend=0)
        self.letters = np.diff(line_ends - np.searchsorted(others, line_ends), prepend=0)


def _sorted(lines: bytes, begins: Places, lengths: Places) -> tuple[Places, NDArray[np.bool_]]:
    """The order of words by their bytes, and for each of them in order whether it is not the one before.

    Big-endian numbers sort as the bytes do that they hold, and UTF-8 as its letters do.
    """
    padded = lines + bytes(_BYTES * _NUMBERS)
    number_at = np.ndarray(len(lines) + _BYTES * (_NUMBERS - 1) + 1, ">u8", padded, 0, (1,))
    keys = []
    for done in range(0, _BYTES * _NUMBERS, _BYTES):
        bits = _KEPT.take(np.clip(lengths - done, 0, _BYTES))
        keys.append(number_at[begins + done].astype(np.uint64) & bits)
    keys.append(_rests(lines, begins + _BYTES * _NUMBERS, lengths - _BYTES * _NUMBERS))
    order = np.lexsort(keys[::-1])
    is_new = np.ones(len(order), np.bool_)
    in_order = [key.take(order) for key in keys]
    is_new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in in_order])
    return order, is_new


def _rests(lines: bytes, begins: Places, lengths: Places) -> NDArray[np.uint64]:
    """What orders the rests of words, as far as there are any; very few words have one."""
    found = np.zeros(len(begins), np.uint64)
    longer = np.flatnonzero(lengths > 0).tolist()
    rests = [lines[begins[place] : begins[place] + lengths[place]] for place in longer]
    numbers = {rest: number for number, rest in enumerate(sorted(set(rests)), 1)}
    found[longer] = [numbers[rest] for rest in rests]
    return found
