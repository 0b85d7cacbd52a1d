"""Tags as they are typed, to be added or taken: `todo survey`, `+todo -survey`."""

from __future__ import annotations

import re
from typing import NamedTuple

from paperreader.marks import clean_tag


class TagChange(NamedTuple):
    """A tag to be added (True), taken (False), or taken if all papers have it and else added (None)."""

    tag: str
    on: bool | None


def parse_tag_changes(text: str) -> list[TagChange]:
    """Return the changes that a typed line asks for; blanks or commas separate them, and of two for one tag the last counts.

    Raises:
        PaperReaderError: a word cannot be a tag.
    """
    changes = {}
    for word in re.split(r"[\s,]+", text):
        if word:
            on = {"+": True, "-": False}.get(word[0])
            tag = clean_tag(word if on is None else word[1:])
            changes[tag] = TagChange(tag, on)
    return list(changes.values())
