"""The memory of what was read: marks as registers in one TOML file, written so that none is lost.

`State` is what the rest of the program knows. Within: `registers` (what a mark is, and how two sets
become one), `records`, `document` and `canonical` (the text), `salvage` and `merging` (other texts),
`journal` (the file, byte by byte), `memory` (what is known of it), `keeper` (the two kept the same),
`writer` (the thread).
"""

from paperreader.marks.store import MarkStore, data_folder, default_state_path
from paperreader.marks.table import (
    MARKS,
    READ,
    STARRED,
    DumpFingerprint,
    LwwRegister,
    Mark,
    MarkChange,
    PaperRef,
    gc_paused,
    mark_changes,
    now,
)

__all__ = [
    "MARKS",
    "READ",
    "STARRED",
    "DumpFingerprint",
    "LwwRegister",
    "Mark",
    "MarkChange",
    "MarkStore",
    "PaperRef",
    "data_folder",
    "default_state_path",
    "gc_paused",
    "mark_changes",
    "now",
]
