"""`paperreader list`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs, choice, limit_of
from paperreader.cli.output import DONE, PROBLEMS, write
from paperreader.errors import PaperReaderError, UsageError

if TYPE_CHECKING:
    from paperreader.export.writers import ExportFormat
    from paperreader.search import Hits
    from paperreader.session import Session

    Chosen = tuple[Sequence[int], Hits | None]


def list_papers(call: CommandLine) -> int:
    """Print the papers that a query picks."""
    from paperreader.export.record import export_rows
    from paperreader.export.writers import EXPORT_FORMATS
    from paperreader.query.model import LIKE, Query, Term
    from paperreader.results.sorting import ORDERS

    name = choice(call, "format", tuple(EXPORT_FORMATS), "text")
    form = EXPORT_FORMATS[name]
    order = choice(call, "sort", ORDERS, "")
    fields = _fields(call, name, form)
    by = _group(call, name)
    limit = limit_of(call)
    inputs = Inputs(call)
    query = inputs.query(call.words)
    if call.has("like"):
        query = Query((*query.terms, Term(LIKE, (call.last("like", ""),))))
    session, whole = inputs.session()
    session.order, session.reverse = order, call.has("reverse")
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys shows all")
    chosen = _limited(session.query_runner.iter_rows(query, near=call.has("fuzzy")), limit)
    if by:
        pieces = _digest(session, chosen, name, by)
    else:
        papers = (export_rows(session, rows, hits, abstracts=form.needs_abstracts(fields)) for rows, hits in chosen)
        pieces = form.write(chain.from_iterable(papers), fields)
    write(pieces, call)
    return DONE if whole else PROBLEMS


def _limited(chosen: Iterable[Chosen], limit: int | None) -> Iterator[Chosen]:
    """Chosen rows until there are enough; what comes after is not asked for."""
    left = limit
    for rows, hits in chosen:
        yield rows[:left], hits
        left = None if left is None else left - len(rows)
        if left is not None and left <= 0:
            return


def _digest(session: Session, chosen: Iterable[Chosen], name: str, by: str) -> Iterator[str]:
    from paperreader.export import digest
    from paperreader.export.record import export_rows
    from paperreader.export.writers import DIGESTS

    parts = list(chosen)
    rows = [row for some, _ in parts for row in some]
    hits = parts[0][1] if parts else None
    groups = digest.group_rows(session, rows, by, sorted_=bool(session.order), reverse=session.reverse)
    papers = ((group, export_rows(session, group.rows, hits)) for group in groups)
    pieces: Iterator[str] = getattr(digest, DIGESTS[name])(papers)
    return pieces


def _fields(call: CommandLine, name: str, form: ExportFormat) -> list[str]:
    """The fields of `--fields`; [] without. Raises UsageError."""
    from paperreader.export.record import RECORD_FIELDS
    from paperreader.export.writers import EXPORT_FORMATS

    if not call.has("fields"):
        return []
    if not form.fields:
        able = ", ".join(other for other, known in EXPORT_FORMATS.items() if known.fields)
        raise UsageError(f"--fields with --format {name}", hint=f"fields can be chosen for {able}")
    fields = call.last("fields", "").split(",")
    for field in fields:
        if field not in RECORD_FIELDS:
            raise UsageError(f"there is no field {field}", hint=f"fields are {', '.join(RECORD_FIELDS)}")
    return fields


def _group(call: CommandLine, name: str) -> str:
    """What `--group` groups by; "" without. Raises UsageError."""
    from paperreader.export.writers import DIGESTS

    if not call.has("group"):
        return ""
    from paperreader.export.digest import GROUPS

    if name not in DIGESTS:
        raise UsageError(f"--group with --format {name}", hint=f"a digest is {' or '.join(DIGESTS)}")
    if call.has("fields"):
        raise UsageError("--group or --fields", "not both")
    by = choice(call, "group", GROUPS, "")
    if not by:
        raise UsageError("--group by what", hint=f"one of {', '.join(GROUPS)}")
    return by
