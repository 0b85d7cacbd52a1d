"""Data on standard output or in the file of `--output`, messages on standard error, and the exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from paperreader.cli.arguments import CommandLine
from paperreader.cli.substitutes import READABLE
from paperreader.errors import PaperReaderError
from paperreader.text import sanitize

SUCCESS, PROBLEMS, WRONG_USAGE = 0, 1, 2
"""Exit statuses."""
_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def print_message(*messages: object) -> None:
    """Print messages on standard error, one on each line, without the control characters of file names."""
    sys.stderr.writelines(f"paperreader: {sanitize(str(message))}\n" for message in messages)


def make_streams_safe() -> None:
    """Replace closed output streams; read and write UTF-8, except on a terminal of another encoding.

    There substitutes are printed for characters that the encoding lacks. What is written to a closed standard output
    is an error; messages to a closed standard error are dropped.
    """
    for name, access in (("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, access), "w", encoding="utf-8"))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and not stream.isatty():
            reconfigure(encoding="utf-8", errors="replace")
        elif reconfigure:
            reconfigure(errors="replace" if stream is sys.stdin else READABLE)


def discard_output() -> None:
    """Send buffered output to the null device, so that the interpreter does not write it at exit."""
    with suppress(OSError):  # not a real file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_output(pieces: Iterable[str], line: CommandLine) -> None:
    """Write pieces of text to standard output as they come, or to the file of `--output`, whole or not at all.

    A name of standard output is no file, also where the shell sends it into one: opened again, it would be overwritten.
    """
    file = line.last("output", "-")
    if file in _STANDARD_OUTPUT:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    from paperreader.export.files import FileAlreadyExistsError, write_export

    try:
        write_export(Path(file), pieces, replace=line.has("force"))
    except FileAlreadyExistsError as error:
        raise PaperReaderError(error.title, hint="--force overwrites it") from error
