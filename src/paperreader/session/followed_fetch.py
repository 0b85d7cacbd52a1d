"""How far fetching is and what came of it, by the events of `paperreader fetch` (see `fetch.events`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from paperreader.errors import Notice
from paperreader.text import count_of, sanitize


class FollowedFetch:
    """The fetching of one session.

    Attributes:
        is_running: whether new papers are being fetched.
        failed: the names of the sources that failed last, until it was looked at why.
        arrived: papers that came into the list, until a view is chosen.
    """

    def __init__(self) -> None:
        self.is_running = False
        self.failed: dict[str, None] = {}
        self.arrived = 0
        self._clear()

    def _clear(self) -> None:
        self._source = ""
        self._place = ""  # of the source among all
        self._papers = 0  # of the sources that are done
        self._of_source = 0
        self._waiting = ""
        self._notes: list[str] = []
        self._ends: dict[str, Mapping[str, Any]] = {}
        self._last: Mapping[str, Any] | None = None

    def take_statuses(self, statuses: Iterable[Mapping[str, Any]]) -> None:
        """Note which sources of the settings failed last, as `fetch --list` says, but for those that were out of reach."""
        failed = [known for known in statuses if known["asks"] and known["failed"] and not known["offline"]]
        self.failed.update(dict.fromkeys(known["source"] for known in failed))

    def begin(self) -> None:
        """A run begins."""
        self._clear()
        self.is_running = True

    def take(self, event: Mapping[str, Any]) -> None:
        """Take the next event of the run; one of an unknown kind changes nothing."""
        kind = event["event"]
        if kind == "source_started":
            self._source, self._place = event["source"], f"{event['number']}/{event['of']}"
            self._of_source = 0
        elif kind == "progress":
            self._of_source = event["papers"]
        elif kind == "source_ended":
            self._end_source(event)
        elif kind == "ended":
            self._last = event
        elif kind == "note":
            self._notes.append(sanitize(f"{event['source']}: {event['text']}"))
        self._waiting = f"waiting {event['seconds']:.0f} s" if kind == "waiting" else ""

    def _end_source(self, event: Mapping[str, Any]) -> None:
        name = event["source"]
        self._ends[name] = event
        self._papers += event["papers"]
        self._of_source = 0
        if event["outcome"] == "failed":
            self.failed[name] = None
        elif event["outcome"] != "skipped":
            self.failed.pop(name, None)

    @property
    def text(self) -> str:
        """What goes on, as `fetching cl 2/3 · 41 papers`; "" if nothing does."""
        if not self.is_running:
            return ""
        papers = self._papers + self._of_source
        begun = " ".join(part for part in ("fetching", sanitize(self._source), self._place) if part)
        return " · ".join(part for part in (begun, count_of(papers, "paper") if papers else "", self._waiting) if part)

    def end(self, said: str, *, stopped: bool) -> Notice:
        """The run has ended: return what came of it.

        Args:
            said: the last line that was no event, such as why nothing could be asked at all.
            stopped: whether the user stopped it.
        """
        self.is_running = False
        notice = self._outcome(said, stopped=stopped)
        return notice._replace(text=" · ".join([notice.text, *self._notes]))

    def _outcome(self, said: str, *, stopped: bool) -> Notice:
        if self._last is None:
            if stopped:
                return Notice("information", "fetching was stopped; what had come is kept")
            why = sanitize(said).removeprefix("paperreader: ") or "the program ended early"
            return Notice("error", f"nothing was fetched: {why}")
        if self._last["offline"]:
            self.failed.clear()
            return Notice("warning", f"offline: nothing asked ({count_of(len(self._ends), 'source')})")
        failures = [_outcome_text(end) for end in self._ends.values() if end["outcome"] == "failed"]
        if failures:
            others = f" · {self._gain}" if self._last["papers"] else ""
            more = f" and {len(failures) - 1} more" if failures[1:] else ""
            return Notice("warning", f"{failures[0]}{more}: see :sources{others}")
        return Notice("information", self._gain)

    @property
    def _gain(self) -> str:
        """What a run brought that ended."""
        if self._last and self._last["papers"]:
            return f"{count_of(self._last['papers'], 'paper')} fetched, {self._last['new']} new"
        skipped = [end for end in self._ends.values() if end["outcome"] == "skipped"]
        if len(skipped) == len(self._ends) == 1:
            return _outcome_text(skipped[0])
        if skipped:
            return f"nothing new; {len(skipped)} of {count_of(len(self._ends), 'source')} asked lately: see :sources"
        return "nothing new"


def _outcome_text(end: Mapping[str, Any]) -> str:
    return sanitize(f"{end['source']}: {': '.join(filter(None, (end['what'], end['why'])))}")
