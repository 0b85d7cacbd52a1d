"""Files that another program may still be writing: recognized by their age, and waited for.

Knows no content: its reader says how long a file must have been left alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from paperreader.marks.log import FileStat

LOOK = 0.8
"""Seconds for which a file that may be part of another one must be left alone before it is taken for the whole."""
GLANCE = 0.03
"""The same in seconds for a file that looks whole, when it is first read: a part may look so."""
PATIENCE = 5.0
"""Seconds that a program waits for another one that goes on writing the file."""

_Result = TypeVar("_Result")


class UnfinishedError(OSError):
    """Another program may still be writing the file.

    Attributes:
        wait: seconds after which it is to be looked at again.
    """

    def __init__(self, wait: float) -> None:
        super().__init__(0, "another program is writing the file")
        self.wait = wait


def require_finished(stat: FileStat, seconds: float) -> None:
    """Raise UnfinishedError if a file was written within the last seconds."""
    age = (time.time_ns() - stat.modified) / 1e9
    if 0 <= age < seconds:  # below 0 a clock is wrong
        raise UnfinishedError(seconds - age)


def patiently(action: Callable[[], _Result]) -> _Result:
    """Do what needs a finished file, waiting for another program that writes it. Raises what the action raises."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return action()
        except UnfinishedError as error:
            if time.monotonic() > end:
                raise
            time.sleep(error.wait)
