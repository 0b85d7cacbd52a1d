"""The recommended papers of a session: their order, when it changes, and the way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.marks import READ, STARRED
from paperreader.session import Session
from tests.libraries import entry, library, make_session, shown
from tests.session.five_papers import sort_by

CIRCUITS = ["Sparse Circuits in Models", "Circuits of Sparse Autoencoders", "Finding Circuits with Autoencoders"]
ALIKE, DIFFUSION, PLANNING = "Autoencoders and Circuits", "Diffusion of Images", "Planning with Trees"
TITLES = [PLANNING, *CIRCUITS, DIFFUSION, ALIKE]


@pytest.fixture
def session(file: Path) -> Session:
    days = range(20250101, 20250101 + len(TITLES))
    return make_session(file, *[entry(title, abstract=None, day=day) for title, day in zip(TITLES, days, strict=True)])


def mark(session: Session, name: str, *titles: str) -> None:
    for title in titles:
        session.cursor.move_to_row(session.library.titles.index(title))
        session.marking.toggle(name)


def recommended(session: Session) -> list[str]:
    """Choose the view of recommended papers, as its key does."""
    query = session.choose_view("recommended")
    session.recommending.learn()
    session.ask(query)
    return shown(session)


def test_recommended_papers_are_the_unread_ones_best_first(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    mark(session, READ, PLANNING)
    assert recommended(session)[3:] == [ALIKE, DIFFUSION]
    assert session.view_name == "recommended"
    session.ask(session.parse("is:unread diffusion"))
    assert shown(session) == [DIFFUSION]
    assert session.view_name == "recommended"


def test_other_views_return_to_the_order_before(session: Session) -> None:
    sort_by(session, "title")
    recommended(session)
    for view in ("unread", "all"):
        session.ask(session.choose_view(view))
        assert session.view_name == view
        assert shown(session) == sorted(TITLES)


def test_with_few_stars_papers_are_by_date(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS[:2])
    assert recommended(session) == TITLES[::-1]
    assert session.view.recommender is None


def test_rows_stay_until_they_are_chosen_again(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    before = recommended(session)
    assert not session.recommending.is_outdated
    mark(session, STARRED, DIFFUSION)
    assert session.recommending.is_outdated
    assert shown(session) == before
    session.marking.undo()
    assert not session.recommending.is_outdated
    mark(session, READ, PLANNING)
    assert not session.recommending.is_outdated
    assert recommended(session) == [title for title in before if title != PLANNING]


def test_dumps_read_again_are_learned_from_anew(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    recommended(session)
    session.replace(library(*[entry(title, abstract=None) for title in [*TITLES, "Sparse Circuits"]]))
    assert session.view.recommender is None
    assert "Sparse Circuits" in recommended(session)[:5]
