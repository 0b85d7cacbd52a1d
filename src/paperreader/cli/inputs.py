"""The inputs of subcommands that the command line names: settings, marks, dumps and queries."""

from __future__ import annotations

import os
import select
import stat
import sys
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
    from paperreader.query.model import Query
    from paperreader.session import Session


_PATIENCE = 1000  # milliseconds until a message says that standard input is waited for


class Inputs:
    """The settings, marks and dumps of a command line, each read at its first use.

    Problems found while reading them are printed on standard error.
    """

    def __init__(self, line: CommandLine) -> None:
        self._line = line

    @cached_property
    def config(self) -> Config:
        """The settings of `--config`, or of the default file. Raises PaperReaderError if the named file is missing."""
        from paperreader.config import load_config

        config = load_config(self._line.last("config", "") or None)
        print_message(*config.problems)
        return config

    @property
    def state_override(self) -> tuple[str, str] | None:
        """The file of marks that the option or the environment names, and which of them does."""
        if self._line.has("state"):
            return self._line.last("state", ""), "--state"
        path = os.environ.get("PAPERREADER_STATE")
        return (path, "PAPERREADER_STATE") if path else None

    @property
    def state_path(self) -> str | None:
        """The file of marks named by the option, the environment or the setting; None for the default one."""
        return self.state_override[0] if self.state_override else self.config.settings.state or None

    @cached_property
    def marks(self) -> MarkStore:
        """The marks."""
        from paperreader.marks import MarkStore

        store = MarkStore(self.state_path)
        print_message(*store.messages)
        return store

    @cached_property
    def capture_dates(self) -> dict[str, date]:
        """The capture dates by path; "" stands for every dump without its own. Raises UsageError."""
        dates: dict[str, date] = {}
        for option in self._line.options.get("capture-date", []):
            path, _, day = option.rpartition("=")
            try:
                dates[path] = date.fromisoformat(day)
            except ValueError:
                raise UsageError(
                    f"--capture-date {option}", "is not a date", "expected 2025-03-01 or FILE=2025-03-01"
                ) from None
        return dates

    @property
    def default_paths(self) -> list[str]:
        """Standard input if there is text in it, else `stored_paths`. `mark` has keys on its standard input, and no dump."""
        from paperreader.source import STDIN

        if self._line.command != "mark" and _standard_input_has_text():
            return [STDIN]
        return self.stored_paths

    @property
    def stored_paths(self) -> list[str]:
        """The dumps of the settings and those kept with `add`; without any, those that come with the program."""
        from paperreader.library.kept_dumps import dumps_folder, has_dumps

        kept = dumps_folder()
        paths = [*self.config.settings.dumps, *([str(kept)] if has_dumps(kept) else [])]
        installed = Path(__file__).parents[1] / "seeds"
        return paths or [str(installed if installed.is_dir() else Path(__file__).parents[3] / "seeds")]

    def load_session(self) -> tuple[Session, bool]:
        """Load the dumps of `--from`, or the default ones, with the marks; return also whether all was read.

        Of the problems of dumps only those are printed by which papers at the end of a file are missing.
        """
        from paperreader.library.loading import load_library, passed_over_message
        from paperreader.library.new_dumps import new_first
        from paperreader.session import Session

        marks = self.marks
        paths = self._line.options.get("from") or self.default_paths
        library, errors = load_library(paths, self.capture_dates, lambda dumps: new_first(dumps, marks.dumps))
        cuts = [problem for problem in library.problems if problem.is_cut]
        print_message(*errors, *cuts)
        if library.passed_over:
            print_message(passed_over_message(library))
        session = Session(library, marks, self.config.settings)
        session.loaded()
        return session, marks.was_read and not errors and not cuts

    def parse_query(self, words: Sequence[str]) -> Query:
        """Parse the words of the shell as a query; the shell has removed the quotes of `org:"Two Words"`."""
        from paperreader.query.parser import parse

        query = parse(" ".join(map(_restore_quotes, words)), self.config.settings.queries)
        print_message(*query.notes, *filter(None, (_note(word, self._line.command) for word in words)))
        return query


def _standard_input_has_text() -> bool:
    """Return whether standard input is a file or a pipe with text in it, which is waited for.

    Timers give an empty pipe or /dev/null, and a shell at the other end of ssh a socket: there the default dumps are meant.
    """
    try:
        descriptor = sys.stdin.fileno() if sys.stdin else -1
        kind = os.fstat(descriptor)
        if stat.S_ISREG(kind.st_mode):
            return kind.st_size > os.lseek(descriptor, 0, os.SEEK_CUR)
        if not stat.S_ISFIFO(kind.st_mode):
            return False
    except OSError:  # closed
        return False
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    ready = poll.poll(_PATIENCE)
    if not ready:
        print_message("waiting for a dump on standard input; < /dev/null reads the default dumps")
        ready = poll.poll()
    return any(events & select.POLLIN for _, events in ready)


def _note(word: str, command: str) -> str:
    """Return what to say of a word of the shell that is searched, though a file or a short option may be meant; "" else.

    A folder named like a word of titles (`data`) is none that is meant.
    """
    if any(sign in word for sign in "./") and os.path.exists(word):
        return f"{word} was searched as words: --from reads files (--from {word})"
    if len(word) == 2 and word[0] == "-" and word[1].isalpha():  # noqa: PLR2004 - a dash and a letter
        return f"{word} leaves out papers with the word {word[1]}: options are long (paperreader {command} --help)"
    return ""


def _restore_quotes(word: str) -> str:
    """Return a word of the shell with quotes around its value, if the value has blanks.

    A whole query in one word (`'org:adobe is:unread'`, `'year:2024 sparse'`) is returned as it is.
    """
    from paperreader.query.fields import FIELDS
    from paperreader.query.model import WORD
    from paperreader.query.parser import parse

    name, colon, value = word.partition(":")
    if not colon or name.lstrip("-") not in FIELDS or " " not in value or '"' in value:
        return word
    quoted = f'{name}:"{value}"'
    rest = parse(value)
    is_query = bool(rest.notes) or any(term.negated or term.field != WORD for term in rest.terms)
    return word if is_query or parse(quoted).notes else quoted
