"""One run of fetching: the sources in turn, each with its outcome; a failure of one does not stop the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from paperreader.errors import PaperReaderError
from paperreader.fetch.clock import Clock, clock_time, timestamp
from paperreader.fetch.events import (
    Event,
    FetchEnded,
    FetchStarted,
    Outcome,
    RequestPlanned,
    SourceEnded,
    SourceNote,
    SourceStarted,
    SourceWaiting,
)
from paperreader.fetch.faults import FetchError, OfflineError, TooSoonError
from paperreader.fetch.fetch_options import FetchOptions
from paperreader.fetch.fetch_state import Failure, FetchState
from paperreader.fetch.politeness import PoliteTurns, hidden_folder, only_run
from paperreader.fetch.subscription import Subscription

if TYPE_CHECKING:  # imported where something is asked
    from paperreader.fetch.asking import Asker
    from paperreader.fetch.desk import Desk
    from paperreader.fetch.planning import Planner
    from paperreader.fetch.seen_papers import SeenPapers

_MODULES = {
    "hf": "hugging_face",
    "hf search": "hugging_face_search",
    "arxiv": "arxiv_days",
    "arxiv search": "arxiv_search",
    "europepmc": "europe_pmc_search",
    "s2 stars": "recommended",
    "feed": "feeds",
    "papers": "single_papers",
}
"""The module of each kind of source."""
_DAY = 86400.0
_AT_LEAST = {"feed": 3600.0, "s2 stars": 86400.0}  # seconds between two requests, whatever is set
_LONGEST_FRESH = _DAY  # seconds for which a server is believed that its answer stays the same
_PERSISTENT_TIMES = 3
_OFFLINE_AFTER = 2  # sites that cannot be reached before any answer
_EARLY = 60.0  # seconds by which a timer of the same interval may begin sooner after the run before


def fetch_all(
    subscriptions: Sequence[Subscription],
    dumps: Path,
    options: FetchOptions,
    report: Callable[[Event], object],
    clock: Clock | None = None,
) -> FetchEnded:
    """Fetch sources one after another.

    Args:
        subscriptions: the sources.
        dumps: the folder of dumps that open by default; created if missing.
        options: how.
        report: called with each event as it happens; `FetchEnded` is the last one.
        clock: the time.

    Raises:
        FetchError: another run is going on, or the folder cannot be written.
    """
    clock = clock or Clock()
    if options.dry_run:
        with TemporaryDirectory() as scratch:
            return _Run(Path(scratch), options, report, clock, FetchState(hidden_folder(dumps), clock.now())).fetch(
                subscriptions
            )
    with only_run(hidden_folder(dumps)):
        run = _Run(dumps, options, report, clock, FetchState(hidden_folder(dumps), clock.now()))
        try:
            return run.fetch(subscriptions)
        finally:
            run.close()


class _Run:
    """The sources of one run, in turn."""

    def __init__(
        self, dumps: Path, options: FetchOptions, report: Callable[[Event], object], clock: Clock, state: FetchState
    ) -> None:
        self._dumps = dumps
        self._options = options
        self._report = report
        self._clock = clock
        self._state = state
        self._source = ""
        self._reached = False
        self._unreachable: set[str] = set()  # the titles of the errors, one for each site
        self._begun = clock.now()

    def fetch(self, subscriptions: Sequence[Subscription]) -> FetchEnded:
        self._report(FetchStarted(tuple(subscription.name for subscription in subscriptions)))
        ended = [self._fetch_one(number, len(subscriptions), each) for number, each in enumerate(subscriptions, 1)]
        if not self._options.dry_run:
            self._state.save()
        total = FetchEnded(
            sum(end.papers for end in ended),
            sum(end.new for end in ended),
            tuple(end.source for end in ended if end.outcome == "failed"),
            tuple(end.source for end in ended if end.outcome == "failed" and end.is_told),
            bool(self._unreachable) and not self._reached,
        )
        self._report(total)
        return total

    def close(self) -> None:
        """Close the connections, if any was opened."""
        if "_asker" in self.__dict__:
            self._asker.close()

    def _fetch_one(self, number: int, of: int, subscription: Subscription) -> SourceEnded:
        self._source = subscription.name
        self._report(SourceStarted(subscription.name, subscription.text, number, of))
        now, due = self._clock.now(), float(self._state.source(subscription.name).get("due", 0.0))
        early = 0.0 if self._state.failure(subscription.name) else _EARLY
        if due - early > now and not self._options.again:
            what = f"asked lately, not again before {clock_time(due, now)}"
            end = SourceEnded(subscription.name, "skipped", what=what, hint="--again asks now", again=timestamp(due))
        else:
            end = self._ask(subscription)
        self._report(end)
        return end

    def _ask(self, subscription: Subscription) -> SourceEnded:
        desk = self._desk(subscription)
        try:
            self._check_online()
            _fetch_function(subscription.kind)(desk, subscription.asks)
        except TooSoonError as error:
            if desk.answers:
                return self._failed(desk, error, error.until)
            return SourceEnded(desk.source, "skipped", what=error.title, why=error.detail, again=timestamp(error.until))
        except FetchError as error:
            return self._failed(desk, error, self._clock.now() + error.pause)
        except BrokenPipeError:  # of standard output
            raise
        except OSError as error:
            why = FetchError(f"cannot write to {self._dumps}", error.strerror or str(error), "nothing was lost")
            return self._failed(desk, why, self._clock.now())
        except PaperReaderError as error:
            return self._failed(desk, FetchError(error.title, error.detail, error.hint), self._clock.now())
        return self._succeeded(subscription, desk)

    def _check_online(self) -> None:
        """Raise OfflineError if nothing could be reached so far."""
        if len(self._unreachable) >= _OFFLINE_AFTER and not self._reached:
            raise OfflineError("it was not asked", "this computer is offline")

    def _succeeded(self, subscription: Subscription, desk: Desk) -> SourceEnded:
        self._reached = True
        now = self._clock.now()
        fresh_until = now + min(desk.fresh_for, _LONGEST_FRESH) + _EARLY if desk.fresh_for else 0.0
        due = max(self._begun + max(self._options.every, _AT_LEAST.get(subscription.kind, 0.0)), fresh_until)
        self._state.source(desk.source).update(success=now, papers=desk.papers, due=due)
        self._state.set_failure(desk.source, None)
        outcome: Outcome = "new" if desk.papers else "nothing"
        return SourceEnded(desk.source, outcome, desk.papers, desk.new, again=timestamp(due))

    def _failed(self, desk: Desk, error: FetchError, again: float) -> SourceEnded:
        self._reached = self._reached or desk.answers > 0 or not error.offline
        if error.offline:
            self._unreachable.add(error.title)
        now, last = self._clock.now(), self._state.failure(desk.source)
        since, times, told = (last.since, last.times + 1, last.told) if last else (now, 1, 0.0)
        persists = times >= _PERSISTENT_TIMES or now - since >= _DAY
        is_told = not self._options.quiet or (persists and now - told >= _DAY)
        if is_told:
            told = now
        failure = Failure(error.title, error.detail, error.hint, now, since, times, told, error.offline)
        self._state.set_failure(desk.source, failure)
        self._state.source(desk.source)["due"] = again
        return SourceEnded(
            desk.source,
            "failed",
            desk.papers,
            desk.new,
            error.title,
            error.detail,
            error.hint,
            timestamp(again),
            offline=error.offline,
            is_told=is_told,
        )

    def _desk(self, subscription: Subscription) -> Desk:
        from paperreader.fetch.desk import Desk, DeskTools

        tools = DeskTools(self._dumps, self._asker, self._state, self._seen, self._clock, self._options, self._report)
        return Desk(subscription, tools)

    @cached_property
    def _seen(self) -> SeenPapers:
        from paperreader.fetch.seen_papers import SeenPapers

        return SeenPapers(self._dumps)

    @cached_property
    def _asker(self) -> Asker | Planner:
        from paperreader.fetch.asking import Asker, AskerSettings
        from paperreader.fetch.keys import SiteKeys
        from paperreader.fetch.planning import Planner

        keys = SiteKeys(self._options.key_commands, lambda text: self._report(SourceNote(self._source, text)))
        if self._options.dry_run:
            return Planner(keys, lambda *planned: self._report(RequestPlanned(self._source, *planned)))

        def report_waiting(seconds: float, why: str) -> None:
            self._report(SourceWaiting(self._source, round(seconds, 1), why))

        contact = f"; mailto:{quote(self._options.contact, safe='@+')}" if self._options.contact else ""
        return Asker(
            self._clock,
            PoliteTurns(self._state, self._clock, report_waiting),
            keys,
            report_waiting,
            AskerSettings(
                f"paperreader/{self._options.version} (terminal reader of papers{contact})",
                self._options.limits,
                os.environ.get("PAPERREADER_FETCH_BASE", "").rstrip("/"),
            ),
        )


def _fetch_function(kind: str) -> Callable[[Desk, str], None]:
    module = import_module(f"paperreader.fetch.sources.{_MODULES[kind]}")
    return cast("Callable[[Desk, str], None]", module.fetch)
