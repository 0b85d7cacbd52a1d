"""A mark as a last-writer-wins register.

A register holds a value, the time since which it holds, and the stamp of its writing. Unsetting a mark
writes a newer value, so nothing is ever erased.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_TICK = timedelta(milliseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC) - _TICK


def now() -> datetime:
    """Return the present time in UTC, in whole milliseconds."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Mark(NamedTuple):
    """The value of a register as the user sees it: whether the mark is set, since when (aware), and its text.

    Only notes have a text; one without is not set.
    """

    on: bool
    since: datetime
    text: str = ""


def note_mark(text: str, since: datetime) -> Mark:
    """Return the value of a note; an empty one takes it back."""
    return Mark(bool(text), since, text)


class LwwRegister(NamedTuple):
    """A last-writer-wins register. Of two, the greater one as a tuple wins: their join is `max`.

    Attributes:
        stamp: when it was written; the newer one wins.
        on: at equal stamps, set wins over unset.
        machine: the machine that wrote it, which decides what is still undecided; "" if stamp and `since` are equal.
        since: since when the value holds; an undo restores it, so that it differs from the stamp.
        text: of a note.
    """

    stamp: datetime
    on: bool
    machine: str
    since: datetime
    text: str = ""

    @property
    def mark(self) -> Mark:
        """The value as the user sees it."""
        return Mark(self.on, self.since, self.text)

    @property
    def value(self) -> tuple[bool, str]:
        """The value without its time: two that differ in it are another mark to the user."""
        return self.on, self.text


def make_register(mark: Mark, stamp: datetime | None = None, machine: str = "") -> LwwRegister:
    """Make a register; without a stamp, or with one equal to the mark's time, it needs no machine."""
    on, since, text = mark
    if stamp is None or stamp == since:
        return LwwRegister(since, on, "", since, text)
    return LwwRegister(stamp, on, machine, since, text)


def next_register(replaced: LwwRegister | None, mark: Mark, machine: str) -> LwwRegister:
    """Make the register that replaces another one; its stamp is later, even if a clock was ahead."""
    if replaced is None or mark.since > replaced.stamp:
        return make_register(mark)
    return make_register(mark, max(now(), min(replaced.stamp, _LATEST) + _TICK), machine)
