"""What can go wrong, said so that a person can act on it.

Knows nothing of any other module. `PaperReaderError` stops an action; a `Problem` is a doubt
met while reading, collected so that nothing is lost and reading goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class PaperReaderError(Exception):
    """Something that a person asked for and cannot have.

    Args:
        title: what happened, naming the file or the word concerned.
        detail: why, as far as is known.
        hint: what to do about it.
    """

    def __init__(self, title: str, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    @property
    def summary(self) -> str:
        """What happened and why, without what to do."""
        return f"{self.title}: {self.detail}" if self.detail else self.title

    def __str__(self) -> str:
        return f"{self.summary} ({self.hint})" if self.hint else self.summary


class UsageError(PaperReaderError):
    """A command line that makes no sense; the program ends with status 2."""


class Problem(NamedTuple):
    r"""Something read with doubt: the dump, the line (from 1, by `\\n`; 0: the whole) and why."""

    source: str
    line: int
    text: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.text}" if place else self.text


def suggestion(name: str, known: Iterable[str], end: str = "") -> str:
    """`; did you mean …` with the nearest known name and `end`; "" when none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.5)
    return f"; did you mean {near[0]}{end}" if near else ""
