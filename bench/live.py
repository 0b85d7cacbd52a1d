"""Ask each site for real, once or twice, and print what came and what differs from what the tests assume.

    python bench/live.py [--contact ADDRESS] [SOURCE ...]

Needs a connection, and writes nothing but a temporary folder. It asks as politely as `paperreader fetch` does: some
seconds apart, each address twice at most, the second time with the headers of the first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from paperreader import __version__
from paperreader.fetch.accepting import Accepted, accept
from paperreader.fetch.asking import Asker, AskerSettings
from paperreader.fetch.clock import Clock, clock_time
from paperreader.fetch.events import Event, RequestPlanned
from paperreader.fetch.faults import FetchError
from paperreader.fetch.fetch_options import FetchOptions
from paperreader.fetch.fetch_state import FetchState
from paperreader.fetch.keys import SiteKeys
from paperreader.fetch.politeness import PoliteTurns
from paperreader.fetch.request import Answer, Request
from paperreader.fetch.running import fetch_all
from paperreader.fetch.statuses import NOT_MODIFIED
from paperreader.fetch.subscription import read_subscription

SOURCES = (
    "hf",
    "hf search: sparse autoencoders",
    "arxiv:cs.CL",
    'arxiv search: all:"sparse autoencoder"',
    'europepmc: "spiking network" AND SRC:PPR',
    "https://www.nature.com/neuro.rss",
    "2402.15570",
    "10.1038/nature14539",
)
CAUGHT_UP = timedelta(days=14)  # so that OAI-PMH is asked, and gives more than one page
SHOWN = (
    "content-type",
    "etag",
    "last-modified",
    "cache-control",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "server",
)


class Assumption(NamedTuple):
    """Something that the tests take for granted of answers whose address contains a text."""

    part: str
    text: str
    holds: Callable[[Answer, Accepted], bool]


ASSUMPTIONS = (
    Assumption("", "there are papers", lambda _, accepted: bool(accepted.papers)),
    Assumption("", "the server tells its time", lambda answer, _: answer.date is not None),
    Assumption("", "its clock is this computer's", lambda answer, _: abs((answer.date or 0) - time.time()) < 60),
    Assumption("daily_papers", "the limit is told as RateLimit", lambda answer, _: "ratelimit" in answer.headers),
    Assumption("daily_papers", "at most 100 papers come", lambda _, accepted: len(accepted.papers) <= 100),
    Assumption("rss.arxiv.org", "the feed has less than 2,000 papers", lambda _, accepted: len(accepted.papers) < 2000),
    Assumption(
        "rss.arxiv.org",
        "it stays the same for a time",
        lambda answer, _: "max-age" in answer.headers.get("cache-control", ""),
    ),
    Assumption(
        "rss.arxiv.org", "types of announcement are told", lambda _, accepted: b"announce_type" in accepted.end()
    ),
    Assumption("oaipmh", "a token leads to more", lambda _, accepted: b"resumptionToken" in accepted.end()),
    Assumption("oaipmh", "it says until when", lambda _, accepted: b"expirationDate" in accepted.end()),
    Assumption("oaipmh", "the answer has its day", lambda _, accepted: b"<responseDate>" in accepted.beginning()),
    Assumption(
        "europepmc", "the next mark is at the beginning", lambda _, accepted: b"nextCursorMark" in accepted.beginning()
    ),
)


def planned(source: str) -> list[str]:
    """Return the addresses that a source would ask."""
    addresses: list[str] = []

    def note(event: Event) -> None:
        if isinstance(event, RequestPlanned):
            addresses.append(event.address)

    options = FetchOptions(dry_run=True, since=date.today() - CAUGHT_UP)
    fetch_all([read_subscription(source)], Path("/nonexistent"), options, note)
    return addresses


def tried(asker: Asker, address: str, folder: Path) -> Iterator[str]:
    """Ask an address, and yield lines about the answer."""
    request = Request(address, address, "hf" if "huggingface.co" in address else "")
    try:
        answer = asker.ask(request, folder / "part", lambda answer: answer)
        yield "  " + ", ".join(f"{name}: {answer.headers[name]}" for name in SHOWN if name in answer.headers)
        accepted = accept(answer, request)
    except FetchError as error:
        yield f"  DIFFERS: {error}"
        return
    yield f"  {accepted.length:,} bytes, {len(accepted.papers)} papers"
    for assumption in ASSUMPTIONS:
        if assumption.part in address and not assumption.holds(answer, accepted):
            yield f"  DIFFERS: {assumption.text}: no"
    yield from again(asker, request, answer, folder)


def again(asker: Asker, request: Request, answer: Answer, folder: Path) -> Iterator[str]:
    """Ask once more whether anything has changed, and yield a line about it."""
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    conditional = {header: answer.headers[name] for name, header in names.items() if name in answer.headers}
    if not conditional:
        yield "  no header to ask whether it has changed"
        return
    try:
        second = asker.ask(request._replace(conditional=conditional), folder / "part", lambda answer: answer)
        yield f"  asked again: {'not modified' if second.status == NOT_MODIFIED else 'the whole answer came again'}"
    except FetchError as error:
        yield f"  DIFFERS: asked again: {error}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sources", nargs="*", metavar="SOURCE", help=f"by default: {'; '.join(SOURCES)}".replace("%", "%%")
    )
    parser.add_argument("--contact", default="", help="a mail address that the sites are told")
    arguments = parser.parse_args()
    clock = Clock()
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        turns = PoliteTurns(
            FetchState(Path(folder), clock.now()), clock, lambda seconds, why: print(f"  waiting {seconds:g} s: {why}")
        )
        agent = f"paperreader/{__version__} (live test{'; mailto:' + arguments.contact if arguments.contact else ''})"
        asker = Asker(
            clock,
            turns,
            SiteKeys({}, print),
            lambda seconds, why: print(f"  waiting {seconds:g} s: {why}"),
            AskerSettings(agent),
        )
        for source in arguments.sources or SOURCES:
            print(f"{source}  ({clock_time(clock.now(), clock.now())})")
            for address in planned(source)[:2]:
                print(f"  {address}")
                for line in tried(asker, address, Path(folder)):
                    differing += "DIFFERS" in line
                    print(line, flush=True)
        asker.close()
    print(f"{differing} differences")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
