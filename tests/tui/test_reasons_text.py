"""Why a paper is recommended, in words, and what is told of the recommended order."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.marks import READ, STARRED
from paperreader.session import Session
from paperreader.tui.reasons_text import reasons_text
from paperreader.tui.status_text import recommendation
from tests.libraries import change, entry, make_session

CIRCUITS = ["Sparse Circuits in Models", "Circuits of Sparse Autoencoders", "Finding Circuits with Autoencoders"]
OTHERS = ["Diffusion of Images", "Proteins and Drugs", "Speech of Birds", "Prices of Houses", "Robots on Ice"]
ALIKE, MIXED = "Autoencoders for Circuits", "Circuits to Birds"
TITLES = [ALIKE, MIXED, *CIRCUITS, *OTHERS, *(f"Work {number}" for number in range(20))]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path / "state.toml", *[entry(title, abstract=None) for title in TITLES])


def why(session: Session, title: str) -> dict[str, str]:
    """Return the texts of the reasons for a paper by their labels; those without a label belong to the one before."""
    lines = reasons_text(session, TITLES.index(title), 120, "…").plain.split("\n")
    return {line[:10].strip(): line[12:] for line in lines if line[:10].strip()}


def star(session: Session, *titles: str) -> None:
    session.marks.set([change(session.library.keys[TITLES.index(title)], STARRED) for title in titles])
    session.counts.apply_changes()


def recommend(session: Session) -> None:
    session.recommending.learn()
    session.ask(session.choose_view("recommended"))


def test_the_reasons_are_words_papers_and_numbers(session: Session) -> None:
    star(session, *CIRCUITS)
    session.marks.set([change(session.library.keys[TITLES.index("Speech of Birds")], READ)])
    session.counts.apply_changes()
    recommend(session)
    told = why(session, MIXED)
    assert told["for"] == "circuits"
    assert told["against"] == "birds"
    assert why(session, ALIKE)["most like"] == CIRCUITS[1]
    assert told["taught by"] == "3 starred papers, against 1 read without a star"
    assert why(session, CIRCUITS[0])["here"] == "it is one of the papers that teach"
    assert max(map(len, reasons_text(session, 0, 40, "…").plain.split("\n"))) <= 40


def test_it_is_told_when_nothing_is_known(session: Session) -> None:
    assert why(session, ALIKE) == {"why": "nothing is recommended yet: star three papers to teach it"}
    star(session, *CIRCUITS[:2])
    recommend(session)
    assert recommendation(session) == "by date: star three papers to teach it"
    star(session, CIRCUITS[2])
    assert recommendation(session) == "order will change: 4"
    session.replace(session.library)
    assert recommendation(session) == "by date so far"


def test_papers_whose_abstracts_cannot_be_read_are_known_by_their_titles(tmp_path: Path) -> None:
    session = make_session(tmp_path / "state.toml", *TITLES)  # of a dump that is gone
    star(session, *CIRCUITS)
    recommend(session)
    assert recommendation(session) == "some by title only"
    assert session.view.rows[0] == TITLES.index(ALIKE)
    assert "there only titles are known" in why(session, ALIKE)["but"]


def test_it_is_told_how_many_papers_were_counted_and_what_teaches(session: Session) -> None:
    star(session, *CIRCUITS)
    recommend(session)
    assert recommendation(session) == ""
    session.recommending.like = ("tag:todo",)
    assert recommendation(session) == "tag:todo"
    session.order = "date"
    assert recommendation(session) == ""
