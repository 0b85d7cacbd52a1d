"""`paperreader stats`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from paperreader.cli.arguments import Call
from paperreader.cli.inputs import Inputs, choice
from paperreader.cli.output import DONE, PROBLEMS

if TYPE_CHECKING:
    from paperreader.results.statistics import Look


def stats(call: Call) -> int:
    """Count the papers that a query picks; bars for people, numbers for programs."""
    from paperreader.results.statistics import as_bars, as_json, as_lines
    from paperreader.results.statistics import stats as stats_of

    form = choice(call, "format", ("text", "json"), "text")
    inputs = Inputs(call)
    query = inputs.query(call.words)
    session, whole = inputs.session()
    rows = session.choose(query, explain=False, near=False).exact
    found = stats_of(session.library, session.absent, session.state, rows)
    if form == "json":
        sys.stdout.write(as_json(found))
    else:
        sys.stdout.writelines(as_bars(found, _look()) if sys.stdout.isatty() else as_lines(found))
    return DONE if whole else PROBLEMS


def _look() -> Look:
    """What the terminal can show."""
    from paperreader.results.statistics import Look

    width = 80
    with suppress(OSError, ValueError):
        width = os.get_terminal_size(sys.stdout.fileno()).columns or width
    blocks = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return Look(width, blocks, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
