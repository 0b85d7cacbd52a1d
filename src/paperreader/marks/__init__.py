"""The user's marks: last-writer-wins registers in one TOML file, written so that none is lost.

The rest of the program uses `MarkStore`, which stands on `file_sync` (when the file is read and written),
`memory` (the marks) and `log` (the bytes). `table` joins marks; `document`, `toml_text` and `fast_parse`
are the text of the file; `recovery`, `merge` and `backup` handle damaged files and copies.
"""

from paperreader.marks.store import LARGE_FILE, MarkStore, default_state_path
from paperreader.marks.table import READ, STARRED, DumpFingerprint, Mark, MarkChange, PaperRef, mark_changes, now

__all__ = [
    "LARGE_FILE",
    "READ",
    "STARRED",
    "DumpFingerprint",
    "Mark",
    "MarkChange",
    "MarkStore",
    "PaperRef",
    "default_state_path",
    "mark_changes",
    "now",
]
