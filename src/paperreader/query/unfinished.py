"""A query that is being typed: its mistakes that no further letter can make right, and a quote or a group that is still open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from paperreader.query.completion import word_before
from paperreader.query.fields import FIELDS, QueryField
from paperreader.query.groups import with_groups_closed, without_empty_groups
from paperreader.query.model import Mistake, Query
from paperreader.query.other_spellings import spelled_word
from paperreader.query.parser import OPEN_QUOTE, parse
from paperreader.query.ranges import RangeError, canonical_dates, canonical_numbers, canonical_years
from paperreader.query.typed_ids import LABELS
from paperreader.query.wrong_parentheses import OPEN_GROUP

_LONGEST = 1000  # characters of a text whose quotes and groups are closed: it is parsed up to three times for each
_GROUPS = re.compile(r"\A(?:-?\()+")


def certain_mistakes(query: Query, text: str, cursor: int, named: Iterable[str] = ()) -> list[Mistake]:
    """Return the mistakes of a typed query, without that of a word which is still being typed and may become right.

    Args:
        query: the parsed text.
        text: the text as typed.
        cursor: the index in the text at which letters are typed.
        named: the names of named queries.
    """
    word = _word_at(text, cursor) if query.mistakes else ""
    return [mistake for mistake in query.mistakes if mistake.text != word or not may_become_right(word, named)]


def without_unfinished_word(query: Query, text: str, cursor: int, named: Iterable[str] = ()) -> str:
    """Return a typed text without the word at the cursor if that is a field or a name whose value is not typed yet.

    For the arguments see `certain_mistakes`.
    """
    word = _word_at(text, cursor)
    is_field = word.endswith(":") and word.removeprefix("-")[:-1].lower() in FIELDS
    is_mistake = any(mistake.text == word for mistake in query.mistakes) and may_become_right(word, named)
    rest = text[: cursor - len(word)] + text[cursor:]
    return without_empty_groups(rest) if is_field or is_mistake else text


def _word_at(text: str, cursor: int) -> str:
    """Return the word before the cursor, without the parentheses of the groups that begin there; "" if letters follow."""
    word = "" if text[cursor : cursor + 1].strip(" )") else word_before(text[:cursor])
    return _GROUPS.sub("", word)


def with_quote_closed(text: str, cursor: int) -> str:
    """Return a typed text with its open quote closed behind the word at the cursor, else at the end; without one, the text."""
    if len(text) > _LONGEST or text.count('"') % 2 == 0 or not _has_open_quote(text):
        return text
    end = cursor + len(text[cursor:].split(" ", maxsplit=1)[0])
    closed = (f'{text[:at]}"{text[at:]}' for at in (end, len(text)))
    return next((each for each in closed if not _has_open_quote(each)), text)


def with_group_closed(text: str, cursor: int) -> str:
    """Return a typed text with its open group closed, as `with_quote_closed` does; where fewer parts are not understood."""
    if len(text) > _LONGEST or "(" not in text or not _has_mistake(text, OPEN_GROUP):
        return text
    end = cursor + len(text[cursor:].split(" ", maxsplit=1)[0])
    closed = [with_groups_closed(text, at) for at in (len(text), end)]
    return min(closed, key=lambda each: len(parse(each).mistakes))


def _has_open_quote(text: str) -> bool:
    return _has_mistake(text, OPEN_QUOTE)


def _has_mistake(text: str, reason: str) -> bool:
    return any(mistake.reason == reason for mistake in parse(text).mistakes)


def may_become_right(word: str, named: Iterable[str] = ()) -> bool:
    """Return whether more letters can make a word, with or without a field, one that is understood."""
    word = word.removeprefix("-")
    if word.startswith("@"):
        return any(f"@{name}".startswith(word) for name in named)
    name, colon, values = word.partition(":")
    field = FIELDS.get(name.lower())
    if not colon or word.count('"') % 2:
        return spelled_word(word, FIELDS) is None
    if field is None:
        return name.lower() in LABELS
    *finished, last = re.split("[,|]", values.replace('"', ""))
    endings = _ENDINGS.get(field.canonical, ("a",))
    if field.values:
        endings = tuple(value[len(last) :] for value in field.values)
    return all(_is_right(field, value) for value in finished) and any(
        _is_right(field, last + ending) for ending in endings
    )


_ENDINGS: dict[Callable[[str], str], tuple[str, ...]] = {
    canonical_numbers: ("", ".", "..", ".9", *("9" * digits for digits in range(1, 10))),
    canonical_years: (
        "",
        *(f"{dots}{digits}" for dots in ("", ".", "..") for digits in ("", "9", "99", "999", "9999")),
        *("0", "00", "000", "1000"),  # no year is later than 9999
    ),
    canonical_dates: (
        *("", ".", "..", "d", "0", "1", "2", "8", "9", "00", "99", "000", "999", "2024", "9999", ".9999"),
        *("01", "10", "12", "28", "29", "30", "31"),
    ),
}
"""One of these makes an unfinished range a whole one, if anything does."""


def _is_right(field: QueryField, value: str) -> bool:
    try:
        field.canonical(value)
    except RangeError:
        return False
    return True
