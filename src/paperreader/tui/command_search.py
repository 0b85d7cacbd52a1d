"""The commands that a text of the palette means: by name first, by their notes last."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum

from paperreader.commands import Command
from paperreader.search.rules import allowed_typos, misspelt
from paperreader.text import normalize_title


class _Tier(IntEnum):
    """How a text matches a command, the best first."""

    NAME = 0  # a whole name or a key
    BEGINNING = 1  # of a name
    WORDS = 2  # the beginnings of words of id and title
    TYPOS = 3  # a name, or its first words, with few typos
    NOTE = 4  # as WORDS, in the note too


_CERTAIN_TIERS = (_Tier.NAME, _Tier.BEGINNING, _Tier.WORDS)
_MOST_TYPOS = 2  # in a long name; a name of three letters has none
_SIGNS = re.compile(r"[^\w\s.@-]")  # of no name


def find_commands(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return the commands that a text matches, the best match first; all of them for an empty text.

    Commands that change many papers come after the others unless the text is one of their names, and are not
    found by their notes. A text with typos is a match only where no words are one.
    """
    if not typed.strip():
        return list(commands)
    ranked = sorted((rank, index) for index, command in enumerate(commands) if (rank := _rank(command, typed.strip())))
    tiers = {tier for (_, tier, _), _ in ranked}
    hidden = _Tier.TYPOS if min(tiers, default=_Tier.NOTE) < _Tier.TYPOS else None
    return [commands[index] for (_, tier, _), index in ranked if tier is not hidden]


def is_named(command: Command, typed: str) -> bool:
    """Return whether a text is a name of a command: its id, the id's second part, or its title."""
    return _folded(typed) in _names(command)


def is_certain(command: Command, typed: str) -> bool:
    """Return whether a text names a command: a name, a key, or beginnings of its words, and no typos or signs."""
    best = next(_matches(command, typed.strip()), None)
    return best is not None and best[0] in _CERTAIN_TIERS and (typed in command.keys or not _SIGNS.search(typed))


def with_argument(commands: Sequence[Command], typed: str) -> tuple[Command, str] | None:
    """Return the command that a text begins with and the argument behind its id; None for any other text."""
    name, _, argument = typed.strip().partition(" ")
    for command in commands:
        if command.argument and name in (command.id, command.action):
            return command, argument.strip()
    return None


def unknown_command(commands: Sequence[Command], typed: str) -> str:
    """Return a message that there is no command of a name, with a name that begins with it or differs by few typos."""
    word = typed.split(" ", maxsplit=1)[0]
    names = [name for command in commands for name in (command.action, command.id)]
    near = next((name for name in names if name.startswith(word)), None) or next(iter(_misspelt(word, names)), "")
    return f"there is no command {typed}{f'; did you mean {near}' if near else ''}"


def _rank(command: Command, typed: str) -> tuple[bool, _Tier, int] | None:
    """Return a sort key for the match of a text, None if there is no match."""
    best = next(_matches(command, typed), None)
    if best is None or (command.bulk and best[0] not in _CERTAIN_TIERS):
        return None
    tier, distance = best
    return command.bulk and tier is not _Tier.NAME, tier, distance


def _matches(command: Command, typed: str) -> Iterator[tuple[_Tier, int]]:
    """Yield the tiers in which a text matches, the best first, each with a distance that orders matches within it."""
    text, names = _folded(typed), _names(command)
    if text in names or (typed in command.keys and not command.bulk):
        yield _Tier.NAME, 0
    if not text:
        return
    if any(name.startswith(text) for name in names):
        yield (
            _Tier.BEGINNING,
            not any(name.startswith(text) for name in names[1:]),
        )  # the title says more than the group
    words = text.split()
    if _begin_words(words, " ".join(names)):
        yield _Tier.WORDS, 0
    if (typos := _typos(words, names)) is not None:
        yield _Tier.TYPOS, 2 * typos + (_typos(words, names[1:]) != typos)  # as above
    if _begin_words(words, f"{' '.join(names)} {_folded(command.help)}"):
        yield _Tier.NOTE, 0


def _names(command: Command) -> tuple[str, str, str]:
    return _folded(command.id), _folded(command.action), _folded(command.title)


def _folded(text: str) -> str:
    return normalize_title(text)


def _begin_words(words: Sequence[str], text: str) -> bool:
    return all(f" {word}" in f" {text}" for word in words)


def _typos(words: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the fewest typos that make words of a name, or of as many first words of it; None if they are too many."""
    typed = "".join(words)
    known = {"".join(name.split()[:count]) for name in names for count in (len(words), None)}
    return min(_misspelt(typed, known).values(), default=None)


def _misspelt(word: str, known: Collection[str]) -> dict[str, int]:
    return misspelt(word, known, allowed_typos(word, _MOST_TYPOS), last=False)
