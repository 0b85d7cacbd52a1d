"""Parentheses in the text of a query: groups of terms, `(a b)`, and of alternatives, `(a OR b)`. Knows no terms."""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGNS = re.compile(r'"[^"]*"?|[()]|(?<![^\s(])OR(?![^\s)])')
_NOTHING = re.compile(
    r"-?\(\s*\)|(?<=\()\s*OR\s+|(?:\s+|(?<=\())OR(?:\s*(?=\))|(?=\s+OR(?![^\s)])))"  # empty; `(OR a`, `a OR)`, `a OR OR`
)
_MAX_DEPTH = 8  # of groups in each other


class TermGroup(NamedTuple):
    """A group: the index after its closing parenthesis, and the texts of its alternatives."""

    end: int
    parts: tuple[str, ...]


class Parentheses(NamedTuple):
    """The parentheses of a text outside of its quotes, each by its index.

    Attributes:
        groups: the groups, by their opening parenthesis.
        ends: the index after the closing parenthesis of each pair, whether a group or not, by the opening one.
        unclosed: opening parentheses without a closing one.
        unopened: closing parentheses without an opening one.
    """

    groups: dict[int, TermGroup]
    ends: dict[int, int]
    unclosed: tuple[int, ...]
    unopened: frozenset[int]


def find_parentheses(text: str) -> Parentheses:
    """Return the parentheses of a text.

    A pair is a group if it stands before a blank or the end, and has no empty alternative. If pairs are nested too
    deep, the text has no groups. Takes time linear in the text's length.
    """
    groups: dict[int, TermGroup] = {}
    ends: dict[int, int] = {}
    unopened: list[int] = []
    unclosed: list[list[int]] = []  # of each open parenthesis: its index, then those of its `OR`s
    heights = [0]  # of the pairs within each open parenthesis, those outside of all first
    for sign in _SIGNS.finditer(text):
        if sign[0] == "(":
            unclosed.append([sign.start()])
            heights.append(0)
        elif sign[0] == "OR" and unclosed:
            unclosed[-1].append(sign.start())
        elif sign[0] == ")" and unclosed:
            opening, *cuts = unclosed.pop()
            height = heights.pop() + 1
            heights[-1] = max(heights[-1], height)
            ends[opening] = sign.end()
            parts = _parts(text, opening, cuts, sign.start())
            if all(parts) and text[sign.end() : sign.end() + 1].strip() in ("", ")"):
                groups[opening] = TermGroup(sign.end(), parts)
        elif sign[0] == ")":
            unopened.append(sign.start())
    if max(heights) > _MAX_DEPTH:
        groups = {}
    return Parentheses(groups, ends, tuple(opening for opening, *_ in unclosed), frozenset(unopened))


def _parts(text: str, opening: int, cuts: list[int], closing: int) -> tuple[str, ...]:
    starts, ends = [opening + 1, *(cut + len("OR") for cut in cuts)], [*cuts, closing]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


def with_groups_closed(text: str, at: int | None = None) -> str:
    """Return a text with its open groups closed at an index (None: at the end), without empty alternatives.

    More open groups than may be in each other are left open.
    """
    at = len(text) if at is None else at
    count = len(find_parentheses(text).unclosed)
    if not 0 < count <= _MAX_DEPTH:
        return text
    return without_empty_groups(f"{text[:at].rstrip()}{')' * count}{text[at:]}")


def without_empty_groups(text: str) -> str:
    """Return a text without groups that are empty, and without an `OR` that has nothing on one of its sides."""
    while (shorter := _NOTHING.sub("", text)) != text:
        text = shorter
    return text
