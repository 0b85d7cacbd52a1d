"""The table of commands: every row is complete, and no key is bound twice in a pane."""

from __future__ import annotations

from collections import Counter

from paperreader.commands import COMMANDS, COMMANDS_BY_ID, HELP, PANES, SECTIONS, KeyMap, markdown_table

KEYS = KeyMap()


def test_every_command_has_a_unique_id_a_title_known_scopes_and_a_section() -> None:
    assert len(COMMANDS_BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.title
        assert command.id.startswith(f"{command.group}.")
        assert command.scopes
        assert set(command.scopes) <= {*PANES, *HELP}
        assert [command.group in groups for groups in SECTIONS.values()].count(True) == 1


def test_no_key_is_bound_twice_in_one_pane() -> None:
    bindings = Counter((scope, keys) for command in COMMANDS for keys in command.keys for scope in command.scopes)
    assert [binding for binding, count in bindings.items() if count > 1] == []


def test_no_bound_key_begins_a_key_sequence() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            first, _, second = keys.partition(" ")
            if second:
                assert all(KEYS.command(scope, first) is None for scope in command.scopes)


def test_the_markdown_table_has_one_row_of_four_bars_for_every_command() -> None:
    lines = markdown_table().splitlines()
    assert len(lines) == len(COMMANDS) + 2
    assert {line.replace("\\|", "").count("|") for line in lines} == {4}
    for command, line in zip(COMMANDS, lines[2:], strict=True):
        assert command.title in line
        assert all(f"`{keys}`".replace("|", "\\|") in line for keys in command.keys)
