"""The order of hits: a tier, then three counts, packed into one whole number.

    exact title > exact phrase > all words in order > all words in any order > words as prefixes
    > one typo a word > two typos, splits, abbreviations, initials > most but not all words

Within a tier hits are ordered by the number of words matched only as prefixes, by edits, and by
unmatched letters; then by the length of the title, the date (newer first) and the row. These are
edits: a typo; a letter left out of an abbreviated word; a word split, run together or matched by
initials (1); a word glued from beginnings (1 if there are words between, 1 more if one is
abbreviated); a missing word (2); and, where the tier says nothing about it, words out of the
query's order (1).

From the tier of one typo a word on, a hit is a *near match*. A near tier is searched only if the tiers
before it hold fewer than `ENOUGH_HITS` papers.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

ENOUGH_HITS = 20


class Tier(IntEnum):
    """How a title matches. From TYPO on the hit is a near match."""

    TITLE = 0  # the words are the whole title
    PHRASE = 1  # the words are adjacent, in the query's order
    ORDERED = 2  # all words, in the query's order
    WORDS = 3  # all words, in any order
    PREFIXES = 4  # a word before the last is only a prefix of the title's word
    TYPO = 5  # one typo a word, none in words of fewer than four letters
    LOOSE = 6  # two typos in words of eight letters or more, splits, abbreviations, initials, glued beginnings
    MOST = 7  # most, but not all words


_TIER_BITS, _PREFIX_BITS, _EDIT_BITS, _UNMATCHED_BITS = 3, 5, 7, 12
MAX_PREFIXES, MAX_EDITS, MAX_UNMATCHED = (1 << _PREFIX_BITS) - 1, (1 << _EDIT_BITS) - 1, (1 << _UNMATCHED_BITS) - 1
"""Higher counts rank as these."""
EDIT_STEP = 1 << _UNMATCHED_BITS
"""What one more edit adds to a code."""
PREFIX_STEP = EDIT_STEP << _EDIT_BITS
"""What one more word matched only as a prefix adds to a code."""
TIER_STEP = PREFIX_STEP << _PREFIX_BITS
"""What the next tier adds to a code."""
CODE_LIMIT = TIER_STEP << _TIER_BITS
"""Higher than any code."""
FIRST_NEAR_CODE = Tier.TYPO * TIER_STEP
"""The lowest code of a near match."""
MISSING_WORD_EDITS = 2
"""The edits of a query word that the title lacks."""


class Rank(NamedTuple):
    """The rank of a hit, the lowest being the best.

    Attributes:
        tier: how the title matches.
        prefixes: query words matched only as prefixes, the last one included.
        edits: see the module's docstring.
        unmatched: letters of the title beyond those of the query.
    """

    tier: Tier
    prefixes: int
    edits: int
    unmatched: int

    def code(self) -> int:
        """Return the rank as one whole number, lower for better, so that arrays of ranks can be sorted."""
        prefixes, edits = min(self.prefixes, MAX_PREFIXES), min(self.edits, MAX_EDITS)
        unmatched = min(self.unmatched, MAX_UNMATCHED)
        return self.tier * TIER_STEP + prefixes * PREFIX_STEP + edits * EDIT_STEP + unmatched

    def score(self) -> float:
        """Return the score; see `score`."""
        return score(self.code())


def score(code: int) -> float:
    """Return the score of a rank's code, from 100 for the best rank down towards 0."""
    return round(100 - 100 * code / CODE_LIMIT, 6)
