"""Markdown within a line: links, emphasis and escapes. Every pattern looks at a sign a bounded number of times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from paperreader.formats.records.plain_text import plain_line

_ADDRESS = r"[^()\s<>\[]*(?:\([^()\s<>\[]*\)[^()\s<>\[]*)*"
_LINK_PART = re.compile(
    rf"\\.|(?P<open>!?\[)|\](?P<link>\([ ]?<?(?P<address>{_ADDRESS})>?(?:[ ]{{1,4}}[\"'][^\"'\[]*[\"'])?[ ]?\))|(?P<close>\])"
    r"|<(?P<auto>https?://[^<>\s]+)>|(?P<bare>https?://[^\s<>()\[\]\"'`|*\\]+)"
    r"|<a\s[^<>]*?href=[\"'](?P<href>[^\"'<>]+)[\"'][^<>]*>(?P<text>[^<]*)</a>",
    re.IGNORECASE,
)
_BOLD = re.compile(
    r"\*\*(?=\S)((?:\\.|[^*\\]|\*(?!\*))+)\*\*|(?<!\w)__(?=\S)((?:\\.|[^_\\]|_(?!_))+)__|<(?:b|strong)>([^<]+)</"
)
_ITALIC = re.compile(
    r"(?<![*\\\w])\*(?=[^\s*])((?:\\.|[^*\\])+)\*(?!\*)|(?<![_\\\w])_(?=[^\s_])((?:\\.|[^_\\])+)_(?![_\w])|<(?:i|em)>([^<]+)</"
)
_MARK = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<math>\$(?![\s$])(?:\\.|[^$\\])+\$)"
    r"|(?P<ticks>`{1,3})(?P<code>[^`]+)(?P=ticks)"
    r"|(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>(?:\\.|[^*\\])+)(?P=stars)"
    r"|(?<![\w\\])(?P<bars>_{1,3})(?=[^\s_])(?P<barred>(?:\\.|[^_\\])+)(?P=bars)(?!\w)"
    r"|(?P<drop>~~|<br\s*/?>)"
)


class Link(NamedTuple):
    """A link: its text as Markdown, its address, and its place in the text around it."""

    text: str
    address: str
    start: int
    end: int


_LONGEST_TEXT = 2000  # letters of a link: links may stand in one another, and each have the text of a page
_RECENT = 32  # texts: a line is asked again and again until it is understood
_SIGN = re.compile(r"[\\$`*_~]|<br")


@lru_cache(_RECENT)
def find_links(text: str) -> tuple[Link, ...]:
    """Return the links of a text to the web in their order, an outer one before the inner; images are none."""
    if "](" not in text and "://" not in text:
        return ()
    links: list[Link] = []
    opened: list[re.Match[str]] = []
    for part in _LINK_PART.finditer(text):
        kind = part.lastgroup
        if kind == "open":
            opened.append(part)
        elif kind in ("link", "address") and opened:
            start = opened.pop()
            if start[0] == "[" and part.start() - start.end() <= _LONGEST_TEXT:
                links.append(Link(text[start.end() : part.start()], part["address"], start.start(), part.end()))
        elif kind == "close" and opened:
            opened.pop()
        elif kind in ("auto", "bare"):
            address = (part["auto"] or part["bare"]).rstrip(".,;:")
            links.append(Link(address, address, part.start(), part.end()))
        elif kind == "text":
            links.append(Link(part["text"], part["href"], part.start(), part.end()))
    web = [link for link in links if link.address[:8].lower().startswith(("http://", "https://"))]
    return tuple(sorted(web, key=lambda link: (link.start, -link.end)))


@lru_cache(_RECENT)
def outer_links(text: str) -> tuple[Link, ...]:
    """Return the links that stand within no other link."""
    outer: list[Link] = []
    for link in find_links(text):
        if not outer or link.start >= outer[-1].end:
            outer.append(link)
    return tuple(outer)


_IMAGE = re.compile(rf"!\[[^\[\]]*\]\({_ADDRESS}(?:[ ][\"'][^\"'\[]*[\"'])?\)|<img\s[^<>]*>", re.IGNORECASE)


@lru_cache(_RECENT)
def plain(text: str) -> str:
    """Return a text as a reader of the Markdown sees it, on one line: links by their texts, no images."""
    if "![" in text or "<img" in text:
        text = _IMAGE.sub("", text)
    if "](" in text:
        pieces, end = [], 0
        for link in outer_links(text):
            if text[link.end - 1] == ")":
                pieces += [text[end : link.start], link.text]
                end = link.end
        text = "".join([*pieces, text[end:]])
    return plain_line(without_marks(text))


def without_marks(text: str) -> str:
    """Return a text without the signs of emphasis, code and escapes; mathematics stays as it is."""
    return _MARK.sub(_unmarked, text) if _SIGN.search(text) else text


def _unmarked(mark: re.Match[str]) -> str:
    if mark["sign"] or mark["math"]:
        return mark["sign"] or mark["math"]
    inner = mark["starred"] or mark["barred"]
    return without_marks(inner) if inner else mark["code"] or " "


def bold_parts(text: str) -> list[tuple[int, int, str]]:
    """Return the start and end of each part in bold, and what stands in it."""
    if "**" not in text and "__" not in text and "<" not in text:
        return []
    return [(part.start(), part.end(), part[1] or part[2] or part[3]) for part in _BOLD.finditer(text)]


def italic_parts(text: str) -> list[str]:
    """Return the parts of a text in italics."""
    return [part[1] or part[2] or part[3] for part in _ITALIC.finditer(text)]


def without_links(text: str) -> str:
    """Return the plain text outside links."""
    pieces, end = [], 0
    for link in outer_links(text):
        pieces.append(text[end : link.start])
        end = link.end
    return plain(" ".join([*pieces, text[end:]]))
