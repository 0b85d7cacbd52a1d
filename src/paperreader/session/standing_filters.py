"""The papers that the setting `hide` keeps out of every list: those of its queries that are not starred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paperreader.library.library import Library
from paperreader.marks import MarkStore
from paperreader.query.model import PHRASE, WORD, Query
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.search import Passage
from paperreader.text import normalize_title


class StandingFilters:
    """Finds the rows to hide as a library grows. Words must be in the title as they are, or with an s at their end.

    Args:
        texts: the queries of the setting.
        named: the queries that have names.
        marks: which papers are starred; those are never hidden.
    """

    def __init__(self, texts: Sequence[str], named: Mapping[str, str], marks: MarkStore) -> None:
        self._filters = [_Filter(parse(text, named)) for text in texts]
        self._marks = marks
        self.are_on = bool(texts)

    def hide_in(self, library: Library, start: int = 0) -> None:
        """Hide the papers of a library from a row on."""
        if self.are_on:
            found = {row for one in self._filters for row in one.rows(library, start, self._marks)}
            library.hide(row for row in found if not self._is_starred(library, row))

    def show_starred(self, library: Library) -> bool:
        """Show hidden papers that have been starred since the last call. Return whether any was found."""
        starred = [row for row in library.hidden if self._is_starred(library, row)]
        library.unhide(starred)
        return bool(starred)

    def _is_starred(self, library: Library, row: int) -> bool:
        return self._marks.starred_at(library.keys[row]) is not None


class _Filter:
    """One query in two parts: words, which are tested against titles without an index, and its other terms."""

    def __init__(self, query: Query) -> None:
        words = [term for term in query.expanded_terms if term.field in (WORD, PHRASE) and not term.negated]
        self._words = [(Passage(term.values[0]), Passage(f"{term.values[0]}s")) for term in words]
        self._rest = Query(tuple(term for term in query.expanded_terms if term not in words))

    def rows(self, library: Library, start: int, marks: MarkStore) -> Sequence[int]:
        """Return the rows of the query from a row on."""
        rows = select(self._rest, library, marks, within=range(start, library.row_count)).rows
        return [row for row in rows if self._has_words(library.titles[row])] if self._words else rows

    def _has_words(self, title: str) -> bool:
        normalized = normalize_title(title)
        return all(any(passage.is_in_title(normalized) for passage in forms) for forms in self._words)
