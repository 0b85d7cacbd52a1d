"""A listed paper, and the record of it that JSON and tables show.

Knows libraries and sittings; knows no format. Papers are taken from the library's columns, their
abstracts many at a time: a list of a hundred thousand neither waits for each nor holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from paperreader.library.library import Library, optional_count
from paperreader.paper import Paper, paper_links
from paperreader.text import sanitize

if TYPE_CHECKING:
    from paperreader.search import Hits
    from paperreader.session import Session

_MOST_AT_ONCE = 128  # papers whose abstracts are held


class ExportRow(NamedTuple):
    """A row of a library with what the list knows of it; `score` is None without words."""

    library: Library
    row: int
    abstract: str | None = None
    read: datetime | None = None
    starred: datetime | None = None
    score: float | None = None

    @property
    def paper(self) -> Paper:
        """The paper, made when it is asked for."""
        return self.library.paper(self.row)


def export_rows(
    session: Session, rows: Sequence[int], hits: Hits | None = None, *, abstracts: bool = True
) -> Iterator[ExportRow]:
    """The papers of a view's rows, the first at once.

    Args:
        session: whose library and marks.
        rows: as in `View`: from -1 down papers that no open dump has.
        hits: the answer to the query's words, which has the scores.
        abstracts: whether they are needed; else they are None, and not read.

    Raises:
        PaperReaderError: the abstract's dump is gone or has changed.
    """
    start, size = 0, 1
    while some := rows[start : start + size]:
        yield from _listed(session, some, hits, abstracts=abstracts)
        start, size = start + size, min(2 * size, _MOST_AT_ONCE)


def _listed(session: Session, rows: Sequence[int], hits: Hits | None, *, abstracts: bool) -> Iterator[ExportRow]:
    keys = [session.key(row) for row in rows]
    read, starred = (
        [mark.since if mark and mark.on else None for mark in session.marks.registers(keys, name)]
        for name in ("read", "starred")
    )
    here = iter(session.library.abstracts([row for row in rows if row >= 0]) if abstracts else ())
    for place, row in enumerate(rows):
        if row < 0:
            yield ExportRow(session.unlisted, ~row, None, read[place], starred[place])
        else:
            score = hits.score(row) if hits else None
            yield ExportRow(session.library, row, next(here, None), read[place], starred[place], score)


def paper_record(listed: ExportRow) -> dict[str, Any]:
    """A paper as the object of a JSON line; what is not known is None."""
    library, row, abstract, read, starred, score = listed
    organization = library.organization(row)
    authors = library.authors.get(row)
    basis = library.date_basis(row)
    return {
        "key": library.keys[row],
        "title": library.titles[row],
        "abstract": abstract,
        "date": library.date_text(row) if basis else None,
        "date_basis": basis,
        "authors_count": optional_count(library.authors_counts[row]),
        "authors": list(authors) if authors is not None else None,
        "organization": organization[1] if organization else None,
        "comments": optional_count(library.comments[row]),
        "upvotes": optional_count(library.upvotes[row]),
        "arxiv_id": library.arxiv_ids.get(row),
        "links": paper_links(library.link(row), abstract),
        "sources": [
            {"path": sanitize(library.sources[place].path), "line": line} for place, line in library.locations(row)
        ],
        "read": read and _stamp(read),
        "starred": starred and _stamp(starred),
        "score": score,
    }


def _stamp(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


RECORD_FIELDS = (
    "key", "title", "abstract", "date", "date_basis", "authors_count", "authors", "organization",
    "comments", "upvotes", "arxiv_id", "links", "sources", "read", "starred", "score",
)  # fmt: skip
"""The names of a record, in their order."""

IN_ABSTRACTS = frozenset(("abstract", "links"))
"""The fields that need the abstract."""
