"""`paperreader [PATH ...]`: the reader. Nothing else imports `paperreader.tui`."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import print_message
from paperreader.errors import UsageError


def read(call: CommandLine) -> int:
    """Open the reader."""
    if not (sys.__stdin__ and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal", hint="in a pipe use: paperreader list")
    dashed = [word for word in call.words if word.startswith("-") and word != "-"]
    if dashed:
        raise UsageError(f"there is no option {dashed[0]}", hint="see paperreader --help")
    from paperreader.tui.start import run_reader

    inputs = Inputs(call)
    return run_reader(
        call.words or inputs.default_paths, inputs.captured, inputs.state_path, inputs.config, print_message
    )
