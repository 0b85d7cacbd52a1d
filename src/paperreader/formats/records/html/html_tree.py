"""HTML as a tree, however broken: an own tokenizer of the rules that matter, in time linear in the length.

The standard library's `html.parser` looks again and again for the end of what does not end (CVE-2025-6069). Here
a tag, comment or script without an end goes on to the end of the page, as in browsers
(https://html.spec.whatwg.org/multipage/parsing.html), and is reported. No script runs, and nothing is loaded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from paperreader.source import Source

LINE = ":line"
"""The attribute of each element with the number of its line; no attribute of HTML has this name."""
_MAX_PAGE = 1 << 26  # bytes
_LONGEST_TEXT = 20_000  # letters: more than any abstract has
_MAX_DEPTH = 200  # elements; text further below belongs to the deepest one
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>=][^\s/>=]*|=[^\s/>=]*)(?:\s*=\s*(?P<value>[\"']|[^\s>\"'][^\s>]*))?)"
)
_RAW = ("script", "style", "textarea", "title", "noembed", "xmp")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_ESCAPED_RAW = ("textarea", "title")  # entities are decoded there
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "section", "article", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br",
))  # fmt: skip
_CLOSED_BY = {  # an element that ends where one of these begins
    "p": frozenset(("p", "div", "ul", "ol", "dl", "dt", "dd", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article")),
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr",)),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
    "option": frozenset(("option",)),
}  # fmt: skip


class HtmlPage(NamedTuple):
    """A page: the root of its tree, the number of its lines, and whether it ends within a tag, a comment or a script."""

    root: Element
    lines: int
    is_cut: bool


def read_page(source: Source) -> HtmlPage:
    """Return the tree of a dump, of a huge one that of its first 64 MiB.

    Raises:
        PaperReaderError: the dump cannot be read; never because of its content.
    """
    pieces, size = [], 0
    for chunk in source.chunks():
        pieces.append(chunk)
        size += len(chunk)
        if size >= _MAX_PAGE:
            break
    return parse_html(b"".join(pieces).decode("utf-8", "replace"))


def parse_html(text: str) -> HtmlPage:
    """Return the tree of a page. Names of elements and attributes are in lower case."""
    return _Parsing(text).page()


def has_class(element: Element, name: str) -> bool:
    """Return whether an element has a class of CSS."""
    return name in element.get("class", "").split()


def with_class(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a tree that have a class, in their order."""
    return (found for found in element.iter() if name in found.get("class", "") and has_class(found, name))


def text_of(element: Element | None) -> str:
    """Return the text in an element and below it; "" for None. Of an element without an end, which has the rest of the page, a beginning."""
    return beginning_of(element, _LONGEST_TEXT) if element is not None else ""


def beginning_of(element: Element, letters: int = 300) -> str:
    """Return the first letters of an element's text; elements may be nested, and each have all text of a page."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length >= letters:
            break
    return "".join(parts)[:letters]


def paragraphs_of(element: Element) -> str:
    """Return the text of an element, with blank lines around paragraphs, headings and other blocks; scripts are none."""
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    around = "\n\n" if element.tag in _BLOCKS else ""
    yield around
    if element.tag not in ("script", "style"):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
    yield around


def line_of(element: Element) -> int:
    """Return the line of an element."""
    return int(element.get(LINE, "1"))


class _Parsing:
    """The parsing of one page into its tree. Each method begins at a position of the text and returns the next one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = TreeBuilder()
        self._open: list[str] = []
        self._too_deep = 0  # open elements that are not in the tree
        self._line, self._counted = 1, 0
        self._is_cut = False

    def page(self) -> HtmlPage:
        """Return the tree of the whole text."""
        text, position = self._text, 0
        self._builder.start("page", {})
        while (found := text.find("<", position)) >= 0:
            self._add_text(text[position:found])
            position = self._markup(found)
        self._add_text(text[position:])
        while self._open:
            self._builder.end(self._open.pop())
        self._builder.end("page")
        return HtmlPage(self._builder.close(), self._line_at(len(text)), self._is_cut)

    def _add_text(self, text: str) -> None:
        if text:
            self._builder.data(html.unescape(text) if "&" in text else text)

    def _markup(self, start: int) -> int:
        following = self._text[start + 1 : start + 2]
        if following.isascii() and following.isalpha():
            return self._start_tag(start)
        if following == "/":
            return self._end_tag(start)
        if self._text.startswith("<!--", start):
            return self._behind("-->", start + 4)
        if following in ("!", "?") and following:
            return self._behind(">", start)
        self._builder.data("<")
        return start + 1

    def _behind(self, mark: str, start: int) -> int:
        """Return the position behind the next mark; the end of the text if there is none, which is reported."""
        found = self._text.find(mark, start)
        if found < 0:
            self._is_cut = True
            return len(self._text)
        return found + len(mark)

    def _start_tag(self, start: int) -> int:
        name = _NAME.match(self._text, start + 1)
        assert name
        tag = name[0].lower()
        attributes = {LINE: str(self._line_at(start))}
        position, is_closed = self._attributes(name.end(), attributes)
        self._begin(tag, attributes)
        if tag in _RAW_ENDS:
            position = self._raw(tag, position)
        if tag in _VOID or tag in _RAW_ENDS or is_closed:
            self._end(tag)
        return position

    def _attributes(self, position: int, attributes: dict[str, str]) -> tuple[int, bool]:
        """Read the attributes of a tag, and whether it ends in `/>`: the slash of `href=/papers/` belongs to the address."""
        while (found := _ATTRIBUTE.match(self._text, position)) and not found["end"]:
            value = found["value"] or ""
            position = found.end()
            if value in ('"', "'") and value:
                begin, position = position, self._behind(value, position)
                value = self._text[begin : position - 1]
            attributes.setdefault(found["name"].lower(), html.unescape(value) if "&" in value else value)
        if found:
            return found.end(), "/" in found[0]
        self._is_cut = True
        return len(self._text), False

    def _raw(self, tag: str, position: int) -> int:
        """Read the text of an element that has no markup."""
        end = _RAW_ENDS[tag].search(self._text, position)
        self._is_cut |= not end
        text = self._text[position : end.start() if end else len(self._text)]
        self._builder.data(html.unescape(text) if tag in _ESCAPED_RAW else text)
        return self._behind(">", end.end()) if end else len(self._text)

    def _end_tag(self, start: int) -> int:
        name = _NAME.match(self._text, start + 2)
        if name:
            self._end(name[0].lower())
        return self._behind(">", start)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        while self._open and tag in _CLOSED_BY.get(self._open[-1], ()):
            self._builder.end(self._open.pop())
        if self._too_deep or len(self._open) >= _MAX_DEPTH:
            self._too_deep += 1
        else:
            self._open.append(tag)
            self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        """End an element and all within it; an end without a beginning is passed over."""
        if self._too_deep:
            self._too_deep -= 1
        elif tag in self._open:
            while (last := self._open.pop()) != tag:
                self._builder.end(last)
            self._builder.end(tag)

    def _line_at(self, position: int) -> int:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line
