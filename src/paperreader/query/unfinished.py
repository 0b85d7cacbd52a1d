"""A query that is being typed: its mistakes that no further letter can make right, and a quote that is still open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from paperreader.query.completion import word_before
from paperreader.query.fields import FIELDS, QueryField
from paperreader.query.model import Mistake, Query
from paperreader.query.other_spellings import spelled_word
from paperreader.query.parser import OPEN_QUOTE, parse
from paperreader.query.ranges import RangeError, canonical_dates, canonical_numbers, canonical_years
from paperreader.query.typed_ids import LABELS

_LONGEST = 1000  # characters of a text whose quotes are closed: it is parsed up to three times


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
    return text[: cursor - len(word)] + text[cursor:] if is_field or is_mistake else text


def _word_at(text: str, cursor: int) -> str:
    """Return the word before the cursor; "" if letters follow."""
    return "" if text[cursor : cursor + 1].strip() else word_before(text[:cursor])


def with_quote_closed(text: str, cursor: int) -> str:
    """Return a typed text with its open quote closed behind the word at the cursor, else at the end; without one, the text."""
    if len(text) > _LONGEST or text.count('"') % 2 == 0 or not _has_open_quote(text):
        return text
    end = cursor + len(text[cursor:].split(" ", maxsplit=1)[0])
    closed = (f'{text[:at]}"{text[at:]}' for at in (end, len(text)))
    return next((each for each in closed if not _has_open_quote(each)), text)


def _has_open_quote(text: str) -> bool:
    return any(mistake.reason == OPEN_QUOTE for mistake in parse(text).mistakes)


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
