"""The rows of a query: their order, the rows that follow while dumps are read, and the reason for an empty list."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader import load
from paperreader.marks import STARRED, MarkStore
from paperreader.query.parser import parse
from paperreader.results.results import ResultView
from paperreader.session import Session
from tests.libraries import change, entry, make_session, shown, step
from tests.session.five_papers import sort_by, switch_view
from tests.tui.harness import write_page

EXACT, OTHER_EXACT = "Attention as It Is Spelt", "Zero Shots of Attention"
NEAR, OTHER_NEAR = "Atention Misspelt in This Title", "Some Atention Misspelt in Another Title"
GONE = ("A Gone Paper on Attention", "Gone Atention of Another Dump", "Yet Another Gone Paper")


def star(file: Path, *titles: str) -> None:
    """Star papers, the first one first."""
    store = MarkStore(file)
    for title in titles:
        store.apply([change(title.lower().replace(" ", "-"), STARRED, title=title)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


@pytest.fixture
def session(file: Path) -> Session:
    """A session of exact and near matches of `attention`; three starred papers are in no open dump."""
    star(file, *GONE)
    return make_session(
        file,
        entry(NEAR, day=20200101),
        entry(EXACT, day=20210101),
        entry(OTHER_NEAR, day=20220101),
        entry(OTHER_EXACT, day=20230101),
    )


# -- order ------------------------------------------------------------------------------------------------


def test_near_matches_are_sorted_too_after_the_exact_ones(session: Session) -> None:
    session.order = "date"
    session.ask(parse("attention"))
    assert shown(session) == [OTHER_EXACT, EXACT, OTHER_NEAR, NEAR]
    session.order, session.reverse = "title", True
    session.ask(parse("attention"))
    assert shown(session) == [OTHER_EXACT, EXACT, OTHER_NEAR, NEAR]


def test_starred_papers_of_no_open_dump_follow_and_are_sorted_too(session: Session) -> None:
    session.marking.toggle("starred")
    switch_view(session, "starred")
    sort_by(session, "title")
    assert shown(session) == [NEAR, *GONE]
    session.reverse = True
    session.ask(session.query)
    assert shown(session) == [NEAR, *reversed(GONE)]


def test_exact_matches_of_no_open_dump_come_before_all_near_ones(session: Session) -> None:
    for position in range(4):
        session.cursor.move_to(position)
        session.marking.toggle("starred")
    session.ask(parse("is:starred attention"))
    assert shown(session)[2] == GONE[0]
    assert set(shown(session)[:2]) == {EXACT, OTHER_EXACT}
    assert set(shown(session)[3:5]) == {NEAR, OTHER_NEAR}
    assert shown(session)[5:] == [GONE[1]]
    assert session.view.near_from == 3


# -- while dumps are read ---------------------------------------------------------------------------------


def test_a_query_for_abstracts_waits_for_all_papers(tmp_path: Path, file: Path) -> None:
    session = Session(load(write_page(tmp_path, EXACT, OTHER_EXACT)), MarkStore(file))
    session.ask(parse("abstract:goes"))
    session.grow(step("A Late Paper Whose Abstract Is Not Read Yet"))
    assert shown(session) == [EXACT, OTHER_EXACT]


# -- an empty list ----------------------------------------------------------------------------------------


def test_the_count_of_an_empty_list_includes_starred_papers_of_no_open_dump(session: Session) -> None:
    session.ask(parse("is:starred year:1999"))
    assert session.view.empty_message == "nothing for is:starred year:1999 · 3 without year:1999: press Esc"
    session.ask(session.query.without_last_layer())
    assert shown(session) == list(GONE)


def test_words_that_are_values_of_a_field_are_offered_as_such(session: Session) -> None:
    session.ask(parse("unread"))
    assert session.view.empty_message == "nothing for unread · 4 for is:unread"


# -- other meanings of words ------------------------------------------------------------------------------


def explained(session: Session, query: str) -> ResultView:
    """Return the view of a query with the other meanings of its words."""
    *_, view = session.query_runner.stream(parse(query))
    return session.query_runner.with_meanings(view)


@pytest.fixture
def named(file: Path) -> Session:
    """A session of papers with authors, organizations and venues."""
    return make_session(
        file,
        entry("Attention Is All You Need", authors=("Ashish Vaswani", "Noam Shazeer"), venue="NeurIPS 2017"),
        entry("Image Transformer", authors=("Niki Parmar", "Ashish Vaswani"), organization=("google", "Google")),
        entry("Tensors of Varwani Type", authors=("Ada Lovelace",), organization=("shazeer", "Shazeer AI")),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("parmar", "1 for author:parmar"),
        ("ashish vaswani", '2 for author:"ashish vaswani"'),
        ('"ashish vaswani"', '2 for author:"ashish vaswani"'),
        ("is:unread google", "1 for is:unread org:google"),
        ("neurips -image", "1 for venue:neurips -image"),
        ("shazeer", "1 for author:shazeer · 1 for org:shazeer"),
    ],
)
def test_names_that_no_title_has_are_offered(named: Session, query: str, expected: str) -> None:
    view = explained(named, query)
    assert (view.empty_message, view.meanings) == (f"nothing for {parse(query)} · {expected}", expected)


def test_names_are_offered_above_near_matches_alone(named: Session) -> None:
    view = explained(named, "vaswani")
    assert (list(view.rows), view.meanings, view.empty_message) == ([2], "2 for author:vaswani", "")


@pytest.mark.parametrize("query", ["attention", "", "author:vaswani", "zzqx", "vaswani yaer:2017", "va", "-vaswani"])
def test_no_names_are_offered_for_words_of_titles_and_what_is_no_name(named: Session, query: str) -> None:
    assert explained(named, query).meanings == ""
