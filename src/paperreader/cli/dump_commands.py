"""`paperreader check` and `paperreader add`: what dumps hold, and keeping them."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import Call
from paperreader.cli.inputs import Inputs, choice, dumps_folder
from paperreader.cli.output import DONE, PROBLEMS, tell
from paperreader.errors import UsageError
from paperreader.text import sanitize


def check(call: Call) -> int:
    """Read dumps and report what every line was taken for."""
    from paperreader.library.loading import load_library
    from paperreader.library.report import as_json, as_text, report

    if not call.words:
        raise UsageError("check what", hint="give files, folders, or - for standard input")
    form = choice(call, "format", ("text", "json"), "text")
    library, errors = load_library(call.words, Inputs(call).captured)
    found = report(library, errors)
    sys.stdout.write(as_json(found) if form == "json" else as_text(found))
    for error in errors:
        tell(error)
    return PROBLEMS if found.problems or errors else DONE


def add(call: Call) -> int:
    """Keep copies of dumps in the data folder."""
    from paperreader.library.store import keep
    from paperreader.source import find

    if not call.words:
        raise UsageError("add what", hint="give files, folders, or - for standard input")
    for path, papers in keep(call.words, find(call.words), dumps_folder()):
        sys.stdout.write(f"{sanitize(str(path))}: {papers} papers\n")
    return DONE
