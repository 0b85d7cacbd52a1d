"""Lines of records without the markup of the web."""

from __future__ import annotations

from collections.abc import Sequence

from paperreader.text import single_line
from paperreader.web_markup import without_found_markup

_UNPLAIN = ("  ", "<", "&", "| ", " |")


def is_plain(texts: str) -> bool:
    """Return whether `plain_line` surely leaves texts, each between two `|`, as they are; quicker than one by one."""
    return texts.isprintable() and not any([unplain in texts for unplain in _UNPLAIN])


def plain_line(text: str) -> str:
    """Return text as one clean line: no entities, no tags, no control characters."""
    if text.isprintable() and "  " not in text and "<" not in text and "&" not in text:  # as nearly all texts
        return text.strip(" ")
    return single_line(without_found_markup(text))


def plain_lines(texts: Sequence[str]) -> list[str]:
    """Return what `plain_line` returns for each of many texts; quick for those that are wrapped and indented."""
    return [
        text.strip(" ")
        if text.isprintable() and "  " not in text and "<" not in text and "&" not in text
        else plain_line(text.replace("\n  ", " "))
        for text in texts
    ]
