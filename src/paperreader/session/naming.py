"""Saving the query of a session under a name, and taking it away."""

from __future__ import annotations

from paperreader.config.saved_settings import SavedSettings, is_query_name
from paperreader.errors import Notice, PaperReaderError, suggestion
from paperreader.query.model import NAMED, Query, Term
from paperreader.session.session import Session
from paperreader.text import sanitize


def save_query(session: Session, saved: SavedSettings, name: str) -> Notice:
    """Save the query shown under a name (`todo` or `@todo`)."""
    name = name.removeprefix("@")
    query = _without_name(session.query, name)
    before = saved.load()[0].queries
    if not is_query_name(name):
        return Notice("warning", f"{sanitize(name)}: a name has only letters, digits, - and _")
    if not query.terms:
        return Notice("warning", "nothing to save: all papers are shown")
    if query.notes:
        return Notice("warning", f"not saved: {query.notes[0]}")
    if name in session.settings.queries and name not in before:
        return Notice("warning", f"@{name} is in the settings already: change it there, or choose another name")
    try:
        saved.save(name, str(query))
    except PaperReaderError as error:
        return Notice("error", f"not saved: {error.summary}")
    session.settings = session.settings._replace(queries={**session.settings.queries, name: str(query)})
    was = f", was {before[name]}" if before.get(name, str(query)) != str(query) else ""
    return Notice("information", f"saved as @{name}: {query}{was}")


def forget_query(session: Session, saved: SavedSettings, name: str) -> Notice:
    """Remove a saved query."""
    name, settings = name.removeprefix("@"), session.settings
    before = saved.load()[0].queries
    if name not in before:
        if name in settings.queries:
            return Notice("warning", f"@{name} is in the settings: take it away there")
        return Notice("warning", f"there is no saved query @{sanitize(name)}{suggestion(name, before)}")
    try:
        saved.forget(name)
    except PaperReaderError as error:
        return Notice("error", f"@{name} stays: {error.summary}")
    queries = {other: text for other, text in settings.queries.items() if other != name}
    keys = {command: keys for command, keys in settings.keys.items() if command != f"query.{name}"}
    session.settings = settings._replace(queries=queries, keys=keys)
    return Notice("information", f"@{name} is forgotten; it was {before[name]}")


def _without_name(query: Query, name: str) -> Query:
    """Return a query with what a name means instead of the name, so that it can be saved under that name again."""

    def meant(term: Term) -> tuple[Term, ...]:
        is_name = term.field == NAMED and term.values == (name,) and not term.negated
        return term.meaning.terms if is_name and term.meaning else (term,)

    return Query(tuple(part for term in query.terms for part in meant(term)), query.mistakes)
