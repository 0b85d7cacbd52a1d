"""Which letters of a shown title match a query: worked out again for the few titles on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from paperreader.search.rules import abbreviation, beginnings, budget, initials, lengths_begun
from paperreader.text import normalize_with_positions

_Letters = Iterator[tuple[int, int]]  # the number of a title's word, and which letter of it


def matched(title: str, asked: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The matching code points of a title as sorted, disjoint (start, end).

    Args:
        title: as it is shown; a match on a ligature or an accented letter marks that letter.
        asked: folded words of a query.
    """
    folded, places = normalize_with_positions(title)
    words = folded.split()
    starts = _starts(words)
    found = {places[starts[number] + letter] for number, letter in _letters(asked, words)}
    for place in sorted(found):  # the accents that follow a letter
        after = place + 1
        while after < len(title) and unicodedata.combining(title[after]):
            found.add(after)
            after += 1
    return tuple(_runs(sorted(found)))


def _starts(words: Sequence[str]) -> list[int]:
    """Where each word of a folded title begins."""
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    return starts


def _letters(asked: Sequence[str], words: Sequence[str]) -> _Letters:
    for place, word in enumerate(asked):
        found = list(_standing(word, words)) or list(_set_apart(word, words))
        for first in (place - 1, place):  # run together with a neighbour
            if not found and 0 <= first < len(asked) - 1:
                found = list(_standing(asked[first] + asked[first + 1], words))
        yield from found or _nearly(word, words)


def _standing(word: str, words: Sequence[str]) -> _Letters:
    """A word everywhere it stands whole, else everywhere it begins one."""
    numbers = [number for number, other in enumerate(words) if other == word]
    for number in numbers or [number for number, other in enumerate(words) if other.startswith(word)]:
        yield from ((number, letter) for letter in range(len(word)))


def _set_apart(word: str, words: Sequence[str]) -> _Letters:
    """A word that the title writes as two."""
    for number in range(len(words) - 1):
        if words[number] + words[number + 1] == word:
            yield from ((number, letter) for letter in range(len(words[number])))
            yield from ((number + 1, letter) for letter in range(len(words[number + 1])))


def _nearly(word: str, words: Sequence[str]) -> _Letters:
    """A word with typos, else as beginnings, initials or an abbreviation."""
    if near := _nearest(word, words):
        number, end = near
        yield from ((number, letter) for letter in _common(word, words[number][:end]))
    elif pieces := beginnings(word, words):
        yield from ((number, letter) for number, length in pieces for letter in range(length))
    elif (first := initials(word, words)) is not None:
        yield from ((first + number, 0) for number in range(len(word)))
    else:
        number = next((number for number, other in enumerate(words) if abbreviation(word, other)), -1)
        if number >= 0:
            yield from ((number, letter) for letter in _in_order(word, words[number]))


def _nearest(word: str, words: Sequence[str]) -> tuple[int, int] | None:
    """The number of the word with the fewest typos, and how many of its letters are meant; None: too many."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    allowed = budget(word, 2)
    if not allowed:
        return None
    fewest, *_, most = lengths_begun(word, allowed)
    begun = [
        (number, end) for number, other in enumerate(words) for end in range(min(most, len(other)), fewest - 1, -1)
    ]
    cut = [words[number][:end] for number, end in begun]
    best = extractOne(word, cut, scorer=OSA.distance, score_cutoff=allowed)  # the first of equals
    return begun[best[2]] if best else None


def _common(word: str, other: str) -> Iterator[int]:
    """The letters of `other` that an alignment with `word` keeps."""
    from rapidfuzz.distance import LCSseq

    for block in LCSseq.opcodes(word, other):
        if block.tag == "equal":
            yield from range(block.dest_start, block.dest_end)


def _in_order(word: str, other: str) -> Iterator[int]:
    """The first letters of `other` that are those of `word`, in order."""
    place = -1
    for letter in word:
        place = other.index(letter, place + 1)
        yield place


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for place in places:
        if place != end:
            if end > start:
                yield start, end
            start = place
        end = place + 1
    if end > start:
        yield start, end
