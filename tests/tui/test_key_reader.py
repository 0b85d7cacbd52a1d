"""From keys to commands."""

from __future__ import annotations

import pytest
from textual import events

from paperreader.commands import KeyMap
from paperreader.config import Settings
from paperreader.errors import Notice
from paperreader.tui.key_reader import KeyReader, key_name


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("J", "J", "J"),
        ("slash", "/", "/"),
        ("space", " ", "space"),
        ("ctrl+c", "\x03", "ctrl+c"),
        ("alt+x", "x", "alt+x"),
        ("pagedown", None, "pagedown"),
    ],
)
def test_a_key_is_named_by_its_character_if_it_has_one(key: str, character: str | None, name: str) -> None:
    assert key_name(events.Key(key, character)) == name


def test_a_key_without_a_command_is_told_once() -> None:
    keys = KeyReader(KeyMap(), Settings().key)
    assert keys.read("list", "j") == "move.down"
    assert keys.read("list", "ü") == Notice("warning", "ü is not a command here: ? shows the keys")
    assert keys.read("list", "ü") is None


def test_a_count_is_explained_once_and_not_hidden_by_the_key_that_it_is_for() -> None:
    keys = KeyReader(KeyMap(), Settings().key)
    told = Notice("warning", "there are no counts: :50 goes to a row")
    assert [keys.read("list", key) for key in "72j"] == [told] * 3
    assert [keys.read("list", key) for key in "5j"] == [None, "move.down"]
    assert KeyReader(KeyMap(), Settings().key).read("list", "2") == "view.unread"
    assert keys.read("help", "7") is None
    assert KeyReader(KeyMap(), Settings().key).read("help", "7") != told


def test_escape_and_ctrl_c_work_after_a_count() -> None:
    for key, command in (("escape", "app.back"), ("ctrl+c", "app.interrupt")):
        keys = KeyReader(KeyMap(), Settings().key)
        keys.read("list", "7")
        assert keys.read("list", key) == command


def test_a_prefix_waits_for_its_second_key() -> None:
    keys = KeyReader(KeyMap(), Settings().key)
    first = keys.read("list", "S")
    assert isinstance(first, Notice)
    assert first.text.startswith("sort:  ")
    assert "d date" in first.text
    assert len(first.text) <= 78  # one line of 80 columns
    assert keys.read("list", "d") == "sort.date"
    assert keys.read("list", "d") != "sort.date"


def test_a_second_key_without_a_command_is_reported_and_escape_is_not() -> None:
    keys = KeyReader(KeyMap(), Settings().key)
    keys.read("list", "S")
    assert keys.read("list", "j") == Notice("warning", "S j is not a command: ? lists all commands")
    keys.read("list", "S")
    assert keys.read("list", "escape") is None
    assert keys.read("list", "j") == "move.down"


def test_ctrl_c_works_after_a_prefix() -> None:
    keys = KeyReader(KeyMap(), Settings().key)
    keys.read("list", "S")
    assert keys.read("list", "ctrl+c") == "app.interrupt"
