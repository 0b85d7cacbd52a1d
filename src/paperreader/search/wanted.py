"""Whether an answer is still wanted: long work asks now and then, and is given up when it is not."""

from __future__ import annotations

from collections.abc import Callable

Wanted = Callable[[], bool]


class Abandoned(Exception):  # noqa: N818 - no error: nobody wants to know any more
    """The answer is no longer wanted."""


def always() -> bool:
    """It is: work that is not given up."""
    return True


def check(wanted: Wanted) -> None:
    """Go on, or not.

    Raises:
        Abandoned: `wanted` said no.
    """
    if not wanted():
        raise Abandoned
