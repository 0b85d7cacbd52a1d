"""The memory of what was read: marks as registers in one TOML file, written so that none is lost.

`State` is what the rest of the program knows. Within: `registers` (what a mark is, and how two sets
become one), `records`, `document` and `canonical` (the text), `salvage` and `merging` (other texts),
`journal` (the file, byte by byte), `memory` (what is known of it), `keeper` (the two kept the same),
`writer` (the thread).
"""

from paperreader.marks.store import State, data_folder, default_path
from paperreader.marks.table import (
    MARKS,
    READ,
    STARRED,
    Change,
    Dump,
    Mark,
    Register,
    Remembered,
    changes_of,
    now,
    without_collection,
)

__all__ = [
    "MARKS",
    "READ",
    "STARRED",
    "Change",
    "Dump",
    "Mark",
    "Register",
    "Remembered",
    "State",
    "changes_of",
    "data_folder",
    "default_path",
    "now",
    "without_collection",
]
