"""Which blocks are titles and which abstracts, where no metadata stands between them.

Knows only the blocks' bytes. A copied page marks neither: blocks alternate, but an abstract may be
missing and may have several paragraphs. The cheapest reading is found by dynamic programming
(Viterbi, over the states "this block is a title", "an abstract's first block", "a further
paragraph"); costs come from length, sentence ends and indented wrapping.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum


class Role(IntEnum):
    """What a block is in its paper."""

    TITLE = 0
    ABSTRACT = 1
    FURTHER = 2


SHORT = 180  # bytes: at most this is surely no abstract beside a long block
LONG = 300  # bytes: at least this is surely no title beside a short block

_LONG_TITLE = 100  # letters
_MISSING = 4.0  # cost of a title without an abstract but with metadata,
_BARE = 6.5  # and of one with neither
_PARAGRAPH = 5.0  # cost of a further paragraph
_SENTENCE_END = re.compile(rb"[.!?\xef\xe3][\"')\]\x80-\xbf]*\s*$")
_INNER_END = re.compile(rb"[a-z0-9)\]][.!?] +[A-Z]")
_PLACEHOLDER = re.compile(
    rb"\W*(?:(?:no|enter)\s+)?abstract(?:\s+(?:is\s+)?(?:un|not\s+)?available|\s+here)?\W*", re.IGNORECASE
)
_WRAPPED_TITLE = re.compile(rb"[^\n]+(?:\n  +[^\n]+)+")


def is_pair(first: bytes, second: bytes) -> bool:
    """Whether two blocks are a title and an abstract beyond doubt."""
    return len(first) <= SHORT and len(second) >= LONG


def roles(texts: Sequence[bytes], *, begins: bool, closed: bool) -> list[Role]:
    """The cheapest role of each block.

    Args:
        texts: the blocks in their order.
        begins: whether the first must be a title; else it may go on with an abstract before it.
        closed: whether metadata follows the last, so that its paper may well lack an abstract.
    """
    costs: list[dict[Role, tuple[float, Role | None]]] = []
    for place, text in enumerate(texts):
        before = costs[-1] if costs else None
        costs.append(_step(text, before, first_is_title=begins and place == 0))
    return _trace(costs, _MISSING if closed else _BARE) if costs else []


def _step(
    text: bytes, before: dict[Role, tuple[float, Role | None]] | None, *, first_is_title: bool
) -> dict[Role, tuple[float, Role | None]]:
    as_title, as_abstract, as_further = title_cost(text), abstract_cost(text), _further_cost(text)
    if before is None:
        start: dict[Role, tuple[float, Role | None]] = {Role.TITLE: (as_title, None)}
        if not first_is_title:
            start[Role.FURTHER] = (as_further, None)
        return start
    step: dict[Role, tuple[float, Role | None]] = {}
    ends = [(cost + (_BARE if role is Role.TITLE else 0), role) for role, (cost, _) in before.items()]
    cost, role = min(ends)
    step[Role.TITLE] = (cost + as_title, role)
    if Role.TITLE in before:
        step[Role.ABSTRACT] = (before[Role.TITLE][0] + as_abstract, Role.TITLE)
    bodies = [(cost, role) for role, (cost, _) in before.items() if role is not Role.TITLE]
    if bodies:
        cost, role = min(bodies)
        step[Role.FURTHER] = (cost + as_further, role)
    return step


def _trace(costs: list[dict[Role, tuple[float, Role | None]]], missing: float) -> list[Role]:
    ends = {role: cost + (missing if role is Role.TITLE else 0) for role, (cost, _) in costs[-1].items()}
    role: Role | None = min(ends, key=lambda end: ends[end])
    found: list[Role] = []
    for step in reversed(costs):
        if role is None:
            raise AssertionError("every step but the first has a step before it")
        found.append(role)
        role = step[role][1]
    found.reverse()
    return found


_STRAINED = 5.0


def doubt(text: bytes, role: Role) -> str:
    """Why a block's role is open to doubt; "" when it is not."""
    if role is Role.TITLE and title_cost(text) >= _STRAINED:
        return "taken for a title, but it is long or reads like sentences"
    if role is Role.ABSTRACT and abstract_cost(text) >= _STRAINED:
        return "taken for an abstract, but it is short for one"
    return ""


def title_cost(text: bytes) -> float:
    """How little a block looks like a title: 0 for a short line without a sentence end."""
    if _WRAPPED_TITLE.fullmatch(text):
        return 0.0
    length = _signs(text)
    cost = max(0, length - _LONG_TITLE) / 40 + 2.0 * len(_INNER_END.findall(text[:2000]))
    if _SENTENCE_END.search(text[-8:]):
        cost += 0.5 if length < _LONG_TITLE else 2.0
    if b"\n" in text:
        cost += 2.0
    return min(cost, 30.0)


def abstract_cost(text: bytes) -> float:
    """How little a block looks like an abstract: 0 for a long text of sentences."""
    if _WRAPPED_TITLE.fullmatch(text):
        return 6.0
    if _PLACEHOLDER.fullmatch(text):
        return 0.0
    length = _signs(text)
    cost = max(0, LONG - length) / 50
    if not _SENTENCE_END.search(text[-8:]):
        cost += 3.0 if length < LONG else 0.5
    return cost


def _further_cost(text: bytes) -> float:
    return _PARAGRAPH + (0.0 if _SENTENCE_END.search(text[-8:]) else 2.0)


def _signs(text: bytes) -> int:
    """About how many letters a text is worth: a Han sign, three bytes, says as much as two letters."""
    return len(text) if text.isascii() else len(text.decode("utf-8", "replace").encode("utf-16-le")) // 2
