"""One request after another: with a deadline, a limit of length, and new tries where the server allows them.

The only module that imports the HTTP client, at its first request.
"""

from __future__ import annotations

import os
import random
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from paperreader.fetch.clock import Clock
from paperreader.fetch.deadline import Deadline
from paperreader.fetch.faults import FetchError, HttpStatusError, NotWholeError
from paperreader.fetch.fetch_options import Limits
from paperreader.fetch.name_lookup import SlowNameError
from paperreader.fetch.network_faults import network_fault, start_fault
from paperreader.fetch.proxies import proxy_of, without_password
from paperreader.fetch.redirections import redirected
from paperreader.fetch.request import Answer, Request, host_of, http_date
from paperreader.fetch.statuses import (
    NOT_MODIFIED,
    OK,
    PROXY_LOGIN,
    REDIRECTS,
    TOO_MANY,
    seconds_to_wait,
    status_error,
    used_up,
)
from paperreader.fetch.unpacking import unpacked, write_body

if TYPE_CHECKING:
    import httpx2

_Result = TypeVar("_Result")
_HOUR = 3600.0
_HEADERS = "latin-1"  # in which each byte of a header stays as it is
_WORDS = 2048  # bytes of the body of an error


class Turns(Protocol):
    """Who may be asked when; see `paperreader.fetch.politeness`."""

    def wait(self, url: str) -> None:
        """Wait until the site may be asked. Raises TooSoonError if that is not soon."""

    def block(self, url: str, seconds: float, why: str) -> None:
        """Leave a host alone for some seconds."""


class Keys(Protocol):
    """The keys of sites; see `paperreader.fetch.keys`."""

    def headers(self, name: str, host: str) -> Mapping[str, str]:
        """Return the headers with the key of a site; {} without one."""

    def variable(self, name: str) -> str:
        """Return the variable of the environment that holds the key; "" if the site has no keys."""


def _pause(attempt: int) -> float:
    """Return the seconds to wait after so many tries: growing, and half of it random, so that readers do not ask all at once."""
    return float(2**attempt) * random.uniform(0.5, 1)  # noqa: S311 - no secret


class AskerSettings(NamedTuple):
    """What an asker calls itself, what a request may take, and an address that stands for all sites, for tests; "" for none."""

    user_agent: str
    limits: Limits = Limits()
    base: str = ""


class Asker:
    """Asks one request after another.

    Attributes:
        clock_offset: seconds by which the clock of the server that answered last is ahead of this computer's.

    Args:
        clock: the time, and waiting.
        turns: who may be asked when.
        keys: of the sites.
        report_waiting: called with the seconds of a wait, and why.
        settings: see there.
    """

    def __init__(
        self,
        clock: Clock,
        turns: Turns,
        keys: Keys,
        report_waiting: Callable[[float, str], object],
        settings: AskerSettings,
    ) -> None:
        self._clock = clock
        self._turns = turns
        self._keys = keys
        self._report_waiting = report_waiting
        self._settings = settings
        self._limits = settings.limits
        self._deadline = Deadline(settings.limits.whole)
        self.clock_offset = 0.0

    def close(self) -> None:
        """Close all connections."""
        if "_client" in self.__dict__:
            self._client.close()

    def ask(self, request: Request, body: Path, accept: Callable[[Answer], _Result]) -> _Result:
        """Ask, and return what `accept` makes of the answer.

        Args:
            request: what to ask.
            body: the file to which the unpacked body is written; overwritten.
            accept: called with each whole answer, or one that says that nothing has changed. It raises NotWholeError for one to be asked again.

        Raises:
            FetchError: there is no answer that is accepted.
        """
        for attempt in range(1, self._limits.tries + 1):
            try:
                return accept(self._follow(request, body))
            except FetchError as error:
                wait = _pause(attempt) if error.wait is None else error.wait
                if not error.retry or attempt == self._limits.tries or wait > self._limits.longest_wait:
                    self._leave_alone(request.url, error)
                    raise
                self._report_waiting(wait, error.summary)
                self._clock.sleep(wait)
        raise AssertionError  # the last try returns or raises

    def _leave_alone(self, url: str, error: FetchError) -> None:
        """Leave a host alone for as long as it wants, an hour if it does not say."""
        is_too_many = isinstance(error, HttpStatusError) and error.status == TOO_MANY
        if error.wait is not None or is_too_many:
            error.pause = error.wait if error.wait is not None else _HOUR
            self._turns.block(url, error.pause, error.summary)

    def _follow(self, request: Request, body: Path) -> Answer:
        """Return the answer to a request and to those that it is redirected to."""
        url, seen = request.url, {request.url}
        for _ in range(self._limits.redirects + 1):
            answer, location = self._once(url, request, body)
            if not location:
                return answer
            url = redirected(url, location, request)
            if url in seen:
                raise FetchError(f"{host_of(url)} redirects in a circle", without_password(url))
            seen.add(url)
        raise FetchError(f"{host_of(url)} redirects too often", without_password(url))

    def _once(self, url: str, request: Request, body: Path) -> tuple[Answer, str]:
        """Return one answer, and the address to which it redirects."""
        import httpx2

        key = self._keys.headers(request.key, request.host) if _may_see_key(url, request) else {}
        headers = {**request.conditional, **key, **({"Content-Type": "application/json"} if request.body else {})}
        sent_to = self._sent_to(url)
        client = self._client  # made before the deadline begins
        self._turns.wait(url)
        came = False
        try:
            with (
                self._deadline.running(),
                client.stream(
                    "POST" if request.body else "GET",
                    sent_to,
                    headers={name.encode(_HEADERS): value.encode(_HEADERS) for name, value in headers.items()},
                    content=request.body or None,
                    extensions={"trace": self._deadline.watch},
                ) as response,
            ):
                came = True
                return self._read(response, url, request, body, is_known=bool(key))
        except (httpx2.HTTPError, httpx2.InvalidURL, ssl.SSLError, UnicodeError, SlowNameError) as error:
            if self._deadline.passed:
                raise FetchError(
                    f"{host_of(url)}: no answer in time", f"it was not whole after {self._limits.whole:g} s"
                ) from error
            raise network_fault(error, url, proxy_of(sent_to), came=came) from error

    def _read(
        self, response: httpx2.Response, url: str, request: Request, body: Path, *, is_known: bool
    ) -> tuple[Answer, str]:
        raw = response.headers.raw
        headers = {name.decode(_HEADERS).lower(): value.decode(_HEADERS) for name, value in raw}
        status = response.status_code
        server_time = http_date(headers.get("date", ""))
        self.clock_offset = self.clock_offset if server_time is None else server_time - self._clock.now()
        if used_up(headers):
            self._turns.block(url, seconds_to_wait(headers) or _HOUR, "its limit of requests is used up")
        if status in REDIRECTS:
            return Answer(status, headers, body), headers.get("location") or url
        if status == NOT_MODIFIED and request.conditional:
            return Answer(status, headers, body), ""
        if status != OK:
            words = _beginning(unpacked(response.iter_raw(), headers.get("content-encoding", "")))
            variable = self._keys.variable(request.key)
            error = status_error(status, headers, host_of(url), words, (variable, is_known))
            if status == PROXY_LOGIN:
                error.hint = (
                    f"the proxy {proxy_of(self._sent_to(url))} wants a log-in; correct it, or unset the variable"
                )
            error.words = words
            raise error
        with body.open("wb") as file:
            length = write_body(response.iter_raw(), headers.get("content-encoding", ""), file, self._limits.most_bytes)
        if not length:
            raise NotWholeError(f"{host_of(url)} sent an empty answer")
        return Answer(status, headers, body, length), ""

    def _sent_to(self, url: str) -> str:
        """Return the address to which a request really goes."""
        base = self._settings.base
        return f"{base}/{url.partition('://')[2]}" if base else url

    @cached_property
    def _client(self) -> httpx2.Client:
        import httpx2

        limits = self._limits
        headers = {"User-Agent": self._settings.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        try:
            return httpx2.Client(
                headers=headers,
                verify=_certificates(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", "")),
                timeout=httpx2.Timeout(limits.read, connect=limits.connect),
                limits=httpx2.Limits(max_connections=1),
                follow_redirects=False,
            )
        except (ImportError, OSError, ValueError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise start_fault(error) from error


@cache
def _certificates(*_: str) -> ssl.SSLContext:
    """Return the certificates that the environment names, else those of the system; loading them takes long."""
    import httpx2

    return httpx2.create_ssl_context()


def _may_see_key(url: str, request: Request) -> bool:
    return bool(request.key) and url.startswith("https://") and host_of(url) == request.host


def _beginning(pieces: Iterator[bytes]) -> str:
    """Return the first words of the body of an error, as far as it comes: its status counts without them, too."""
    import httpx2

    words = b""
    with suppress(httpx2.HTTPError, NotWholeError):
        while len(words) < _WORDS and (piece := next(pieces, b"")):
            words += piece
    return words[:_WORDS].decode("utf-8", "replace")
