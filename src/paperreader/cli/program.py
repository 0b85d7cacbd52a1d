"""The command line: which function serves which subcommand, and what an error becomes.

One function per subcommand, thin over the library, the state and the exports; each is imported
when it is called for. Exit status: 0 done, 1 problems found, 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from paperreader.cli.arguments import CommandLine, split
from paperreader.cli.output import DONE, PROBLEMS, WRONG_USE, discard_output, make_streams_safe, print_message
from paperreader.errors import PaperReaderError, UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit status.

    Args:
        arguments: the words after the program's name; those of the process when None.
    """
    try:
        make_streams_safe()
        status = _run(split(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except UsageError as error:
        print_message(error)
        return WRONG_USE
    except PaperReaderError as error:
        print_message(error)
        return PROBLEMS
    except BrokenPipeError:  # `| head` has seen enough
        discard_output()
        return DONE
    except OSError as error:
        discard_output()
        print_message(f"the output cannot be written: {error.strerror or error}")
        return PROBLEMS
    except KeyboardInterrupt:
        return 130
    return status


def entry() -> None:
    """The program as it is installed."""
    sys.exit(main())


def _run(call: CommandLine) -> int:
    if call.has("help"):
        from paperreader.cli.help_texts import usage

        sys.stdout.write(usage(call.command))
        return DONE
    if call.has("version"):
        from paperreader import __version__

        sys.stdout.write(f"paperreader {__version__}\n")
        return DONE
    if call.has("no-color"):
        os.environ["NO_COLOR"] = "1"
    module, function = _HOMES[call.command]
    command = cast("Callable[[CommandLine], int]", getattr(import_module(f"paperreader.cli.{module}"), function))
    return command(call)


_HOMES = {
    "": ("open_command", "read"),
    "list": ("list_command", "list_papers"),
    "check": ("dump_commands", "check"),
    "add": ("dump_commands", "add"),
    "mark": ("mark_commands", "mark"),
    "stats": ("stats_command", "stats"),
    "state": ("mark_commands", "state"),
    "config": ("config_commands", "config"),
    "keys": ("config_commands", "keys"),
    "completion": ("completion_command", "completion"),
}
