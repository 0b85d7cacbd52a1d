"""The names of marks: read, starred, the note, and one for each tag; and what tags and notes may be.

A mark of any name is a register (see `register`). The register of the note carries its text.
"""

from __future__ import annotations

import re
import unicodedata

from paperreader.errors import PaperReaderError
from paperreader.text import sanitize

READ = "read"
STARRED = "starred"
NOTE = "note"
PLAIN_MARKS = (STARRED, READ)
"""The marks that have neither a name nor a text of the user's."""
_TAG = "tag:"
_LONGEST_TAG = 60  # characters
_NOT_IN_TAGS = re.compile(r'^[-+]|[\s,|"]')


def is_mark(name: str) -> bool:
    """Return True if a mark has this name."""
    return name in (STARRED, READ, NOTE) or name.startswith(_TAG)


def tag_mark(tag: str) -> str:
    """Return the name of the mark that is a tag."""
    return f"{_TAG}{tag}"


def tag_of(name: str) -> str | None:
    """Return the tag that a mark is; None for another mark."""
    return name.removeprefix(_TAG) if name.startswith(_TAG) else None


def clean_tag(text: str) -> str:
    """Return a tag as it is kept: one spelling of each letter, no blanks around it.

    Raises:
        PaperReaderError: a query or a typed line could not name it.
    """
    tag = unicodedata.normalize("NFC", text).strip()
    if not tag or len(tag) > _LONGEST_TAG or not tag.isprintable() or _NOT_IN_TAGS.search(tag):
        rule = f'a tag is one word of at most {_LONGEST_TAG} characters without , | " and does not begin with + or -'
        raise PaperReaderError(f"“{text}” cannot be a tag", rule)
    return tag


def clean_note(text: str) -> str:
    """Return a note as it is kept: safe to show, without blanks at the ends of its lines and empty lines around it."""
    return "\n".join(sanitize(line).rstrip() for line in text.splitlines()).strip("\n")
