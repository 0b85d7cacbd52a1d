"""The texts of the two lines at the bottom, but for the hints. Knows a session, draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textual.content import Content

from paperreader.commands import key_label
from paperreader.errors import Notice
from paperreader.query.model import Mistake, Query
from paperreader.results.results import ResultView
from paperreader.results.sorting import RECOMMENDED
from paperreader.session import Session
from paperreader.text import count_of, sanitize
from paperreader.tui.text_view import clickable

_COLORS = {"information": "$foreground", "warning": "$warning", "error": "$error"}
_COMPLETIONS = 30  # more do not fit a line


class ViewsForm(Enum):
    """How much the line of views says."""

    COUNTED = "with counts"
    NAMED = "without counts"
    SHOWN = "only the view shown, with its count"


def views(session: Session, form: ViewsForm = ViewsForm.COUNTED) -> Content:
    """Return the views with their keys; the one shown is underlined.

    Recommended are as many as are unread, which is said once, unless they are shown.
    """
    total = len(session.library)
    unread = total - session.counts.read
    counts = {"all": total, "unread": unread, "starred": session.counts.all_starred, RECOMMENDED: unread}
    parts = []
    for view, count in counts.items():
        is_shown = view == session.view_name
        if form is ViewsForm.SHOWN and not is_shown:
            continue
        key = session.settings.first_key(f"view.{view}")
        style = "$foreground bold underline" if is_shown else "$muted"
        label = (f"{key_label(key)} ", "$accent") if key else ""
        is_named = form is ViewsForm.NAMED or (view == RECOMMENDED and not is_shown)
        text = view if is_named else f"{view} {count}"
        parts.append(clickable(Content.assemble(label, (text, style)), key))
    return Content(" " if form is ViewsForm.NAMED else "   ").join(parts)


def dumps(session: Session, *, counts_unread: bool) -> str:
    """Return what the rows are made of: their order if it is not the usual one, and the numbers of hidden and fetched papers and of dumps.

    With `counts_unread` the number of unread papers is among them.
    """
    order = f"by {session.order.replace('-', ' ')}" if session.order and session.view_name != RECOMMENDED else ""
    hidden = len(session.library.hidden)
    shows = f"{hidden} hidden · {session.settings.key('view.hidden')} shows" if hidden else ""
    unread = f"{len(session.library) - session.counts.read} unread" if counts_unread else ""
    new = f"+{session.fetching.arrived} new" if session.fetching.arrived else ""
    count = count_of(len(session.library.sources), "dump")
    return " · ".join(part for part in (order, shows, unread, new, count) if part)


def notices(shown: Sequence[Notice]) -> Content:
    """Return the notices in one line, each in the color of its severity."""
    return Content(" · ").join(Content.styled(notice.text, _COLORS[notice.severity]) for notice in shown)


def save_failure(reason: str, shown: Sequence[Notice]) -> list[Notice]:
    """Return a notice that marks are not saved for a reason ("": they are), unless one of those shown says so."""
    if not reason or any(reason in notice.text for notice in shown):
        return []
    return [Notice("error", f"marks are not saved: {reason}; they are kept in memory, and saving is tried again")]


def query(shown: Query) -> Content:
    """Return the query, or the parts of it that were not understood."""
    if shown.mistakes:
        return notices([Notice("warning", _mistake_text(mistake)) for mistake in shown.mistakes])
    return Content.assemble(("/ ", "$accent"), (str(shown), "$foreground")) if shown.terms else Content("")


def _mistake_text(mistake: Mistake) -> str:
    """Return what is wrong, or what may be meant, which then is seen in a narrow line too."""
    return f"{mistake.text} is searched as words: {mistake.brief}" if mistake.near else mistake.note


def completions(texts: Sequence[str], chosen: int) -> Content:
    """Return the completions of the typed word, scrolled to the chosen one."""
    first = max(0, chosen - 1)
    parts = [(text.strip(), "$accent bold" if index == chosen else "$foreground") for index, text in enumerate(texts)]
    shown = parts[first : first + _COMPLETIONS]
    return Content("  ").join(Content.styled(text, style) for text, style in shown)


def match_counts(view: ResultView) -> str:
    """Return the number of rows of a query: `12 exact · 45 near`."""
    near = len(view.rows) - view.near_from
    if near:
        return f"{view.near_from} exact · {near} near"
    if view.scanned is not None:
        return f"{len(view.rows)} found in {view.scanned} of {view.library_size}"
    return f"{len(view.rows)} found" if view.query.terms else ""


def recommendation(session: Session) -> str:
    """Return what is to be known of the recommended order that is shown, if anything."""
    if session.order != RECOMMENDED:
        return ""
    recommending, recommender = session.recommending, session.view.recommender
    if recommending.is_outdated(recommender):
        key = session.settings.key(f"{'view' if session.view_name == RECOMMENDED else 'sort'}.{RECOMMENDED}")
        return f"order will change: {key}"
    if recommender is None:
        return "by date: star three papers to teach it" if recommending.has_learned else "by date so far"
    counted, total = recommending.counted, session.library.row_count
    so_far = f"so far by {counted:,} of {total:,}" if counted < total else ""
    doubt = "some by title only" if recommending.trouble else ""
    here = "here for exploration" if session.cursor.row in session.view.explored else ""
    return " · ".join(part for part in (here, so_far, ", ".join(recommending.like), doubt) if part)


def _fetching(session: Session) -> str:
    """Return how far fetching is and which key stops it, or which sources failed."""
    fetching = session.fetching
    if fetching.is_running:
        return f"{fetching.text} · {session.settings.key('app.back')} stops"
    return " ".join(f"! {sanitize(name)}" for name in fetching.failed)


def position(session: Session, *, loading: bool) -> Content:
    """Return whether more is being fetched or loaded, the numbers of selected papers and of matches, and the cursor's position."""
    view, selected = session.view, len(session.selection)
    where = f"{session.cursor.position + 1}/{len(view.rows)}" if view.rows else "0/0"
    parts = [
        (_fetching(session), ""),
        ("reading…" if loading else "reading marks…" if not session.marks.loaded else "", ""),
        ("marking…" if session.marking.turns.is_busy else "", ""),
        (recommendation(session), ""),
        (f"{selected} selected" if selected else "", "$accent bold"),
        (match_counts(view), ""),
        (where, ""),
    ]
    return Content("   ").join(Content.styled(text, style) for text, style in parts if text)
