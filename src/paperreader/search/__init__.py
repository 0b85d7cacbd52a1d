"""Fuzzy search by title. It knows strings, not papers: titles go in, rows and matched letters come out.

`TitleIndex` is the only name others need; `reference` says what is found and in which order,
`fast` finds the same in large libraries.
"""

from paperreader.search.hits import Hits, passing
from paperreader.search.index import TitleIndex, prepare
from paperreader.search.wanted import Abandoned, Wanted

__all__ = ["Abandoned", "Hits", "TitleIndex", "Wanted", "passing", "prepare"]
