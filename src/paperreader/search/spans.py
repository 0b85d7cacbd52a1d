"""Which letters of a shown title match a query, computed for the few titles on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

from paperreader.search.glued import glued, splits
from paperreader.search.rules import abbreviation, allowed_typos, initials, joined_prefixes, prefix_lengths
from paperreader.text import normalize_with_positions

_Letters = Iterator[tuple[int, int]]
"""Matched letters as (index of the title's word, index of the letter in the word)."""


def matched_spans(title: str, query_words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the matched letters of a title as sorted, disjoint (start, end) in code points.

    Args:
        title: as it is shown. A match on a ligature or an accented letter marks the whole letter.
        query_words: the normalized words of a query.
    """
    normalized, indices = normalize_with_positions(title)
    words = normalized.split()
    starts = [0, *accumulate([len(word) + 1 for word in words])]
    found = {indices[starts[number] + letter] for number, letter in _matched_letters(query_words, words)}
    for index in sorted(found):  # the accents that follow a letter
        after = index + 1
        while after < len(title) and unicodedata.combining(title[after]):
            found.add(after)
            after += 1
    return tuple(_runs(sorted(found)))


def _matched_letters(query_words: Sequence[str], words: Sequence[str]) -> _Letters:
    for index, word in enumerate(query_words):
        found = list(_word_letters(word, words)) or list(_split_letters(word, words))
        for first in (index - 1, index):  # joined with the word before or after
            if not found and 0 <= first < len(query_words) - 1:
                found = list(_word_letters(query_words[first] + query_words[first + 1], words))
        yield from found or _near_letters(word, words)


def _word_letters(word: str, words: Sequence[str]) -> _Letters:
    """Yield a query word wherever it is a word of the title, or else wherever it is a prefix."""
    numbers = [number for number, other in enumerate(words) if other == word]
    for number in numbers or [number for number, other in enumerate(words) if other.startswith(word)]:
        yield from ((number, letter) for letter in range(len(word)))


def _split_letters(word: str, words: Sequence[str]) -> _Letters:
    """Yield the letters of two adjacent words of the title that make the query word."""
    for number in range(len(words) - 1):
        if words[number] + words[number + 1] == word:
            yield from ((number, letter) for letter in range(len(words[number])))
            yield from ((number + 1, letter) for letter in range(len(words[number + 1])))


def _near_letters(word: str, words: Sequence[str]) -> _Letters:
    """Yield the letters of a word with typos, or else of joined prefixes, of initials, of glued beginnings, or of an abbreviation."""
    if near := _nearest(word, words):
        number, end = near
        yield from ((number, letter) for letter in _common(word, words[number][:end]))
    elif pieces := joined_prefixes(word, words):
        yield from ((number, letter) for number, length in pieces for letter in range(length))
    elif (first := initials(word, words)) is not None:
        yield from ((first + number, 0) for number in range(len(word)))
    elif made := glued(words, splits(word, [sorted(words)])):
        for number, piece in made.pieces:
            yield from ((number, letter) for letter in _in_order(piece.letters, words[number]))
    else:
        number = next((number for number, other in enumerate(words) if abbreviation(word, other)), -1)
        if number >= 0:
            yield from ((number, letter) for letter in _in_order(word, words[number]))


def _nearest(word: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Return the index of the title's word with the fewest typos and the length of its matched prefix, if any."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    allowed = allowed_typos(word, 2)
    if not allowed:
        return None
    shortest, *_, longest = prefix_lengths(word, allowed)
    ends = [
        (number, end) for number, other in enumerate(words) for end in range(min(longest, len(other)), shortest - 1, -1)
    ]
    prefixes = [words[number][:end] for number, end in ends]
    best = extractOne(word, prefixes, scorer=OSA.distance, score_cutoff=allowed)  # the first of equals
    return ends[best[2]] if best else None


def _common(word: str, other: str) -> Iterator[int]:
    """Yield the indices of the letters of `other` that an alignment with `word` keeps."""
    from rapidfuzz.distance import LCSseq

    for block in LCSseq.opcodes(word, other):
        if block.tag == "equal":
            yield from range(block.dest_start, block.dest_end)


def _in_order(word: str, other: str) -> Iterator[int]:
    """Yield the first indices in `other` of the letters of `word`, in order."""
    index = -1
    for letter in word:
        index = other.index(letter, index + 1)
        yield index


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of consecutive indices as (start, end)."""
    start = end = -1
    for index in indices:
        if index != end:
            if end > start:
                yield start, end
            start = index
        end = index + 1
    if end > start:
        yield start, end
