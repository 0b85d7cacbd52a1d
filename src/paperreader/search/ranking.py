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


class Rank(NamedTuple):
    """What orders hits; `prefixes` counts words matched only as prefixes, the last one included."""

    tier: Tier
    prefixes: int
    edits: int
    left_over: int

    def score(self) -> float:
        """The rank as one number from 100 down, falling wherever the rank falls."""
        loss = min(self.prefixes, 9) * 0.9 + min(self.edits, 9) * 0.09 + min(self.left_over, 999) * 0.00009
        return round(100 - 10 * self.tier - loss, 5)


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
