"""The bytes of dumps: the files that the user's paths name, and spans of text that are read when shown.

Knows files, folders, archives, packed files, encodings and standard input; knows nothing of formats. A plain file is
read in place. A dump without byte offsets of its own (packed, UTF-16, standard input) is spooled as UTF-8.
"""

from paperreader.source.discovery import find_sources
from paperreader.source.dump import FORMATS_HINT, Source
from paperreader.source.json_strings import JsonStrings, plain_string
from paperreader.source.packing import PACKED_SUFFIXES
from paperreader.source.span import Span, Store, read_spans, spool_text, spool_texts
from paperreader.source.spool import Spool
from paperreader.source.stored_bytes import SOURCE_HINT, STDIN

__all__ = [
    "FORMATS_HINT",
    "PACKED_SUFFIXES",
    "SOURCE_HINT",
    "STDIN",
    "JsonStrings",
    "Source",
    "Span",
    "Spool",
    "Store",
    "find_sources",
    "plain_string",
    "read_spans",
    "spool_text",
    "spool_texts",
]
