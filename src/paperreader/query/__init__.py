"""The query language: parse, write back, change by a term, and pick rows.

Words without a colon are the fuzzy title search, all together; everything else narrows. A query
never fails. One parser and one evaluator serve the search bar, the filter pane, the command line
and the library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from paperreader.query.model import NAMED, PHRASE, WORD, Query, Term

if TYPE_CHECKING:
    from paperreader.query.fields import FIELDS
    from paperreader.query.parser import parse
    from paperreader.query.protocols import Columns, MarkLookup
    from paperreader.query.selection import Selection, select

__all__ = [
    "FIELDS",
    "NAMED",
    "PHRASE",
    "WORD",
    "Columns",
    "MarkLookup",
    "Query",
    "Selection",
    "Term",
    "parse",
    "select",
]

_HOMES = {
    "Columns": "protocols",
    "MarkLookup": "protocols",
    "FIELDS": "fields",
    "parse": "parser",
    "Selection": "selection",
    "select": "selection",
}


def __getattr__(name: str) -> object:
    """What the first picture of the reader does not need, imported when first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"paperreader.query.{_HOMES[name]}"), name)
