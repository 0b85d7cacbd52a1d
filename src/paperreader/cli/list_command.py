"""`paperreader list`: print the papers that match a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.list_options import ListOptions, list_options
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message, write_output
from paperreader.cli.taught_order import explained, listed_papers, teach
from paperreader.errors import PaperReaderError
from paperreader.export.record import ExportRow
from paperreader.session import Session

if TYPE_CHECKING:
    from paperreader.results.results import ResultView


def run(line: CommandLine) -> int:
    """Print the papers that match a query, as they are found."""
    options = list_options(line)
    inputs = Inputs(line)
    query = options.with_like(inputs.parse_query(line.words))
    session, complete = inputs.load_session()
    session.order, session.reverse = options.order, options.reverse
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys prints all keys")
    if options.is_taught:
        teach(session, options.like)
    found = session.query_runner.iter_views(query, near=options.fuzzy)
    views = _first(_with_meanings(found, session), options.limit)
    write_output((_digest if options.group_by else _list)(session, views, options), line)
    return SUCCESS if complete else PROBLEMS


def _list(session: Session, views: Iterable[ResultView], options: ListOptions) -> Iterator[str]:
    """Return the pieces of a list, each made when it is written."""
    papers: Iterable[ExportRow] = chain.from_iterable(
        listed_papers(session, view, abstracts=options.needs_abstracts) for view in views
    )
    return options.write(explained(session, papers) if options.explain else papers, options.fields)


def _with_meanings(views: Iterable[ResultView], session: Session) -> Iterator[ResultView]:
    """Yield views; say what the words of a query for titles may mean if none matches exactly."""
    for view in views:
        if not view.query.reads_abstracts and (meanings := session.query_runner.meanings(view)):
            found = "only near matches" if view.rows else "nothing"
            print_message(f"{found} for {view.query} · {meanings}")
        yield view


def _first(views: Iterable[ResultView], limit: int) -> Iterator[ResultView]:
    """Yield views up to a number of rows; no further one is computed."""
    for view in views:
        yield view._replace(rows=view.rows[:limit])
        limit -= len(view.rows)
        if limit <= 0:
            return


def _digest(session: Session, views: Iterable[ResultView], options: ListOptions) -> Iterator[str]:
    """Return the pieces of a digest of all rows."""
    from paperreader.export.digest import DIGESTS, group_rows

    found = list(views)
    rows = [row for view in found for row in view.rows]
    explored = found[0].explored if found else {}
    groups = group_rows(session, rows, options.group_by, explored)
    return DIGESTS[options.format_name](
        (group, listed_papers(session, found[0]._replace(rows=group.rows), abstracts=True)) for group in groups
    )
