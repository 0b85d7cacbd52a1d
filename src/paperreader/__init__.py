"""paperreader: a terminal reader for dumps of papers, and its library for scripts."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes 10 ms to import, in which Ctrl+C would print a traceback
if TYPE_CHECKING:
    from paperreader.api import load
    from paperreader.library.library import Library
    from paperreader.marks import MarkStore
    from paperreader.paper import Paper
    from paperreader.query.model import Query

__all__ = ["Library", "MarkStore", "Paper", "Query", "__version__", "load"]

__version__ = "0.1.0"

_MODULES = {
    "Library": "library.library",
    "MarkStore": "marks",
    "Paper": "paper",
    "Query": "query.model",
    "load": "api",
}


def __getattr__(name: str) -> object:
    """Import a public name at its first use: most commands need few of them."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"paperreader.{_MODULES[name]}"), name)
