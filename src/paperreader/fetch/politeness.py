"""Politeness: one run at a time, requests to a site one after another and some seconds apart, and no request too soon."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from paperreader.fetch.clock import Clock, clock_time
from paperreader.fetch.faults import FetchError, TooSoonError
from paperreader.fetch.fetch_state import FetchState
from paperreader.fetch.request import host_of, site_of
from paperreader.fetch.unfinished_pages import sweep_unfinished

_SPACING = {"arxiv.org": 3.0}
_OTHER_SPACING = 1.0
_LONGEST_WAIT = 60.0  # seconds that a run waits for; else another run asks


class BusyError(FetchError):
    """Another run of fetching is going on."""


def hidden_folder(dumps: Path) -> Path:
    """Return the folder in which fetching keeps its own files, which the reader passes over."""
    return dumps / ".fetch"


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Keep other runs away, and remove what killed ones left behind.

    Args:
        folder: `.fetch` within the folder of dumps; created if missing.

    Raises:
        BusyError: another run is going on.
        FetchError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise FetchError(
            f"cannot write to {folder}", error.strerror or str(error), "dumps are kept there; nothing was asked"
        ) from error
    try:
        _lock(descriptor, folder)
        yield
        _sweep(folder)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        by = f"process {holder}" if holder else ""
        raise BusyError("another fetch is going on", by, "an open reader shows what it brings after R") from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove parts of answers, which a run leaves that was killed or gave up some pages."""
    for part in folder.glob("part-*"):
        if part.is_dir():
            for page in part.iterdir():
                page.unlink(missing_ok=True)
            part.rmdir()
        else:
            part.unlink(missing_ok=True)
    sweep_unfinished(folder)


class PoliteTurns:
    """Says when a site may be asked, and remembers across processes when it was.

    Args:
        state: where the times are kept; saved before each request.
        clock: the time, and waiting.
        report_waiting: called with the seconds of a wait that a site wants, and why.
    """

    def __init__(self, state: FetchState, clock: Clock, report_waiting: Callable[[float, str], object]) -> None:
        self._state = state
        self._clock = clock
        self._report_waiting = report_waiting

    def wait(self, url: str) -> None:
        """Wait until the site of an address may be asked, and note that it is.

        Raises:
            TooSoonError: its host wants to be left alone for longer.
        """
        site, host = site_of(url), host_of(url)
        now = self._clock.now()
        until, why = self._state.blocked(host)
        if until - now > _LONGEST_WAIT:
            raise TooSoonError(f"{host} is not asked before {clock_time(until, now)}", why, until)
        if until > now:
            self._report_waiting(round(until - now, 1), why)
            self._clock.sleep(until - now)
        wait = self._state.asked(site) + _SPACING.get(site, _OTHER_SPACING) - self._clock.now()
        if wait > 0:
            self._clock.sleep(min(wait, max(_SPACING.values())))
        self._state.set_asked(site, self._clock.now())
        self._state.save()

    def block(self, url: str, seconds: float, why: str) -> None:
        """Leave the host of an address alone for some seconds."""
        self._state.block(host_of(url), self._clock.now() + seconds, why)
        self._state.save()
