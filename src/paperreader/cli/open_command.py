"""`paperreader [PATH ...]`: open the reader. No other module imports `paperreader.tui`."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import print_message
from paperreader.errors import UsageError


def run(line: CommandLine) -> int:
    """Open the reader on the paths, or on the default dumps."""
    if not (sys.__stdin__ and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal", hint="in a pipe use: paperreader list")
    dashed = [word for word in line.words if word.startswith("-") and word != "-"]
    if dashed:
        raise UsageError(f"there is no option {dashed[0]}", hint="see paperreader --help")
    from paperreader.tui.start import run_reader

    inputs = Inputs(line)
    paths = line.words or inputs.default_paths
    return run_reader(paths, inputs.capture_dates, inputs.state_path, inputs.config, print_message)
