"""The report of `paperreader check`: what was read of each dump and what was not, as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from paperreader.errors import PaperReaderError, Problem
from paperreader.formats.entry import BLANK, PAPERS
from paperreader.formats.registry import unit_of
from paperreader.library.library import Library
from paperreader.text import count_of, sanitize

_MOST_FIELDS = 10  # of a dump, in a report for people


@dataclass(frozen=True, slots=True)
class FieldReport:
    """A field of a dump's records that was not read: how often it was met, where first, and its value there."""

    name: str
    times: int
    line: int
    example: str


@dataclass(frozen=True, slots=True)
class DumpReport:
    """One dump.

    Attributes:
        path: of its file as messages name it, `(standard input)` for `-`.
        format: the name of its format.
        entries: the number of its entries.
        unit: what the counts count, `lines` or `records`.
        counts: the numbers of lines or records by the labels of the format.
        unread_fields: the most frequent ones first.
    """

    path: str
    format: str
    entries: int
    unit: str
    counts: dict[str, int]
    unread_fields: tuple[FieldReport, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of a folder in which there are no papers, and what it is."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """All dumps of a call.

    Attributes:
        dumps: one report per dump that was read.
        entries: number of entries of all dumps.
        papers: number of papers after merging.
        merged: number of papers with more than one entry.
        problems: doubts met while reading, and the errors.
        errors: messages for the dumps that cannot be read, or not to their end.
        not_read: the files of folders in which there are no papers. These are no problem.
    """

    dumps: tuple[DumpReport, ...]
    entries: int
    papers: int
    merged: int
    problems: tuple[Problem, ...]
    errors: tuple[str, ...]
    not_read: tuple[PassedOver, ...]


def make_report(library: Library, errors: Sequence[PaperReaderError]) -> LibraryReport:
    """Return the report on a library and on the errors met while it was loaded."""
    locations = [library.locations[row] for row in library.listed(range(library.row_count))]
    entries = [0] * len(library.sources)
    for paper in locations:
        for source, _ in paper:
            entries[source] += 1
    return LibraryReport(
        tuple(_dump_report(library, index, count) for index, count in enumerate(entries)),
        library.entries,
        len(library),
        sum(len(paper) > 1 for paper in locations),
        (*library.problems, *(Problem(error.source, 0, str(error)) for error in errors)),
        tuple(map(str, errors)),
        tuple(PassedOver(source.display_name, error.summary) for source, error in library.passed_over),
    )


def _dump_report(library: Library, source: int, entries: int) -> DumpReport:
    reading = library.readings[source]
    unread = sorted(reading.unread.items(), key=lambda field: -field[1].times)
    return DumpReport(
        library.sources[source].display_name,
        reading.format,
        entries,
        unit_of(reading.format),
        dict(reading.counts),
        tuple(FieldReport(field, *found) for field, found in unread),
    )


def report_text(report: LibraryReport) -> str:
    """Return the report for people: the problems, the dumps, the files not read, and the sums."""
    doubts = report.problems[: len(report.problems) - len(report.errors)]
    lines = [*map(str, doubts), *report.errors]  # an error names its dump
    for dump in report.dumps:
        lines += _dump_lines(dump)
    lines += [f"not read: {passed_over.why}" for passed_over in report.not_read]
    not_read = f", {count_of(len(report.not_read), 'file')} not read" if report.not_read else ""
    lines.append(
        f"{count_of(report.entries, 'entry', 'entries')}, {count_of(report.papers, 'paper')},"
        f" {report.merged} with more than one source{not_read}; {count_of(len(report.problems) or 'no', 'problem')}"
    )
    return "".join(f"{sanitize(line)}\n" for line in lines)


def _dump_lines(dump: DumpReport) -> Iterator[str]:
    total = count_of(sum(dump.counts.values()), dump.unit.removesuffix("s"))
    are_papers = dump.counts == {PAPERS: dump.entries}
    counts = ", ".join(_label_count(*item) for item in dump.counts.items() if item[1] and not are_papers)
    yield f"{dump.path}: {count_of(dump.entries, 'paper')}; {dump.format}; {total}{counts and f': {counts}'}"
    for field in dump.unread_fields[:_MOST_FIELDS]:
        yield f"  not understood: {field.name}, {count_of(field.times, 'time')}; line {field.line}: {field.example}"
    more = len(dump.unread_fields) - _MOST_FIELDS
    if more > 0:
        yield f"  not understood: {count_of(more, 'more field')} (all with --format json)"


def report_json(report: LibraryReport) -> str:
    """Return the report as one JSON object."""
    import json  # here and below, where few commands need it

    fields = asdict(report) | {"problems": [problem._asdict() for problem in report.problems]}
    return json.dumps(fields, indent=2) + "\n"


def _label_count(label: str, count: int) -> str:
    return f"{count} blank" if label == BLANK else f"{count} of {label}"
