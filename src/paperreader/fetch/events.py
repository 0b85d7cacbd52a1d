"""The events of a run of fetching, one after another, printed as text or as JSON lines.

A JSON line has the fields of one event, with its name as `event`. docs/fetch.md lists them. Programs read them, so
that a field is never renamed or removed.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Outcome = Literal["new", "nothing", "skipped", "failed"]
"""How a source ended: papers came; there was nothing new; it was not asked, since it is too soon; it failed."""


class FetchStarted(NamedTuple):
    """The first event: the sources of this run by name, in the order in which they are asked."""

    sources: tuple[str, ...]
    event: str = "started"


class SourceStarted(NamedTuple):
    """A source is asked now: its name, what the settings say of it, its number from 1, and how many there are."""

    source: str
    asks: str
    number: int
    of: int
    event: str = "source_started"


class RequestPlanned(NamedTuple):
    """A request that would be made, with `--dry-run`: its method and address, and the variable of its key or ""."""

    source: str
    method: str
    address: str
    key: str
    event: str = "planned"


class SourceProgress(NamedTuple):
    """How far a source is.

    Attributes:
        source: its name.
        what: what is asked now, such as `2026-08-21`.
        done: answers that came.
        total: answers that are expected; it may grow. 0 if nobody knows.
        papers: in the answers that came.
        bytes: that came, unpacked.
    """

    source: str
    what: str
    done: int
    total: int
    papers: int
    bytes: int
    event: str = "progress"


class SourceWaiting(NamedTuple):
    """A source is asked again after some seconds, and why; short waits between requests are not reported."""

    source: str
    seconds: float
    why: str
    event: str = "waiting"


class SourceNote(NamedTuple):
    """Something to know that is no failure, such as a clock that is wrong."""

    source: str
    text: str
    event: str = "note"


class FileWritten(NamedTuple):
    """A new dump: its path, its papers, and how many of them no fetched dump had before."""

    source: str
    path: str
    papers: int
    new: int
    event: str = "file"


class SourceEnded(NamedTuple):
    """A source is done.

    Attributes:
        source: its name.
        outcome: see `Outcome`.
        papers: in its new dumps.
        new: those of them that no fetched dump had before.
        what: what happened, if it failed or was skipped; "" else.
        why: the reason, if it is known.
        hint: what to do about it.
        again: when it is asked again at the earliest, as `2026-08-21T05:00:00Z`; "" at any time.
        offline: whether it cannot be reached, as when there is no network.
        is_told: whether a failure is printed with `--quiet`: it has lasted, and was not printed today.
    """

    source: str
    outcome: Outcome
    papers: int = 0
    new: int = 0
    what: str = ""
    why: str = ""
    hint: str = ""
    again: str = ""
    offline: bool = False
    is_told: bool = True
    event: str = "source_ended"


class FetchEnded(NamedTuple):
    """The last event.

    Attributes:
        papers: in all new dumps.
        new: those of them that no fetched dump had before.
        failed: the sources that failed.
        told: those of them whose failure is printed, see `SourceEnded.is_told`.
        offline: whether this computer is offline, so that nothing could be asked.
    """

    papers: int
    new: int
    failed: tuple[str, ...]
    told: tuple[str, ...] = ()
    offline: bool = False
    event: str = "ended"


Event = (
    FetchStarted
    | SourceStarted
    | RequestPlanned
    | SourceProgress
    | SourceWaiting
    | SourceNote
    | FileWritten
    | SourceEnded
    | FetchEnded
)


def event_fields(event: Event) -> dict[str, Any]:
    """Return an event as one JSON object, its name first."""
    fields = event._asdict()
    return {"event": fields.pop("event"), **fields}
