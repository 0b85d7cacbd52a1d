"""What the subcommands work on: dumps, marks and queries, as the command line names them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.output import print_message
from paperreader.errors import UsageError

if TYPE_CHECKING:
    from paperreader.config import Config
    from paperreader.marks import MarkStore
    from paperreader.query import Query
    from paperreader.session import Session


class Inputs:
    """The dumps, marks and settings of one call; each is looked at when it is first asked for.

    What is to be told of them goes to standard error.
    """

    def __init__(self, call: CommandLine) -> None:
        self._call = call

    @cached_property
    def config(self) -> Config:
        """The settings of `--config`, or of the usual file. Raises PaperReaderError: the named file is not there."""
        from paperreader.config import load_config

        config = load_config(self._call.last("config", "") or None)
        for problem in config.problems:
            print_message(problem)
        return config

    @property
    def state_path(self) -> str | None:
        """The file of marks that an option, the environment or a setting names; None for the usual one."""
        if self._call.has("state"):
            return self._call.last("state", "")
        return None if os.environ.get("PAPERREADER_STATE") else self.config.settings.state or None

    @cached_property
    def state(self) -> MarkStore:
        """The marks."""
        from paperreader.marks import MarkStore

        state = MarkStore(self.state_path)
        for notice in state.notices:
            print_message(notice)
        return state

    @cached_property
    def captured(self) -> dict[str, date]:
        """The days of capture by path; "" is for every dump not named. Raises UsageError."""
        days: dict[str, date] = {}
        for option in self._call.options.get("capture-date", []):
            path, _, day = option.rpartition("=")
            try:
                days[path] = date.fromisoformat(day)
            except ValueError:
                raise UsageError(f"--capture-date {option}", "no day like 2025-03-01", "or FILE=2025-03-01") from None
        return days

    @property
    def default_paths(self) -> list[str]:
        """The dumps of the settings and those kept with `add`; without any, those that come with the program."""
        kept = dumps_folder()
        paths = [*self.config.settings.dumps, *([str(kept)] if kept.is_dir() and any(kept.iterdir()) else [])]
        packed = Path(__file__).parents[1] / "seeds"
        return paths or [str(packed if packed.is_dir() else Path(__file__).parents[3] / "seeds")]

    def session(self) -> tuple[Session, bool]:
        """The library of `--from` with the marks, and whether every dump could be read."""
        from paperreader.library.loading import load_library
        from paperreader.library.new_dumps import new_first
        from paperreader.session import Session

        state = self.state
        paths = self._call.options.get("from") or self.default_paths
        library, errors = load_library(paths, self.captured, lambda dumps: new_first(dumps, state.dumps))
        for error in errors:
            print_message(error)
        session = Session(library, state, self.config.settings)
        session.loaded()
        return session, not errors

    def query(self, words: Sequence[str]) -> Query:
        """The query of some words of the shell, which has taken the quotes from `org:"Two Words"`."""
        from paperreader.query import parse

        query = parse(" ".join(map(_quoted_again, words)), self.config.settings.queries)
        for note in query.notes:
            print_message(note)
        return query


def _quoted_again(word: str) -> str:
    """A word of the shell with the quotes round its value that the shell has taken.

    A whole query in one word (`'org:adobe is:unread'`, `'year:2024 sparse'`) stays as it is.
    """
    from paperreader.query import FIELDS, WORD, parse

    name, colon, value = word.partition(":")
    if not colon or name.lstrip("-") not in FIELDS or " " not in value or '"' in value:
        return word
    quoted = f'{name}:"{value}"'
    several = any(term.negated or term.field != WORD for term in parse(value).terms)
    return word if several or parse(quoted).notes else quoted


def dumps_folder() -> Path:
    """Where `add` keeps dumps."""
    from paperreader.marks import data_folder

    return data_folder() / "dumps"


def choice(call: CommandLine, name: str, known: tuple[str, ...], default: str) -> str:
    """The value of an option that knows a few; the default when it is not given. Raises UsageError."""
    value = call.last(name, default)
    if value != default and value not in known:
        raise UsageError(f"--{name} {value}", hint=f"one of {', '.join(known)}")
    return value


def limit_of(call: CommandLine) -> int | None:
    """The number of `--limit`; None without. Raises UsageError."""
    if not call.has("limit"):
        return None
    text = call.last("limit", "")
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"--limit {text}", "not a number")
    return int(text)
