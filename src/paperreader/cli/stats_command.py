"""`paperreader stats`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs, choice
from paperreader.cli.output import DONE, PROBLEMS

if TYPE_CHECKING:
    from paperreader.cli.stats_text import TerminalCaps


def stats(call: CommandLine) -> int:
    """Count the papers that a query picks; bars for people, numbers for programs."""
    from paperreader.cli.stats_text import stats_bars, stats_json, stats_lines
    from paperreader.results.statistics import count_papers

    form = choice(call, "format", ("text", "json"), "text")
    inputs = Inputs(call)
    query = inputs.query(call.words)
    session, whole = inputs.session()
    rows = session.run_query(query, explain=False, near=False).exact_rows
    found = count_papers(session.library, session.unlisted, session.marks, rows)
    if form == "json":
        sys.stdout.write(stats_json(found))
    else:
        sys.stdout.writelines(stats_bars(found, _look()) if sys.stdout.isatty() else stats_lines(found))
    return DONE if whole else PROBLEMS


def _look() -> TerminalCaps:
    """What the terminal can show."""
    from paperreader.cli.stats_text import TerminalCaps

    width = 80
    with suppress(OSError, ValueError):
        width = os.get_terminal_size(sys.stdout.fileno()).columns or width
    blocks = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return TerminalCaps(width, blocks, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
