"""Values within JSON objects of any shape: what is of another kind than asked for counts as missing, nothing raises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Fields = dict[str, Any]
"""A JSON object."""

_MAX_DIGITS = 18  # of a number in a text
_YEAR_2100 = 4102444800000  # milliseconds since 1970


def fields_of(value: Any) -> Fields:
    """Return an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items_of(value: Any) -> list[Any]:
    """Return the elements of a list; a single value is a list of one, null an empty one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def within(value: Any, *keys: str) -> Any:
    """Return the value found by following keys into inner objects; None if there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text_of(value: Any) -> str:
    """Return a text, or a number as text; the first one of a list; "" for anything else.

    Objects such as `{"value": "A title"}` (OpenReview) and `{"text": "A name"}` (DBLP) are their text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return next(filter(None, (text_of(one) for one in value if not isinstance(one, list))), "")
    if isinstance(value, dict):
        inner = value.get("value", value.get("text"))
        return inner if isinstance(inner, str) else ""
    return ""


def texts_of(value: Any) -> list[str]:
    """Return the texts of a list, without empty ones; a single text is a list of one."""
    return [text for text in (text_of(one) for one in items_of(value) if not isinstance(one, list)) if text.strip()]


def first_text(fields: Fields, *keys: str) -> str:
    """Return the text of the first key that has one."""
    return next(filter(None, (text_of(fields.get(key)).strip() for key in keys)), "")


def count_of_value(value: Any) -> int | None:
    """Return a whole number, also one in a text; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def first_count(fields: Fields, *keys: str) -> int | None:
    """Return the whole number of the first key that has one."""
    return next((count for count in (count_of_value(fields.get(key)) for key in keys) if count is not None), None)


def date_of_parts(value: Any) -> str:
    """Return the date of CSL and Crossref, `{"date-parts": [[2020, 8, 1]]}` of numbers or texts, or `raw`/`literal`.

    Paperpile has `{"year": "2020", "month": "8", "day": "1"}`.
    """
    parts = items_of(within(value, "date-parts")) or [within(value, part) for part in ("year", "month", "day")]
    first = parts[0] if parts else None
    numbers = [text_of(part).strip() for part in (first if isinstance(first, list) else parts)[:3]]
    given = [number for number in numbers if number and number != "None"]
    return "-".join(given) or first_text(fields_of(value), "raw", "literal", "date-time") or text_of(value)


def day_of_milliseconds(value: Any) -> str:
    """Return the day (UTC) of a time in milliseconds since 1970; "" for anything else."""
    number = count_of_value(value)
    if not number or not 0 < number < _YEAR_2100:
        return ""
    return datetime.fromtimestamp(number / 1000, UTC).date().isoformat()


def person_name(value: Any) -> str:
    """Return the name of a person: a text, or an object with `name`, `literal`, or given and family name.

    `Given Family` of CSL (`non-dropping-particle`, `suffix`), Crossref and Zotero (`firstName`, `lastName`).
    """
    if isinstance(value, str):
        return value
    fields = fields_of(value)
    family = first_text(fields, "family", "lastName", "last", "last_name", "familyName", "surname")
    if not family:
        return first_text(
            fields,
            "name",
            "literal",
            "display_name",
            "fullName",
            "full_name",
            "fullname",
            "authname",
            "text",
            "author",
            "given",
        )
    given = first_text(fields, "given", "firstName", "first", "first_name", "givenName", "forenames")
    particles = first_text(fields, "dropping-particle"), first_text(fields, "non-dropping-particle")
    name = " ".join(filter(None, (given, *particles, family)))
    suffix = first_text(fields, "suffix")
    return f"{name} {suffix}" if suffix else name


def person_names(value: Any) -> list[str]:
    """Return the names of people in a list."""
    return [name for name in map(person_name, items_of(value)) if name.strip()]


def unread_fields(fields: Fields, known: Iterable[str]) -> list[tuple[str, str]]:
    """Return the fields that have a value and are not known: (name, value); lists and objects by their size only."""
    return [
        (name, text_of(value) if isinstance(value, str | int | float) else f"{type(value).__name__} of {len(value)}")
        for name, value in fields.items()
        if name not in known and value not in (None, "", [], {}, False)
    ]
