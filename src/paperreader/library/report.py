"""What reading made of dumps: counts, accounts of lines and problems, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from paperreader.errors import PaperReaderError, Problem
from paperreader.formats.registry import LineCounts
from paperreader.library.library import Library
from paperreader.text import sanitize


@dataclass(frozen=True, slots=True)
class DumpReport:
    """One dump: its path, its entries, and how many of its lines were taken for what."""

    path: str
    entries: int
    account: LineCounts


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """All dumps of a call: `merged` counts papers that more than one entry tells of."""

    dumps: tuple[DumpReport, ...]
    entries: int
    papers: int
    merged: int
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


def make_report(library: Library, errors: Sequence[PaperReaderError]) -> LibraryReport:
    """The report on a library and on what could not be read."""
    places = [library.locations[row] for row in range(len(library))]
    entries = [0] * len(library.sources)
    for paper in places:
        for source, _ in paper:
            entries[source] += 1
    return LibraryReport(
        tuple(
            DumpReport(source.path, count, account)
            for source, count, account in zip(library.sources, entries, library.line_counts, strict=True)
        ),
        library.entries,
        len(library),
        sum(len(paper) > 1 for paper in places),
        tuple(library.problems),
        tuple(map(str, errors)),
    )


def report_text(found: LibraryReport) -> str:
    """A line per problem, a line per dump, and the sum."""
    lines = [str(problem) for problem in found.problems]
    for dump in found.dumps:
        account = dump.account
        lines.append(
            f"{dump.path}: {_papers(dump.entries)}; {account.lines} lines: {account.titles} of titles,"
            f" {account.abstracts} of abstracts, {account.metadata} of metadata, {account.chrome} of the page,"
            f" {account.blank} blank"
        )
    problems = {0: "no problems", 1: "1 problem"}.get(len(found.problems), f"{len(found.problems)} problems")
    lines.append(
        f"{found.entries} entries, {_papers(found.papers)}, {found.merged} with more than one source; {problems}"
    )
    return "".join(f"{sanitize(line)}\n" for line in lines)


def report_json(found: LibraryReport) -> str:
    """One JSON object."""
    told = asdict(found) | {"problems": [problem._asdict() for problem in found.problems]}
    return json.dumps(told, indent=2) + "\n"


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"
