"""Errors and problems: what happened, why, and what to do about it.

A `PaperReaderError` ends an action. A `Problem` is found while reading and collected, and reading goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple


class PaperReaderError(Exception):
    """An action that cannot be done.

    Args:
        title: what happened, with the name of the file or the word.
        detail: the reason, if it is known.
        hint: what to do about it.

    Attributes:
        source: the path of the dump whose reading it ended, "" for none.
    """

    source = ""

    def __init__(self, title: str, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    @property
    def summary(self) -> str:
        """The title and the detail, without the hint."""
        return f"{self.title}: {self.detail}" if self.detail else self.title

    def __str__(self) -> str:
        return f"{self.summary} ({self.hint})" if self.hint else self.summary


class NotADumpError(PaperReaderError):
    """A file in which there are no papers to read. In a folder it is passed over."""


class UsageError(PaperReaderError):
    """A wrong command line; the program ends with status 2."""


ENDS_WITHIN = "the file ends within"
"""How the text of a problem begins by which the end of a file is missing: `the file ends within a record`."""


class Problem(NamedTuple):
    r"""A doubtful part of a file.

    `source` is its path, or "" for none; `line` is counted from 1 by `\\n`, and is 0 for the whole file.
    """

    source: str
    line: int
    text: str

    @property
    def is_cut(self) -> bool:
        """Whether the end of the file is missing, as of a download that was cut: papers are missing, too."""
        return self.text.startswith(ENDS_WITHIN)

    def __str__(self) -> str:
        location = f"{self.source}:{self.line}" if self.line else self.source
        return f"{location}: {self.text}" if location else self.text


class Notice(NamedTuple):
    """A message to the user: its severity, and what happened and what to do."""

    severity: Literal["information", "warning", "error"]
    text: str


def unexpected(error: Exception) -> str:
    """Return the message of an error that nobody expected, with the place where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
    return f"unexpected error: {error!r}{place}; please report it"


def suggestion(name: str, known: Iterable[str], end: str = "") -> str:
    """Return `; did you mean …` with the nearest known name, followed by `end`; "" if none is near."""
    near = nearest(name, known)
    return f"; did you mean {near}{end}" if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that begins with another one, or else is nearest to it; "" if none is near."""
    from difflib import get_close_matches

    names = list(known)
    beginning = [other for other in names if name and other.startswith(name)]
    return next(iter(beginning or get_close_matches(name, names, 1, 0.5)), "")
