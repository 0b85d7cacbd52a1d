"""`paperreader stats`: count the papers that match a query."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS

if TYPE_CHECKING:
    from paperreader.cli.stats_text import TerminalCaps


def run(line: CommandLine) -> int:
    """Print the counts: bars on a terminal, lines in a pipe, or JSON."""
    from paperreader.cli.stats_text import stats_bars, stats_json, stats_lines
    from paperreader.results.statistics import count_papers

    inputs = Inputs(line)
    query = inputs.parse_query(line.words)
    session, complete = inputs.load_session()
    rows = session.query_runner.run(query, explain=False, near=False).exact_rows
    counts = count_papers(session.library, session.unlisted, session.marks, rows)
    if line.last("format", "text") == "json":
        sys.stdout.write(stats_json(counts))
    else:
        sys.stdout.writelines(stats_bars(counts, _terminal()) if sys.stdout.isatty() else stats_lines(counts))
    return SUCCESS if complete else PROBLEMS


def _terminal() -> TerminalCaps:
    """Return the width of the terminal, and whether it shows block characters and colors."""
    from paperreader.cli.stats_text import TerminalCaps

    width = 80
    with suppress(OSError, ValueError):
        width = os.get_terminal_size(sys.stdout.fileno()).columns or width
    blocks = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return TerminalCaps(width, blocks, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
