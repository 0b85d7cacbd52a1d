"""paperreader: a terminal reader for dumps of papers, and its library for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperreader.api import LoadedLibrary
    from paperreader.library.library import Library
    from paperreader.marks import MarkStore
    from paperreader.paper import Paper
    from paperreader.query.model import Query

__all__ = ["Library", "MarkStore", "Paper", "Query", "__version__", "load"]

__version__ = "0.1.0"

_MODULES = {"Library": "library.library", "Paper": "paper", "Query": "query.model", "MarkStore": "marks"}


def load(paths: str | Sequence[str], capture_date: date | None = None) -> LoadedLibrary:
    """Read dumps into a library.

    Args:
        paths: one path or several: files, folders (with all files in them), `-` for standard input.
        capture_date: the day on which the dumps were made; it completes dates without a year.

    Raises:
        PaperReaderError: no dump could be read. If only some could not, `library.problems` names them.
    """
    from paperreader.api import load as load_

    return load_([paths] if isinstance(paths, str) else paths, capture_date)


def __getattr__(name: str) -> object:
    """Import a public class at its first use: `paperreader list` needs no search."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"paperreader.{_MODULES[name]}"), name)
