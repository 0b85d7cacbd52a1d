"""Tables of Markdown: their rows as cells, and the columns by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperreader.formats.records.lines.labels import field_of

PAPER = "paper"
_PAPER_NAMES = ("paper", "papers", "论文")
_LONGEST_RULE = 2000  # letters
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_FIELDS_AND_VALUES = re.compile(
    r"\|\s*(?:field|attribute|property|key|item|metadata|info|属性|字段|项目|信息)?\s*\|"
    r"\s*(?:value|details?|content|description|information|内容|值|信息|详情)?\s*\|",
    re.IGNORECASE,
)
_BAR = re.compile(r"(?<!\\)\|")
_FOLD_TAGS = re.compile(r"<summary>[^<]*</summary>|</?(?:p|br)\s*/?>", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


def is_of_fields(line: str) -> bool:
    """Return whether a row names the columns of a table of one paper's fields: `| Field | Value |`."""
    return line.lstrip().startswith("|") and _FIELDS_AND_VALUES.fullmatch(line.strip()) is not None


def is_rule(line: str) -> bool:
    """Return whether a line is the one below the names of a table's columns."""
    return "|" in line and "-" in line and len(line) <= _LONGEST_RULE and _RULE.fullmatch(line.strip()) is not None


def cells_of(line: str) -> list[str]:
    """Return the cells of a row. What bots fold away in a cell is in it whole, without the word to click on."""
    if "<details" in line:
        line = _unfolded(line)
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip())]
    first = 1 if not cells[0] else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1] else len(cells)
    return cells[first:last]


def _unfolded(line: str) -> str:
    """Return a row without the tags of what is folded away; a `|` in there, as in mathematics, separates no cells."""
    before, *folded = line.split("<details")
    pieces = [before]
    for part in folded:
        inner, _, after = part.partition("</details>")
        pieces += [_BAR.sub(r"\\|", _FOLD_TAGS.sub(" ", inner.partition(">")[2])), after]
    return "".join(pieces)


def columns_of(cells: Sequence[str]) -> list[str]:
    """Return the field that each column names, "" for unknown ones; `PAPER` for titles with links, or only links."""
    names = [found[0].lower() if (found := _WORD.search(cell.replace(";", ""))) else "" for cell in cells]
    return [PAPER if name in _PAPER_NAMES else field_of(name) for name in names]


def fit_cells(cells: list[str], columns: Sequence[str]) -> list[str]:
    """Return as many cells as columns: a `|` in a title splits it into several, which are joined again."""
    extra = len(cells) - len(columns)
    if extra > 0 and "title" in columns:
        title = columns.index("title")
        return [*cells[:title], " | ".join(cells[title : title + extra + 1]), *cells[title + extra + 1 :]]
    return [*cells, *[""] * -extra]
