"""paperreader: a terminal reader for dumps of papers, and the library under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperreader.api import LoadedLibrary
    from paperreader.library.library import Library
    from paperreader.marks import MarkStore
    from paperreader.paper import Paper
    from paperreader.query import Query

__all__ = ["Library", "MarkStore", "Paper", "Query", "__version__", "load"]

__version__ = "0.1.0"

_HOMES = {"Library": "library.library", "Paper": "paper", "Query": "query", "MarkStore": "marks"}


def load(paths: str | Sequence[str], capture_date: date | None = None) -> LoadedLibrary:
    """Read dumps into a library.

    Args:
        paths: files, folders (searched through), `-` for standard input; one path or several.
        capture_date: the day the dumps were made; it gives the year that their dates leave out.

    Raises:
        PaperReaderError: nothing could be read. A dump beside others that cannot be read is told
            in `library.problems`.
    """
    from paperreader.api import load as load_

    return load_([paths] if isinstance(paths, str) else paths, capture_date)


def __getattr__(name: str) -> object:
    """The public classes, imported when first asked for: a program that lists needs no search."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"paperreader.{_HOMES[name]}"), name)
