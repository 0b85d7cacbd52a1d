"""`paperreader add`: keep copies of dumps in the data folder."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import CommandLine
from paperreader.cli.output import SUCCESS
from paperreader.library.kept_dumps import add_copy, dumps_folder
from paperreader.source import find_sources
from paperreader.text import count_of, sanitize


def run(line: CommandLine) -> int:
    """Copy the dumps, and print where each copy is and how many papers it has."""
    for path, papers in add_copy(line.words, find_sources(line.words), dumps_folder()):
        sys.stdout.write(f"{sanitize(str(path))}: {count_of(papers, 'paper')}\n")
    return SUCCESS
