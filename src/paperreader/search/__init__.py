"""Fuzzy search by title. It knows strings, not papers: titles go in, rows and matched letters come out.

`TitleIndex` is the only name others need; the engine behind it can be replaced.
"""

from paperreader.search.index import Abandoned, Hits, TitleIndex
from paperreader.search.vocabulary import prepare

__all__ = ["Abandoned", "Hits", "TitleIndex", "prepare"]
