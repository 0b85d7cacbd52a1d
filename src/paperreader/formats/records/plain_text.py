"""Text of records without the markup of the web: entities, HTML, JATS and MathML tags."""

from __future__ import annotations

import html
import re

from paperreader.text import single_line

_MAX_UNESCAPED = 4  # times; `&amp;amp;lt;` occurs, longer chains are an attack
_INLINE = (
    "a|abbr|b|bold|big|cite|code|del|em|fixed-case|font|i|img|inf|ins|italic|kbd|mark|monospace|q|s|samp|sc|scp|small"
    "|span|strike|strong|sub|sup|tt|u|url|var|wbr"
)
_BLOCKS = (
    "article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|label|li|list|list-item"
    "|ol|p|pre|sec|section|table|tbody|td|th|thead|title|tr|ul"
)
_TAG = re.compile(
    rf"<(?:/?(?P<inline>{_INLINE}|(?:mml|m):[\w-]+|math|m[ions]|mrow|mtext|msub|msup|msubsup|mfrac|semantics|annotation)"
    rf"|/?(?P<block>(?:jats:)?(?:{_BLOCKS}))|/?jats:[\w-]+)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_SPACES = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_BLANK_LINES = re.compile(r"\n{3,}")


def unescaped(text: str) -> str:
    """Return text with entities decoded until nothing changes: `&amp;amp;` occurs in titles."""
    for _ in range(_MAX_UNESCAPED):
        decoded = html.unescape(text) if "&" in text else text
        if decoded == text:
            break
        text = decoded
    return text


def without_tags(text: str) -> str:
    """Return text without the tags of HTML, JATS and MathML, blocks as paragraphs; other `<…>` such as `a <b` stay."""
    if "<" not in text:
        return text
    return _TAG.sub(lambda tag: "\n\n" if tag["block"] else "", _COMMENT.sub("", text))


def plain_line(text: str) -> str:
    """Return text as one clean line: no entities, no tags, no control characters."""
    if "&" in text or "<" in text:
        text = _without_markup(text)
    return single_line(text)


def plain_paragraphs(text: str) -> str:
    """Return text without entities and tags; blank lines stay between paragraphs. Control characters stay."""
    if "&" in text or "<" in text:
        text = _without_markup(text)
        text = _BLANK_LINES.sub("\n\n", _SPACES.sub("\n", text))
    return text.strip()


def _without_markup(text: str) -> str:
    """Return text without entities and tags; a no-break space of HTML is a matter of layout."""
    return unescaped(without_tags(unescaped(text))).replace("\xa0", " ")
