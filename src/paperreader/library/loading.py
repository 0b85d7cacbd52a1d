"""Dumps loaded into a library one after another; an error in one does not stop the others.

Reading yields steps, so that one thread can read them while another adds them to the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from paperreader.errors import NotADumpError, PaperReaderError
from paperreader.formats import Batch, read
from paperreader.library.library import Library
from paperreader.source import FORMATS_HINT, STDIN, Source, find_sources
from paperreader.text import count_of, sanitize


class LoadStep(NamedTuple):
    """The next batch of a dump, or the error that ended its reading, or why a file of a folder is no dump."""

    source: Source
    batch: Batch | None = None
    error: PaperReaderError | None = None
    passed_over: NotADumpError | None = None


def read_steps(
    paths: Sequence[str], sources: Sequence[Source], captured: Mapping[str, date] = MappingProxyType({})
) -> Iterator[LoadStep]:
    """Read dumps one after another. Errors are yielded, not raised.

    Files of folders and archives are passed over if they have no papers. A folder without any dump is an error.

    Args:
        paths: what the user named.
        sources: what `find_sources` returned for the paths.
        captured: days of capture by path; one for a file that is no dump of these is an error.
    """
    read_paths: set[str] = set()
    for path in sorted(captured.keys() - {"", *(dump.path for dump in sources)}):
        error = PaperReaderError(
            f"--capture-date {path}", "no such file is read", "write the path as the dump is named"
        )
        yield LoadStep(Source(path), error=error)
    for dump in sources:
        for step in _read_in_folder(dump) if dump.folder else _read(dump):
            if step.passed_over is None:
                read_paths.add(dump.path)
            yield step
    for path in paths:
        within = [dump.path for dump in sources if dump.folder == path]
        is_folder = path != STDIN and os.path.isdir(path)
        if (within or is_folder) and not any(
            read_path in within or (is_folder and _is_within(read_path, path)) for read_path in read_paths
        ):
            kind = "folder" if is_folder else "archive"
            yield LoadStep(Source(path), error=PaperReaderError(f"no dump in the {kind} {path}", hint=FORMATS_HINT))


def _read(dump: Source) -> Iterator[LoadStep]:
    try:
        for batch in read(dump):
            yield LoadStep(dump, batch)
    except PaperReaderError as error:
        yield LoadStep(dump, error=error)
    except MemoryError:  # a record of a hostile or broken file may be as long as that
        yield LoadStep(dump, error=PaperReaderError(f"{dump.display_name} takes more memory than there is"))


def _read_in_folder(dump: Source) -> Iterator[LoadStep]:
    """Read a file of a folder; what is read of it before its first paper waits until there is one."""
    waiting: list[LoadStep] = []
    for step in _read(dump):
        if isinstance(step.error, NotADumpError):
            yield LoadStep(dump, passed_over=step.error.with_traceback(None))  # which would hold the dump's beginning
            return
        waiting.append(step)
        if step.error or (step.batch and step.batch.entries):
            yield from waiting
            waiting.clear()
    yield from waiting


def _is_within(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def apply_step(library: Library, step: LoadStep, numbers: dict[Source, int]) -> PaperReaderError | None:
    """Add a step to a library. Returns the error of the step, if it is one.

    Args:
        library: the library to add to.
        step: what was read, or why nothing was.
        numbers: the numbers of the dumps in the library; updated, keep it between calls.
    """
    if step.passed_over is not None:
        library.passed_over.append((step.source, step.passed_over))
    if step.batch is not None:
        if step.source not in numbers:
            numbers[step.source] = library.add_source(step.source)
        library.add(numbers[step.source], step.batch)
    if step.error is not None:
        step.error.source = step.source.display_name
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
    errors = [apply_step(library, step, numbers) for step in read_steps(paths, sources, captured)]
    return library, [error for error in errors if error]


def passed_over_message(library: Library) -> str:
    """Return the number of files of folders that were not read, and the command that says why; "" if all were read."""
    if not library.passed_over:
        return ""
    command = _check_command(source for source, _ in library.passed_over)
    return f"{count_of(len(library.passed_over), 'file')} not read: {command} tells why"


def doubts_message(library: Library) -> str:
    """Return the number of lines that were read with doubt, and the command that lists them; "" without any."""
    if not library.problems:
        return ""
    doubtful = {problem.source for problem in library.problems}
    command = _check_command(source for source in library.sources if source.display_name in doubtful)
    return f"{count_of(len(library.problems), 'line')} read with doubt: {command} lists them"


def _check_command(sources: Iterable[Source]) -> str:
    """Return the command that reports on dumps; of those of a folder or an archive it names that."""
    import shlex

    paths = dict.fromkeys(source.folder or source.path for source in sources)
    return sanitize(f"paperreader check {' '.join(map(shlex.quote, paths))}")
