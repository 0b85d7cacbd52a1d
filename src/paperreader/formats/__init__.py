"""Readers of dumps: one module or package per format, listed in `registry`.

Each format satisfies `format_row.Format`: `sniff(head)` returns how likely it is that a dump has this format, and
`read(source)` yields the dump's entries in batches. Reading never raises because of a dump's content and drops
nothing silently: every line or record is counted under a label, and every doubt is reported as a `Problem`.
"""

from paperreader.formats.entry import Batch, Counts, Entry
from paperreader.formats.recognition import read

__all__ = ["Batch", "Counts", "Entry", "read"]
