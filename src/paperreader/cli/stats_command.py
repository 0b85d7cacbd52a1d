"""`paperreader stats`: count the papers that match a query."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS
from paperreader.results.bars import bar
from paperreader.results.statistics import Stats, count_papers
from paperreader.text import count_of, display_width

_MAX_BARS = 15  # per field
_MIN_BAR = 8  # cells
_MAX_LABEL = 40  # cells


class TerminalCaps(NamedTuple):
    """What a terminal can show: its width in cells, whether it has block characters and colours."""

    width: int
    blocks: bool = True
    colors: bool = False


def run(line: CommandLine) -> int:
    """Print the counts: bars on a terminal, lines in a pipe, or JSON."""
    inputs = Inputs(line)
    query = inputs.parse_query(line.words)
    session, complete = inputs.load_session()
    rows = session.query_runner.run(query, explain=False, near=False).exact_rows
    stats = count_papers(session.library, session.papers.unlisted, session.marks, rows)
    if line.last("format", "text") == "json":
        sys.stdout.write(stats_json(stats))
    else:
        sys.stdout.writelines(stats_bars(stats, _terminal()) if sys.stdout.isatty() else stats_lines(stats))
    return SUCCESS if complete else PROBLEMS


def _terminal() -> TerminalCaps:
    blocks = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return TerminalCaps(
        shutil.get_terminal_size().columns, blocks, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def stats_lines(stats: Stats) -> Iterator[str]:
    """Yield tab-separated lines of field, value and count; the total comes first."""
    yield f"papers\tall\t{stats.papers}\n"
    for field, _, values in stats.fields:
        for value, count in values:
            yield f"{field}\t{value}\t{count}\n"


def stats_json(stats: Stats) -> str:
    """Return one JSON object: the total, and the counts of the values of each field."""
    counts = {"papers": stats.papers} | {field: dict(values) for field, _, values in stats.fields}
    return json.dumps(counts, ensure_ascii=False, indent=2) + "\n"


def stats_bars(stats: Stats, terminal: TerminalCaps) -> Iterator[str]:
    """Yield one bar per value, on one scale within a field; of a long list only the first `_MAX_BARS` values."""
    yield count_of(stats.papers, "paper") + "\n"
    for _, title, values in stats.fields:
        shown = [(value, count) for value, count in values[:_MAX_BARS] if count]
        if not shown:
            continue
        yield f"\n{_styled(title, '1', terminal)}\n"
        yield from _bars(shown, terminal)
        if len(values) > _MAX_BARS:
            rest = f"{'…' if terminal.blocks else '...'} and {len(values) - _MAX_BARS} more"
            yield f"  {_styled(rest, '2', terminal)}\n"


def _bars(values: Sequence[tuple[str, int]], terminal: TerminalCaps) -> Iterator[str]:
    highest = max(count for _, count in values)
    digits = len(str(highest))
    longest = max(display_width(value) for value, _ in values)
    label = max(4, min(longest, _MAX_LABEL, terminal.width - digits - _MIN_BAR - 5))
    width = max(0, terminal.width - label - digits - 5)
    for value, count in values:
        drawn = _styled(bar(count / highest, width, blocks=terminal.blocks), "36", terminal)
        yield f"  {_fitted(value, label, terminal)} {count:{digits}} {drawn}".rstrip() + "\n"


def _fitted(text: str, width: int, terminal: TerminalCaps) -> str:
    """Return a text cut or padded to `width` cells."""
    if display_width(text) > width:
        mark = "…" if terminal.blocks else "..."
        while display_width(text) > width - len(mark):
            text = text[:-1]
        text += mark
    return text + " " * (width - display_width(text))


def _styled(text: str, style: str, terminal: TerminalCaps) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if terminal.colors and text else text
