"""Fuzzy search by title, and passages in longer texts. It knows strings, not papers.

To `TitleIndex` titles go in, and rows with their matched letters come out; `reference` says what is
found and in which order, `fast` finds the same in large libraries. A `Passage` is looked for in
texts that nobody holds.
"""

from paperreader.search.hits import Hits, passing
from paperreader.search.index import TitleIndex, prepare
from paperreader.search.passage import Passage
from paperreader.search.wanted import Abandoned, Wanted

__all__ = ["Abandoned", "Hits", "Passage", "TitleIndex", "Wanted", "passing", "prepare"]
