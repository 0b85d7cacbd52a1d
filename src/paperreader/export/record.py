"""The papers of a list with their marks, and the record of each for JSON and tables.

Abstracts are read in batches: a list of a hundred thousand papers neither waits for each nor holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from paperreader.library.columns import ATTRIBUTES
from paperreader.library.library import Library
from paperreader.paper import Paper
from paperreader.paper_links import all_links
from paperreader.text import sanitize

if TYPE_CHECKING:
    from paperreader.recommend import Reasons
    from paperreader.session import Session

_MAX_BATCH = 128  # papers whose abstracts are held


class Scores(Protocol):
    """What has a score for each row: the hits of a search, or a recommender."""

    def score(self, row: int) -> float | None:
        """Return the score of a row of the library; None if it is not known."""
        ...


class ExportRow(NamedTuple):
    """A row of a library, its abstract, the marks of its paper, and the score by which it is listed, if it has one.

    `read` and `starred` are the times since when it is so. The reasons are those of a recommended paper, where they are
    asked for. `explored` says why a paper is listed though its score is low: one of `recommend.NEWEST`, `UNLIKE`.
    """

    library: Library
    row: int
    abstract: str | None = None
    read: datetime | None = None
    starred: datetime | None = None
    tags: Sequence[str] = ()
    note: str = ""
    score: float | None = None
    reasons: Reasons | None = None
    explored: str | None = None

    @property
    def paper(self) -> Paper:
        """The paper, made anew each time."""
        return self.library.paper(self.row)


def export_rows(
    session: Session, rows: Sequence[int], scores: Scores | None = None, *, abstracts: bool = True
) -> Iterator[ExportRow]:
    """Yield the papers of a result view's rows, the first one at once.

    Without `abstracts` none is read. Row `~n` is row `n` of the papers that no open dump has.

    Raises:
        PaperReaderError: the dump of an abstract is gone or has changed.
    """
    start, size = 0, 1
    while batch := rows[start : start + size]:
        yield from _export_batch(session, batch, scores, abstracts=abstracts)
        start, size = start + size, min(2 * size, _MAX_BATCH)


def _export_batch(
    session: Session, rows: Sequence[int], scores: Scores | None, *, abstracts: bool
) -> Iterator[ExportRow]:
    texts = iter(session.library.abstracts.texts([row for row in rows if row >= 0]) if abstracts else ())
    for row in rows:
        abstract = next(texts, None) if row >= 0 else None
        yield export_row(session, row, abstract, scores.score(row) if scores is not None and row >= 0 else None)


def export_row(session: Session, row: int, abstract: str | None, score: float | None = None) -> ExportRow:
    """Return a row of a result view with its marks."""
    library, own_row = session.papers.place(row)
    key, marks = library.keys[own_row], session.marks
    marked = (marks.read_at(key), marks.starred_at(key), marks.tags(key), marks.note(key))
    return ExportRow(library, own_row, abstract, *marked, score)


def paper_record(exported: ExportRow) -> dict[str, Any]:
    """Return a paper as the object of a JSON line, under `RECORD_FIELDS`; with its reasons also under `WHY` and `EXPLORED`. Unknown values are None."""
    library, row, abstract, read, starred, tags, note, score, reasons, explored = exported
    own_links = library.own_links(row)
    record: dict[str, Any] = dict.fromkeys(RECORD_FIELDS)
    record |= {"key": library.keys[row], "title": library.titles[row], "abstract": abstract}
    for attribute in _EXPORTED:
        record.update(zip(attribute.exports, library.columns[attribute.name].exported(row), strict=True))
    record["link"] = own_links[0] if own_links else None
    record["links"] = all_links(own_links, abstract)
    record["sources"] = [
        {"path": sanitize(library.sources[source].path), "line": line} for source, line in library.locations[row]
    ]
    marks = {
        "read": read and _stamp(read),
        "starred": starred and _stamp(starred),
        "tags": list(tags),
        "note": note or None,
    }
    why: dict[str, Any] = {}
    if reasons is not None:
        why = {WHY: {"for": reasons.words_for, "against": reasons.words_against}, EXPLORED: explored}
    return record | marks | {"score": score} | why


def _stamp(moment: datetime) -> str:
    """Return a time in whole seconds: `fromdate` of jq reads no others."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


_EXPORTED = [attribute for attribute in ATTRIBUTES if attribute.exports]
_NAMES = [name for attribute in _EXPORTED for name in attribute.exports]
_PAGE = _NAMES.index("pdf")  # the address of the page stands before that of the PDF

RECORD_FIELDS = (
    *("key", "title", "abstract"), *_NAMES[:_PAGE], "link", *_NAMES[_PAGE:], *("sources", "read", "starred", "tags", "note", "score")
)  # fmt: skip
"""The names of a record, in their order."""

WHY = "why"
"""The name of the reasons in a record that has any."""

EXPLORED = "explored"
"""The name of what a paper with reasons is explored for; see `ExportRow`."""

IN_ABSTRACTS = frozenset(("abstract", "links"))
"""The fields that need the abstract."""
