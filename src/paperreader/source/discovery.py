"""The dumps that the user's paths name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from paperreader.errors import PaperReaderError
from paperreader.source.dump import Source
from paperreader.source.stored_bytes import STDIN


def find_sources(paths: Sequence[str], captured: Mapping[str, date] = MappingProxyType({})) -> list[Source]:
    """Return the named files and all files below the named folders and in archives, in order, each file once.

    Hidden files and folders within folders are skipped. A folder that cannot be opened is returned as a file.

    Args:
        paths: files, folders, archives, `-`.
        captured: days of capture by path; that of "" applies to all other dumps.
    """
    sources: dict[str, list[Source]] = {}
    for path in paths:
        folder = path if path != STDIN and os.path.isdir(path) else ""
        for file, real_path in _files_below(folder) if folder else [(path, _real_path(path))]:
            if real_path not in sources:
                sources[real_path] = _with_members(Source(file, captured.get(file, captured.get("")), folder))
    return [source for found in sources.values() for source in found]


def _real_path(path: str) -> str:
    return path if path == STDIN else os.path.realpath(path)


def _with_members(source: Source) -> list[Source]:
    """Return the files in an archive, else the file itself. A pipe is not read before its turn."""
    if not source.is_stdin and not os.path.isfile(source.path):
        return [source]
    try:
        return source.members() or [source]
    except PaperReaderError:  # raised again when it is read
        return [source]


def _files_below(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the real path of each file below a folder; its own files come before those of its folders.

    Pipes, sockets and devices are passed over. A broken link is returned, so that it is reported.
    """
    folders = [(str(Path(folder)), os.path.realpath(folder))]
    while folders:
        shown, real = folders.pop()
        try:
            with os.scandir(shown) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError:
            yield shown, real
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        for entry in visible:
            if entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):
                real_path = os.path.join(real, entry.name)  # resolving it would take longer than reading its head
                yield str(Path(shown, entry.name)), os.path.realpath(real_path) if entry.is_symlink() else real_path
        folders += [
            (str(Path(shown, entry.name)), os.path.join(real, entry.name))
            for entry in reversed(visible)
            if entry.is_dir(follow_symlinks=False)
        ]
