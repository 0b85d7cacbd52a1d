"""Marks follow a paper whose title was changed: the state file keeps its identifiers beside its key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from paperreader.marks import READ, STARRED, Mark, MarkChange, MarkStore, PaperRef, now
from paperreader.query.parser import parse
from paperreader.results.facets import state_counts
from paperreader.session import Session
from tests.libraries import NOON, change, entry, make_session, shown

OLD, NEW, OTHER = "LightBagel: A Light Model of Images", "LightFusion: A Light Model of Images", "Another Paper of Them"
OLD_KEY, NEW_KEY = "lightbagel-a-light-model-of-images", "lightfusion-a-light-model-of-images"
ID = {"arxiv_id": "2510.22946"}
IDS = ("arxiv:2510.22946",)


def mark(file: Path, key: str, name: str = READ, *, on: bool = True, ids: tuple[str, ...] = IDS) -> None:
    MarkStore(file).apply([MarkChange(PaperRef(key, key, ids=ids), name, Mark(on, NOON))])


def selected(session: Session, query: str) -> list[str]:
    session.ask(parse(query))
    return shown(session)


def test_marking_a_paper_writes_its_identifiers(file: Path) -> None:
    session = make_session(file, entry(OLD, doi="10.1000/x", ids=("pmid:1", "openreview:a"), **ID))
    expected = ["arxiv:2510.22946", "doi:10.1000/x", "pmid:1"]
    session.marking.toggle(STARRED)
    assert tomllib.loads(file.read_text())["papers"][OLD_KEY]["ids"] == expected
    session.marking.toggle(READ)
    assert tomllib.loads(file.read_text())["event"][0]["ids"] == expected


def test_a_paper_without_identifiers_is_written_without(file: Path) -> None:
    make_session(file, OLD).marking.toggle(STARRED)
    assert "ids" not in file.read_text()


@pytest.mark.parametrize("known", [ID, {"doi": "10.48550/arxiv.2510.22946"}])
def test_the_marks_of_a_renamed_paper_follow_it(file: Path, known: dict[str, str]) -> None:
    mark(file, OLD_KEY)
    mark(file, OLD_KEY, STARRED)
    session = make_session(file, OTHER, entry(NEW, **known))
    assert selected(session, "is:read") == selected(session, "is:starred") == [NEW]
    assert (session.counts.read, session.counts.starred, session.counts.all_starred) == (1, 1, 1)
    assert selected(session, f"key:{OLD_KEY}") == selected(session, f"key:{NEW_KEY}") == [NEW]


def test_a_new_mark_of_a_renamed_paper_is_written_beside_the_old_ones(file: Path) -> None:
    mark(file, OLD_KEY)
    session = make_session(file, entry(NEW, **ID))
    session.marking.toggle(READ)
    assert session.counts.read == 0
    again = MarkStore(file)
    assert [paper.key for paper in again.papers()] == [OLD_KEY]
    assert again.read_at(OLD_KEY) is None


def test_a_file_without_identifiers_is_read_by_keys(file: Path) -> None:
    MarkStore(file).apply([change(OLD_KEY)])
    session = make_session(file, entry(OLD, **ID))
    assert session.counts.read == 1


def test_other_papers_take_no_marks(file: Path) -> None:
    mark(file, OLD_KEY, ids=("arxiv:2510.00001", "doi:10.1/x"))
    session = make_session(file, entry(NEW, **ID))
    assert session.counts.read == 0
    assert session.papers.key(0) == NEW_KEY


def test_a_paper_marked_under_two_titles_has_the_newer_of_each_mark(file: Path) -> None:
    mark(file, OLD_KEY, STARRED)
    mark(file, NEW_KEY, READ)
    session = make_session(file, OTHER, entry(NEW, **ID))
    assert selected(session, "is:read") == selected(session, "is:starred") == [NEW]
    assert session.papers.key(1) == NEW_KEY
    assert session.counts.all_starred == 1

    session.ask(parse(""))
    session.cursor.move_to(1)
    session.marking.toggle(STARRED)
    assert selected(session, "is:starred") == []
    assert (session.counts.starred, session.counts.all_starred) == (0, 0)
    again = make_session(file, OTHER, entry(NEW, **ID))
    assert selected(again, "is:starred") == []
    assert [value.count for value in state_counts(range(2), again.library, again.marks)] == [1, 1, 0]


def test_an_older_mark_under_another_title_changes_nothing(file: Path) -> None:
    mark(file, OLD_KEY, READ)
    MarkStore(file).apply([MarkChange(PaperRef(NEW_KEY, NEW, ids=IDS), READ, Mark(on=False, since=now()))])
    assert make_session(file, entry(NEW, **ID)).counts.read == 0


def test_a_mark_under_a_title_that_another_dump_tells_is_found_without_identifiers(file: Path) -> None:
    MarkStore(file).apply([change(NEW_KEY)])
    session = make_session(file, entry(OLD, **ID), entry(NEW, **ID))
    assert shown(session) == [OLD]
    assert session.counts.read == 1


def test_a_mark_of_a_row_that_was_absorbed_follows(file: Path) -> None:
    MarkStore(file).apply([change(NEW_KEY, STARRED)])
    session = make_session(file, entry(OLD, **ID), entry(NEW, doi="10.1/x"), entry("Third of Them", doi="10.1/x", **ID))
    assert selected(session, "is:starred") == [OLD]
    assert session.counts.all_starred == 1


def test_undo_of_a_mark_of_a_renamed_paper_moves_to_it(file: Path) -> None:
    mark(file, OLD_KEY, STARRED)
    session = make_session(file, OTHER, entry(NEW, **ID))
    session.cursor.move_to(1)
    session.marking.toggle(READ)
    session.cursor.move_to(0)
    session.marking.undo()
    assert session.cursor.position == 1
    assert session.counts.read == 0
