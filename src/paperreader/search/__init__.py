"""Fuzzy search by title, and passages in longer texts. It knows strings, not papers.

To `TitleIndex` titles go in, and rows with their matched letters come out; `reference` says what is
found and in which order, `fast` finds the same in large libraries. A `Passage` is looked for in
texts that nobody holds.
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

_HOMES = {
    "Hits": "hits",
    "filter_rows": "cancel",
    "TitleIndex": "index",
    "preload": "index",
    "Passage": "passage",
    "SearchCancelled": "cancel",
    "StillCurrent": "cancel",
}


def __getattr__(name: str) -> object:
    """What a list without words does not need, imported when first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"paperreader.search.{_HOMES[name]}"), name)
