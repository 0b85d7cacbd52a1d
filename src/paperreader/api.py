"""The library for scripts: what `paperreader.load` returns. Adds title search and the query language to `Library`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.library.library import Library
from paperreader.library.loading import load_library
from paperreader.marks import MarkStore
from paperreader.paper import Paper
from paperreader.query.model import Query
from paperreader.query.parser import parse
from paperreader.query.selection import select


class SearchHit(NamedTuple):
    """A paper found by its title.

    Attributes:
        paper: the paper.
        score: at most 100; never higher for a later hit.
        near: whether the match needs a typo, an abbreviation or leaves a word out.
        spans: the matched characters as (start, end) code points of the shown title.
    """

    paper: Paper
    score: float
    near: bool
    spans: tuple[tuple[int, int], ...]


class LoadedLibrary(Library):
    """A library that can be searched and queried."""

    def search(self, words: str, limit: int | None = None) -> list[SearchHit]:
        """Return the papers whose titles have the words, best first: with typos, in any order, the last unfinished.

        Args:
            words: as typed.
            limit: the maximal number of hits; None for all.
        """
        hits = self.index.search(words)
        if self.absorbed:
            hits = hits.only(lambda row: row not in self.absorbed)
        return [
            SearchHit(self.paper(row), hits.score(row), index >= hits.near_from, hits.spans(row))
            for index, row in enumerate(hits.rows[:limit])
        ]

    def select(self, query: str | Query, state: MarkStore | None = None) -> list[Paper]:
        """Return the papers that match a query of the query language.

        Ordered by relevance if the query has words, else in the order read. Near hits are returned
        only if there is no exact one.

        Args:
            query: the text of a query, or a parsed one.
            state: the marks for `is:`, `read:` and `starred:`; None: every paper is unread and unstarred.

        Raises:
            PaperReaderError: an abstract has to be read, and its dump is gone or has changed.
        """
        selection = select(parse(query) if isinstance(query, str) else query, self, state)
        return [self.paper(row) for row in selection.exact_rows]


def load(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]], capture_date: date | None = None
) -> LoadedLibrary:
    """Read dumps into a library.

    Args:
        paths: one path or several: files, folders (with all files in them), `-` for standard input.
        capture_date: the day on which the dumps were made; it completes dates without a year.

    Raises:
        PaperReaderError: no dump could be read. If only some could not, `library.problems` names them.
    """
    library = LoadedLibrary()
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    errors = load_library(
        [os.fspath(path) for path in named], {"": capture_date} if capture_date else {}, into=library
    )[1]
    if errors and not len(library):
        raise errors[0]
    library.problems += [Problem("", 0, str(error)) for error in errors]
    return library
