"""Fuzzy search by title, and search for passages in longer texts. It knows strings, not papers.

`TitleIndex` takes titles and returns rows with their matched letters. `linear` defines what is found and
in which order; `indexed` finds the same in large libraries. A `Passage` is searched for in texts that are
not held in memory.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperreader.search.cancel import SearchCancelled, StillCurrent, filter_rows
    from paperreader.search.hits import Hits
    from paperreader.search.index import TitleIndex, preload
    from paperreader.search.passage import Passage

__all__ = ["Hits", "Passage", "SearchCancelled", "StillCurrent", "TitleIndex", "filter_rows", "preload"]

_MODULES = {
    "Hits": "hits",
    "filter_rows": "cancel",
    "TitleIndex": "index",
    "preload": "index",
    "Passage": "passage",
    "SearchCancelled": "cancel",
    "StillCurrent": "cancel",
}


def __getattr__(name: str) -> object:
    """Import a name when it is first used: a list without a query needs none of them."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"paperreader.search.{_MODULES[name]}"), name)
