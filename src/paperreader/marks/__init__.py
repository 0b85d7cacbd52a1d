"""The user's marks: last-writer-wins registers in one TOML file, written so that none is lost.

The rest of the program uses `MarkStore`, which stands on `file_sync` (when the file is read and written),
`memory` (the marks) and `log` (the bytes, under the lock of `file_lock`). `mark_names` says which marks there are,
`register` what each holds, and `table` joins them; `document`, `toml_text`, `toml_values`, `comments` and `fast_parse`
are the text of the file;
`whole_file`, `recovery`, `merge` and `backup` handle damaged files and copies, `journal` marks that were overwritten.
"""

from paperreader.marks.mark_names import NOTE, READ, STARRED, clean_note, clean_tag, tag_mark
from paperreader.marks.register import Mark, note_mark, now
from paperreader.marks.store import LARGE_FILE, MarkStore, default_state_path
from paperreader.marks.table import DumpFingerprint, MarkChange, PaperRef, mark_changes

__all__ = [
    "LARGE_FILE",
    "NOTE",
    "READ",
    "STARRED",
    "DumpFingerprint",
    "Mark",
    "MarkChange",
    "MarkStore",
    "PaperRef",
    "clean_note",
    "clean_tag",
    "default_state_path",
    "mark_changes",
    "note_mark",
    "now",
    "tag_mark",
]
