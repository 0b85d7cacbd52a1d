"""Text of records without the markup of the web."""

from __future__ import annotations

import re

from paperreader.text import single_line
from paperreader.web_markup import without_markup

_SPACES = re.compile(r"(?<![ \t\r\f\v])[ \t\r\f\v]*+\n[ \t\r\f\v]*+")
_BLANK_LINES = re.compile(r"\n{3,}")
_BREAK = "\n\n"
_UNPLAIN = ("  ", "<", "&", "| ", " |")


def has_markup(text: str) -> bool:
    """Return whether a text may have entities or tags; `a < b` and `R & D` are none."""
    return ("<" in text and _begins(text, "<", "/!")) or ("&" in text and _begins(text, "&", "#"))


def _begins(text: str, first: str, signs: str) -> bool:
    """Return whether a character stands before a letter or one of some signs; faster than a pattern."""
    at = text.find(first)
    while at >= 0:
        following = text[at + 1 : at + 2]
        if following.isalpha() or (following and following in signs):
            return True
        at = text.find(first, at + 1)
    return False


def is_plain(texts: str) -> bool:
    """Return whether `plain_line` surely leaves texts, each between two `|`, as they are; quicker than one by one."""
    return texts.isprintable() and not any([unplain in texts for unplain in _UNPLAIN])


def plain_line(text: str) -> str:
    """Return text as one clean line: no entities, no tags, no control characters."""
    if text.isprintable() and "  " not in text and "<" not in text and "&" not in text:  # as nearly all texts
        return text.strip(" ")
    return single_line(_without_markup(text))


def plain_paragraphs(text: str) -> str:
    """Return text without entities and tags; blank lines stay between paragraphs. Control characters stay."""
    if has_markup(text):
        text = _BLANK_LINES.sub(_BREAK, _SPACES.sub("\n", _without_markup(text)))
    return text.strip()


def _without_markup(text: str) -> str:
    """Return text without entities and tags; a no-break space of HTML is a matter of layout."""
    return without_markup(text, _BREAK).replace("\xa0", " ") if has_markup(text) else text
