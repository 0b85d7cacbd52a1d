"""The dumps that the user's paths name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from paperreader.source.dump import STDIN, Source


def find_sources(paths: Sequence[str], captured: Mapping[str, date] = MappingProxyType({})) -> list[Source]:
    """Return the named files and all files below the named folders, in order, each file once.

    Hidden files and folders within folders are skipped.

    Args:
        paths: files, folders, `-`.
        captured: days of capture by path; that of "" applies to all other dumps.
    """
    sources: dict[str, Source] = {}
    for path in paths:
        folder = path if path != STDIN and os.path.isdir(path) else ""
        for file in map(str, _files_below(Path(path))) if folder else [path]:
            real_path = file if file == STDIN else os.path.realpath(file)
            sources.setdefault(real_path, Source(file, captured.get(file, captured.get("")), folder))
    return list(sources.values())


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(root, name) for name in sorted(files) if not name.startswith("."))
        yield from (path for path in paths if path.is_file() or not path.exists())  # a broken link is reported
