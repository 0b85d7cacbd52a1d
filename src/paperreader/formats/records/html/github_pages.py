"""READMEs and other Markdown as GitHub shows them, saved as HTML: awesome lists and digests, turned back into Markdown.

What GitHub makes of Markdown stands in an element of class `markdown-body`, with one element for each sign of Markdown; the ends of its lines stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.markdown_list.collector import Collector
from paperreader.formats.records import Item, Record
from paperreader.formats.records.html.html_tree import has_class, line_of, with_class
from paperreader.formats.records.lines.text_lines import TextLine
from paperreader.formats.records.xml.xml_records import text_of

_SITE = "https://github.com"
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_INLINE = frozenset(
    (*_SIGNS, "a", "br", "del", "font", "g-emoji", "img", "kbd", "s", "small", "span", "sub", "sup", "svg", "u")
)
_NO_TEXT = ("svg", "img", "script", "style")
_BREAK = "\n"


def papers(root: Element) -> Iterator[Item]:
    """Return the papers of a page; none of another page."""
    body = next(with_class(root, "markdown-body"), None)
    lines = _block(body, "", "") if body is not None else ()
    return (item for item in Collector().collect(lines) if isinstance(item, Record))


def _block(element: Element, first: str, indent: str) -> Iterator[TextLine]:
    """Yield the lines of an element.

    Args:
        element: with text, inline elements, and blocks.
        first: what the first line begins with: the bullet of an item.
        indent: what further lines begin with.
    """
    line, pieces = line_of(element), [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            pieces.append(_inline(child))
        else:
            yield from _lines(line, pieces, first, indent)
            first = indent if _has_text(pieces) else first
            yield from _inner_block(child, first, indent)
            first, line, pieces = (first if child.tag in _NO_TEXT else indent), line_of(child), []
        pieces.append(child.tail or "")
    yield from _lines(line, pieces, first, indent)


def _inner_block(element: Element, first: str, indent: str) -> Iterator[TextLine]:
    tag, line = element.tag, line_of(element)
    if len(tag) == len("h1") and tag[0] == "h" and tag[1].isdigit():
        yield TextLine(line, f"{'#' * int(tag[1])} {_whole(element)}")
    elif tag == "table":
        yield TextLine(line, "")
        yield from _rows(element)
        yield TextLine(line, "")
    elif tag == "li":
        yield from _block(element, f"{indent}- ", f"{indent}  ")
    elif tag == "summary":
        yield TextLine(line, f"{indent}<summary>{' '.join(text_of(element).split())}</summary>")
    elif tag == "details":
        yield TextLine(line, f"{indent}<details>")
        yield from _block(element, indent, indent)
        yield TextLine(line, f"{indent}</details>")
    elif tag == "hr":
        yield TextLine(line, "---")
    elif tag not in ("pre", *_NO_TEXT):
        yield from _block(element, first, indent)
        if tag == "p":
            yield TextLine(line, "")


def _rows(table: Element) -> Iterator[TextLine]:
    for number, row in enumerate(table.iter("tr")):
        cells = [_whole(cell).replace("|", "\\|") for cell in row if cell.tag in ("td", "th")]
        yield TextLine(line_of(row), f"| {' | '.join(cells)} |")
        if not number:
            yield TextLine(line_of(row), "|---" * len(cells) + "|")


def _lines(line: int, pieces: list[str], first: str, indent: str) -> Iterator[TextLine]:
    for text in filter(None, map(str.strip, "".join(pieces).split(_BREAK))):
        yield TextLine(line, f"{first}{text}")
        first = indent


def _has_text(pieces: list[str]) -> bool:
    return any(piece.strip() for piece in pieces)


def _whole(element: Element) -> str:
    """Return all of an element as one line of Markdown."""
    return " ".join(_inner(element).split())


def _inner(element: Element) -> str:
    return _spaced(element.text) + "".join(f"{_inline(child)}{_spaced(child.tail)}" for child in element)


def _inline(element: Element) -> str:
    tag = element.tag
    if tag == "br":
        return _BREAK
    if tag in _NO_TEXT or has_class(element, "anchor"):
        return ""
    inner = _inner(element)
    address = element.get("href", "") if tag == "a" else ""
    if address and not address.startswith("#"):
        return f"[{inner}]({_SITE if address.startswith('/') else ''}{address})" if inner.strip() else ""
    sign = _SIGNS.get(tag, "") if inner.strip() else ""
    return f"{sign}{inner.strip()}{sign}" if sign else inner


def _spaced(text: str | None) -> str:
    return (text or "").replace("\n", " ")
