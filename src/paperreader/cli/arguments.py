"""The command line taken apart: subcommand, words and options, in any order.

Options are `--long`, and an exact `-h`; every other word that begins with one `-` is a query term,
so that `-is:read` needs no `--`. That is why this is not argparse. Knows no command's meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paperreader.errors import UsageError

_GLOBAL = {"state": True, "config": True, "capture-date": True, "no-color": False, "version": False, "help": False}
_OPTIONS: dict[str, dict[str, bool]] = {
    "": {},
    "list": {
        "from": True,
        "format": True,
        "sort": True,
        "reverse": False,
        "limit": True,
        "fields": True,
        "group": True,
        "fuzzy": False,
        "like": True,
        "output": True,
        "force": False,
    },
    "check": {"format": True},
    "add": {},
    "mark": {"from": True, "all": False},
    "stats": {"from": True, "format": True},
    "state": {"driver": False},
    "config": {},
    "keys": {"markdown": False},
    "completion": {},
}
SUBCOMMANDS = tuple(name for name in _OPTIONS if name)
"""The first words that name a subcommand; `./list` opens a file of that name."""


def options_of(command: str) -> dict[str, bool]:
    """The options of a subcommand ("" for the reader), and whether each takes a value."""
    return _GLOBAL | _OPTIONS[command]


@dataclass(slots=True)
class CommandLine:
    """A command line: the subcommand ("" for the reader), its words, its options' values in order."""

    command: str
    words: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether an option was given."""
        return name in self.options

    def last(self, name: str, default: str) -> str:
        """An option's value, the last one given."""
        return self.options.get(name, [default])[-1]


def split(arguments: Sequence[str]) -> CommandLine:
    """Take a command line apart.

    Raises:
        UsageError: an option that the subcommand does not have, or one without its value.
    """
    call = CommandLine("")
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--":
            call.words += rest
            break
        if word == "-h":
            word = "--help"
        if word.startswith("--"):
            _option(call, word[2:], rest)
        elif not call.words and not call.command and word in SUBCOMMANDS:
            call.command = word
        else:
            call.words.append(word)
    known = options_of(call.command)
    for name in call.options:
        if name not in known:
            raise _unknown(name, known, call.command)
    return call


def _option(call: CommandLine, text: str, rest: list[str]) -> None:
    name, equals, value = text.partition("=")
    known = dict(_GLOBAL)
    for options in _OPTIONS.values():
        known |= options
    if name not in known:
        raise _unknown(name, known, call.command)
    if not known[name]:
        if equals:
            raise UsageError(f"--{name} takes no value")
    elif not equals:
        if not rest:
            raise UsageError(f"--{name} needs a value")
        value = rest.pop(0)
    call.options.setdefault(name, []).append(value)


def _unknown(name: str, known: dict[str, bool], command: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    hint = (
        f"did you mean --{near[0]}"
        if near and near[0] != name
        else f"see paperreader {command} --help".replace("  ", " ")
    )
    return UsageError(f"there is no option --{name}" + (f" for {command}" if command else ""), hint=hint)
