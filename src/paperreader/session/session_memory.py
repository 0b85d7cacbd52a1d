"""What a session takes up from the last one with the same dumps, and leaves to the next one."""

from __future__ import annotations

from paperreader.query.model import Query
from paperreader.results.sorting import ORDERS
from paperreader.session.session import Session
from paperreader.session.sessions_file import RememberedSession, SessionsFile


class SessionMemory:
    """The memory of one session.

    Args:
        session: has no papers yet.
        file: None to remember nothing.

    Attributes:
        session: the session.
        last: what the last session showed.
        query: its query, if titles or abstracts have to be searched for it, which takes longer than the first
            picture may; until then the papers of its other terms are shown. None once it is shown.
        is_resumed: whether its paper was found, or once all rows are known, one near it.
    """

    def __init__(self, session: Session, file: SessionsFile | None) -> None:
        self.session = session
        self._file = file
        self.last = file.read() if file else RememberedSession()
        self.query: Query | None = None
        self.is_resumed = False
        self._first_key = ""  # of the paper on which the session began instead
        self._saved = self.last, 0

    def begin(self) -> None:
        """Take up order and query, before any paper is loaded."""
        session, last = self.session, self.last
        session.order, session.reverse = last.order if last.order in ORDERS else "", last.reverse
        query = session.parse(last.query)
        if query.mistakes:  # a name may be forgotten since
            query = Query()
        quick = Query(tuple(term for term in query.terms if not _takes_long(Query((term,)))))
        self.query = None if quick == query else query
        session.ask(quick)

    def return_to_paper(self) -> bool:
        """Move to the paper of the last session, or in the order read to the next one shown, as if begun there.

        Returns:
            False if it is not loaded, or not shown in another order.
        """
        session, key = self.session, self.last.key
        row = session.papers.row_of(key) if key else None
        if row is None:
            return False
        if session.cursor.row != row:
            if session.order and row not in session.view.rows:
                return False
            session.cursor.move_near(row)
        self.is_resumed = session.cursor.row == row
        if not self.is_resumed:
            self.begun()
        return True

    def begun(self) -> None:
        """The session has begun elsewhere: until the cursor is moved from there, the paper of the last one is kept."""
        self._first_key = self._key()

    def _key(self) -> str:
        view, position = self.session.settled
        return self.session.papers.key(view.rows[position]) if view.rows else ""

    def load_history(self) -> None:
        """Read the queries of earlier sessions; any thread may do so."""
        if self._file:
            self.session.history.add_earlier(self._file.read_history())

    def current(self, panes: RememberedSession) -> RememberedSession:
        """Return what the session shows; `panes` says how, and nothing of the session."""
        session, key = self.session, self._key()
        if self.last.key and not self.is_resumed and key == self._first_key:
            key, panes = self.last.key, panes._replace(offset=self.last.offset)
        query = str(self.query or session.settled.view.query)
        density = "" if panes.density == session.settings.density else panes.density
        return panes._replace(query=query, order=session.order, reverse=session.reverse, key=key, density=density)

    def save(self, current: RememberedSession) -> None:
        """Save what a session shows, and the queries typed, unless both are saved already; any thread may do so."""
        queries = self.session.history.added
        if self._file and (current, len(queries)) != self._saved:
            self._file.save(current, queries)
            self._saved = current, len(queries)


def _takes_long(query: Query) -> bool:
    return query.needs_title_index or query.reads_abstracts
