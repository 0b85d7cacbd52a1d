"""`paperreader dumps`: list the dumps that open by default, or take one back that `add` or `fetch` kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message
from paperreader.errors import PaperReaderError, UsageError
from paperreader.library.kept_dumps import dumps_folder, remove_copy
from paperreader.library.loading import read_steps
from paperreader.source import find_sources
from paperreader.text import count_of, sanitize


@dataclass(slots=True)
class DefaultDump:
    """A dump that opens by default: its number of papers, length in bytes as UTF-8, and day of last modification."""

    path: str
    papers: int = 0
    bytes: int = 0
    modified: str = ""


def run(line: CommandLine) -> int:
    """List the dumps, or take back the named ones."""
    if line.words:
        return _remove(line.words[1:])
    dumps, errors = _read(Inputs(line).stored_paths)
    print_message(*errors)
    if line.last("format", "text") == "json":
        sys.stdout.write(json.dumps([asdict(dump) for dump in dumps], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(sanitize(text) + "\n" for text in _table(dumps))
    return PROBLEMS if errors else SUCCESS


def _remove(names: Sequence[str]) -> int:
    if not names:
        raise UsageError("dumps remove needs a name", hint="paperreader dumps lists them")
    for name in names:
        sys.stdout.write(f"moved to {sanitize(str(remove_copy(name, dumps_folder())))}\n")
    return SUCCESS


def _read(paths: Sequence[str]) -> tuple[list[DefaultDump], list[PaperReaderError]]:
    """Read the dumps; return what is known of each that has papers, and the errors."""
    dumps: dict[str, DefaultDump] = {}
    errors = []
    for step in read_steps(paths, find_sources(paths)):
        source = step.source
        if step.batch:
            dump = dumps.setdefault(source.path, DefaultDump(source.path))
            dump.papers += len(step.batch.entries)
            dump.bytes, dump.modified = source.size, source.modified.isoformat()
        if step.error:
            errors.append(step.error)
    return list(dumps.values()), errors


def _table(dumps: Sequence[DefaultDump]) -> Iterator[str]:
    """Yield a line for each dump, and one with the sums."""
    rows = [(f"{dump.papers:,} papers", f"{dump.bytes / 1000:,.0f} kB", dump.modified, dump.path) for dump in dumps]
    papers, size = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    for row in rows:
        yield f"{row[0]:>{papers}}  {row[1]:>{size}}  {row[2]}  {row[3]}"
    yield f"{count_of(sum(dump.papers for dump in dumps), 'paper')} in {count_of(len(dumps), 'dump')}"
