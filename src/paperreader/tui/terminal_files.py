"""Standard input and error while the reader runs: keys come from the terminal and pictures go to it, even if these are redirected."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from paperreader.cli.substitutes import READABLE, terminal_encoding
from paperreader.errors import PaperReaderError
from paperreader.source import Source


@contextmanager
def drawing_on_terminal() -> Iterator[None]:
    """Let Textual, which draws on standard error, draw on the terminal even if that is redirected (`2>log`)."""
    if sys.__stderr__ is not None and sys.__stderr__.isatty():
        yield
        return
    before = sys.__stderr__
    terminal = Path("/dev/tty").open("w", encoding=terminal_encoding(), errors=READABLE)  # noqa: SIM115 - closed below
    sys.__stderr__ = terminal  # type: ignore[misc]  # which Textual uses
    try:
        yield
    finally:
        sys.__stderr__ = before  # type: ignore[misc]  # restored
        with suppress(OSError):  # it is gone, as the exit status shows
            terminal.close()


def take_standard_input(dumps: Sequence[Source]) -> None:
    """Read the standard input to its end, and replace it by the terminal, for keys."""
    if not dumps and os.isatty(0):
        return
    for dump in dumps:
        with suppress(PaperReaderError):  # raised again when the dump is loaded
            dump.head()
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise PaperReaderError("there is no terminal to read keys from", error.strerror or str(error)) from error
    os.dup2(terminal, sys.__stdin__.fileno() if sys.__stdin__ else 0)
    os.close(terminal)
