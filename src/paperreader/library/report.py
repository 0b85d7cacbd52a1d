"""The report of `paperreader check`: entries, line counts and problems of dumps, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from paperreader.errors import PaperReaderError, Problem
from paperreader.formats.entry import BLANK
from paperreader.library.library import Library
from paperreader.text import count_of, sanitize


@dataclass(frozen=True, slots=True)
class DumpReport:
    """One dump: its path, its number of entries, and its numbers of lines by the labels of its format."""

    path: str
    entries: int
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """All dumps of a call.

    Attributes:
        dumps: one report per dump that has a paper.
        entries: number of entries of all dumps.
        papers: number of papers after merging.
        merged: number of papers with more than one entry.
        problems: doubts met while reading.
        errors: messages for the dumps that cannot be read.
    """

    dumps: tuple[DumpReport, ...]
    entries: int
    papers: int
    merged: int
    problems: tuple[Problem, ...]
    errors: tuple[str, ...]


def make_report(library: Library, errors: Sequence[PaperReaderError]) -> LibraryReport:
    """Return the report on a library and on the errors met while it was loaded."""
    locations = [library.locations[row] for row in library.listed(range(library.row_count))]
    entries = [0] * len(library.sources)
    for paper in locations:
        for source, _ in paper:
            entries[source] += 1
    return LibraryReport(
        tuple(
            DumpReport(source.path, count, dict(lines))
            for source, count, lines in zip(library.sources, entries, library.counts, strict=True)
        ),
        library.entries,
        len(library),
        sum(len(paper) > 1 for paper in locations),
        tuple(library.problems),
        tuple(map(str, errors)),
    )


def report_text(report: LibraryReport) -> str:
    """Return one line per problem, one line per dump, and a line with the sums."""
    lines = [str(problem) for problem in report.problems]
    for dump in report.dumps:
        counts = ", ".join(_label_count(label, count) for label, count in dump.lines.items() if count)
        lines.append(
            f"{dump.path}: {count_of(dump.entries, 'paper')}; {count_of(sum(dump.lines.values()), 'line')}: {counts}"
        )
    lines.append(
        f"{count_of(report.entries, 'entry', 'entries')}, {count_of(report.papers, 'paper')},"
        f" {report.merged} with more than one source; {count_of(len(report.problems) or 'no', 'problem')}"
    )
    return "".join(f"{sanitize(line)}\n" for line in lines)


def report_json(report: LibraryReport) -> str:
    """Return the report as one JSON object."""
    fields = asdict(report) | {"problems": [problem._asdict() for problem in report.problems]}
    return json.dumps(fields, indent=2) + "\n"


def _label_count(label: str, count: int) -> str:
    return f"{count} blank" if label == BLANK else f"{count} of {label}"
