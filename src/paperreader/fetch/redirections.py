"""Where a request may be redirected to: not to another site, a log-in, or an address that is not encrypted."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from paperreader.fetch.faults import FetchError
from paperreader.fetch.request import Request, host_of, site_of

_LOGIN = re.compile(r"(?:(?:log|sign)[-_]?in|sso|o?auth\d?|authori[sz]e|authenticate)(?![a-z])", re.IGNORECASE)


def redirected(url: str, location: str, request: Request) -> str:
    """Return the address of a redirection. Raises FetchError if it leads where no request may go."""
    try:
        target = urljoin(url, location)
        before, after = urlsplit(url), urlsplit(target)
    except ValueError as error:
        raise FetchError(f"{host_of(url)} redirects to something that is not an address") from error
    where = f"{host_of(url)} redirects to {after.scheme}://{after.netloc.rpartition('@')[2]}{after.path}"
    if any(_LOGIN.match(part) for part in after.path.split("/")):
        raise FetchError(where, "a log-in is asked for", "a captive portal, or is a key needed?")
    if after.scheme not in ("http", "https") or (before.scheme == "https" and after.scheme != "https"):
        raise FetchError(where, "which is not encrypted", "nothing was sent there")
    if site_of(target) != site_of(request.url):
        raise FetchError(where, "which is another site", "if it has moved, write its new address in the settings")
    if request.body:
        raise FetchError(where, "where nothing is posted")
    return target
