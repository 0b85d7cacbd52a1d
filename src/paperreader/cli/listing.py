"""`paperreader list`."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.cli.arguments import Call
from paperreader.cli.inputs import Inputs, choice, limit_of
from paperreader.cli.output import DONE, PROBLEMS, write
from paperreader.errors import PaperReaderError, UsageError


def list_papers(call: Call) -> int:
    """Print the papers that a query picks."""
    from paperreader.export.listing import FIELDS, FORMATS, Listed
    from paperreader.order import ORDERS

    form = choice(call, "format", tuple(FORMATS), "text")
    order = choice(call, "sort", ORDERS, "")
    fields = call.last("fields", "").split(",") if call.has("fields") else []
    for name in fields:
        if name not in FIELDS:
            raise UsageError(f"there is no field {name}", hint=f"fields are {', '.join(FIELDS)}")
    limit = limit_of(call)
    inputs = Inputs(call)
    query = inputs.query(call.words)
    if call.has("like"):
        query = query.liking(call.last("like", ""))
    session, whole = inputs.session()
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys shows all")
    session.order, session.reverse = order, call.has("reverse")
    view = session.choose(query)
    rows = view.rows if call.has("fuzzy") else view.rows[: view.near_from] or view.rows

    def listed() -> Iterator[Listed]:
        for row in rows[:limit]:
            key = session.key(row)
            score = view.hits.score(row) if view.hits and row >= 0 else None
            yield Listed(session.paper(row), session.state.read_at(key), session.state.starred_at(key), score)

    write(FORMATS[form](listed(), fields or None), call)
    return DONE if whole else PROBLEMS
