"""`paperreader completion`: print the completion script of a shell, made from the table of subcommands.

shtab writes the scripts. It takes its options from an argparse parser, so one is made here that parses nothing.
"""

from __future__ import annotations

import sys
from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator

import shtab

from paperreader.cli import shells
from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import SUCCESS
from paperreader.cli.subcommands import GLOBAL_OPTIONS, SUBCOMMANDS, Option, Subcommand, Values
from paperreader.query.fields import FIELDS


def run(line: CommandLine) -> int:
    """Print the completion script of a shell."""
    sys.stdout.write(script(line.words[0], Inputs(line).config.settings.queries))
    return SUCCESS


def script(shell: str, named_queries: Iterable[str] = ()) -> str:
    """Return the completion script of a shell.

    Args:
        shell: "bash", "zsh" or "fish".
        named_queries: the names of the settings' queries.
    """
    terms = [*query_terms(), *(f"@{name}" for name in named_queries)]
    preamble = shells.preamble(shell, terms, SUBCOMMANDS.values())
    return shells.patch(shell, shtab.complete(_parser(shell), shell, preamble=preamble)) + "\n"


def query_terms() -> Iterator[str]:
    """Yield `field:value` for the fields with few values, `field:` for the others."""
    for name, field in FIELDS.items():
        yield from (f"{name}:{value}" for value in field.values) if field.values else (f"{name}:",)


def _parser(shell: str) -> ArgumentParser:
    root = ArgumentParser("paperreader", add_help=False)
    commands = root.add_subparsers()
    for name, row in SUBCOMMANDS.items():
        parser = commands.add_parser(name, help=row.summary, add_help=False) if name else root
        for option in (*GLOBAL_OPTIONS, *row.options):
            _add_option(parser, option)
        if name or shell != "zsh":  # in zsh, paths of the reader would hide the subcommands
            _add_arguments(parser, row)
    return root


def _add_option(parser: ArgumentParser, option: Option) -> None:
    text = option.help.replace("%", "%%")
    if option.values.kind == "none":
        parser.add_argument(f"--{option.name}", action="store_true", help=text)
    else:
        action = "append" if option.repeatable else "store"
        _set_values(parser.add_argument(f"--{option.name}", action=action, help=text), option.values)


def _add_arguments(parser: ArgumentParser, row: Subcommand) -> None:
    for argument in row.arguments:
        nargs = "*" if argument.many else None
        _set_values(parser.add_argument(argument.values.kind, nargs=nargs), argument.values)


def _set_values(action: Action, values: Values) -> None:
    """Set what shtab completes for an argument or an option."""
    if values.kind == "file":
        action.complete = shtab.FILE  # type: ignore[attr-defined]  # as shtab has it
    elif values.kind == "query":
        action.complete = shells.query()  # type: ignore[attr-defined]  # likewise
    elif values.choices():
        action.choices = values.choices()
