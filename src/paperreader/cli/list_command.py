"""`paperreader list`: print the papers that match a query."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message, write_output
from paperreader.errors import PaperReaderError, UsageError
from paperreader.export.record import RECORD_FIELDS, WHY, ExportRow, export_rows
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.query.model import LIKE, Query, Term
from paperreader.results.sorting import RECOMMENDED
from paperreader.session import Session

if TYPE_CHECKING:
    from paperreader.recommend import Recommender
    from paperreader.search import Hits  # a list without words loads no search

    _RowBatch = tuple[Sequence[int], Hits | None]


def run(line: CommandLine) -> int:
    """Print the papers that match a query, as they are found."""
    format_name = line.last("format", "text")
    export_format = EXPORT_FORMATS[format_name]
    fields = _fields(line, format_name)
    _check_group(line, format_name)
    _check_explain(line, format_name)
    if line.has("explain") and (fields or format_name != "text"):
        fields = [*(fields or RECORD_FIELDS), WHY]
    limit = _limit(line)
    inputs = Inputs(line)
    query = inputs.parse_query(line.words)
    if line.has("like"):
        query = Query((*query.terms, Term(LIKE, (line.last("like", ""),))))
    session, complete = inputs.load_session()
    session.order, session.reverse = line.last("sort", ""), line.has("reverse")
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys prints all keys")
    recommender = _recommender(session) if session.order == RECOMMENDED else None
    batches = _first(session.query_runner.iter_rows(query, near=line.has("fuzzy")), limit)
    if line.has("group"):
        pieces = _digest(session, batches, recommender, format_name, line.last("group", ""))
    else:
        abstracts = export_format.needs_abstracts(fields)
        papers: Iterable[ExportRow] = chain.from_iterable(
            export_rows(session, rows, recommender or hits, abstracts=abstracts) for rows, hits in batches
        )
        if line.has("explain"):
            papers = _explained(papers, session, recommender)
        pieces = export_format.write(papers, fields)
    write_output(pieces, line)
    return SUCCESS if complete else PROBLEMS


def _recommender(session: Session) -> Recommender | None:
    """Learn from the session's marks, for its recommended order; with too few stars papers are listed by date."""
    recommending = session.recommending
    recommending.learn()
    if recommending.recommender is None:
        print_message(f"{recommending.trouble or 'star three papers to teach it'}; listed by date")
    return recommending.recommender


def _explained(papers: Iterable[ExportRow], session: Session, recommender: Recommender | None) -> Iterator[ExportRow]:
    """Yield papers with their reasons, which are empty for papers without a score."""
    from paperreader.recommend import NO_REASONS

    for paper in papers:
        yield paper._replace(
            reasons=recommender.reasons(paper.row) if recommender and paper.library is session.library else NO_REASONS
        )


def _first(batches: Iterable[_RowBatch], limit: int) -> Iterator[_RowBatch]:
    """Yield batches of rows up to a number of rows; no further batch is computed."""
    for rows, hits in batches:
        yield rows[:limit], hits
        limit -= len(rows)
        if limit <= 0:
            return


def _digest(
    session: Session, batches: Iterable[_RowBatch], recommender: Recommender | None, format_name: str, group_by: str
) -> Iterator[str]:
    """Return the pieces of a digest of all rows."""
    from paperreader.export.digest import DIGESTS, group_rows

    found = list(batches)
    rows = [row for batch, _ in found for row in batch]
    scores = recommender or (found[0][1] if found else None)
    groups = group_rows(session, rows, group_by)
    return DIGESTS[format_name]((group, export_rows(session, group.rows, scores)) for group in groups)


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
    if line.last("sort", "") != RECOMMENDED:
        raise UsageError("--explain needs --sort recommended")
    if line.has("group"):
        raise UsageError("--explain does not work with --group")
    able = [name for name, known in EXPORT_FORMATS.items() if known.fields]
    if format_name not in able:
        raise UsageError(f"--explain does not work with --format {format_name}", hint=f"it does with {', '.join(able)}")
