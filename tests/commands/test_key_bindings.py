"""The command of a key in a pane: the usual keys are bound."""

from __future__ import annotations

import pytest

from paperreader.commands import KeyMap

KEYS = KeyMap()


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        ("j", "move.down"), ("k", "move.up"), ("ctrl+d", "move.half_down"), ("ctrl+u", "move.half_up"),
        ("g", "move.top"), ("G", "move.bottom"), ("n", "read.next"), ("p", "read.previous"), ("N", "read.previous"),
        ("space", "read.page"), ("b", "read.page_back"), ("enter", "pane.right"), ("l", "pane.right"), ("h", "pane.left"),
        ("/", "search.type"), ("f", "filters.toggle"), ("1", "view.all"), ("2", "view.unread"), ("3", "view.starred"),
        ("s", "mark.star"), ("r", "mark.read"), ("A", "mark.all_read"), ("u", "mark.undo"), ("ctrl+r", "mark.redo"),
        ("y y", "copy.citation"), ("y b", "copy.bibtex"), ("S d", "sort.date"), ("S R", "sort.relevance"),
        ("o", "open.browser"), ("R", "dump.reload"), (":", "app.palette"), ("?", "app.help"), ("q", "app.leave"),
        ("Q", "app.quit"), ("escape", "app.back"), ("ctrl+c", "app.interrupt"),
    ],
)  # fmt: skip
def test_keys_of_vim_less_and_mutt_work_in_list_and_detail(keys: str, command: str) -> None:
    assert [KEYS.command(pane, keys) for pane in ("list", "detail")] == [command, command]


def test_a_key_may_have_another_command_in_another_pane() -> None:
    assert KEYS.command("list", "J") == "read.line_down"
    assert KEYS.command("detail", "J") == "read.paper_down"
    assert KEYS.command("filters", "space") == "filters.choose"
    assert KEYS.command("filters", "s") is None
    assert KEYS.command("list", "ctrl+q") is None


def test_the_commands_after_the_first_key_of_a_sequence_are_found() -> None:
    following = {command.id for command in KEYS.commands_after_prefix("list", "y")}
    assert following == {"copy.citation", "copy.title", "copy.link", "copy.bibtex", "copy.markdown"}
    assert KEYS.commands_after_prefix("list", "j") == []
