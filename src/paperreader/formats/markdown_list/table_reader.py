"""The tables of a Markdown document, row by row, as records of papers."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.markdown_list import tables
from paperreader.formats.markdown_list.candidate import ITEM, Candidate
from paperreader.formats.markdown_list.titles import find_title
from paperreader.formats.records import NotRead, Record
from paperreader.formats.records.lines.markdown_inline import outer_links, plain
from paperreader.formats.records.paper_addresses import is_paper_address

_OTHER_ROWS = "other rows"
_LABELS = {"short abstract": "tldr", "ids": "doi"}
_MOST_LINES = 200  # of a row
_MOST_CELLS = 30  # of a row without names for its columns


class TableReader:
    """Takes the rows of tables one after another; a paper's record may lack its title."""

    def __init__(self) -> None:
        self._columns: list[str] | None = None  # None outside a table
        self._row_before: tuple[int, list[str]] | None = None  # it may name the columns
        self._broken: list[str] = []  # the lines of a row that an abstract breaks
        self._bars = 0  # in them
        self._line = 0  # of the first one

    @property
    def is_within_row(self) -> bool:
        """Whether the row above goes on."""
        return bool(self._broken)

    @property
    def has_rows(self) -> bool:
        """Whether a table stands above, which the next row continues."""
        return self._columns is not None or self._row_before is not None

    def has_row(self, text: str) -> bool:
        """Return whether a line is a row."""
        return "|" in text and (self.has_rows or text.lstrip().startswith("|"))

    def add(self, number: int, text: str, day: str) -> Iterator[Record | NotRead]:
        """Yield what a line completes.

        Args:
            number: of the line.
            text: a row, or the rest of a broken one.
            day: the date of the section.
        """
        if self._columns is None:
            yield from self._add_first(number, text, day)
            return
        starts = text.startswith("|")
        if self._broken and starts:
            yield from self._end_row(day)
        if starts or not self._broken:
            self._line = number
        self._broken.append(text)
        self._bars += text.count("|")
        is_whole = text.rstrip().endswith("|") or self._bars > len(self._columns) or len(self._broken) >= _MOST_LINES
        if is_whole or not self._broken[0].startswith("|"):
            yield from self._end_row(day)

    def _add_first(self, number: int, text: str, day: str) -> Iterator[Record]:
        if self._row_before and tables.is_rule(text):
            self._columns = tables.columns_of(self._row_before[1])
            self._row_before = None
            return
        yield from self._end_unnamed(day)
        self._row_before = number, tables.cells_of(text)

    def end(self, day: str) -> Iterator[Record | NotRead]:
        """Yield what the end of a table completes."""
        if self._broken:
            yield from self._end_row(day)
        yield from self._end_unnamed(day)
        self._columns = None

    def _end_row(self, day: str) -> Iterator[Record | NotRead]:
        text, self._broken, self._bars = " ".join(self._broken), [], 0
        columns = self._columns or []
        record = _record_of_row(self._line, tables.fit_cells(tables.cells_of(text), columns), columns, day)
        yield record or NotRead(self._line, _OTHER_ROWS)

    def _end_unnamed(self, day: str) -> Iterator[Record]:
        """Yield the paper of a row whose columns have no names."""
        row, self._row_before = self._row_before, None
        record = _record_of_row(*row, [""] * len(row[1]), day) if row and len(row[1]) <= _MOST_CELLS else None
        if record and record.title:
            yield record


def paper_of_row(number: int, row: str) -> Record | None:
    """Return the paper of a row of Markdown alone, None for another row.

    Args:
        number: the line.
        row: as `|**2026-01-14**|**A Title**|Ada Lovelace et.al.|[2601.00001](https://arxiv.org/abs/2601.00001)|null|`.
    """
    cells = tables.cells_of(row)
    record = _record_of_row(number, cells, [""] * len(cells), "") if len(cells) <= _MOST_CELLS else None
    return record if record and record.title else None


def _record_of_row(number: int, cells: list[str], columns: list[str], day: str) -> Record | None:
    candidate = Candidate(number, ITEM, 0, "")
    is_linked_title = False
    for column, cell in zip(columns, cells, strict=False):
        field = "links" if column == tables.PAPER else column
        if field == "title" or (field == "links" and not candidate.head and find_title(cell)):
            candidate.head = cell
            is_linked_title = column == tables.PAPER and bool(outer_links(cell))
        elif field and cell:
            candidate.add_field(field, _LABELS.get(field, field), plain(cell), outer_links(cell))
        elif cell and "title" in columns and any(is_paper_address(link.address) for link in outer_links(cell)):
            candidate.add_field("links", "", "", outer_links(cell))
    has_title = bool(candidate.head)
    if not has_title:
        _find_head(candidate, cells, columns)
    if not (is_linked_title or (candidate.is_paper if has_title else candidate.has_link)) or not plain(candidate.head):
        return None
    record = candidate.finished(day)
    record.title = record.title or plain(candidate.head)
    return record


def _find_head(candidate: Candidate, cells: list[str], columns: list[str]) -> None:
    """Take the cell with the longest title for that of a paper, and the other cells without a name as lines below it."""
    candidate.head = max(cells, key=lambda cell: len(find_title(cell)), default="")
    for field, cell in zip(columns, cells, strict=False):
        if not field and cell is not candidate.head:
            candidate.add(cell)
