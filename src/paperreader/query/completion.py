"""What may stand where a query is being typed: fields, their values, named queries.

Knows how queries are written; which values there are, it is told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from paperreader.query.fields import FIELDS
from paperreader.query.model import quoted

Values = Callable[[str], Iterable[str]]
"""Gives the values of a field, the likeliest first."""
_TYPED = re.compile(r"""(?P<sign>-?)(?P<body>(?:"[^"]*"?|[^\s"])*)$""")


@dataclass(frozen=True, slots=True)
class Completion:
    """What can stand in a line's place from `start` to `end`.

    Attributes:
        texts: whole words, the likeliest first; none when nothing fits.
        common: as much as all of them begin with, at least what is there already.
    """

    start: int
    end: int
    texts: tuple[str, ...]
    common: str


def complete(line: str, place: int, values: Values, named: Iterable[str] = ()) -> Completion:
    """Ways to go on with the word that ends at a place of a line.

    A field ends in its `:`, anything else in a blank.

    Args:
        line: the query as typed.
        place: where the cursor is.
        values: see `Values`.
        named: the names of named queries.
    """
    typed = _TYPED.search(line, 0, place)
    sign, body = (typed["sign"], typed["body"]) if typed else ("", "")
    texts = tuple(f"{sign}{text}" for text in dict.fromkeys(_texts(body, values, named)))
    here = f"{sign}{body}"
    shared = os.path.commonprefix([text.lower() for text in texts])  # noqa: RUF071 - letters, no paths
    return Completion(place - len(here), place, texts, texts[0][: len(shared)] if len(shared) > len(here) else here)


def _texts(body: str, values: Values, named: Iterable[str]) -> Iterable[str]:
    if body.startswith("@"):
        return [f"@{name} " for name in named if name.startswith(body[1:])]
    name, colon, rest = body.partition(":")
    if not colon:
        fields = [f"{field}:" for field in FIELDS if field.startswith(body.lower())]
        return fields + ([] if body else [f"@{name} " for name in named])
    if name.lower() not in FIELDS:
        return []
    before, last = re.fullmatch(r"(.*[,|])?(.*)", rest, re.DOTALL).groups("")  # type: ignore[union-attr]  # all match
    begun = last.strip('"').lower()
    found = [value for value in values(name.lower()) if value.lower().startswith(begun)]
    return [f"{name}:{before}{quoted(value)} " for value in found]
