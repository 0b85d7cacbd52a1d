"""The order of hits, by whole numbers: a tier, then what was matched loosely, then what is left over.

    exact title > exact phrase > all words in order > all words in any order > words as prefixes
    > one typo a word > two typos, splits, abbreviations, initials > most but not all words

Inside a tier: words matched only as prefixes, edits, letters left over; then the shorter title,
the newer, the one read first. Edits are typos, letters left out of an abbreviated word, 1 for a
split or initials, 2 for a word left out; and, where the tier does not tell it, 1 for words out of
the query's order. From one typo on a hit is *near*. A near tier is looked for only when those
before hold fewer than `ENOUGH` papers: the levels of tolerance are part of the ranking.
Both engines pack these numbers into one, the rank's *code*, lower for better.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

ENOUGH = 20


class Tier(IntEnum):
    """How a title matches; from TYPO on the hit is *near*."""

    TITLE = 0  # the words are the title
    PHRASE = 1  # one after the other
    ORDERED = 2  # all words exactly, in order
    WORDS = 3  # all words, in any order
    PREFIXES = 4  # words before the last are only begun
    TYPO = 5  # one typo a word, none below four letters
    LOOSE = 6  # two typos from eight letters on, splits, abbreviations, initials
    MOST = 7  # most, but not all words


_PREFIXES_BITS, _EDITS_BITS, _LEFT_BITS = 5, 7, 12
_BITS = 3 + _PREFIXES_BITS + _EDITS_BITS + _LEFT_BITS
PREFIX, EDIT = 1 << _EDITS_BITS + _LEFT_BITS, 1 << _LEFT_BITS
"""What one more word only begun, and one more edit, add to a code."""
TIER = 1 << _PREFIXES_BITS + _EDITS_BITS + _LEFT_BITS
"""What one tier further adds to a code."""
MOST_PREFIXES, MOST_EDITS, MOST_LEFT = (1 << _PREFIXES_BITS) - 1, (1 << _EDITS_BITS) - 1, (1 << _LEFT_BITS) - 1
"""So many, or more, count alike."""
NEAR_FROM = Tier.TYPO * TIER
"""The first code of a near hit."""
MOST_CODE = 1 << _BITS
"""Higher than any code."""
MISSING_EDITS = 2
"""A word left out counts as so many edits."""


class Rank(NamedTuple):
    """What orders hits; `prefixes` counts words matched only as prefixes, the last one included."""

    tier: Tier
    prefixes: int
    edits: int
    left_over: int

    def code(self) -> int:
        """The rank as one whole number, lower for better, so that many can be sorted fast."""
        prefixes, edits, left = min(self.prefixes, MOST_PREFIXES), min(self.edits, MOST_EDITS), self.left_over
        return self.tier * TIER + prefixes * PREFIX + edits * EDIT + min(left, MOST_LEFT)

    def score(self) -> float:
        """From 100 for the best rank down towards 0."""
        return score(self.code())


def score(code: int) -> float:
    """The score of a rank's code: never higher for a worse rank."""
    return round(100 - 100 * code / (1 << _BITS), 6)
