"""What the two lines of chrome say. Knows a session, draws nothing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from paperreader.query import Query
from paperreader.results.results import ResultView
from paperreader.session import Session


def views(session: Session) -> Content:
    """The three views with their keys and counts, the shown one marked."""
    total = len(session.library)
    counts = {"all": total, "unread": total - session.read_count, "starred": session.all_starred}
    parts = []
    for view, count in counts.items():
        key = session.settings.key(f"view.{view}")
        shown = session.query.view == view
        style = "$foreground bold underline" if shown else "$muted"
        parts.append(Content.assemble((f"{key} ", "$accent"), (f"{view} {count}", style)))
    return Content("   ").join(parts)


def dumps(session: Session, *, loading: bool) -> Content:
    """How many dumps are open, whether more is being read, and an order other than the usual."""
    count = len(session.library.sources)
    parts = [
        "reading…" if loading else "",
        f"by {session.order.replace('-', ' ')}" if session.order else "",
        "1 dump" if count == 1 else f"{count} dumps",
        f"{session.settings.key('app.help')} help",
    ]
    return Content(" · ".join(part for part in parts if part))


def notice(told: Sequence[str]) -> Content:
    """What a person should know."""
    return Content.styled(" · ".join(told), "$warning")


def trouble(why: str, told: Sequence[str]) -> list[str]:
    """That marks are not saved, for as long as they are not, unless that is told just now."""
    known = not why or any(why in line for line in told)
    return [] if known else [f"marks are not saved: {why}; they are kept here, and tried again"]


def query(shown: Query) -> Content:
    """The query, or what of it was not understood."""
    if shown.notes:
        return notice(shown.notes)
    return Content.assemble(("/ ", "$accent"), (str(shown), "$foreground")) if shown.terms else Content("")


def offer(texts: Sequence[str], chosen: int) -> Content:
    """What may stand in the typed line; the chosen one first comes into sight."""
    first = max(0, chosen - 1)
    parts = [(text.strip(), "$accent bold" if place == chosen else "$foreground") for place, text in enumerate(texts)]
    return Content("  ").join(Content.styled(text, style) for text, style in parts[first : first + _OFFERED])


_OFFERED = 30


def counts(view: ResultView) -> str:
    """How many rows a query picks: `12 exact · 45 near`."""
    near = len(view.rows) - view.near_from
    if near:
        return f"{view.near_from} exact · {near} near"
    if view.scanned is not None:
        return f"{len(view.rows)} found in {view.scanned} of {view.library_size}"
    return f"{len(view.rows)} found" if view.query.terms else ""


def place(view: ResultView, cursor: int) -> Content:
    """The counts, and where the cursor is."""
    where = f"{cursor + 1}/{len(view.rows)}" if view.rows else "0/0"
    return Content("   ".join(part for part in (counts(view), where) if part))
