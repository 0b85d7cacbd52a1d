"""Names of authors: their parts, and the comparison of a name with what a user types.

Names are spelled `Given Family`, with suffixes after a comma (`Given Family, Jr`); `Family, Given` is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from paperreader.text import normalize_records

_SUFFIX = re.compile(r",?\s+(?P<suffix>[JS]r\.?|I{2,3}|IV|2nd|3rd)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?<=[^\W\d_]{2})\s+(?P<given>[A-Z]{1,3}|(?:[A-Z]\.[\s-]?)+)$")  # `Hinton GE`, as in PubMed
_GIVEN_INITIAL = re.compile(r"[A-Z]\.[\s-]")  # `A. Balagopal V.`
_GROUPS = frozenset(("collaboration", "consortium", "team", "group", "project", "committee"))


class NameParts(NamedTuple):
    """The parts of a name. A group (`ATLAS Collaboration`) has a family name only."""

    given: str
    family: str
    suffix: str = ""


def is_group(name: str) -> bool:
    """Return whether a name is that of a group of people: `ATLAS Collaboration`, `Rock and Roll`."""
    return name.rpartition(" ")[2].lower() in _GROUPS or " and " in name.lower()


def name_parts(name: str) -> NameParts:
    """Return the parts of a name; particles (`van der`) are a part of the family name."""
    name = name.strip()
    if is_group(name):
        return NameParts("", name)
    found = _SUFFIX.search(name)
    suffix, name = (found["suffix"], name[: found.start()]) if found else ("", name)
    family, comma, given = name.partition(",")
    if comma:
        return NameParts(given.strip(), family.strip(), suffix)
    initials = None if name.isupper() or _GIVEN_INITIAL.match(name) else _INITIALS.search(name)
    words = name[: initials.start() if initials else None].split(" ")
    start, least = len(words) - 1, 0 if initials else 1  # the first word is a given name, unless that stands last
    while start > least and words[start - 1].islower():
        start -= 1
    given = " ".join([*words[:start], *([initials["given"]] if initials else [])])
    return NameParts(given, " ".join(words[start:]), suffix)


def family_name(name: str) -> str:
    """Return the family name with its particles (`van der Maaten`); the whole name of a group (`ATLAS Collaboration`)."""
    return name_parts(name).family


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are compared: without case, accents and punctuation."""
    return normalize_records(name.encode("utf-8", "replace")).decode("utf-8", "replace").split()


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
