"""`paperreader completion`: what a shell offers at Tab, made from the tables that the program itself obeys.

shtab writes the scripts. It wants an argparse parser, so one is made here that parses nothing.
"""

from __future__ import annotations

import re
import sys
from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator

import shtab

from paperreader.cli import shells
from paperreader.cli.arguments import SUBCOMMANDS, CommandLine, options_of
from paperreader.cli.config_commands import CONFIG_DEEDS
from paperreader.cli.help_texts import usage
from paperreader.cli.inputs import Inputs
from paperreader.cli.mark_commands import MARK_DEEDS, STATE_DEEDS
from paperreader.cli.output import DONE
from paperreader.errors import UsageError
from paperreader.export.digest import GROUPS
from paperreader.export.record import RECORD_FIELDS as PAPER_FIELDS
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.query import FIELDS
from paperreader.results.sorting import ORDERS

FILE = ("(file)",)
QUERY = ("(query)",)
FREE = ("(free)",)
"""What stands for a file, for a term of a query, and for what nobody can guess, where values are listed."""
SHELLS = ("bash", "zsh", "fish")
_REPORTS = ("text", "json")
_AGAIN = ("from", "capture-date")

VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "": {"state": FILE, "config": FILE, "capture-date": FREE},
    "list": {
        "from": FILE,
        "format": tuple(EXPORT_FORMATS),
        "sort": ORDERS,
        "limit": FREE,
        "fields": tuple(PAPER_FIELDS),
        "group": GROUPS,
        "like": FREE,
        "output": FILE,
    },
    "check": {"format": _REPORTS},
    "mark": {"from": FILE},
    "stats": {"from": FILE, "format": _REPORTS},
}
"""The values of the options that take one; those of "" hold for every subcommand."""
WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "list": (QUERY,),
    "check": (FILE,),
    "add": (FILE,),
    "mark": (tuple(MARK_DEEDS), QUERY),
    "stats": (QUERY,),
    "state": (STATE_DEEDS, FILE),
    "config": (tuple(CONFIG_DEEDS),),
    "keys": (),
    "completion": (SHELLS,),
}
"""The words of each subcommand, in their order; files and terms may be many."""


def completion(call: CommandLine) -> int:
    """Print what makes a shell complete this program's command lines."""
    if len(call.words) != 1 or call.words[0] not in SHELLS:
        raise UsageError(f"completion {' '.join(call.words)}".rstrip(), hint=f"for one of {', '.join(SHELLS)}")
    sys.stdout.write(script(call.words[0], Inputs(call).config.settings.queries))
    return DONE


def script(shell: str, named: Iterable[str] = ()) -> str:
    """What one of `SHELLS` is to read.

    Args:
        shell: its name.
        named: the names of named queries.
    """
    terms = [*terms_of_queries(), *(f"@{name}" for name in named)]
    made = shtab.complete(_parser(shell), shell, preamble=shells.preamble(shell, terms, SUBCOMMANDS))
    return shells.mended(shell, made) + "\n"


def terms_of_queries() -> Iterator[str]:
    """Fields with their values where there are few, else the field and its colon."""
    for name, field in FIELDS.items():
        yield from (f"{name}:{value}" for value in field.known) if field.known else (f"{name}:",)


def _parser(shell: str) -> ArgumentParser:
    root = ArgumentParser("paperreader", add_help=False)
    _add_options(root, "")
    commands = root.add_subparsers()
    if shell != "zsh":  # there a list of paths would keep the subcommands from being offered
        _fill(root.add_argument("path", nargs="*"), FILE)
    for name in SUBCOMMANDS:
        parser = commands.add_parser(name, help=_about_command(name), add_help=False)
        _add_options(parser, name)
        for number, values in enumerate(WORDS[name]):
            many = "*" if values in (FILE, QUERY) else None
            _fill(parser.add_argument(_NAMES.get(values, f"word{number}"), nargs=many), values)
    return root


_NAMES: dict[tuple[str, ...], str] = {FILE: "file", QUERY: "query"}


def _add_options(parser: ArgumentParser, command: str) -> None:
    for name, valued in options_of(command).items():
        about = _about_option(command, name)
        if not valued:
            parser.add_argument(f"--{name}", action="store_true", help=about)
            continue
        values = VALUES.get(command, {}).get(name) or VALUES[""][name]
        _fill(parser.add_argument(f"--{name}", action="append" if name in _AGAIN else "store", help=about), values)


def _fill(action: Action, values: tuple[str, ...]) -> None:
    """Tell shtab what stands in an argument's place."""
    if values == FILE:
        action.complete = shtab.FILE  # type: ignore[attr-defined]  # as shtab has it
    elif values == QUERY:
        action.complete = shells.query()  # type: ignore[attr-defined]  # likewise
    elif values != FREE:
        action.choices = values


def _about_command(name: str) -> str:
    """What the help says of a subcommand: its own, else that of the program."""
    told = re.search(rf"^paperreader {name}\b.*?: (.*)", usage(name))
    told = told or re.search(rf"^ +paperreader {name}\b.*  +(\S.*)", usage(""), re.MULTILINE)
    return told[1] if told else name


def _about_option(command: str, name: str) -> str | None:
    """What the help says of an option, for shells that show it."""
    told = re.search(rf"^  --{name}\b.*?  +(\S.*)", f"{usage(command)}{usage('')}", re.MULTILINE)
    return told[1].replace("%", "%%") if told else None
