"""Which letters of a shown title match a query: worked out again for the few titles on the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from paperreader.search.tolerance import LOOSE_FROM, budget, initials_pattern, split_pattern
from paperreader.text import fold_places

_WORD = re.compile(r"[^ ]+")


def matched(title: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The matching code points of a title as sorted, disjoint (start, end).

    Args:
        title: as it is shown; a match on a ligature or an accented letter marks that letter.
        words: folded words of a query.
    """
    folded, places = fold_places(title)
    found = {places[place] for word in words for place in _places(word, folded)}
    for place in sorted(found):  # the accents that follow a letter
        after = place + 1
        while after < len(title) and unicodedata.combining(title[after]):
            found.add(after)
            after += 1
    return tuple(_runs(sorted(found)))


def _places(word: str, folded: str) -> Iterator[int]:
    """The places in a folded title that a word matches: whole, begun, split, initials or with typos."""
    padded = f" {folded} "
    for pattern in (f" {re.escape(word)} ", f" {re.escape(word)}"):
        found = [match.start() for match in re.finditer(f"(?={pattern})", padded)]
        if found:
            for start in found:
                yield from range(start, start + len(word))
            return
    near = _nearest(word, folded)
    if near is not None:
        yield from near
        return
    for loose in (split_pattern(word), initials_pattern(word)):
        match = loose.search(padded) if loose else None
        if match:
            yield from _letters_in_order(word, padded, match.start() + 1)
            return


def _nearest(word: str, folded: str) -> list[int] | None:
    """The letters shared with the word of the title that is nearest within the typos allowed."""
    allowed = budget(word, 2)
    best: tuple[int, int, int] | None = None
    for match in _WORD.finditer(folded):
        other = match[0]
        for end in {len(other), min(len(word), len(other))}:
            edits = _distance(word, other[:end], allowed)
            if edits <= allowed and (best is None or edits < best[0]):
                best = (edits, match.start(), end)
        if best is None and len(word) >= LOOSE_FROM and other[0] == word[0] and _is_subsequence(word, other):
            return list(_letters_in_order(word, f" {folded}", match.start() + 1))
    if best is None:
        return None
    _, start, end = best
    return [start + place for place in _common(word, folded[start : start + end])]


def _distance(word: str, other: str, allowed: int) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, other, score_cutoff=allowed)) if allowed else allowed + 1


def _common(word: str, other: str) -> Iterator[int]:
    """The letters of `other` that an alignment with `word` keeps."""
    from rapidfuzz.distance import LCSseq

    for block in LCSseq.opcodes(word, other):
        if block.tag == "equal":
            yield from range(block.dest_start, block.dest_end)


def _is_subsequence(word: str, other: str) -> bool:
    letters = iter(other)
    return all(letter in letters for letter in word)


def _letters_in_order(word: str, padded: str, start: int) -> Iterator[int]:
    """The places, without the pad, of a word's letters: at the beginning of words where possible."""
    place = start
    for letter in word:
        begun = padded.find(f" {letter}", place - 1)
        place = begun + 1 if padded[place] != letter and begun >= 0 else padded.find(letter, place)
        if place < 0:
            return
        yield place - 1
        place += 1


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
