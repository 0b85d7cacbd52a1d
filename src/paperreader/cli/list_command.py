"""`paperreader list`: print the papers that match a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, write_output
from paperreader.errors import PaperReaderError, UsageError

if TYPE_CHECKING:
    from paperreader.export.writers import ExportFormat
    from paperreader.query.model import Query
    from paperreader.search import Hits
    from paperreader.session import Session

    RowBatch = tuple[Sequence[int], Hits | None]


def run(line: CommandLine) -> int:
    """Print the papers that match a query, as they are found."""
    from paperreader.export.record import export_rows
    from paperreader.export.writers import EXPORT_FORMATS

    name = line.last("format", "text")
    export_format = EXPORT_FORMATS[name]
    fields = _fields(line, name, export_format)
    _check_group(line, name)
    limit = _limit(line)
    inputs = Inputs(line)
    query = _query(line, inputs)
    session, complete = inputs.load_session()
    session.order, session.reverse = line.last("sort", ""), line.has("reverse")
    _check_like(query, session)
    batches = _first(session.query_runner.iter_rows(query, near=line.has("fuzzy")), limit)
    if line.has("group"):
        pieces = _digest(session, batches, name, line.last("group", ""))
    else:
        abstracts = export_format.needs_abstracts(fields)
        papers = (export_rows(session, rows, hits, abstracts=abstracts) for rows, hits in batches)
        pieces = export_format.write(chain.from_iterable(papers), fields)
    write_output(pieces, line)
    return SUCCESS if complete else PROBLEMS


def _query(line: CommandLine, inputs: Inputs) -> Query:
    from paperreader.query.model import LIKE, Query, Term

    query = inputs.parse_query(line.words)
    return Query((*query.terms, Term(LIKE, (line.last("like", ""),)))) if line.has("like") else query


def _check_like(query: Query, session: Session) -> None:
    """Check that the library has the paper of `like:`. Raises PaperReaderError."""
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys prints all keys")


def _first(batches: Iterable[RowBatch], limit: int | None) -> Iterator[RowBatch]:
    """Yield batches of rows up to a number of rows; no further batch is computed."""
    left = limit
    for rows, hits in batches:
        yield rows[:left], hits
        left = None if left is None else left - len(rows)
        if left is not None and left <= 0:
            return


def _digest(session: Session, batches: Iterable[RowBatch], name: str, group_by: str) -> Iterator[str]:
    """Return the pieces of a digest of all rows."""
    from paperreader.export import digest
    from paperreader.export.record import export_rows
    from paperreader.export.writers import DIGESTS

    found = list(batches)
    rows = [row for batch, _ in found for row in batch]
    hits = found[0][1] if found else None
    groups = digest.group_rows(session, rows, group_by, sorted_=bool(session.order), reverse=session.reverse)
    papers = ((group, export_rows(session, group.rows, hits)) for group in groups)
    pieces: Iterator[str] = getattr(digest, DIGESTS[name])(papers)
    return pieces


def _limit(line: CommandLine) -> int | None:
    """Return the number of `--limit`; None without it. Raises UsageError."""
    if not line.has("limit"):
        return None
    text = line.last("limit", "")
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"--limit {text}", "is not a number")
    return int(text)


def _fields(line: CommandLine, name: str, export_format: ExportFormat) -> list[str]:
    """Return the fields of `--fields`; [] without it. Raises UsageError."""
    from paperreader.export.writers import EXPORT_FORMATS

    if not line.has("fields"):
        return []
    if not export_format.fields:
        able = ", ".join(other for other, known in EXPORT_FORMATS.items() if known.fields)
        raise UsageError(f"--fields does not work with --format {name}", hint=f"it does with {able}")
    return line.last("fields", "").split(",")


def _check_group(line: CommandLine, name: str) -> None:
    """Check that the format has digests. Raises UsageError."""
    from paperreader.export.writers import DIGESTS

    if line.has("group") and name not in DIGESTS:
        raise UsageError(f"--group does not work with --format {name}", hint=f"it does with {' and '.join(DIGESTS)}")
    if line.has("group") and line.has("fields"):
        raise UsageError("--group does not work with --fields")
