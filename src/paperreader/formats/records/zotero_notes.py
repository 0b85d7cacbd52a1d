"""What Zotero keeps of arXiv in notes: `arXiv:2302.13971 [cs]`, and the remark of the authors behind `Comment:`."""

from __future__ import annotations

import re

_START = re.compile(r"arXiv:\S{1,40} \[[\w.-]{1,30}\](?:\s{1,4}Comment: |$)|Comment: ")


def arxiv_remark(note: str) -> str | None:
    """Return the remark of the authors in such a note, "" if it has none; None for another note."""
    text = note.strip().removeprefix("<p>").removesuffix("</p>")
    found = _START.match(text)
    return text[found.end() :] if found else None
