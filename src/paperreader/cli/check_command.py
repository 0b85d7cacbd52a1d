"""`paperreader check`: report what was read of dumps and what was not, or list what can be read."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS
from paperreader.formats.registry import FORMATS
from paperreader.library.loading import load_library
from paperreader.library.report import make_report, report_json, report_text

_CONTAINERS = (
    "Files may be packed (gzip, bzip2, xz) or in a zip archive, and - reads standard input. Texts are UTF-8, UTF-16,\n"
    "UTF-32, Windows-1252, or what they declare. The format is found by the content, never by the name.\n"
)


def run(line: CommandLine) -> int:
    """Read dumps and print the report, or print the table of formats."""
    as_json = line.last("format", "text") == "json"
    if line.has("formats"):
        sys.stdout.write(_formats_json() if as_json else _formats_text())
        return SUCCESS
    library, errors = load_library(line.words, Inputs(line).capture_dates)
    report = make_report(library, errors)
    sys.stdout.write(report_json(report) if as_json else report_text(report))
    return PROBLEMS if report.problems else SUCCESS


def _formats_text() -> str:
    return "\n".join(
        [*(f"{row.name}\n  from   {row.obtained}\n  knows  {row.known}\n" for row in FORMATS), _CONTAINERS]
    )


def _formats_json() -> str:
    import json

    rows = [{"name": row.name, "obtained": row.obtained, "known": row.known} for row in FORMATS]
    return json.dumps(rows, indent=2) + "\n"
