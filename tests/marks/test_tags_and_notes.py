"""Tags and notes: marks with a name and with a text, kept, joined and undone like stars."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from paperreader.errors import PaperReaderError
from paperreader.marks import NOTE, STARRED, MarkChange, MarkStore, PaperRef, clean_tag, note_mark, tag_mark
from paperreader.marks.document import problems
from paperreader.marks.fast_parse import parse
from paperreader.marks.table import MarkDelta
from paperreader.marks.undo import UndoHistory
from tests.libraries import NOON, change

HOUR = timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


def tag(key: str, name: str, *, on: bool = True, hours: int = 0) -> MarkChange:
    return change(key, tag_mark(name), on=on, at=NOON + hours * HOUR)


def note(key: str, text: str, *, hours: int = 0) -> MarkChange:
    return MarkChange(PaperRef(key, key), NOTE, note_mark(text, NOON + hours * HOUR))


def test_the_file_says_when_each_tag_was_added_or_taken_back_and_when_a_note_was_written(file: Path) -> None:
    MarkStore(file).apply([
        tag("a", "todo"), tag("a", "survey"), tag("a", "survey", on=False, hours=1), note("a", "see SAE\n“b”", hours=2)
    ])  # fmt: skip
    paper = tomllib.loads(file.read_text("utf-8"))["papers"]["a"]
    assert paper["tags"] == {"todo": NOON}
    assert paper["untagged"] == {"survey": NOON + HOUR}
    assert paper["note"] == {"text": "see SAE\n“b”", "at": NOON + 2 * HOUR}
    assert "tags.todo = 2026-11-21T12:00:00Z\n" in file.read_text("utf-8")


@pytest.mark.parametrize("compacts", [False, True])
def test_tags_and_notes_are_there_when_the_file_is_opened_again(file: Path, *, compacts: bool) -> None:
    store = MarkStore(file)
    store.apply([tag("a", "todo"), tag("b", "todo"), tag("b", "Zoo"), tag("b", "old"), note("a", "x")])
    store.apply([tag("b", "old", on=False, hours=1), note("c", "y"), note("c", "", hours=1)])
    if compacts:
        store.compact()
    again = MarkStore(file)
    assert (again.tags("a"), again.tags("b"), again.tags("unknown")) == (["todo"], ["Zoo", "todo"], [])
    assert (again.note("a"), again.note("b"), again.note("c")) == ("x", "", "")
    assert again.tag_counts() == {"todo": 2, "Zoo": 1}
    assert set(again.keys_marked(NOTE)) == {"a"}
    assert again.messages == []


def test_the_newer_note_wins_and_an_emptied_one_stays_empty(file: Path, tmp_path: Path) -> None:
    here, there = MarkStore(file), MarkStore(tmp_path / "there.toml")
    here.apply([note("a", "older"), note("b", "kept"), tag("c", "todo"), note("d", "same")])
    there.apply([note("a", "newer", hours=1), note("b", "", hours=1), tag("c", "todo", on=False, hours=1)])
    there.apply([note("d", "same"), note("e", "only there")])
    assert here.merge([there.path]) == 4
    assert [here.note(key) for key in "abde"] == ["newer", "", "same", "only there"]
    assert here.tags("c") == []
    assert there.merge([file]) == 0


def test_a_window_learns_of_a_note_that_another_one_rewrote(file: Path) -> None:
    here, there = MarkStore(file), MarkStore(file)
    here.apply([note("a", "first"), tag("b", "todo")])
    there.refresh()
    assert (there.note("a"), there.tags("b")) == ("first", ["todo"])
    there.apply([note("a", "second", hours=1)])
    here.take_deltas()
    here.refresh()
    assert here.note("a") == "second"
    assert here.take_deltas() == [MarkDelta(NOTE, 0, ["a"])]


def test_tags_of_one_command_are_one_step_of_undo_and_a_note_gets_its_old_text_back(file: Path) -> None:
    store = MarkStore(file)
    store.apply([tag("a", "old"), note("a", "first")])
    history = UndoHistory(store)
    history.do([tag("a", "todo", hours=1), tag("a", "old", on=False, hours=1)])
    history.do([note("a", "second", hours=1)])
    assert (store.tags("a"), store.note("a")) == (["todo"], "second")
    history.undo()
    assert (store.tags("a"), store.note("a")) == (["todo"], "first")
    history.undo()
    assert store.tags("a") == ["old"]
    history.redo()
    history.redo()
    store.compact()
    assert (MarkStore(file).tags("a"), MarkStore(file).note("a")) == (["todo"], "second")


def test_writing_the_note_that_is_there_is_no_change(file: Path) -> None:
    store = MarkStore(file)
    store.apply([note("a", "x")])
    assert store.apply([note("a", "x", hours=1), note("b", "")], skip_unchanged=True) == 0
    assert store.apply([note("a", "y", hours=1)], skip_unchanged=True) == 1


def test_what_a_person_writes_without_a_time_is_taken_and_older_than_any_mark(file: Path) -> None:
    text = 'version = 1\n[papers.a]\ntags = ["todo", "to read"]\nnote = "mine"\n[papers.b]\ntags.todo = true\n'
    file.write_text(text)
    store = MarkStore(file)
    assert (store.tags("a"), store.note("a"), store.tags("b")) == (["to read", "todo"], "mine", ["todo"])
    store.apply([tag("a", "todo", on=False), note("a", "newer")])
    store.compact()
    again = MarkStore(file)
    assert (again.tags("a"), again.note("a"), again.tags("b")) == (["to read"], "newer", ["todo"])


@pytest.mark.parametrize(
    "line", ["note = 5", "tags = 5", 'untagged = "todo"', "note = { at = 2026-01-01 }", "tags = [1]"]
)
def test_what_is_neither_a_tag_nor_a_note_is_kept_and_told(file: Path, line: str) -> None:
    file.write_text(f"version = 1\n[papers.a]\n{line}\n")
    store = MarkStore(file)
    store.apply([change("a", STARRED)])
    store.compact()
    assert tomllib.loads(file.read_text())["papers"]["a"].items() >= tomllib.loads(line).items()
    (told,) = problems(file.read_text(), parse(file.read_text()))
    assert told.startswith(f"papers.a: {line.split(maxsplit=1)[0]} = ")


@pytest.mark.parametrize(
    ("text", "tag"), [("todo", "todo"), (" to-read ", "to-read"), ("nai\u0308ve", "na\u00efve"), ("c++", "c++")]
)
def test_a_tag_is_one_word(text: str, tag: str) -> None:
    assert clean_tag(text) == tag


@pytest.mark.parametrize("text", ["", " ", "to read", "a,b", 'a"b', "+a", "-a", "a|b", "a\x1b[31mb", "x" * 61])
def test_what_a_query_could_not_name_is_no_tag(text: str) -> None:
    with pytest.raises(PaperReaderError, match="one word"):
        clean_tag(text)


def test_tags_and_notes_that_could_harm_a_terminal_are_not_shown_and_kept_in_the_file(file: Path) -> None:
    text = 'version = 1\n[papers.a]\ntags."\\u001b[31mred" = 2026-01-01\ntags.ok = 2026-01-01\nnote = "a\\u001b]0;x\\u0007\\nb"\n'
    file.write_text(text)
    store = MarkStore(file)
    store.compact()
    assert (store.tags("a"), store.note("a")) == (["ok"], "a]0;x\nb")
    assert set(tomllib.loads(file.read_text())["papers"]["a"]["tags"]) == {"ok", "\x1b[31mred"}
