"""Names of authors: the family name in one, and the comparison of a name with what a user types.

Names are spelled `Given Family` or `Family, Given`, with suffixes after a comma (`Given Family, Jr`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperreader.text import normalize_title

_SUFFIX = re.compile(r",?\s+(?:[JS]r\.?|I{2,3}|IV)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?<=[^\W\d_]{2})\s+(?:[A-Z]{1,3}|(?:[A-Z]\.[\s-]?)+)$")  # `Hinton GE`, as in PubMed
_GROUPS = frozenset(("collaboration", "consortium", "team", "group", "project", "committee"))


def family_name(name: str) -> str:
    """Return the family name with its particles (`van der Maaten`); the whole name of a group (`ATLAS Collaboration`)."""
    name = _SUFFIX.sub("", name.strip())
    family, comma, _ = name.partition(",")
    if comma:
        return family
    full = name if name.isupper() else _INITIALS.sub("", name)
    words = full.split(" ")
    if words[-1].lower() in _GROUPS:
        return name.removeprefix("The ")
    start, given = len(words) - 1, int(full == name)  # words of the given name that surely stand first
    while start > given and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:])


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are compared: without case, accents and punctuation."""
    return normalize_title(name).split()


def is_same_name(typed: Sequence[str], words: Sequence[str], beginning: str = "") -> bool:
    """Return whether all typed words stand for different words of a name, in any order.

    Of the typed words at least one has to be equal to a word of the name; an initial stands for any word that it
    begins, on both sides. `beginning` is one more typed word, which is equal to all words that begin so.
    """
    left, equal = list(words), False
    for word in sorted(typed, key=len, reverse=True):
        match = word if word in left else next((other for other in left if _is_initial(word, other)), None)
        if match is None:
            return False
        equal |= match == word
        left.remove(match)
    return any(word.startswith(beginning) for word in left) if beginning else equal


def _is_initial(word: str, other: str) -> bool:
    """Return whether one of two words is the initial of the other."""
    return min(len(word), len(other)) == 1 and word[0] == other[0]
