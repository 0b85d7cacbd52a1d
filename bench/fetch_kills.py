"""Kill fetching in mid-download, and feed it what is too large: count the files that are broken or new twice.

    python bench/fetch_kills.py [--kills 200] [--seed 1]

A local server sends a day that grows, slowly and in another order each time; the process that fetches it is
killed after a random time. After each kill every visible dump must be whole, the state must be readable, and
no paper may be new in two sittings. Then the server sends the longest answers that are accepted, and more, and
the memory is measured. Exit status 1 when there is a fault. Takes about a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from paperreader.fetch.accepting import is_whole_json
from paperreader.fetch.clock import Clock
from paperreader.fetch.fetch_options import FetchOptions
from paperreader.fetch.fetch_state import FetchState
from paperreader.fetch.running import fetch_all
from paperreader.fetch.subscription import read_subscription
from paperreader.library.loading import load_library
from paperreader.library.new_dumps import fingerprints, new_first
from paperreader.marks import DumpFingerprint
from paperreader.source import find_sources

DAY = "hf:2026-08-20"
LONGEST = 64 << 20
MOST_MEMORY = 100.0  # MB
PIECE = 1500  # bytes between pauses of the server
ABSTRACT = "Unread papers weigh on their readers. We measure how much, and how a mark takes half of it away. " * 8


def paper(number: int) -> bytes:
    """Return a paper as an element of the daily papers."""
    inner = {
        "id": f"26{1 + number // 90000:02}.{number % 90000:05}",
        "title": f"A Garden of Paper {number} and Its Unread Trees",
        "summary": ABSTRACT,
        "authors": [{"name": "Ada Lovelace", "hidden": False}],
        "publishedAt": "2026-08-19T10:00:00.000Z",
        "upvotes": number % 90,
    }
    return json.dumps({"paper": inner, "title": inner["title"], "publishedAt": "2026-08-19T06:00:00.000Z"}).encode()


def papers(length: int) -> Iterator[bytes]:
    """Yield a list of papers of about a length in bytes."""
    yield b"["
    number, sent = 0, 0
    while sent < length:
        piece = (b"," if number else b"") + paper(number)
        yield piece
        number, sent = number + 1, sent + len(piece)
    yield b"]"


class Site(BaseHTTPRequestHandler):
    """The server: a day that grows at each request, or `/long/BYTES` for a list of that length."""

    asked = 0

    def do_GET(self) -> None:
        """Send the list."""
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            if "limit=100" in self.path and os.environ.get("BENCH_LONG"):
                for piece in papers(int(os.environ["BENCH_LONG"])):
                    self.wfile.write(piece)
                return
            self._send_slowly()

    def _send_slowly(self) -> None:
        Site.asked += 1
        numbers = list(range(1, 20 + Site.asked // 3))
        random.shuffle(numbers)
        body = b"[" + b",\n".join(map(paper, numbers)) + b"]"
        for start in range(0, len(body), PIECE):
            self.wfile.write(body[start : start + PIECE])
            time.sleep(0.0005)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def serving(**environment: str) -> tuple[int, str]:
    """Start the server in a process of its own; return its number and address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    child = os.fork()
    if not child:
        os.environ.update(environment)
        server.serve_forever()
    server.server_close()
    return child, f"http://127.0.0.1:{server.server_port}"


class Hurried(Clock):
    """A clock that does not wait."""

    def sleep(self, seconds: float) -> None:
        """Do not wait."""


def fetching(dumps: Path) -> None:
    """Fetch the day."""
    fetch_all([read_subscription(DAY)], dumps, FetchOptions(again=True), lambda _: None, Hurried())


def in_child(work: Callable[[], None]) -> int:
    """Run a function in a process of its own; return the number of the process."""
    child = os.fork()
    if child:
        return child
    with suppress(BaseException):
        work()
    os._exit(0)


class Sittings:
    """What a reader sees who opens the dumps after each kill."""

    def __init__(self, dumps: Path) -> None:
        self._dumps = dumps
        self._known: list[DumpFingerprint] = []
        self._new_before: set[str] = set()
        self.broken = 0
        self.twice = 0

    def look(self) -> None:
        """Open the reader, and close it."""
        sources = find_sources([str(self._dumps)])
        for source in sources:
            content = Path(source.path).read_bytes()
            self.broken += not (is_whole_json([content]) and content.startswith(b"["))
        with suppress(FileNotFoundError):
            state = (self._dumps / ".fetch" / "state.json").read_bytes()
            self.broken += not state.startswith(b"{") or not is_whole_json([state])
        FetchState(self._dumps / ".fetch", time.time())
        if not sources:
            return
        library, errors = load_library([str(self._dumps)], {}, lambda found: new_first(found, self._known))
        self.broken += len(errors) + len(library.problems)
        new = {library.paper(row).key for row in range(library.row_count) if library.locations.is_new(row)}
        self.twice += len(new & self._new_before)
        self._new_before |= new
        self._known += fingerprints(sources)


def kill(times: int, dumps: Path) -> tuple[Sittings, int]:
    """Kill fetching that many times; return what was found, and how many runs were killed before their end."""
    sittings, killed = Sittings(dumps), 0
    for _ in range(times):
        child = in_child(lambda: fetching(dumps))
        time.sleep(random.uniform(0.005, 0.25))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        sittings.look()
    fetching(dumps)
    sittings.look()
    return sittings, killed


def memory(length: int, dumps: Path) -> float:
    """Return the most memory of fetching an answer of a length, in MB."""
    child, address = serving(BENCH_LONG=str(length))
    os.environ["PAPERREADER_FETCH_BASE"] = address
    try:
        program = [sys.executable, "-m", "paperreader", "fetch", "--quiet", "--again", DAY]
        os.environ["XDG_DATA_HOME"] = str(dumps)
        measured = os.fork()
        if not measured:
            os.execv(sys.executable, program)
        return os.wait4(measured, 0)[2].ru_maxrss / 1024
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how often fetching is killed")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        child, os.environ["PAPERREADER_FETCH_BASE"] = serving()
        try:
            fetching(Path(folder) / "first")  # loads all that is needed, so that the kills fall into downloads
            sittings, killed = kill(arguments.kills, Path(folder) / "dumps")
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        files = len(find_sources([str(Path(folder) / "dumps")]))
        print(f"{arguments.kills} kills, {killed} of them before the end; {files} dumps at the end")
        print(f"broken files: {sittings.broken}; papers that were new twice: {sittings.twice}")
        peaks = {
            length: memory(length, Path(folder) / "data") for length in (1 << 20, LONGEST - (1 << 20), LONGEST * 2)
        }
    for length, peak in peaks.items():
        print(f"memory for an answer of {length >> 20} MB: {peak:.0f} MB")
    print(f"memory of this program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return int(bool(sittings.broken or sittings.twice or max(peaks.values()) > MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
