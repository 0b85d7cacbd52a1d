"""The papers that rows of a result view stand for: those of the open dumps, and starred ones of other dumps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from paperreader.dates import date_to_number
from paperreader.identifiers import without_kind
from paperreader.library.library import Library
from paperreader.marks import STARRED, MarkStore, PaperRef, now
from paperreader.paper import Paper, compact_key


class OpenPapers:
    """Papers by the row of a result view.

    Attributes:
        library: the papers of the open dumps; row `n` of a view is row `n` here.
        unlisted: the starred papers that no open dump has; row `~n` of a view is row `n` here.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.unlisted = Library()

    def place(self, row: int) -> tuple[Library, int]:
        """Return the library of a row, and the row in it."""
        return (self.library, row) if row >= 0 else (self.unlisted, ~row)

    def paper(self, row: int) -> Paper:
        """Return the paper of a row."""
        library, own_row = self.place(row)
        return library.paper(own_row)

    def key(self, row: int) -> str:
        """Return the key of a row."""
        library, own_row = self.place(row)
        return library.keys[own_row]

    def row_of(self, key: str) -> int | None:
        """Return the row of a key; None if the paper is unknown."""
        row = self.library.row_of(key)
        if row is None:
            unlisted = self.unlisted.row_of(key)
            row = None if unlisted is None else ~unlisted
        return row

    def paper_refs(self, rows: Sequence[int]) -> list[PaperRef]:
        """Return the papers of rows as the state file names them; unlisted papers come last."""
        listed = self.library.paper_refs([row for row in rows if row >= 0])
        unlisted = self.unlisted.paper_refs([~row for row in rows if row < 0])
        return [tuple.__new__(PaperRef, names) for names in chain(listed, unlisted)]  # `_make` takes 3 times as long

    def replace(self, library: Library) -> None:
        """Use another library, as after reading the dumps again."""
        self.library = library

    def follow_marks(self, marks: MarkStore) -> bool:
        """Find the marks of papers whose titles were changed, by their identifiers. Return whether there are any.

        A paper that the state file knows only under another key takes that key. One that it knows under several keys
        keeps its own, and takes the newer marks of the others.
        """
        library, followed = self.library, False
        known = [(row, paper.key) for paper in marks.papers() if paper.ids for row in self._rows_identified(paper)]
        for row, others in list(library.other_keys.items()):
            known += [(row, paper.key) for paper in map(marks.paper, others) if paper]
        for row, key in known:
            own = library.keys[row]
            if compact_key(own) == compact_key(key):
                continue
            followed = True
            if marks.paper(own) is None:
                library.rename(row, key)
            else:
                library.add_other_key(row, key)
                marks.copy_newer(key, self.paper_refs([row])[0])
        return followed

    def _rows_identified(self, paper: PaperRef) -> set[int]:
        """Return the rows with an identifier of a marked paper."""
        rows = [self.library.row_identified(without_kind(identifier)) for identifier in paper.ids]
        return {row for row in rows if row is not None}

    def find_unlisted(self, marks: MarkStore) -> None:
        """Collect the starred papers that the library lacks, in the order in which they were starred."""
        self.unlisted = Library()
        for _, key in sorted((marks.starred_at(key) or now(), key) for key in marks.keys_marked(STARRED)):
            paper = marks.paper(key)
            if paper and self.library.row_of(key) is None:
                day = date_to_number(paper.date) if paper.date else 0
                self.unlisted.add_unlisted(key, paper.title or key, day, paper.link)
