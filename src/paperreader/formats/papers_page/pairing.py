"""The role of each block, title or abstract, where no metadata separates the papers.

Judges by the bytes of the blocks alone. A copied page marks neither titles nor abstracts: blocks alternate, but an
abstract may be missing or have several paragraphs. The cheapest assignment of roles is found by dynamic programming
(the Viterbi algorithm); costs come from length, sentence ends and indented lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class Role(IntEnum):
    """The role of a block in its paper."""

    TITLE = 0
    ABSTRACT = 1
    FURTHER = 2  # a further paragraph of the abstract


SURE_TITLE_MAX = 180
"""Bytes: a block of at most this length before a sure abstract is surely a title."""
SURE_ABSTRACT_MIN = 300
"""Bytes: a block of at least this length after a sure title is surely an abstract."""

_LONG_TITLE = 100  # letters
_NO_ABSTRACT = 4.0  # cost of a title with metadata and without an abstract
_NOTHING_BUT_TITLE = 6.5  # cost of a title with neither
_FURTHER_PARAGRAPH = 5.0
_SENTENCE_END = re.compile(rb"[.!?\xef\xe3][\"')\]\x80-\xbf]*\s*$")
_INNER_SENTENCE_END = re.compile(rb"[a-z0-9)\]][.!?] +[A-Z]")
_PLACEHOLDER = re.compile(
    rb"\W*(?:(?:no|enter)\s+)?abstract(?:\s+(?:is\s+)?(?:un|not\s+)?available|\s+here)?\W*", re.IGNORECASE
)
_WRAPPED_TITLE = re.compile(rb"[^\n]+(?:\n  +[^ \n][^\n]*)+")  # one way to match a line: others take exponential time


class _Path(NamedTuple):
    """The cheapest roles of all blocks up to one, given its own role."""

    cost: float
    role: Role
    before: _Path | None = None


def is_sure_title_and_abstract(first: bytes, second: bytes) -> bool:
    """Return whether two blocks are surely a title and an abstract."""
    return len(first) <= SURE_TITLE_MAX and len(second) >= SURE_ABSTRACT_MIN


def assign_roles(texts: Sequence[bytes], *, starts_paper: bool, has_metadata: bool) -> list[Role]:
    """Return the cheapest role of each block.

    Args:
        texts: the blocks in their order.
        starts_paper: whether the first block is a title; else it may continue an earlier abstract.
        has_metadata: whether metadata follows the last block, so that its paper may well lack an abstract.
    """
    if not texts:
        return []
    paths = [_Path(title_cost(texts[0]), Role.TITLE)]
    if not starts_paper:
        paths.append(_Path(_further_cost(texts[0]), Role.FURTHER))
    is_copy = False
    for before, text in itertools.pairwise(texts):
        was_copy, is_copy = is_copy, before.strip() == text.strip()
        paths = _extend(paths, text, is_copy=is_copy, lone_title=0.0 if is_copy or was_copy else _NOTHING_BUT_TITLE)
    no_abstract = _NO_ABSTRACT if has_metadata else _NOTHING_BUT_TITLE
    path: _Path | None = min(paths, key=lambda path: path.cost + no_abstract * (path.role is Role.TITLE))
    roles = []
    while path:
        roles.append(path.role)
        path = path.before
    return roles[::-1]


def _extend(paths: list[_Path], text: bytes, *, is_copy: bool, lone_title: float) -> list[_Path]:
    """Return the cheapest path for each possible role of the next block.

    Args:
        paths: those up to the block before.
        text: the next block.
        is_copy: whether it repeats the block before: a title shown twice, not a title and its abstract.
        lone_title: cost of the block before as a title with neither an abstract nor metadata.
    """
    before = min(paths, key=lambda path: path.cost + lone_title * (path.role is Role.TITLE))
    cost = before.cost + lone_title * (before.role is Role.TITLE)
    extended = [_Path(cost + title_cost(text), Role.TITLE, before)]
    titles = [] if is_copy else [path for path in paths if path.role is Role.TITLE]
    extended += [_Path(path.cost + abstract_cost(text), Role.ABSTRACT, path) for path in titles]
    bodies = [path for path in paths if path.role is not Role.TITLE]
    if bodies:
        before = min(bodies, key=lambda path: path.cost)
        extended.append(_Path(before.cost + _further_cost(text), Role.FURTHER, before))
    return extended


_DOUBTFUL = 5.0  # cost


def ends_sentence(text: bytes) -> bool:
    """Return whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text[-8:]) is not None


def doubt(text: bytes, role: Role) -> str:
    """Return why a role of a block is doubtful; "" when it is not."""
    if role is Role.TITLE and title_cost(text) >= _DOUBTFUL:
        return "taken for a title, but it is long or reads like sentences"
    if role is Role.ABSTRACT and abstract_cost(text) >= _DOUBTFUL:
        return "taken for an abstract, but it is short for one"
    return ""


def title_cost(text: bytes) -> float:
    """Return how unlike a title a block is: 0 for a short line without a sentence end."""
    if _WRAPPED_TITLE.fullmatch(text):
        return 0.0
    length = _letters(text)
    cost = max(0, length - _LONG_TITLE) / 40 + 2.0 * len(_INNER_SENTENCE_END.findall(text[:2000]))
    if ends_sentence(text):
        cost += 0.5 if length < _LONG_TITLE else 2.0
    if b"\n" in text:
        cost += 2.0
    return min(cost, 30.0)


def abstract_cost(text: bytes) -> float:
    """Return how unlike an abstract a block is: 0 for a long text of sentences."""
    if _WRAPPED_TITLE.fullmatch(text):
        return 6.0
    if _PLACEHOLDER.fullmatch(text):
        return 0.0
    length = _letters(text)
    cost = max(0, SURE_ABSTRACT_MIN - length) / 50
    if not ends_sentence(text):
        cost += 3.0 if length < SURE_ABSTRACT_MIN else 0.5
    return cost


def _further_cost(text: bytes) -> float:
    return _FURTHER_PARAGRAPH + (0.0 if ends_sentence(text) else 2.0)


def _letters(text: bytes) -> int:
    """Return the length in UTF-16 code units: about the number of letters in any script."""
    return len(text) if text.isascii() else len(text.decode("utf-8", "replace").encode("utf-16-le")) // 2
