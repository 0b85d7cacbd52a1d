"""`paperreader check` and `paperreader add`: what dumps hold, and keeping them."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs, choice, dumps_folder
from paperreader.cli.output import DONE, PROBLEMS, print_message
from paperreader.errors import UsageError
from paperreader.text import sanitize


def check(call: CommandLine) -> int:
    """Read dumps and report what every line was taken for."""
    from paperreader.library.loading import load_library
    from paperreader.library.report import make_report, report_json, report_text

    if not call.words:
        raise UsageError("check what", hint="give files, folders, or - for standard input")
    form = choice(call, "format", ("text", "json"), "text")
    library, errors = load_library(call.words, Inputs(call).captured)
    found = make_report(library, errors)
    sys.stdout.write(report_json(found) if form == "json" else report_text(found))
    for error in errors:
        print_message(error)
    return PROBLEMS if found.problems or errors else DONE


def add(call: CommandLine) -> int:
    """Keep copies of dumps in the data folder."""
    from paperreader.library.store import add_copy
    from paperreader.source import find_sources

    if not call.words:
        raise UsageError("add what", hint="give files, folders, or - for standard input")
    for path, papers in add_copy(call.words, find_sources(call.words), dumps_folder()):
        sys.stdout.write(f"{sanitize(str(path))}: {papers} papers\n")
    return DONE
