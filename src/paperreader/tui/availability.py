"""Which commands have something to act on here and now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from paperreader.commands import MAIN, Command
from paperreader.session import Session
from paperreader.tui.detail_text import PaperDetail, links


def acts_on(command: Command, session: Session, shown: PaperDetail | None) -> bool:
    """Return whether a command has something to act on, in whichever pane; `shown` is the paper in the detail."""
    if set(command.scopes) <= set(MAIN) and session.cursor.row is None:
        return False
    needs = _NEEDS.get(command.id)
    return needs is None or needs(session, shown)


def _has_paper(session: Session, _: PaperDetail | None) -> bool:
    return session.cursor.row is not None


def _has_unread(session: Session, _: PaperDetail | None) -> bool:
    return session.counts.read < len(session.library)


def _has_exact_rows(session: Session, _: PaperDetail | None) -> bool:
    return session.view.near_from > 0


_NEEDS: Mapping[str, Callable[[Session, PaperDetail | None], bool]] = {
    "read.next": _has_unread,
    "read.previous": _has_unread,
    "pane.right": _has_paper,
    "mark.all_read": _has_exact_rows,
    "mark.repeat": lambda session, _: session.marking.can_repeat,
    "mark.undo": lambda session, _: session.marking.can_undo,
    "mark.redo": lambda session, _: session.marking.can_redo,
    "export.shown": _has_exact_rows,
    "open.link": lambda _, shown: shown is not None and bool(links(shown)),
    "open.pdf": lambda _, shown: shown is not None and any(link.target == "PDF" for link in links(shown)),
    "sort.relevance": lambda session, _: session.query.has_words,
}
"""What a command needs besides a paper."""
