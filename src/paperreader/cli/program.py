"""The program: runs the subcommand of a command line, and turns errors into messages and exit statuses."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import cast

from paperreader import __version__
from paperreader.cli.arguments import CommandLine, check, split
from paperreader.cli.output import PROBLEMS, SUCCESS, WRONG_USAGE, discard_output, make_streams_safe, print_message
from paperreader.errors import PaperReaderError, UsageError


def run_program(arguments: Sequence[str]) -> int:
    """Run the subcommand of a command line and return the exit status."""
    try:
        make_streams_safe()
        status = _run(split(arguments))
        sys.stdout.flush()
    except PaperReaderError as error:
        print_message(error)
        return WRONG_USAGE if isinstance(error, UsageError) else PROBLEMS
    except BrokenPipeError:  # a reader such as `head` closed the pipe
        discard_output()
        return SUCCESS
    except Exception as error:  # noqa: BLE001 - a user is never shown a traceback
        discard_output()
        _print_failure(error)
        return PROBLEMS
    return status


def _print_failure(error: Exception) -> None:
    if isinstance(error, OSError) and error.filename is None:  # writing to an open stream names no file
        print_message(f"the output cannot be written: {error.strerror or error}")
        return
    from paperreader.cli.error_report import report_error

    report_error(error)


def _end_in_order() -> None:
    """Let the signals that end a program clean up what is half done."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _run(line: CommandLine) -> int:
    if line.has("help"):
        from paperreader.cli.usage import help_text

        sys.stdout.write(help_text(line.command))
        return SUCCESS
    if line.has("version"):
        sys.stdout.write(f"paperreader {__version__}\n")
        return SUCCESS
    check(line)
    if line.command:  # the reader ends in its own way
        _end_in_order()
    if line.has("no-color"):
        os.environ["NO_COLOR"] = "1"
    module = import_module(f"paperreader.cli.{line.command or 'open'}_command")
    return cast("Callable[[CommandLine], int]", module.run)(line)
