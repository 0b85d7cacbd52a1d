"""Groups of alternatives in the text of a query, `(a OR b)`: where they stand, and their parts. Knows no terms."""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGNS = re.compile(r'"[^"]*"?|[()]|(?<!\S)OR(?!\S)')


class TermGroup(NamedTuple):
    """A group: the index after its closing parenthesis, and the texts of its alternatives."""

    end: int
    parts: tuple[str, ...]


def find_groups(text: str) -> dict[int, TermGroup]:
    """Return the groups by the index of their opening parenthesis.

    Parentheses are a group if they pair, stand before a blank or the end, and have an `OR` of their own between other
    texts; all others are letters of words. Takes time linear in the text's length.
    """
    groups: dict[int, TermGroup] = {}
    unclosed: list[list[int]] = []  # of each open parenthesis: its index, then those of its `OR`s
    for sign in _SIGNS.finditer(text):
        if sign[0] == "(":
            unclosed.append([sign.start()])
        elif sign[0] == "OR" and unclosed:
            unclosed[-1].append(sign.start())
        elif sign[0] == ")" and unclosed:
            opening, *cuts = unclosed.pop()
            parts = _parts(text, opening, cuts, sign.start())
            if cuts and all(parts) and text[sign.end() : sign.end() + 1].strip() in ("", ")"):
                groups[opening] = TermGroup(sign.end(), parts)
    return groups


def _parts(text: str, opening: int, cuts: list[int], closing: int) -> tuple[str, ...]:
    starts, ends = [opening + 1, *(cut + len("OR") for cut in cuts)], [*cuts, closing]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True)) if cuts else ()
