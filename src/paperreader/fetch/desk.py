"""Where a source works: it asks here, one request after another, and its answers become dumps here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from paperreader.fetch.accepting import Accepted, accept, narrowed
from paperreader.fetch.asking import Asker
from paperreader.fetch.clock import Clock, day_of
from paperreader.fetch.events import Event, FileWritten, SourceNote, SourceProgress
from paperreader.fetch.faults import FetchError
from paperreader.fetch.fetch_options import FetchOptions
from paperreader.fetch.fetch_state import FetchState
from paperreader.fetch.keeping import DumpKeeper
from paperreader.fetch.planning import Planner
from paperreader.fetch.request import Answer, Request
from paperreader.fetch.seen_papers import SeenPapers
from paperreader.fetch.statuses import NOT_MODIFIED
from paperreader.fetch.subscription import Subscription
from paperreader.fetch.unfinished_pages import UnfinishedPages
from paperreader.text import count_of

_HOUR = 3600.0
_DAY = 86400.0
_MOST_HOURS = 72  # that are printed as hours; longer times as days
_MAX_AGE = re.compile(r"\bmax-age=(\d{1,9})")


class DeskTools(NamedTuple):
    """What the desks of a run share.

    Attributes:
        dumps: the folder of dumps that open by default.
        asker: asks.
        state: what is remembered.
        seen: the papers that were fetched before.
        clock: the time.
        options: of the run.
        report: called with how far a source is.
    """

    dumps: Path
    asker: Asker | Planner
    state: FetchState
    seen: SeenPapers
    clock: Clock
    options: FetchOptions
    report: Callable[[Event], object]


class Desk:
    """The desk of one source in one run.

    Attributes:
        source: its name.
        notes: what the source remembers between runs; changed in place.
        since: the day from which on the user wants papers; None for the source's own choice.
        stars: returns the identifiers of starred papers, the last ones first.
        fresh_for: seconds for which an answer stays the same, as the server says.
        papers: in the dumps written so far.
        new: those of them that were never fetched before.

    Args:
        source: what is asked.
        tools: of the run.
    """

    def __init__(self, source: Subscription, tools: DeskTools) -> None:
        self.source = source.name
        self.since = tools.options.since
        self.stars = tools.options.stars
        self.fresh_for = 0.0
        self.papers = 0
        self.new = 0
        self._folder = source.folder
        self._keeper = DumpKeeper(tools.dumps, source.folder)
        self._dumps, self._asker, self._state, self._seen, self._clock, _, self._report = tools
        self._done, self._total, self._came, self._bytes = 0, 0, 0, 0

    @property
    def notes(self) -> dict[str, Any]:
        """What the source remembers between runs, to be changed in place."""
        return self._state.source(self.source)

    @property
    def now(self) -> float:
        """The moment by the clock of the server that answered last, in seconds since 1970."""
        return self._clock.now() + self._asker.clock_offset

    @property
    def today(self) -> date:
        """The day in UTC, by the clock of the server that answered last."""
        return day_of(self.now)

    @property
    def answers(self) -> int:
        """The number of answers that came."""
        return self._done

    def expect(self, answers: int) -> None:
        """Report how many more answers are expected."""
        self._total = self._done + answers

    def ask(self, request: Request) -> Accepted | None:
        """Ask; return the answer as a dump, or None if nothing has changed since the last one.

        Raises:
            FetchError: there is no answer that is accepted; one that came is kept for `paperreader check`.
        """
        part = self._keeper.new_part()
        self._total = max(self._total, self._done + 1)
        self._report_progress(request.what)
        request = request._replace(conditional=self._conditional(request))
        try:
            accepted = self._asker.ask(request, part, lambda answer: self._accepted(answer, request))
        except FetchError:
            self._keeper.refuse(part)
            raise
        self._done += 1
        self._report_clock(request)
        if accepted:
            self.fresh_for = max(self.fresh_for, _max_age(accepted.headers))
            self._came += len(accepted.papers)
            self._bytes += accepted.length
        self._report_progress(request.what)
        return accepted

    def _report_clock(self, request: Request) -> None:
        """Report once a day that the clock of this computer is wrong."""
        hours = round(-self._asker.clock_offset / _HOUR)
        if hours and self._clock.now() - self._state.clock_told >= _DAY:
            self._state.clock_told = self._clock.now()
            side = "ahead of" if hours > 0 else "behind"
            time = count_of(abs(hours), "hour") if abs(hours) < _MOST_HOURS else count_of(abs(hours) // 24, "day")
            text = f"the clock of this computer is {time} {side} {request.host}"
            self._report(SourceNote(self.source, text))

    def _accepted(self, answer: Answer, request: Request) -> Accepted | None:
        if answer.status != NOT_MODIFIED:
            return accept(answer, request)
        names = {"etag": "etag", "last-modified": "modified"}
        self._state.set_answer(
            request.shown, **{names[name]: value for name, value in answer.headers.items() if name in names}
        )
        return None

    def _report_progress(self, what: str) -> None:
        self._report(SourceProgress(self.source, what, self._done, self._total, self._came, self._bytes))

    def _conditional(self, request: Request) -> Mapping[str, str]:
        """Return the headers of the last answer byte for byte, if the dump that came then is still there."""
        known = self._state.answer(request.shown)
        file = self._dumps / known.get("file", "")
        if not known.get("file") or not (file.exists() or Path(f"{file}.gz").exists()):
            return {}
        names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
        return {header: known[name] for name, header in names.items() if known.get(name)}

    def narrow(self, page: Accepted, records: re.Pattern[bytes], is_wanted: Callable[[bytes], bool]) -> Accepted:
        """Return an answer without some of its records; see `accepting.narrowed`."""
        return narrowed(page, records, is_wanted)

    def unfinished(self, name: str) -> UnfinishedPages:
        """Return the pages that a run has left which did not come to their end."""
        return self._keeper.unfinished(name)

    def has(self, stem: str, day: date | None = None) -> bool:
        """Return whether there is a dump of a name; one that the user took back is gone."""
        return self._keeper.has(stem, day or self.today)

    def note(self, text: str) -> None:
        """Report something that is no failure."""
        self._report(SourceNote(self.source, text))

    def is_known(self, papers: Sequence[tuple[str, ...]]) -> bool:
        """Return whether each paper came from this source before."""
        known = self._seen.known(self._folder)
        return all([not known.isdisjoint(paper) for paper in papers])

    def keep(self, pages: Sequence[Accepted], stem: str, day: date | None = None, *, settled: bool = False) -> None:
        """Make a dump of answers that belong together, if there is a new paper in them.

        Args:
            pages: the answers.
            stem: the name of the file.
            day: of which they are; today by default.
            settled: write it also for the sake of its counts, which change no more.

        Raises:
            FetchError: it cannot be written.
        """
        papers = [paper for page in pages for paper in page.papers]
        if not papers or (self.is_known(papers) and not settled):
            self._discard(pages)
            return
        new = self._seen.count_new(papers)
        path = self._keeper.keep(pages, stem, day or self.today)
        self._seen.add(self._folder, papers)
        if path:
            self.papers += len(papers)
            self.new += new
            self._remember(pages, path)
            self._report(FileWritten(self.source, str(path), len(papers), new))
        else:
            self._discard(pages)

    def _discard(self, pages: Sequence[Accepted]) -> None:
        for page in pages:
            with suppress(OSError):
                page.part.unlink()

    def _remember(self, pages: Sequence[Accepted], path: Path) -> None:
        """Remember by which headers the server may say that nothing has changed."""
        if len(pages) == 1:
            headers = pages[0].headers
            self._state.set_answer(
                pages[0].url,
                file=str(path.relative_to(self._dumps)),
                etag=headers.get("etag", ""),
                modified=headers.get("last-modified", ""),
                at=self._clock.now(),
            )
        self._state.save()


def _max_age(headers: Mapping[str, str]) -> float:
    """Return the seconds for which an answer stays the same, as its headers say; 0 if they do not."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return float(found[1]) if found else 0.0
