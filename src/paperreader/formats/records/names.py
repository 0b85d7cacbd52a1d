"""Names of authors as files of papers spell them, as `Given Family`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperreader.formats.records.plain_text import plain_line

_SUFFIX = re.compile(r"(?:[JS]r\.?|I{1,3}|IV|V)$", re.IGNORECASE)
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_OTHERS = re.compile(r"(?:and )?(?:others|et al\.?|…|\.\.\.)$", re.IGNORECASE)


def given_first(name: str) -> str:
    """Return `Given Family` of `Family, Given`, and `Given Family, Jr` of `Family, Jr, Given`; other names as they are."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1 or not all(parts):
        return name.strip(" ,")
    if _SUFFIX.match(parts[-1]) and len(parts) == 2:  # noqa: PLR2004 - family and suffix
        return f"{parts[0]}, {parts[1]}"
    family, *suffixes, given = parts
    return ", ".join([f"{given} {family}", *suffixes])


def clean_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names in one form, each once, without `et al.` and its like."""
    cleaned = (given_first(plain_line(name)) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name and not _OTHERS.match(name)))


def split_names(text: str, separator: str = ",") -> list[str]:
    """Return the names of a list in one text, which `separator` and ` and ` part; affiliations in parentheses are cut off."""
    text = _PARENTHESES.sub("", text)
    parts = [part for piece in text.split(separator) for part in re.split(r"\s+(?:and|&)\s+|^and\s+", piece.strip())]
    return [part.strip() for part in parts if part.strip()]
