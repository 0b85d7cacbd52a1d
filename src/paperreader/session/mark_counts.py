"""How many papers are read and starred, counted as papers and marks come in."""

from __future__ import annotations

from collections.abc import Sequence

from paperreader.marks import READ, STARRED, MarkStore
from paperreader.session.papers import OpenPapers


class MarkCounts:
    """How many papers of the library are read, and how many are starred; kept up to date as papers and marks come in.

    Attributes:
        changes: how many times marks have changed.
    """

    def __init__(self, papers: OpenPapers, marks: MarkStore) -> None:
        self._papers = papers
        self._marks = marks
        self.changes = 0
        self.recount()

    def recount(self) -> None:
        """Count all papers: the library is another one, or the file of marks has been read."""
        self.read = self.starred = self._counted = 0
        self.add_new_papers()

    def add_new_papers(self) -> None:
        """Count the papers that the library has received since the last call."""
        library = self._papers.library
        with self._marks.lock:  # a mark set meanwhile is counted once
            self.apply_changes()
            new = range(self._counted, library.row_count)
            rows = library.listed(new)
            keys = library.keys[new.start : new.stop] if rows is new else [library.keys[row] for row in rows]
            self.read += self._count(keys, READ)
            self.starred += self._count(keys, STARRED)
            self._counted = new.stop

    def _count(self, keys: Sequence[str], name: str) -> int:
        return sum([found is not None and found.on for found in self._marks.registers(keys, name)])

    def apply_changes(self) -> bool:
        """Apply mark changes since the last call (from any window). Return True if anything changed."""
        deltas, counted = self._marks.take_deltas(), self._counted
        self.changes += bool(deltas)
        for name, by, keys in deltas:
            changed = by * sum([row is not None and row < counted for row in self._papers.library.rows_with(keys)])
            if name == READ:
                self.read += changed
            elif name == STARRED:
                self.starred += changed
        return bool(deltas)

    @property
    def all_starred(self) -> int:
        """The number of starred papers, those of dumps that are not open included."""
        keys = self._papers.unlisted.keys
        return self.starred + sum(self._marks.starred_at(key) is not None for key in keys)
