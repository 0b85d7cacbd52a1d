"""Splitting of the command line into a subcommand, arguments and options, which may come in any order.

Options are `--long`, and an exact `-h`. Any other word that begins with one `-` is a query term, so that
`-is:read` needs no `--`: this is why argparse is not used. Knows the table of subcommands, not their functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from paperreader.cli.subcommands import SUBCOMMANDS, Values
from paperreader.errors import UsageError


@dataclass(slots=True)
class CommandLine:
    """A command line: the subcommand ("" for the reader), its arguments, and the values of its options in order."""

    command: str
    words: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether an option was given."""
        return name in self.options

    def last(self, name: str, default: str) -> str:
        """Return the value of an option, the last one if it was given again."""
        return self.options.get(name, [default])[-1]


def split(arguments: Sequence[str]) -> CommandLine:
    """Split a command line.

    Raises:
        UsageError: an option that the subcommand does not have, or one without its value.
    """
    line = CommandLine("")
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--":
            line.words += rest
            break
        if word == "-h":
            word = "--help"
        if word.startswith("--"):
            _take_option(line, word[2:], rest)
        elif word in SUBCOMMANDS and word and not line.words and not line.command:
            line.command = word
        else:
            line.words.append(word)
    known = SUBCOMMANDS[line.command].all_options
    for name in line.options:
        if name not in known:
            raise _unknown_option(name, known, line.command)
    return line


def _take_option(line: CommandLine, text: str, rest: list[str]) -> None:
    """Add an option to the command line, with its value from the rest of the words if it needs one."""
    name, equals, value = text.partition("=")
    # options of all subcommands, because the subcommand may come after them
    known = {other: option for row in SUBCOMMANDS.values() for other, option in row.all_options.items()}
    if name not in known:
        raise _unknown_option(name, known, line.command)
    if known[name].values.kind == "none":
        if equals:
            raise UsageError(f"--{name} takes no value")
    elif not equals:
        if not rest:
            raise UsageError(f"--{name} needs a value")
        value = rest.pop(0)
    line.options.setdefault(name, []).append(value)


def _unknown_option(name: str, known: Iterable[str], command: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    hint = f"did you mean --{near[0]}" if near else f"see paperreader {command}".rstrip() + " --help"
    return UsageError(f"there is no option --{name}" + (f" for {command}" if command else ""), hint=hint)


def check(line: CommandLine) -> None:
    """Check the number of arguments, and every value that has a few choices.

    Raises:
        UsageError: a missing or unexpected argument, or a value that is not one of the choices.
    """
    row = SUBCOMMANDS[line.command]
    usage = f"usage: paperreader {line.command} {row.signature}"
    needed = sum(argument.required for argument in row.arguments)
    if len(line.words) < needed and not any(row.all_options[name].alone for name in line.options):
        raise UsageError(f"{line.command} needs an argument", hint=usage)
    if len(line.words) > len(row.arguments) and not any(argument.many for argument in row.arguments):
        raise UsageError(f"unexpected argument {line.words[len(row.arguments)]}", hint=usage)
    for word, argument in zip(line.words, row.arguments, strict=False):
        _check_value(line.command, word, argument.values)
    for name, values in line.options.items():
        for value in values:
            _check_value(f"--{name}", value, row.all_options[name].values)


def _check_value(name: str, value: str, values: Values) -> None:
    choices = values.choices()
    for part in value.split(",") if values.kind == "list" else [value]:
        if choices and part not in choices:
            raise UsageError(f"{name} {part}".rstrip(), hint=f"expected {', '.join(choices)}")
