"""`paperreader check`: report the papers, merged papers and problems of dumps."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message
from paperreader.library.loading import load_library
from paperreader.library.report import make_report, report_json, report_text


def run(line: CommandLine) -> int:
    """Read dumps and print the report."""
    library, errors = load_library(line.words, Inputs(line).capture_dates)
    report = make_report(library, errors)
    sys.stdout.write(report_json(report) if line.last("format", "text") == "json" else report_text(report))
    print_message(*errors)
    return PROBLEMS if report.problems or errors else SUCCESS
