"""The query language: parse a query, write it back, change it by a term, select its rows.

Words without a colon are the title search; every other term narrows it. Parsing never fails. The search bar, the
filter pane, the command line and scripts use the same parser and evaluator.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from paperreader.query.model import NAMED, PHRASE, WORD, Query, Term

if TYPE_CHECKING:
    from paperreader.query.fields import FIELDS
    from paperreader.query.parser import parse
    from paperreader.query.row_tests import MarkLookup
    from paperreader.query.selection import Selection, select

__all__ = [
    "FIELDS",
    "NAMED",
    "PHRASE",
    "WORD",
    "MarkLookup",
    "Query",
    "Selection",
    "Term",
    "parse",
    "select",
]

_HOMES = {
    "MarkLookup": "row_tests",
    "FIELDS": "fields",
    "parse": "parser",
    "Selection": "selection",
    "select": "selection",
}


def __getattr__(name: str) -> object:
    """Import a name on first use: the first screen needs the model alone."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"paperreader.query.{_HOMES[name]}"), name)
