"""From paths to a library: each dump read in turn, errors kept beside it, never in the way of the rest.

The steps may run in another thread than the one that adds them to the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from paperreader import source
from paperreader.errors import PaperReaderError
from paperreader.formats import registry
from paperreader.formats.entry import Batch
from paperreader.library.library import Library
from paperreader.source import Source


class LoadStep(NamedTuple):
    """Some of a dump, or why it cannot be read (or read on)."""

    source: Source
    batch: Batch | None = None
    error: PaperReaderError | None = None


def read_steps(paths: Sequence[str], sources: Sequence[Source]) -> Iterator[LoadStep]:
    """Read dumps one after the other, a batch a step. Never raises on a dump's account.

    In folders only files that look like dumps are read; a folder without any is an error.

    Args:
        paths: what the person named.
        sources: what `source.find` made of it.
    """
    read_in: set[str] = set()
    for dump in sources:
        if dump.folder and not _is_dump(dump):
            continue
        read_in.add(dump.path)
        try:
            for batch in registry.read(dump):
                yield LoadStep(dump, batch)
        except PaperReaderError as error:
            yield LoadStep(dump, error=error)
    for path in paths:
        if path != source.STDIN and os.path.isdir(path) and not any(_within(read, path) for read in read_in):
            yield LoadStep(
                Source(path), error=PaperReaderError(f"no dump in the folder {path}", hint=source.SOURCE_HINT)
            )


def _within(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def _is_dump(dump: Source) -> bool:
    """Whether a file of a folder is to be read; one that may not be opened is, so as to be told."""
    try:
        return registry.is_dump(dump)
    except PaperReaderError as error:
        return isinstance(error.__cause__, PermissionError)


def apply_step(library: Library, step: LoadStep, places: dict[Source, int]) -> PaperReaderError | None:
    """Take a step into the library; the error, when the step is one.

    Args:
        library: what is to grow.
        step: what was read.
        places: the numbers of the library's dumps, kept between the steps.
    """
    if step.batch is not None:
        if step.source not in places:
            places[step.source] = library.add_source(step.source)
        library.add(places[step.source], step.batch)
    return step.error


def load_library(
    paths: Sequence[str],
    captured: Mapping[str, date] = MappingProxyType({}),
    arrange: Callable[[list[Source]], list[Source]] = list,
    into: Library | None = None,
) -> tuple[Library, list[PaperReaderError]]:
    """The library of some paths, and what could not be read.

    Args:
        paths: files, folders, `-`.
        captured: see `source.find`.
        arrange: puts the dumps into the order in which they are read.
        into: the library to fill; a new one by default.
    """
    library, places = Library() if into is None else into, dict[Source, int]()
    errors = [
        apply_step(library, step, places) for step in read_steps(paths, arrange(source.find_sources(paths, captured)))
    ]
    return library, [error for error in errors if error]
