"""The statuses of answers: which may be asked again, after how long, and what to say of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from paperreader.fetch.faults import HttpStatusError
from paperreader.fetch.request import http_date
from paperreader.text import sanitize, single_line

OK, NOT_MODIFIED, TOO_MANY = 200, 304, 429
REDIRECTS = (301, 302, 303, 307, 308)
_REQUEST_TIMEOUT, _SERVER_FAULT = 408, 500
_DENIED = (401, 403)
PROXY_LOGIN = 407
_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    410: "Gone",
    TOO_MANY: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
_LEFT = re.compile(r"(?:^|;)\s*r=(\d+)")
_RESET = re.compile(r"(?:^|;)\s*t=(\d+)")
_LONGEST_TOLD = 120  # letters of a server's own words
_LONGEST_WAIT = 31 * 86400.0  # seconds; a server that asks for more is not believed


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds for which a server wants to be left alone: Retry-After, else RateLimit; None without them.

    At most a month. A date is taken relative to the answer's own date, since this computer's clock may be wrong.
    """
    retry_after = headers.get("retry-after", "").strip()
    until, now = http_date(retry_after), http_date(headers.get("date", ""))
    reset = _RESET.search(headers.get("ratelimit", ""))
    if retry_after.isdecimal():
        seconds = float(retry_after)
    elif until is not None and now is not None:
        seconds = max(0.0, until - now)
    elif reset:
        seconds = float(reset[1]) + 1
    else:
        return None
    return min(seconds, _LONGEST_WAIT)


def used_up(headers: Mapping[str, str]) -> bool:
    """Return whether a good answer says that no further request is allowed for now."""
    left = _LEFT.search(headers.get("ratelimit", ""))
    return left is not None and float(left[1]) == 0


def status_error(
    status: int, headers: Mapping[str, str], host: str, words: str, key: tuple[str, bool]
) -> HttpStatusError:
    """Return the error of a status that is neither 200 nor 304 nor a redirection.

    Args:
        status: the status.
        headers: of the answer, by names in lower case.
        host: that answered.
        words: the beginning of the body.
        key: the variable with the key of the site, "" if it has none; and whether the key was sent.
    """
    phrase = f"{status} {_PHRASES.get(status, '')}".rstrip()
    title = f"{host} answered {phrase}{_own_words(words)}"
    if status in _DENIED:
        variable, was_sent = key
        if was_sent:
            return HttpStatusError(
                status, f"{title}: it does not take the key", f"is the key in {variable} still valid?"
            )
        return HttpStatusError(status, title, f"a key may be needed: set {variable}" if variable else "")
    if status == PROXY_LOGIN:
        return HttpStatusError(status, title)
    retry = status in (_REQUEST_TIMEOUT, TOO_MANY) or status >= _SERVER_FAULT
    return HttpStatusError(status, title, retry=retry, wait=seconds_to_wait(headers) if retry else None)


def _own_words(words: str) -> str:
    """Return the words of a short answer that is no page, for a message."""
    text = single_line(sanitize(words)).strip()
    if not text or text.startswith("<"):
        return ""
    return f" ({text[:_LONGEST_TOLD]})"
