"""From a dump's bytes to entries: one module or package per format, listed in `registry`.

A format has `sniff(head)`, which says how sure it is to know a file, and `read(source)`, which yields
batches of entries. Reading never raises on content and drops nothing silently: a doubtful reading
is reported as a `Problem`.
"""

from paperreader.formats.entry import Batch, Entry, LineCounts
from paperreader.formats.registry import FORMATS, is_dump, read

__all__ = ["FORMATS", "Batch", "Entry", "LineCounts", "is_dump", "read"]
