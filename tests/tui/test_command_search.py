"""The command that a text of the palette means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.commands import COMMANDS, COMMANDS_BY_ID, HELP, Command, typed_names
from paperreader.tui.command_search import find_commands, is_named, unknown_command, with_argument

SAVE = COMMANDS_BY_ID["search.save"]


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("undo", "mark.undo"),
        ("mark.undo", "mark.undo"),
        ("u", "mark.undo"),  # its key
        ("star", "mark.star"),
        ("help", "app.help"),
        ("dark", "app.theme"),
        ("export", "export.shown"),  # rather than the pipe of the same group
        ("bibtex", "copy.bibtex"),
        ("sort date", "sort.date"),
        ("srtdate", "sort.date"),
        ("sort dtae", "sort.date"),
        ("exprot", "export.shown"),
        ("quti", "app.quit"),
        ("undoo", "mark.undo"),
        ("S d", "sort.date"),
        ("all_read", "mark.all_read"),
        ("newest", "sort.date"),  # by its note
    ],
)
def test_the_best_match_of_a_text_is_the_command_of_that_name(typed: str, command: str) -> None:
    assert find_commands(COMMANDS, typed)[0].id == command


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=12).filter(str.strip))
def test_a_command_on_many_papers_is_found_by_its_own_words_and_behind_the_others(typed: str) -> None:
    found = find_commands(COMMANDS, typed)
    bulk = [command for command in found if command.bulk and not is_named(command, typed)]
    assert found[len(found) - len(bulk) :] == bulk
    names = {word for command in bulk for word in f"{command.id} {command.title}".replace(".", " ").split()}
    assert not bulk or all(any(name.startswith(word) for name in names) for word in typed.split())


def test_an_empty_text_finds_all_commands_and_an_unknown_one_none() -> None:
    assert find_commands(COMMANDS, " ") == list(COMMANDS)
    assert find_commands(COMMANDS, "zzz") == []
    assert unknown_command(COMMANDS, "undoo 3") == "there is no command undoo 3; did you mean undo"
    assert unknown_command(COMMANDS, "sav x") == "there is no command sav x; did you mean save"


@pytest.mark.parametrize("typed", ["foo", "wah", "ls", "delete", "buffer"])
def test_letters_that_stand_apart_in_a_name_are_not_that_command(typed: str) -> None:
    assert find_commands(COMMANDS, typed) == []
    assert unknown_command(COMMANDS, typed) == f"there is no command {typed}"


@pytest.mark.parametrize(
    ("typed", "argument"),
    [("save my list", "my list"), ("search.save x", "x"), ("save", ""), ("sav x", None), ("saves", None)],
)
def test_the_text_behind_the_name_of_a_command_is_its_argument(typed: str, argument: str | None) -> None:
    assert with_argument(COMMANDS, typed) == (None if argument is None else (SAVE, argument))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_found_first_by_each_of_its_names_and_has_a_short_key_or_is_typed(command: Command) -> None:
    table = [each for each in COMMANDS if each.scopes != HELP]
    if command in table:
        for typed in (typed_names(table)[command.id].split(" ")[0], command.id):
            assert find_commands(table, typed)[0] is command
            assert is_named(command, typed)
        assert find_commands(table, command.title)[0].title == command.title
    assert command in table or command.keys
    assert all(len(keys.split(" ")) <= 2 for keys in command.keys)
