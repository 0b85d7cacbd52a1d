"""Dumps loaded into a library one after another; an error in one does not stop the others.

Reading yields steps, so that one thread can read them while another adds them to the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.formats import Batch, is_dump, read
from paperreader.library.library import Library
from paperreader.source import SOURCE_HINT, STDIN, Source, find_sources


class LoadStep(NamedTuple):
    """The next batch of a dump, or the error that ended its reading."""

    source: Source
    batch: Batch | None = None
    error: PaperReaderError | None = None


def read_steps(paths: Sequence[str], sources: Sequence[Source]) -> Iterator[LoadStep]:
    """Read dumps one after another. Errors are yielded, not raised.

    Files of folders are read only if their format is known. A folder without any such file is an error.

    Args:
        paths: what the user named.
        sources: what `find_sources` returned for the paths.
    """
    read_paths: set[str] = set()
    for dump in sources:
        if dump.folder and not _should_read(dump):
            continue
        read_paths.add(dump.path)
        try:
            for batch in read(dump):
                yield LoadStep(dump, batch)
        except PaperReaderError as error:
            yield LoadStep(dump, error=error)
    for path in paths:
        if path != STDIN and os.path.isdir(path) and not any(_is_within(read_path, path) for read_path in read_paths):
            yield LoadStep(Source(path), error=PaperReaderError(f"no dump in the folder {path}", hint=SOURCE_HINT))


def _is_within(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def _should_read(dump: Source) -> bool:
    """Return whether to read a file of a folder. A file without read permission is read to report the error."""
    try:
        return is_dump(dump)
    except PaperReaderError as error:
        return isinstance(error.__cause__, PermissionError)


def apply_step(library: Library, step: LoadStep, numbers: dict[Source, int]) -> PaperReaderError | None:
    """Add a step to a library. Returns the error of the step, if it is one.

    Args:
        library: the library to add to.
        step: a batch or an error.
        numbers: the numbers of the dumps in the library; updated, keep it between calls.
    """
    if step.batch is not None:
        if step.source not in numbers:
            numbers[step.source] = library.add_source(step.source)
        library.add(numbers[step.source], step.batch)
    return step.error


def load_library(
    paths: Sequence[str],
    captured: Mapping[str, date] = MappingProxyType({}),
    arrange: Callable[[list[Source]], list[Source]] = list,
    into: Library | None = None,
) -> tuple[Library, list[PaperReaderError]]:
    """Return the library of all dumps that the paths name, and the errors of those that cannot be read.

    Args:
        paths: files, folders, `-`.
        captured: days of capture by path, see `find_sources`.
        arrange: puts the dumps in the order of reading.
        into: the library to add to; a new one by default.
    """
    library, numbers = Library() if into is None else into, dict[Source, int]()
    sources = arrange(find_sources(paths, captured))
    errors = [apply_step(library, step, numbers) for step in read_steps(paths, sources)]
    return library, [error for error in errors if error]
