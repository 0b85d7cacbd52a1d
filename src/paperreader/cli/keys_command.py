"""`paperreader keys`: every command of the reader and its keys."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import SUCCESS
from paperreader.commands import markdown_table, with_keys, with_named_queries


def run(line: CommandLine) -> int:
    """Print the commands with the keys of the settings."""
    settings = Inputs(line).config.settings
    commands = with_keys(with_named_queries(settings.queries), settings.keys)
    if line.has("markdown"):
        sys.stdout.write(markdown_table(commands) + "\n")
        return SUCCESS
    for command in commands:
        note = f" ({command.help})" if command.help else ""
        sys.stdout.write(
            f"{'  '.join(command.keys):16} {f'{command.id} {command.argument}':24} {command.title}{note}\n"
        )
    return SUCCESS
