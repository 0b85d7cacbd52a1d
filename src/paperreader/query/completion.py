"""Completion of a query as it is typed: fields, their values, named queries."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from paperreader.query.fields import FIELDS
from paperreader.query.model import quoted

Values = Callable[[str], Iterable[str]]
"""Returns the values of a field, the most likely first."""
_WORD = re.compile(r'(?:"[^"]*"?|[^\s"])++')
_SIGN = re.compile(r"\A(?:-?\()*+-?")


@dataclass(frozen=True, slots=True)
class Completion:
    """What can replace the text of a line from `start` to `end`.

    Attributes:
        start: index of the first character.
        end: index after the last character.
        texts: whole words, the most likely first.
        common: the longest prefix of all texts; at least what is typed.
    """

    start: int
    end: int
    texts: tuple[str, ...]
    common: str


def complete(line: str, cursor: int, values: Values, named: Iterable[str] = ()) -> Completion:
    """Complete the word that ends at index `cursor`: a field up to its `:`, another word up to a space.

    If no value of a field begins with what is typed, the values are offered of which a word begins so.
    `named` are the names of named queries.
    """
    word = word_before(line[:cursor])
    body = _SIGN.sub("", word)
    sign = word.removesuffix(body)
    texts = tuple(f"{sign}{text}" for text in dict.fromkeys(_texts(body, values, named)))
    shared = os.path.commonprefix([text.lower() for text in texts])  # noqa: RUF071 - letter by letter is meant
    common = texts[0][: len(shared)] if len(shared) > len(word) else word
    return Completion(cursor - len(word), cursor, texts, common)


def word_before(text: str) -> str:
    """Return the word at the end of a text, with the blanks in its quotes; "" after a blank. Takes linear time."""
    last = ""
    for word in _WORD.finditer(text):
        last = word[0] if word.end() == len(text) else ""
    return last


def _texts(body: str, values: Values, named: Iterable[str]) -> Iterable[str]:
    if body.startswith("@"):
        return [f"@{name} " for name in named if name.startswith(body[1:])]
    name, colon, rest = body.partition(":")
    if not colon:
        fields = [f"{field}:" for field in FIELDS if field.startswith(body.lower())]
        return fields + ([] if body else [f"@{name} " for name in named])
    if name.lower() not in FIELDS:
        return []
    start = max(rest.rfind(","), rest.rfind("|")) + 1
    prefix = rest[start:].strip('"').lower()
    known = list(values(name.lower()))
    matching = [value for value in known if value.lower().startswith(prefix)] or [
        value for value in known if f" {prefix}" in value.lower()
    ]
    return [f"{name}:{rest[:start]}{quoted(value)} " for value in matching]
