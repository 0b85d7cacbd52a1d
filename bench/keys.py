"""Measure the time from a key to a settled screen, and the longest gaps of the screen's event loop.

First in a pseudo-terminal: press keys one by one, and take the time until the last byte that each has
painted. Then in the app without a terminal: a task that runs every millisecond measures the gaps of
the event loop while the dump is loaded, while queries are typed, while `j` and Page Down are held, and while
all papers are marked at once.
Gaps are given on the clock and in the loop's own processor time; the clock also counts waiting for
other threads and for other programs of the machine. Figures are in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import paperreader
from paperreader.config import Config
from paperreader.marks import MarkStore
from paperreader.tui.app import ReaderApp
from paperreader.tui.start import open_app
from startup import environment_of
from terminal import Terminal

READING_KEYS = [*"jjjknnsnr", "\x04", "\x04", *"GgJK blj", *"kh21", "Sd", "Sr", "u", "\x12"]
QUERIES = ["attention is all", "sparse autoencodr", "mechint", "diffusion models", "the", "zzqxv", "year:2024 la"]
REPEAT = 5
HELD = 0.033  # seconds between the keys of a held key
SETTLED = 0.2  # seconds for the typed line to open or close, which is measured apart

LOADING, TYPING, OPENING = "while the dump is loaded", "a letter, key held", "/ and Esc"
MOVING, PAGING = "j held in the matches", "Page Down held"
COUNTING, REFRESHING = "4, words being counted", "a star, and 4 again"
MARKING = "all marked read, and undone"


def line(name: str, seconds: list[float]) -> str:
    """A line of the table: number of keys, median, 99th percentile and worst."""
    ordered = sorted(value * 1000 for value in seconds)
    last = len(ordered) - 1
    return f"{name:28}{last + 1:7}{ordered[last // 2]:9.1f}{ordered[round(last * 0.99)]:9.1f}{ordered[-1]:9.1f}"


def measure_terminal(paths: list[str]) -> None:
    """Measure the time from a key to the last byte that it paints."""
    first_title = paperreader.load(paths).papers[0].title[:24].encode()
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal([sys.executable, "-m", "paperreader", *paths], environment_of(folder), (120, 36))
        terminal.wait_for(first_title)
        time.sleep(3)  # until all is loaded and indexed
        terminal.settle()
        reading = [terminal.press(key) for _ in range(REPEAT) for key in READING_KEYS]
        print(line("reading, key to settled", reading))
        typing = []
        for query in QUERIES:
            terminal.press("/")
            typing += [terminal.press(letter) for letter in query]
            terminal.press("\x1b")
        print(line("typing, key to settled", typing))
        print(line("all keys", reading + typing))
        terminal.kill()


class LoopGaps:
    """The gaps of the event loop, by what the user does meanwhile."""

    def __init__(self) -> None:
        activities = (LOADING, TYPING, OPENING, MOVING, PAGING, COUNTING, REFRESHING, MARKING)
        self.gaps: dict[str, list[tuple[float, float]]] = {activity: [] for activity in activities}  # clock, own time
        self.activity = LOADING
        self.stopped = False

    async def watch(self) -> None:
        """Record gaps until `stopped`."""
        while not self.stopped:
            start, start_own, activity = time.perf_counter(), time.thread_time(), self.activity
            await asyncio.sleep(0.001)
            self.gaps[activity].append((time.perf_counter() - start - 0.001, time.thread_time() - start_own))

    def print(self) -> None:
        """Print the table; a small dump is loaded before the first gap."""
        for activity, gaps in self.gaps.items():
            if gaps:
                print(line(f"gaps: {activity}", [clock for clock, _ in gaps]))
                print(line("  own processor time", [own for _, own in gaps]))


async def recommend(app: ReaderApp, press: Callable[[str, str], Awaitable[None]]) -> None:
    """Star three papers, ask for recommended ones until all words are counted, and again after further stars."""
    for key in ("escape", "escape", *"gsjsjsj4"):
        await press(key, COUNTING)
    session = app.main.session
    while app.main.busy or session.recommending.counted < session.library.row_count:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.01)
    for key in "js4" * 10:
        await press(key, REFRESHING)
        await asyncio.sleep(SETTLED)


async def mark_all(app: ReaderApp, press: Callable[[str, str], Awaitable[None]]) -> None:
    """Mark all papers read, and undo it, each when the one before is written."""
    for key in ("escape", "1", "A", "u"):
        await press(key, MARKING)
        while app.main.busy:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.01)


async def measure_loop(paths: list[str]) -> None:
    """Measure the gaps of the event loop."""
    with tempfile.TemporaryDirectory() as folder:
        app = open_app(paths, MarkStore(Path(folder, "state.toml")), Config(Path(folder, "config.toml")))
        async with app.run_test(size=(120, 36)):
            gaps = LoopGaps()
            watch = asyncio.create_task(gaps.watch())
            while app.is_running and (app.main.busy or app.main.is_loading):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.01)
            gaps.activity = OPENING
            await asyncio.sleep(3)

            async def press(key: str, activity: str) -> None:
                gaps.activity = activity
                app.simulate_key(key)
                await asyncio.sleep(HELD)

            for query in QUERIES:
                for _ in range(3):
                    await press("/", OPENING)
                    await asyncio.sleep(SETTLED)
                    for letter in query:
                        await press("space" if letter == " " else letter, TYPING)
                    await press("escape", OPENING)
                    await asyncio.sleep(SETTLED)
            for letter in "/model":
                await press(letter, OPENING)
            await press("enter", OPENING)
            await asyncio.sleep(SETTLED)
            for _ in range(100):
                await press("j", MOVING)
            for _ in range(50):
                await press("pagedown", PAGING)
            await recommend(app, press)
            await mark_all(app, press)
            gaps.stopped = True
            await watch
            gaps.print()


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", nargs="+", metavar="FILE", help="a dump of papers")
    paths = parser.parse_args().dump
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(paperreader.load(paths))} papers")
    print(f"{'':28}{'keys':>7}{'median':>9}{'p99':>9}{'worst':>9}  ms")
    measure_terminal(paths)
    asyncio.run(measure_loop(paths))


if __name__ == "__main__":
    main()
