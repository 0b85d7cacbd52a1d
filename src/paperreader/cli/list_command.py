"""`paperreader list`: print the papers that match a query."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, write_output
from paperreader.cli.taught_order import explained, listed_papers, teach
from paperreader.errors import PaperReaderError, UsageError
from paperreader.export.record import EXPLORED, RECORD_FIELDS, WHY, ExportRow
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.query.model import LIKE, Query, Term
from paperreader.results.sorting import RECOMMENDED
from paperreader.session import Session

if TYPE_CHECKING:
    from paperreader.results.results import ResultView


def run(line: CommandLine) -> int:
    """Print the papers that match a query, as they are found."""
    format_name = line.last("format", "text")
    export_format = EXPORT_FORMATS[format_name]
    fields = _fields(line, format_name)
    _check_group(line, format_name)
    _check_explain(line, format_name)
    _check_like(line)
    _check_safe(line, format_name)
    if line.has("explain") and (fields or format_name != "text"):
        fields = [*(fields or RECORD_FIELDS), WHY, EXPLORED]
    limit = _limit(line)
    inputs = Inputs(line)
    query = inputs.parse_query(line.words)
    like = _like(line)
    if like and not _is_taught(line):
        query = Query((*query.terms, Term(LIKE, (like[-1],))))
    session, complete = inputs.load_session()
    session.order, session.reverse = line.last("sort", ""), line.has("reverse")
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys prints all keys")
    if _is_taught(line):
        teach(session, like)
    runner = session.query_runner
    views = _first(runner.iter_views(query, near=line.has("fuzzy")), limit)
    if line.has("group"):
        pieces = _digest(session, views, format_name, line.last("group", ""))
    else:
        abstracts = export_format.needs_abstracts(fields)
        papers: Iterable[ExportRow] = chain.from_iterable(
            listed_papers(session, view, abstracts=abstracts) for view in views
        )
        write = export_format.safe_write if line.has("safe") else export_format.write
        pieces = write(explained(session, papers) if line.has("explain") else papers, fields)
    write_output(pieces, line)
    return SUCCESS if complete else PROBLEMS


def _like(line: CommandLine) -> list[str]:
    """Return the values of `--like`."""
    return line.options.get("like", [])


def _is_taught(line: CommandLine) -> bool:
    """Return whether papers are ordered by what stars, a tag or several papers teach. One alone is compared by title."""
    like = _like(line)
    return line.last("sort", "") == RECOMMENDED or len(like) > 1 or any(text.startswith("tag:") for text in like)


def _first(views: Iterable[ResultView], limit: int) -> Iterator[ResultView]:
    """Yield views up to a number of rows; no further one is computed."""
    for view in views:
        yield view._replace(rows=view.rows[:limit])
        limit -= len(view.rows)
        if limit <= 0:
            return


def _digest(session: Session, views: Iterable[ResultView], format_name: str, group_by: str) -> Iterator[str]:
    """Return the pieces of a digest of all rows."""
    from paperreader.export.digest import DIGESTS, group_rows

    found = list(views)
    rows = [row for view in found for row in view.rows]
    explored = found[0].explored if found else {}
    groups = group_rows(session, rows, group_by, explored)
    return DIGESTS[format_name](
        (group, listed_papers(session, found[0]._replace(rows=group.rows), abstracts=True)) for group in groups
    )


def _limit(line: CommandLine) -> int:
    """Return the number of `--limit`, or one above that of any list. Raises UsageError."""
    text = line.last("limit", str(sys.maxsize))
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"--limit {text}", "is not a number")
    return min(int(text[:19]), sys.maxsize)  # Python reads no number of thousands of digits


def _fields(line: CommandLine, format_name: str) -> list[str]:
    """Return the fields of `--fields`; [] without it. Raises UsageError."""
    if not line.has("fields"):
        return []
    able = [name for name, known in EXPORT_FORMATS.items() if known.fields]
    if format_name not in able:
        raise UsageError(f"--fields does not work with --format {format_name}", hint=f"it does with {', '.join(able)}")
    return line.last("fields", "").split(",")


def _check_group(line: CommandLine, format_name: str) -> None:
    """Check that the format has digests. Raises UsageError."""
    if not line.has("group"):
        return
    from paperreader.export.digest import DIGESTS

    if format_name not in DIGESTS:
        able = " and ".join(DIGESTS)
        raise UsageError(f"--group does not work with --format {format_name}", hint=f"it does with {able}")
    if line.has("fields"):
        raise UsageError("--group does not work with --fields")


def _check_explain(line: CommandLine, format_name: str) -> None:
    """Check that `--explain` has reasons to print, and a place for them. Raises UsageError."""
    if not line.has("explain"):
        return
    if not _is_taught(line):
        raise UsageError("--explain needs --sort recommended")
    if line.has("group"):
        raise UsageError("--explain does not work with --group")
    able = [name for name, known in EXPORT_FORMATS.items() if known.fields]
    if format_name not in able:
        raise UsageError(f"--explain does not work with --format {format_name}", hint=f"it does with {', '.join(able)}")


def _check_safe(line: CommandLine, format_name: str) -> None:
    """Check that the format has values that a spreadsheet takes for formulas. Raises UsageError."""
    if line.has("safe") and not EXPORT_FORMATS[format_name].formulas:
        able = " and ".join(name for name, known in EXPORT_FORMATS.items() if known.formulas)
        raise UsageError(f"--safe does not work with --format {format_name}", hint=f"it does with {able}")


def _check_like(line: CommandLine) -> None:
    """Check that no other order is asked for than that which `--like` teaches. Raises UsageError."""
    order = line.last("sort", RECOMMENDED)
    if line.has("like") and _is_taught(line) and order != RECOMMENDED:
        raise UsageError(f"--sort {order} does not work with --like and a tag or several papers", hint="leave it out")
