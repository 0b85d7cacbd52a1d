"""How a run of fetching is made, by the settings and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple


class Limits(NamedTuple):
    """What one request may take.

    Attributes:
        connect: seconds until there is a connection.
        read: seconds between two pieces of the answer.
        whole: seconds until the answer is whole.
        most_bytes: the longest answer, unpacked.
        tries: how often the same is asked at most.
        longest_wait: seconds between two tries; a site that wants more is asked another day.
        redirects: the most that are followed.
    """

    connect: float = 10
    read: float = 30
    whole: float = 120
    most_bytes: int = 64 << 20
    tries: int = 3
    longest_wait: float = 60
    redirects: int = 5


class FetchOptions(NamedTuple):
    """How a run is made.

    Attributes:
        version: of the program, sent to the sites.
        every: seconds in which a source is asked once at most.
        again: ask although a source was asked lately.
        since: the day from which on papers are wanted; None for each source's own choice.
        dry_run: print what would be asked, and ask nothing.
        quiet: print a failure only if it persists.
        contact: a mail address that is sent to the sites; "" for none.
        key_commands: commands that print the keys of sites.
        stars: returns the identifiers of starred papers, the last ones first.
        limits: of each request.
    """

    version: str = ""
    every: float = 6 * 3600.0
    again: bool = False
    since: date | None = None
    quiet: bool = False
    dry_run: bool = False
    contact: str = ""
    key_commands: Mapping[str, str] = MappingProxyType({})
    stars: Callable[[], Sequence[str]] = tuple
    limits: Limits = Limits()
