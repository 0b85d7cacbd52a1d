"""Five papers, a session with them, and what tests of it do and look at."""

from __future__ import annotations

from paperreader.errors import Notice
from paperreader.session import Session
from tests.libraries import entry

ALPHA, BETA, GAMMA, DELTA, EPSILON = TITLES = (
    "Alpha Study of Attention Heads",
    "Beta Study of Sparse Coding",
    "Gamma Study of Attention Maps",
    "Delta Study of Reward Models",
    "Epsilon Study of Sparse Attention",
)
DAYS = (20230101, 20240101, 0, 20250101, 20220101)
PAPERS = [entry(title, day=day) for title, day in zip(TITLES, DAYS, strict=True)]


def text(notice: Notice | None) -> str:
    """The text of a notice; "" for none."""
    return notice.text if notice else ""


def current_title(session: Session) -> str:
    """The title under the cursor."""
    assert session.current is not None
    return session.current.title


def switch_view(session: Session, view: str) -> None:
    """As the keys 1, 2 and 3 do."""
    session.ask(session.query.with_view(view))


def sort_by(session: Session, order: str) -> None:
    """As S and its second key do."""
    session.order = order
    session.ask(session.query)


def read_titles(session: Session) -> list[str]:
    """The titles of the read papers."""
    return [title for row, title in enumerate(session.library.titles) if session.marking.is_read(row)]
