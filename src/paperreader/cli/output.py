"""Standard output is data, standard error is talk: how both are written, and files with `--output`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from paperreader.cli.arguments import CommandLine
from paperreader.errors import PaperReaderError
from paperreader.text import sanitize

DONE, PROBLEMS, WRONG_USE = 0, 1, 2
"""Exit status."""


def print_message(message: object) -> None:
    """A line of talk, safe for the terminal whatever file names are in it."""
    sys.stderr.write(f"paperreader: {sanitize(str(message))}\n")


def make_streams_safe() -> None:
    """A terminal that is not UTF-8 gets `?` for what it cannot show, a closed stream swallows all: no traceback."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the rest of the run
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise
    for stream in (sys.stdout, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def discard_output() -> None:
    """What is still buffered goes nowhere, so that the end of the program does not try again."""
    with suppress(OSError):  # not a real file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(pieces: Iterable[str], call: CommandLine) -> None:
    """To standard output as they come; with `--output` to a file, whole or not at all."""
    if not call.has("output"):
        for piece in pieces:
            sys.stdout.write(piece)
        return
    from paperreader.export.files import FileAlreadyExistsError, write_export

    try:
        write_export(Path(call.last("output", "")), pieces, replace=call.has("force"))
    except FileAlreadyExistsError as error:
        raise PaperReaderError(error.title, hint="--force writes over it") from error
