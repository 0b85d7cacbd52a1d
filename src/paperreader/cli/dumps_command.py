"""`paperreader dumps`: list the dumps that open by default, or take one back that `add` or `fetch` kept."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message
from paperreader.errors import UsageError
from paperreader.library.kept_dumps import dumps_folder, remove_copy
from paperreader.library.loading import load_library
from paperreader.text import count_of, sanitize


@dataclass(frozen=True, slots=True)
class DefaultDump:
    """A dump that opens by default: its number of papers, length in bytes as UTF-8, and day of last modification."""

    path: str
    papers: int
    bytes: int
    modified: str


def run(line: CommandLine) -> int:
    """List the dumps, or take back the named ones."""
    if line.words:
        return _remove(line.words[1:])
    library, errors = load_library(Inputs(line).stored_paths)
    print_message(*errors)
    rows = library.listed(range(library.row_count))
    papers_dumps = [{source for source, _ in library.locations[row]} for row in rows]
    papers = Counter(chain.from_iterable(papers_dumps))
    dumps = [
        DefaultDump(dump.path, papers[index], dump.size, dump.modified.isoformat())
        for index, dump in enumerate(library.sources)
    ]
    if line.last("format", "text") == "json":
        sys.stdout.write(json.dumps([asdict(dump) for dump in dumps], ensure_ascii=False, indent=2) + "\n")
    else:
        several = sum(len(found) > 1 for found in papers_dumps)
        shared = f", {several} of them in more than one" if several else ""
        total = f"{count_of(len(library), 'paper')} in {count_of(len(dumps), 'dump')}{shared}"
        sys.stdout.writelines(sanitize(text) + "\n" for text in (*_table(dumps), total))
    return PROBLEMS if errors else SUCCESS


def _remove(names: Sequence[str]) -> int:
    if not names:
        raise UsageError("dumps remove needs a name", hint="paperreader dumps lists them")
    for name in names:
        sys.stdout.write(f"moved to {sanitize(str(remove_copy(name, dumps_folder())))}\n")
    return SUCCESS


def _table(dumps: Sequence[DefaultDump]) -> Iterator[str]:
    """Yield a line for each dump."""
    rows = [(f"{dump.papers:,} papers", f"{dump.bytes / 1000:,.0f} kB", dump.modified, dump.path) for dump in dumps]
    papers, size = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    for row in rows:
        yield f"{row[0]:>{papers}}  {row[1]:>{size}}  {row[2]}  {row[3]}"
