"""The notes in bibliographies that the program itself writes, see `paperreader.export.bibliography`."""

from __future__ import annotations

import re
from typing import NamedTuple

_COUNT = re.compile(r"(\d{1,6}) authors?$")
_SEE_ALSO = "see also "
_YEAR_INFERRED = "year inferred"
_AND_OTHERS = "and others"


class Note(NamedTuple):
    """What a note says.

    Attributes:
        text: what is no part of our own; a remark by the authors.
        authors_count: None if it is not stated.
        others: whether there are authors that are not named.
        year_inferred: whether the year of the date was inferred.
        links: further addresses.
    """

    text: str
    authors_count: int | None
    others: bool
    year_inferred: bool
    links: tuple[str, ...]


def read_note(note: str) -> Note:
    """Return the parts of a note such as `6 authors; year inferred; see also https://…`."""
    parts = note.split("; ") if note else []
    rest: list[str] = []
    links: tuple[str, ...] = ()
    count, others, inferred = None, False, False
    for part in parts:
        counted = _COUNT.match(part)
        if counted:
            count = int(counted[1])
        elif part == _AND_OTHERS:
            others = True
        elif part == _YEAR_INFERRED:
            inferred = True
        elif part.startswith(f"{_SEE_ALSO}http"):
            links = tuple(part.removeprefix(_SEE_ALSO).split())
        else:
            rest.append(part)
    return Note("; ".join(rest), count, others, inferred, links)
