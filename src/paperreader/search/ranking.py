"""The order of hits, by whole numbers: a tier, then what was matched loosely, then what is left over."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Tier(IntEnum):
    """How a title matches; from TYPO on the hit is *near*."""

    TITLE = 0  # the words are the title
    PHRASE = 1  # one after the other
    ORDERED = 2  # all words exactly, in order
    WORDS = 3  # all words, in any order
    PREFIXES = 4  # words before the last are only begun
    TYPO = 5  # one typo a word, none below four letters
    LOOSE = 6  # two typos from eight letters on, splits, abbreviations, subsequences
    MOST = 7  # most, but not all words


_PREFIXES_BITS, _EDITS_BITS, _LEFT_BITS = 5, 7, 12
_BITS = 3 + _PREFIXES_BITS + _EDITS_BITS + _LEFT_BITS


class Rank(NamedTuple):
    """What orders hits; `prefixes` counts words matched only as prefixes, the last one included."""

    tier: Tier
    prefixes: int
    edits: int
    left_over: int

    def code(self) -> int:
        """The rank as one whole number, lower for better, so that many can be sorted fast."""
        code = self.tier << _PREFIXES_BITS | min(self.prefixes, (1 << _PREFIXES_BITS) - 1)
        code = code << _EDITS_BITS | min(self.edits, (1 << _EDITS_BITS) - 1)
        return code << _LEFT_BITS | min(self.left_over, (1 << _LEFT_BITS) - 1)

    def score(self) -> float:
        """From 100 for the best rank down towards 0."""
        return score(self.code())


def score(code: int) -> float:
    """The score of a rank's code: never higher for a worse rank."""
    return round(100 - 100 * code / (1 << _BITS), 6)


def word_codes() -> tuple[int, int, int]:
    """The codes, nothing left over, of one word that is the title, is in it, or begins a word of it."""
    return Rank(Tier.TITLE, 0, 0, 0).code(), Rank(Tier.PHRASE, 0, 0, 0).code(), Rank(Tier.PHRASE, 1, 0, 0).code()


LEFT_MOST = (1 << _LEFT_BITS) - 1
"""So many letters left over, or more, count alike."""


def exact_rank(title: str, asked: tuple[str, ...], phrase: str) -> Rank:
    """The rank of a folded title (a space at both ends) in which every word is found, or begun."""
    left_over = _left_over(title, asked)
    if phrase in title:
        whole = f"{phrase} " in title
        tier = Tier.TITLE if whole and len(title) == len(phrase) + 1 else Tier.PHRASE
        return Rank(tier, 0 if whole else 1, 0, left_over)
    prefixes = sum([f" {word} " not in title for word in asked])
    begun = sum([f" {word} " not in title for word in asked[:-1]])
    if begun:
        return Rank(Tier.PREFIXES, prefixes, 0, left_over)
    return Rank(Tier.ORDERED if _in_order(title, asked) else Tier.WORDS, prefixes, 0, left_over)


def near_rank(title: str, asked: tuple[str, ...], tier: Tier, edits: int) -> Rank:
    """The rank of a folded title that matches only with some tolerance."""
    missing = sum([f" {word}" not in title for word in asked]) if tier is Tier.MOST else 0
    prefixes = sum([f" {word}" in title and f" {word} " not in title for word in asked])
    return Rank(tier, prefixes, edits + 2 * missing, _left_over(title, asked))


def _left_over(title: str, asked: tuple[str, ...]) -> int:
    letters = len(title) - title.count(" ")
    return max(0, letters - sum([len(word) for word in asked]))


def _in_order(title: str, asked: tuple[str, ...]) -> bool:
    """Whether the words stand in the title in the query's order; the last may be begun."""
    place = 0
    for word in asked[:-1]:
        place = title.find(f" {word} ", place)
        if place < 0:
            return False
        place += len(word) + 1
    return title.find(f" {asked[-1]}", place) >= 0
