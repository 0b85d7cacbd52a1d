"""A request to a site, and the answer to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from paperreader.fetch.proxies import without_password

_LAST_MOMENT = 1e11  # seconds since 1970; what is later is no time


class Request(NamedTuple):
    """One request.

    Attributes:
        url: the address; always that of the site itself, also in tests.
        what: for messages, such as `2026-08-21`.
        key: the name of the key that goes with it, see `paperreader.fetch.keys`; "" for none.
        body: sent by POST; b"" for GET.
        starts: what the answer begins with after blanks; an answer of another shape may be only a part.
        formats: names of the formats that it may have; any without them.
        conditional: the headers by which the server may say that nothing has changed.
    """

    url: str
    what: str
    key: str = ""
    body: bytes = b""
    starts: tuple[bytes, ...] = ()
    formats: tuple[str, ...] = ()
    conditional: Mapping[str, str] = MappingProxyType({})

    @property
    def shown(self) -> str:
        """The address without a password, as it is printed and remembered."""
        return without_password(self.url)

    @property
    def host(self) -> str:
        """The host of the address, in lower case."""
        return host_of(self.url)


class Answer(NamedTuple):
    """An answer of a server: its status, headers by their names in lower case, and the file with its unpacked body."""

    status: int
    headers: Mapping[str, str]
    body: Path
    length: int = 0

    @property
    def date(self) -> float | None:
        """The moment by the server's clock, in seconds since 1970; None if it does not say."""
        return http_date(self.headers.get("date", ""))


def http_date(text: str) -> float | None:
    """Return the moment of a date in a header, in seconds since 1970; None if it is none."""
    from email.utils import parsedate_to_datetime  # slow to import, and needed only when something is asked

    try:
        moment = parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return moment if 0 <= moment < _LAST_MOMENT else None


def host_of(url: str) -> str:
    """Return the host of an address in lower case; "" without one."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


_REGISTER = re.compile(r".\.[^.]{1,3}\.[a-z]{2}$")  # `co.uk` and `org.uk` are parts of the register, not of the site


def site_of(url: str) -> str:
    """Return the site of an address: `arxiv.org` for `export.arxiv.org`, `nature.co.uk` for `www.nature.co.uk`."""
    host = host_of(url)
    labels = host.split(".")
    if labels[-1].isdigit():  # of an address in numbers
        return host
    return ".".join(labels[-3 if _REGISTER.search(host) else -2 :])
