"""The help page as lines of a width, with the matches of a search in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells

from paperreader.tui.help_text import HelpRow

Style = Literal["heading", "name", "text", "note"]
Spans = Sequence[tuple[int, int]]
_NARROW = 60  # cells of a page whose names have a narrow column
_NAME_WIDTH, _NARROW_NAME_WIDTH = 22, 12  # cells, with the gap behind
_MARGIN = 2  # cells before a name
_JOINT = "  "  # between a text and its note
_MAX_WIDTH = 100  # cells of a line of text: longer lines are hard to read


class HelpPiece(NamedTuple):
    """A part of a line in one style, and the matches in it as (start, end) characters."""

    style: Style
    text: str
    matches: Spans = ()


class HelpLine(NamedTuple):
    """A line: its parts, each with the number of blank cells before it, and whether it is dimmed."""

    pieces: Sequence[tuple[int, HelpPiece]] = ()
    dim: bool = False

    @property
    def has_match(self) -> bool:
        """Whether a match is in the line."""
        return any(piece.matches for _, piece in self.pieces)


def help_lines(rows: Sequence[HelpRow], width: int, searched: str) -> list[HelpLine]:
    """Return the page in lines of at most `width` cells, with the matches of a searched text, of any case."""
    width = min(width, _MAX_WIDTH)
    indent = _NARROW_NAME_WIDTH if width < _NARROW else _NAME_WIDTH
    pattern = re.compile(re.escape(searched), re.IGNORECASE) if searched else None
    return [line for row in rows for line in _row_lines(row, width, indent, pattern)]


def _row_lines(row: HelpRow, width: int, indent: int, pattern: re.Pattern[str] | None) -> Iterator[HelpLine]:
    if not row.text:
        yield HelpLine()
        yield from (HelpLine(pieces) for pieces in _wrap([("heading", row.name)], width, pattern))
        return
    if not row.name:
        yield from (HelpLine(pieces) for pieces in _wrap([("note", row.text)], width, pattern))
        return
    names = _wrap([("name", row.name)], width - _MARGIN, pattern)
    texts = _wrap([("text", row.text), ("note", row.note)], width - indent, pattern)
    lines = [
        *(((_MARGIN, name),) for ((_, name),) in names),
        *(((indent, piece), *rest) for (_, piece), *rest in texts),
    ]
    name_width = _MARGIN + cell_len(names[-1][0][1].text)
    if name_width + 2 <= indent:  # the text begins on the line of the name
        (_, first), *rest = texts[0]
        lines[len(names) - 1 : len(names) + 1] = [(*lines[len(names) - 1], (indent - name_width, first), *rest)]
    yield from (HelpLine(line, row.dim) for line in lines)


def _wrap(
    parts: Sequence[tuple[Style, str]], width: int, pattern: re.Pattern[str] | None
) -> list[list[tuple[int, HelpPiece]]]:
    """Return the lines of texts that follow each other; a match that a line break divides is in both lines."""
    joined = _JOINT.join(text for _, text in parts)
    lines = []
    for start, end in _line_spans(joined, max(1, width)):
        line: list[tuple[int, HelpPiece]] = []
        offset = 0
        for style, text in parts:
            low, high = max(start, offset), min(end, offset + len(text))
            if low < high:
                line.append((len(_JOINT) if line else 0, _piece(style, text, low - offset, high - offset, pattern)))
            offset += len(text) + len(_JOINT)
        lines.append(line)
    return lines


def _piece(style: Style, text: str, start: int, end: int, pattern: re.Pattern[str] | None) -> HelpPiece:
    found = (match.span() for match in pattern.finditer(text)) if pattern else ()
    inside = [(max(low, start) - start, min(high, end) - start) for low, high in found]
    return HelpPiece(style, text[start:end], [(low, high) for low, high in inside if low < high])


def _line_spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last character of each line; words are kept whole if they fit a line."""
    cells = len if text.isascii() else cell_len
    start = end = 0
    for word in re.finditer(r"\S+", text):
        if end > start and cells(text[start : word.end()]) > width:
            yield start, end
            start = word.start()
        while start + 1 < word.end() and cells(text[start : word.end()]) > width:
            part = len(chop_cells(text[start : word.end()], width)[0]) or 1  # a wide character in one cell
            yield start, start + part
            start += part
        end = word.end()
    if end > start:
        yield start, end
