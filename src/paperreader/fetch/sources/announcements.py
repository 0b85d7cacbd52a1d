"""When arXiv announces papers: its feeds are made anew soon after midnight in New York, from Monday to Friday.

On holidays there is no announcement; then the feed is empty.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_SATURDAY = 5
_DAY = timedelta(days=1)
_MADE = timedelta(minutes=30)  # after midnight, a feed is made at the latest
_MOST_DAYS = 366


def batches_between(start: float, end: float) -> list[date]:
    """Return the days of the feeds that were made after one moment and until another, in seconds since 1970."""
    zone = _eastern()
    first, last = (datetime.fromtimestamp(moment, UTC).astimezone(zone) - _MADE for moment in (start, end))
    days = min((last.date() - first.date()).days, _MOST_DAYS)
    found = [last.date() - _DAY * back for back in range(days)]
    return [day for day in reversed(found) if day.weekday() < _SATURDAY]


def _eastern() -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:  # systems without time zones; an hour wrong in summer
        return timezone(timedelta(hours=-5))
