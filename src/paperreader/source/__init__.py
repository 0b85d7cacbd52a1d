"""The bytes of dumps: the files that the user's paths name, and spans of text that are read when shown.

Knows files, folders, gzip and standard input; knows nothing of a dump's content. A plain file is read in place. A dump
without byte offsets of its own (gzip, UTF-16, standard input) is spooled as UTF-8.
"""

from paperreader.source.discovery import find_sources
from paperreader.source.dump import SOURCE_HINT, STDIN, Source
from paperreader.source.span import Span, read_spans, spool_text, spool_texts
from paperreader.source.spool import Spool

__all__ = ["SOURCE_HINT", "STDIN", "Source", "Span", "Spool", "find_sources", "read_spans", "spool_text", "spool_texts"]
