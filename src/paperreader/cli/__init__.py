"""The command line, for shells and scripts."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_INTERRUPTED = 130  # as shells report a program ended by Ctrl+C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0 success, 1 problems found, 2 wrong usage.

    Args:
        arguments: the words after the program's name; None for those of the process.
    """
    try:
        from paperreader.cli.program import run_program  # here: it may be interrupted while it is loaded, too

        return run_program(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED


def entry() -> None:
    """Run the program as it is installed."""
    sys.exit(main())
