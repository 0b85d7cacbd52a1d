"""Text without the markup of the web: entities, and the tags of HTML, JATS and MathML.

The keys of papers depend on it: a change here would lose the marks of titles with markup.
"""

from __future__ import annotations

import re
from functools import cache

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NESTED_AMPERSANDS = re.compile(r"&(?:(?:amp|#38|#x26);)+", re.IGNORECASE)
_MAX_DECODINGS = 4  # of entities whose characters form entities; longer chains are an attack
_INLINE = (
    "a|abbr|b|big|bold|cite|code|del|em|fixed-case|font|i|img|inf|ins|italic|kbd|mark|monospace|q|s|samp|sc|scp|small"
    "|span|strike|strong|su|sub|sup|tex-math|tt|u|url|var|wbr"
)
_MATHEMATICS = (
    "math|m(?:i|n|o|s|row|text|sub|sup|subsup|frac|sqrt|root|over|under|underover|fenced|style|space|padded)"
    "|semantics|annotation|(?:mml|m):[a-z-]+"
)
_BLOCKS = (
    "article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|label|li|list|list-item"
    "|ol|p|pre|sec|section|table|tbody|td|th|thead|title|tr|ul"
)
_COMMENT_START, _COMMENT_END = "<!--", "-->"
_COMMENT = re.compile(rf"{_COMMENT_START}.*?{_COMMENT_END}", re.DOTALL)
_SECTION = re.compile(r"<!\[CDATA\[|\]\]>")
_SPACES = re.compile(r"(?<![ \t\r\f\v])[ \t\r\f\v]*+\n[ \t\r\f\v]*+")
_BLANK_LINES = re.compile(r"\n{3,}")
_BREAK = "\n\n"


@cache
def _tag() -> re.Pattern[str]:
    """Return the pattern of tags that stand in titles and abstracts; `a<b and c>d` has none."""
    names = rf"(?P<block>(?:jats:)?(?:{_BLOCKS}))|{_INLINE}|{_MATHEMATICS}|(?:jats|xhtml):[a-z-]+"
    return re.compile(rf"<(?=[a-z/])/?(?:{names})(?:\s+[\w:-]+\s*=[^<>]*|\s*)/?>", re.IGNORECASE)


def decoded_entities(text: str) -> str:
    """Return text with entities decoded until nothing changes: `&amp;amp;` occurs in titles; `AT&T` stays."""
    if "&" not in text:
        return text
    from html import unescape

    for _ in range(_MAX_DECODINGS):
        decoded = _ENTITY.sub(lambda entity: unescape(entity[0]), _NESTED_AMPERSANDS.sub("&", text))
        if decoded == text:
            break
        text = decoded
    return text


def without_tags(text: str, break_text: str = " ") -> str:
    """Return text without tags and comments: `N<sub>2</sub>O` is `N2O`; a tag of a block becomes `break_text`."""
    if "<" not in text:
        return text
    last = text.rfind(_COMMENT_END) + len(_COMMENT_END)
    if _COMMENT_START in text[:last]:  # only comments that end, so that none is searched for in vain
        text = _COMMENT.sub("", text[:last]) + text[last:]
    return _tag().sub(lambda tag: break_text if tag["block"] else "", _SECTION.sub("", text))


def without_markup(text: str, break_text: str = " ") -> str:
    """Return text without entities and tags, those made of entities included; see `without_tags`."""
    if "&" not in text and "<" not in text:
        return text
    return decoded_entities(without_tags(decoded_entities(text), break_text))


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


def without_found_markup(text: str) -> str:
    """Return text without markup if it may have any; a no-break space of HTML is a matter of layout."""
    return without_markup(text, _BREAK).replace("\xa0", " ") if has_markup(text) else text


def plain_paragraphs(text: str) -> str:
    """Return text without entities and tags; blank lines stay between paragraphs. Control characters stay."""
    if has_markup(text):
        text = _BLANK_LINES.sub(_BREAK, _SPACES.sub("\n", without_found_markup(text)))
    return text.strip()
