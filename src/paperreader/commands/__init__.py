"""The reader's commands and their keys."""

from paperreader.commands.command_table import (
    COMMANDS,
    COMMANDS_BY_ID,
    HELP,
    MAIN,
    PANES,
    QUERY,
    SECTIONS,
    Command,
    markdown_table,
    typed_names,
    with_named_queries,
)
from paperreader.commands.key_bindings import KeyMap, is_key, key_label, key_owner, keys_in_use, with_keys

__all__ = [
    "COMMANDS",
    "COMMANDS_BY_ID",
    "HELP",
    "MAIN",
    "PANES",
    "QUERY",
    "SECTIONS",
    "Command",
    "KeyMap",
    "is_key",
    "key_label",
    "key_owner",
    "keys_in_use",
    "markdown_table",
    "typed_names",
    "with_keys",
    "with_named_queries",
]
