"""How much may be wrong: typos by length, words in two, initials, words left out."""

from __future__ import annotations

import re

LOOSE_FROM = 4  # letters of a word that may be split or abbreviated
_ONE_TYPO_FROM = 4
_TWO_TYPOS_FROM = 8
INITIALS_FROM = 2
_MISS_FROM = 3


def budget(word: str, typos: int) -> int:
    """The typos that a word of its length may have, at most `typos`."""
    return min(typos, 0 if len(word) < _ONE_TYPO_FROM else 1 if len(word) < _TWO_TYPOS_FROM else 2)


def words_to_miss(count: int) -> int:
    """How many words of a query may be missing from a title that has most of them."""
    return 0 if count < _MISS_FROM else max(1, count // 4)


def split_pattern(word: str) -> re.Pattern[str] | None:
    """A word as the beginnings of two words in a row (`mechint`, `fewshot`); None for a short one."""
    if len(word) < LOOSE_FROM:
        return None
    ways = [f"{re.escape(word[:cut])}[^ ]* {re.escape(word[cut:])}" for cut in range(2, len(word) - 1)]
    return re.compile(f" (?:{'|'.join(ways)})")


def initials_pattern(word: str) -> re.Pattern[str] | None:
    """A word as the first letters of words in a row (`sae`); None for one letter."""
    return re.compile(" " + "[^ ]* ".join(map(re.escape, word))) if len(word) >= INITIALS_FROM else None
