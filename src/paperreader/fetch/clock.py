"""The clock of fetching: the time, and waiting. Tests pass another one."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

_ALMOST_A_MINUTE = 59.0


class Clock:
    """The clock of this computer."""

    def now(self) -> float:
        """Return the seconds since 1970, in UTC."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def day_of(moment: float) -> date:
    """Return the day of a moment, in UTC."""
    return datetime.fromtimestamp(moment, UTC).date()


def timestamp(moment: float) -> str:
    """Return a moment for programs: `2026-08-21T05:00:00Z`."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}"


def clock_time(moment: float, now: float) -> str:
    """Return a moment to come for people, in local time: `14:05`, with the day if it is not today's. Seconds are rounded up."""
    local = datetime.fromtimestamp(moment + _ALMOST_A_MINUTE).astimezone()
    is_today = local.date() == datetime.fromtimestamp(now).astimezone().date()
    return f"{local:%H:%M}" if is_today else f"{local:%Y-%m-%d %H:%M}"
