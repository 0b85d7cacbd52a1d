"""The recommended papers of a session: their order, when it changes, and the way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.library.loading import load_library
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.session import Session
from paperreader.session.tag_changes import parse_tag_changes
from tests.libraries import SEEDS, entry, library, make_session, shown, step
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


def outdated(session: Session) -> bool:
    return session.recommending.is_outdated(session.view.recommender)


def test_recommended_papers_are_the_unread_ones_best_first(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    mark(session, READ, PLANNING)
    assert recommended(session)[:2] == [ALIKE, DIFFUSION]
    assert sorted(shown(session)[2:]) == sorted(CIRCUITS)  # they are chosen already
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
    assert not session.recommending.is_outdated(session.view.recommender)
    mark(session, STARRED, DIFFUSION)
    assert outdated(session)
    assert shown(session) == before
    session.marking.undo()
    assert not session.recommending.is_outdated(session.view.recommender)
    mark(session, READ, PLANNING)
    assert not session.recommending.is_outdated(session.view.recommender)
    assert recommended(session) == [title for title in before if title != PLANNING]


def test_dumps_read_again_are_learned_from_anew(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    recommended(session)
    session.replace(library(*[entry(title, abstract=None) for title in [*TITLES, "Sparse Circuits"]]))
    assert session.view.recommender is None
    assert "Sparse Circuits" in recommended(session)[:5]


def test_words_are_counted_in_stages_that_are_worth_showing(file: Path) -> None:
    many = [f"Paper {number} of Graphs" for number in range(300)]
    session = make_session(file, *[entry(title, abstract=None) for title in [*many, *CIRCUITS, ALIKE]])
    mark(session, STARRED, *CIRCUITS)
    counted = []
    for _ in session.recommending.stages(soon=0):
        session.ask(session.choose_view("recommended"))
        counted.append(session.recommending.counted)
        assert not outdated(session)
    assert counted == [128, 256, 304]
    assert shown(session)[0] == ALIKE
    assert len(list(session.recommending.stages(soon=0))) == 1
    assert not outdated(session)
    session.grow(step(entry("Circuits of Sparse Parts", abstract=None)))
    assert session.recommending.counted == 304
    assert recommended(session)[:2] == [ALIKE, "Circuits of Sparse Parts"]


def test_counting_stops_when_the_order_is_no_longer_wanted(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    assert not list(session.recommending.stages(lambda: False))
    assert session.recommending.recommender is None


def test_a_tag_teaches_in_place_of_stars(session: Session) -> None:
    mark(session, STARRED, *CIRCUITS)
    session.cursor.move_to_row(TITLES.index(DIFFUSION))
    session.marking.change_tags(parse_tag_changes("todo"))
    session.recommending.like = ("tag:todo",)
    assert recommended(session)[-1] == DIFFUSION
    recommender = session.recommending.recommender
    assert recommender
    assert recommender.labels.wanted == [TITLES.index(DIFFUSION)]
    assert not outdated(session)
    session.cursor.move_to_row(TITLES.index(PLANNING))
    session.marking.change_tags(parse_tag_changes("todo"))
    assert outdated(session)


@pytest.mark.parametrize(
    "starred",
    [
        ("Transcoders", "Interpret the Internal", "Towards Principled"),
        ("Sparse Autoencoders E", "Transcoders", "Decomposing MLP"),
    ],
)
def test_in_the_seeds_the_others_of_the_kind_are_among_the_first_eight(file: Path, starred: tuple[str, ...]) -> None:
    kind = (
        "Transcoders",
        "Interpret the Internal",
        "Towards Principled",
        "Sparse Autoencoders E",
        "Decomposing MLP",
        "Automatically Interpreting",
    )
    seeds, errors = load_library([str(SEEDS)], {})
    assert not errors
    session = Session(seeds, MarkStore(file))
    titles = [next(title for title in seeds.titles if title.startswith(beginning)) for beginning in starred]
    for title in titles:
        session.cursor.move_to_row(seeds.titles.index(title))
        session.marking.toggle(STARRED)
    first = recommended(session)[:8]
    assert {beginning for title in first for beginning in kind if title.startswith(beginning)} == set(kind) - set(
        starred
    )
