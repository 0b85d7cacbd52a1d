"""Copies of dumps in the data folder, where they are opened by default."""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from paperreader.errors import NotADumpError, PaperReaderError
from paperreader.formats import read
from paperreader.library import loading
from paperreader.new_files import create_beside, rename_without_replacing
from paperreader.paths import platform_folder
from paperreader.source import PACKED_SUFFIXES, STDIN, Source, find_sources


def dumps_folder() -> Path:
    """Return the folder of kept dumps; it need not exist."""
    return platform_folder("data") / "dumps"


def has_dumps(folder: Path) -> bool:
    """Return whether any file of a folder has papers or cannot be read; opening it reports the error."""
    return folder.is_dir() and any(map(_may_have_papers, find_sources([str(folder)])))


def _may_have_papers(dump: Source) -> bool:
    try:
        return any(batch.entries for batch in read(dump))  # the first batch that has any
    except NotADumpError:
        return False
    except PaperReaderError:
        return True


def has_fetched(folder: Path) -> bool:
    """Return whether `paperreader fetch` has worked in a folder of dumps: it keeps files of its own there."""
    return (folder / ".fetch" / "state.json").exists()


def add_copy(paths: Sequence[str], sources: Sequence[Source], folder: Path) -> Iterator[tuple[Path, int]]:
    """Copy dumps into a folder; yield each copy and its number of papers once it is complete.

    A dump with the same bytes as a file of the same name is not copied again. A different dump of the same name
    gets a number. Standard input is named by date and time.

    Args:
        paths: what the user named.
        sources: what `find_sources` returned for the paths.
        folder: created if missing.

    Raises:
        PaperReaderError: a dump cannot be read, has no papers, or cannot be written.
    """
    counts: dict[Source, int] = {}
    for step in loading.read_steps(paths, sources):
        if step.error:
            raise step.error
        if step.batch:
            counts[step.source] = counts.get(step.source, 0) + len(step.batch.entries)
    for dump, papers in counts.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            yield _copy(dump, folder), papers
        except OSError as error:
            raise PaperReaderError(
                f"cannot copy {dump.display_name} to {folder}", error.strerror or str(error)
            ) from error


def count_papers(text: str) -> int:
    """Return the number of papers in a text that is read as a dump."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(text.encode(errors="replace"))
        file.flush()
        steps = loading.read_steps([file.name], [Source(file.name)])
        return sum(len(step.batch.entries) for step in steps if step.batch)


def keep_text(text: str, folder: Path) -> Path:
    """Write a pasted text to a file of the folder, named by date and time; return its path.

    Raises:
        PaperReaderError: the file cannot be written.
    """
    path = folder / f"pasted-{datetime.now():%Y-%m-%dT%H-%M-%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = create_beside(path)
        try:
            with open(descriptor, "wb") as file:
                file.write(text.encode(errors="replace"))
            rename_without_replacing(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise PaperReaderError(f"cannot write {path}", error.strerror or str(error)) from error
    return path


def _copy(dump: Source, folder: Path) -> Path:
    first_choice = folder / _copy_name(dump)
    descriptor, temporary = create_beside(first_choice)
    try:
        with open(descriptor, "wb") as copied:
            found = None if dump.is_stdin else os.stat(dump.stored.path)
            if found:
                os.fchmod(descriptor, found.st_mode & 0o777)
            copied.writelines(dump.chunks())
        if found:  # the modification time gives the year of dates without one
            os.utime(temporary, ns=(found.st_atime_ns, found.st_mtime_ns))
        return _take_name(temporary, first_choice)
    finally:
        temporary.unlink(missing_ok=True)


def _take_name(temporary: Path, first_choice: Path) -> Path:
    """Rename a copy to the first name that no other dump has; return it, or the name of an equal copy."""
    target, number = first_choice, 1
    while True:
        try:
            rename_without_replacing(temporary, target)
        except FileExistsError:
            if target.is_file() and filecmp.cmp(target, temporary, shallow=False):
                return target
            number += 1
            target = first_choice.with_name(f"{first_choice.stem}-{number}{first_choice.suffix}")
        else:
            return target


def _copy_name(dump: Source) -> str:
    """Return the name without `.gz`, since the copy is plain text, and not hidden, since hidden files are skipped."""
    if dump.path == STDIN:
        return f"{datetime.now():%Y-%m-%dT%H-%M-%S}.txt"
    stem, ending = os.path.splitext(dump.name)
    return (stem if ending in PACKED_SUFFIXES or not stem.strip(".") else dump.name).lstrip(".") or "dump.txt"


def remove_copy(name: str, folder: Path) -> Path:
    """Move a kept dump to the folder of removed dumps, next to the folder of kept dumps. Return its new path.

    Args:
        name: of a file in the folder, or its path.
        folder: of the kept dumps.

    Raises:
        PaperReaderError: there is no such dump in the folder, or it cannot be moved.
    """
    kept = Path(os.path.abspath(folder / name))  # a link is moved, and not what it leads to
    if not kept.is_relative_to(folder.absolute()) or not os.path.lexists(kept) or kept == folder.absolute():
        raise PaperReaderError(
            f"{name} is not among the kept dumps", f"they are in {folder}", "what the settings name is taken out there"
        )
    removed = folder.parent / "removed-dumps" / f"{datetime.now():%Y-%m-%dT%H-%M-%S.%f}-{kept.name}"
    try:
        removed.parent.mkdir(exist_ok=True)
        os.rename(kept, removed)
    except OSError as error:
        raise PaperReaderError(f"cannot move {kept} to {removed}", error.strerror or str(error)) from error
    return removed
