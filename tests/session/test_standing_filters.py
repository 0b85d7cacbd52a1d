"""Standing filters: papers that are hidden from every list, and told."""

from __future__ import annotations

from pathlib import Path

from paperreader.config import Settings
from paperreader.formats.entry import Batch
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.marks import STARRED, Mark, MarkChange, MarkStore, PaperRef, now
from paperreader.session import Session
from paperreader.source import Source
from tests.libraries import entry

SURVEY, SURVEYS, ADOBE, OTHER = "A Survey of Heads", "Two Surveys of Tails", "A Paper of a Firm", "Surveying the Rest"
ENTRIES = (
    entry(SURVEY),
    entry(SURVEYS),
    entry(ADOBE, organization=("adobe", "Adobe")),
    entry(OTHER),
)


def opened(tmp_path: Path, *hide: str, marks: MarkStore | None = None) -> Session:
    session = Session(Library(), MarkStore(tmp_path / "state.toml") if marks is None else marks, Settings(hide=hide))
    session.grow(LoadStep(Source("page.txt"), Batch([*ENTRIES], capture_year=2025)))
    session.loaded()
    return session


def shown(session: Session, query: str = "") -> list[str]:
    session.ask(session.parse(query))
    return [session.papers.paper(row).title for row in session.view.rows]


def test_papers_of_the_queries_are_in_no_list_and_in_no_count(tmp_path: Path) -> None:
    session = opened(tmp_path, "survey", "org:adobe")
    assert shown(session) == [OTHER]
    assert shown(session, "survey") == [OTHER]  # a near match
    assert len(session.library) == 1
    assert len(session.library.hidden) == 3


def test_they_are_shown_and_hidden_again_on_demand(tmp_path: Path) -> None:
    session = opened(tmp_path, '"survey of"')
    assert shown(session) == [SURVEYS, ADOBE, OTHER]
    assert session.switch_hidden().text == "1 shown again · i hides them"
    assert shown(session) == [SURVEY, SURVEYS, ADOBE, OTHER]
    assert len(session.library) == 4
    session.switch_hidden()
    assert shown(session) == [SURVEYS, ADOBE, OTHER]
    assert "nothing is hidden" in opened(tmp_path).switch_hidden().text


def test_starred_papers_are_never_hidden(tmp_path: Path) -> None:
    marks = MarkStore(tmp_path / "state.toml")
    session = opened(tmp_path, "survey", marks=marks)
    key = session.library.keys[0]
    marks.apply([MarkChange(PaperRef(key, SURVEY), STARRED, Mark(on=True, since=now()))])
    assert session.standing_filters.show_starred(session.library)
    assert shown(session) == [SURVEY, ADOBE, OTHER]
    assert shown(opened(tmp_path, "survey", marks=marks), "is:starred") == [SURVEY]


def test_marks_of_hidden_papers_do_not_change_the_counts(tmp_path: Path) -> None:
    session = opened(tmp_path, "survey")
    session.marks.apply([MarkChange(PaperRef(session.library.keys[1], SURVEYS), "read", Mark(on=True, since=now()))])
    session.counts.apply_changes()
    assert (len(session.library), session.counts.read) == (2, 0)
    session.switch_hidden()
    assert (len(session.library), session.counts.read) == (4, 1)
