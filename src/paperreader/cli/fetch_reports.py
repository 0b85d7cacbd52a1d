"""`paperreader fetch --list` and `--tidy`: how the sources stand, and what tidying did."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from paperreader.cli.output import SUCCESS
from paperreader.fetch.clock import Clock, clock_time
from paperreader.fetch.source_status import SourceStatus, source_statuses
from paperreader.fetch.subscription import Subscription
from paperreader.text import count_of, sanitize

_MEGABYTE = 1_000_000


def print_statuses(sources: Sequence[Subscription], dumps: Path, *, as_json: bool) -> int:
    """Print how each source stands; as JSON one object on a line."""
    for status in source_statuses(sources, dumps):
        if as_json:
            sys.stdout.write(json.dumps(status._asdict(), ensure_ascii=False) + "\n")
        else:
            sys.stdout.writelines(f"{sanitize(text)}\n" for text in _lines(status))
    return SUCCESS


def _lines(status: SourceStatus) -> Iterator[str]:
    asks = f" ({status.asks})" if status.asks not in ("", status.source) else ""
    came = f"{count_of(status.papers, 'paper')} on {_local(status.success)}" if status.success else "nothing yet"
    again = f"; not again before {_clock(status.again)}" if status.again else ""
    yield f"{status.source}{asks}: {came}{again}"
    if status.failed:
        why = ": ".join(filter(None, (status.what, status.why)))
        times = f", {count_of(status.failures, 'time')} in a row" if status.failures > 1 else ""
        yield f"  failed on {_local(status.failed)}{times}: {why}" + (f" ({status.hint})" if status.hint else "")


def _local(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"


def _clock(moment: str) -> str:
    return clock_time(datetime.fromisoformat(moment).timestamp(), Clock().now())


def print_tidied(dumps: Path) -> int:
    """Tidy, and print what was done. Raises FetchError."""
    from paperreader.fetch.tidying import tidy

    done = tidy(dumps, date.today())
    if not done.packed and not done.removed:
        sys.stdout.write("nothing to pack: a month is packed when it is over\n")
        return SUCCESS
    sizes = f"{done.before / _MEGABYTE:,.1f} MB became {done.after / _MEGABYTE:,.1f} MB"
    needless = f", {done.removed} taken away that others have whole" if done.removed else ""
    sys.stdout.write(f"{count_of(done.packed, 'dump')} of past months packed{needless}: {sizes}\n")
    return SUCCESS
