"""Tags and notes of the papers that a mark acts on."""

from __future__ import annotations

import pytest

from paperreader.errors import PaperReaderError
from paperreader.marks import STARRED
from paperreader.session import Session
from paperreader.session.tag_changes import TagChange, parse_tag_changes
from tests.session.five_papers import ALPHA, BETA, DELTA, GAMMA, text


def tag(session: Session, typed: str) -> str:
    return text(session.marking.change_tags(parse_tag_changes(typed)))


def tags(session: Session) -> dict[str, list[str]]:
    """The tags of the papers that have any, by title."""
    papers = zip(session.library.titles, session.library.keys, strict=True)
    return {title: session.marks.tags(key) for title, key in papers if session.marks.tags(key)}


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("todo survey", [TagChange("todo", None), TagChange("survey", None)]),
        (" +todo,-survey , c++ ", [TagChange("todo", on=True), TagChange("survey", on=False), TagChange("c++", None)]),
        ("todo -todo", [TagChange("todo", on=False)]),
        (" , ", []),
    ],
)
def test_words_add_or_take_tags(typed: str, changes: list[TagChange]) -> None:
    assert parse_tag_changes(typed) == changes


@pytest.mark.parametrize("typed", ['to"do', "todo +", "--todo", "x" * 61])
def test_a_word_that_cannot_be_a_tag_is_refused(typed: str) -> None:
    with pytest.raises(PaperReaderError):
        parse_tag_changes(typed)


def test_a_tag_is_added_taken_back_repeated_and_undone(session: Session) -> None:
    assert tag(session, "todo survey") == "tagged todo survey"
    assert tag(session, "todo +new") == "untagged todo, tagged new"
    assert tag(session, "+new") == "already tagged new"
    assert tags(session) == {ALPHA: ["new", "survey"]}
    tag(session, "-survey +todo")
    session.cursor.move_to(1)
    assert text(session.marking.repeat()) == "untagged survey, tagged todo"
    assert tags(session) == {ALPHA: ["new", "todo"], BETA: ["todo"]}
    assert text(session.marking.undo()) == f"undone: tagged todo · {BETA}"
    assert text(session.marking.undo()) == f"undone: untagged survey, tagged todo · {ALPHA}"
    assert tags(session) == {ALPHA: ["new", "survey"]}


def test_a_selection_is_tagged_as_a_whole_and_unselected(session: Session) -> None:
    tag(session, "todo")
    session.selection.select_keys(session.library.keys[:3])
    assert tag(session, "todo x") == "3 tagged todo x · u undoes"
    assert tags(session) == {ALPHA: ["todo", "x"], BETA: ["todo", "x"], GAMMA: ["todo", "x"]}
    session.selection.select_keys(session.library.keys[:2])
    assert tag(session, "todo") == "2 untagged todo · u undoes"
    assert not session.selection
    assert text(session.marking.undo()) == "undone: 2 untagged todo"
    assert text(session.marking.undo()) == "undone: 3 tagged todo x"
    assert tags(session) == {ALPHA: ["todo"]}


def test_a_note_is_written_replaced_removed_and_undone(session: Session) -> None:
    key = session.library.keys[3]
    session.cursor.move_to(3)
    assert text(session.marking.write_note("  see\x1b[31m SAE \r\n\nlater\n\n")) == "noted"
    assert session.marks.note(key) == "  see[31m SAE\n\nlater"
    session.marking.write_note("other")
    assert text(session.marking.write_note("other")) == "the note was not changed"
    assert text(session.marking.write_note(" ")) == "note removed"
    assert session.marks.note(key) == ""
    assert text(session.marking.undo()) == f"undone: note removed · {DELTA}"
    assert session.marks.note(key) == "other"
    session.marking.undo()
    assert session.marks.note(key) == "  see[31m SAE\n\nlater"


def test_a_note_is_repeated_rather_than_the_mark_before(session: Session) -> None:
    session.marking.toggle(STARRED)
    session.marking.write_note("hello")
    session.cursor.move_to(1)
    assert text(session.marking.repeat()) == "noted"
    assert session.marks.note(session.papers.key(1)) == "hello"
    assert not session.marking.is_starred(1)
    assert text(session.marking.repeat()) == "the note was not changed"


def test_a_repeated_note_takes_no_other_ones_place(session: Session) -> None:
    session.marking.write_note("an older one")
    session.cursor.move_to(1)
    session.marking.write_note("hello")
    session.cursor.move_to(0)
    assert "another note" in text(session.marking.repeat())
    assert session.marks.note(session.papers.key(0)) == "an older one"


def test_after_all_were_marked_read_that_is_repeated(session: Session) -> None:
    session.marking.toggle(STARRED)
    session.marking.mark_all_read()
    session.cursor.move_to(1)
    assert text(session.marking.repeat()) == "already read"
    assert not session.marking.is_starred(1)


def test_tags_and_notes_change_neither_the_counts_nor_what_is_read(session: Session) -> None:
    tag(session, "todo")
    session.marking.write_note("x")
    assert (session.counts.read, session.counts.starred) == (0, 0)
