"""How each source stands: its last success, its last failure, and when it may be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from paperreader.fetch.clock import Clock, timestamp
from paperreader.fetch.fetch_state import FetchState
from paperreader.fetch.politeness import hidden_folder
from paperreader.fetch.subscription import Subscription

_DAY = 86400.0


class SourceStatus(NamedTuple):
    """How a source stands. Times are as `2026-08-21T05:00:00Z`, "" for never.

    Attributes:
        source: its name.
        asks: as the settings or a command line had it; "" if it is not in the settings any more.
        success: when it succeeded last.
        papers: new papers that came then.
        failed: when it failed last; "" if it has succeeded since.
        failures: in a row.
        what, why, hint: of the last failure.
        again: when it is asked again at the earliest; "" at any time.
        offline: whether it could not be reached.
    """

    source: str
    asks: str
    success: str = ""
    papers: int = 0
    failed: str = ""
    failures: int = 0
    what: str = ""
    why: str = ""
    hint: str = ""
    again: str = ""
    offline: bool = False


def source_statuses(
    subscriptions: Sequence[Subscription], dumps: Path, clock: Clock | None = None
) -> list[SourceStatus]:
    """Return how sources stand, and then those that were asked otherwise within a day."""
    now = (clock or Clock()).now()
    state = FetchState(hidden_folder(dumps), now)
    asks = {subscription.name: subscription.text for subscription in subscriptions}
    lately = [name for name in state.source_names() if state.asked_source(name) > now - _DAY]
    names = dict.fromkeys([*asks, *sorted(lately)])
    return [_status(name, asks.get(name, ""), state, now) for name in names]


def _status(name: str, asks: str, state: FetchState, now: float) -> SourceStatus:
    known, failure = state.source(name), state.failure(name)
    due = float(known.get("due", 0.0))
    return SourceStatus(
        name,
        asks,
        timestamp(known["success"]) if "success" in known else "",
        int(known.get("papers", 0)),
        timestamp(failure.at) if failure else "",
        failure.times if failure else 0,
        failure.what if failure else "",
        failure.why if failure else "",
        failure.hint if failure else "",
        timestamp(due) if due > now else "",
        offline=failure.offline if failure else False,
    )
