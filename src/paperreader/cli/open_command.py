"""`paperreader [PATH ...]`: open the reader. No other module imports `paperreader.tui`."""

from __future__ import annotations

import gc
import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import print_message
from paperreader.cli.subcommands import SUBCOMMANDS
from paperreader.errors import PaperReaderError, UsageError
from paperreader.source import STDIN

_FEWEST_COLORS, _MANY_COLORS = 8, 256
_MEANT = {
    "help": "--help",
    "version": "--version",
    **dict.fromkeys(("search", "find", "show", "print"), "list"),
    **{verb: f"mark {verb}" for verb in ("read", "unread", "star", "unstar", "tag", "untag", "note")},
    **dict.fromkeys(("export", "convert"), "list --format bibtex"),
}
"""What people try that is no subcommand."""


def run(line: CommandLine) -> int:
    """Open the reader on the paths, or on the default dumps."""
    _check_words(line.words)
    if not (sys.__stdin__ and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal", hint="in a pipe use: paperreader list")
    _check_terminal()
    dashed = [word for word in line.words if word.startswith("-") and word != "-"]
    if dashed:
        raise UsageError(f"there is no option {dashed[0]}", hint="see paperreader --help")
    gc.disable()  # until the screen's `GcPolicy`: a tenth of the time to the first list
    from paperreader.session.sessions_file import SessionsFile, default_sessions_path
    from paperreader.tui.start import ReaderInputs, run_reader

    inputs = Inputs(line)
    paths = line.words or inputs.default_paths
    if not line.words and STDIN not in paths and stat.S_ISFIFO(os.fstat(sys.__stdin__.fileno()).st_mode):
        raise PaperReaderError("nothing came through the pipe", hint="without a pipe the default dumps open")
    remembers = inputs.config.settings.remember and STDIN not in paths
    sessions = SessionsFile(default_sessions_path(), line.words) if remembers else None
    follows_sources = not line.words and STDIN not in paths
    opened = ReaderInputs(
        paths, inputs.capture_dates, inputs.state_path, inputs.config, sessions, follows_sources=follows_sources
    )
    return run_reader(opened, print_message)


def _check_terminal() -> None:
    """Set the number of colours that terminfo says; Textual knows that of few terminals by their names.

    Raises UsageError if the terminal cannot place its cursor. One that is not in terminfo may be able to.
    """
    name = os.environ.get("TERM", "")
    with suppress(ImportError):
        import _curses  # without the rest of `curses`, which takes longer to import

        try:
            _curses.setupterm(name, sys.stdout.fileno())
        except _curses.error:
            return
        if not _curses.tigetstr("cup"):
            raise UsageError(
                f"the terminal is of the kind {name!r}, which cannot place its cursor",
                hint="papers are printed by: paperreader list",
            )
        colors = _curses.tigetnum("colors")
        if colors < _FEWEST_COLORS:
            os.environ["NO_COLOR"] = "1"
        elif colors >= _MANY_COLORS and os.environ.get("COLORTERM") not in ("truecolor", "24bit"):
            os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")


def _check_words(words: Sequence[str]) -> None:
    """Raise UsageError if the words are no paths, but a subcommand, nearly one, or words to search for."""
    if not words or words[0] == STDIN or os.path.lexists(words[0]):
        return
    from difflib import get_close_matches

    near = get_close_matches(words[0], SUBCOMMANDS, 1)
    meant = _MEANT.get(words[0]) or (near[0] if near else "")
    if meant:
        raise UsageError(f"there is no file {words[0]}", hint=f"did you mean: paperreader {meant}")
    if not any(_is_like_path(word) for word in words):
        import shlex

        raise UsageError(f"there is no file {words[0]}", hint=f"to search: paperreader list {shlex.join(words)}")


def _is_like_path(word: str) -> bool:
    return os.path.lexists(word) or any(sign in word for sign in "./\\")
