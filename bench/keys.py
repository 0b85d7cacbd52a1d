"""From a key to a settled screen, and how long the screen's loop ever stands still.

    python bench/keys.py FILE ...

In a real pseudo-terminal: presses keys one by one and takes the time until the last byte that each
has painted. Then, in the app without a terminal, a task that wants to run every millisecond
measures the loop's gaps while the dump is read, and while queries are typed, `j` and a page down
pressed at the speed of a held key: on the clock, and in the loop's own processor time. What the
clock has more is waiting for other threads, or for a machine that others use. Prints median, 99th
percentile and worst, in milliseconds.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

import paperreader
from paperreader import source
from paperreader.library.library import Library
from paperreader.library.loading import load_library, read_steps
from paperreader.marks import MarkStore
from paperreader.session import Session
from paperreader.tui.app import ReaderApp
from startup import environment_of
from terminal import Terminal

SITTING = [
    "j",
    "j",
    "j",
    "k",
    "n",
    "n",
    "s",
    "n",
    "r",
    "\x04",
    "\x04",
    "G",
    "g",
    "J",
    "K",
    " ",
    "b",
    "l",
    "j",
    "k",
    "h",
]
SITTING += ["2", "1", "Sd", "Sr", "u", "\x12"]
QUERIES = ["attention is all", "sparse autoencodr", "mechint", "diffusion models", "the", "zzqxv", "year:2024 la"]
REPEAT = 5
HELD = 0.033  # seconds between the keys of a held key
SETTLED = 0.2  # seconds for the line to open or close, which is counted apart


def told(name: str, figures: list[float]) -> str:
    ordered = sorted(figure * 1000 for figure in figures)
    last = len(ordered) - 1
    return f"{name:28}{last + 1:7}{ordered[last // 2]:9.1f}{ordered[round(last * 0.99)]:9.1f}{ordered[-1]:9.1f}"


def in_terminal(paths: list[str]) -> None:
    sign = paperreader.load(paths).papers[0].title[:24].encode()
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal([sys.executable, "-m", "paperreader", *paths], environment_of(folder), (120, 36))
        terminal.wait_for(sign)
        time.sleep(3)  # all is read, and the index is built beside the screen
        terminal.settle()
        sitting = [terminal.press(key) for _ in range(REPEAT) for key in SITTING]
        print(told("a sitting, key to settled", sitting))
        typed = []
        for query in QUERIES:
            terminal.press("/")
            typed += [terminal.press(letter) for letter in query]
            terminal.press("\x1b")
        print(told("typing, key to settled", typed))
        print(told("all keys", sitting + typed))
        terminal.kill()


class Gaps:
    """How long the loop stood still, by what was done meanwhile."""

    def __init__(self) -> None:
        deeds = ("while the dump is read", "a letter, key held", "/ and Esc", "j held in the hits", "a page down, held")
        self.found: dict[str, list[tuple[float, float]]] = {deed: [] for deed in deeds}  # on the clock, own
        self.deed = "while the dump is read"
        self.stopped = False

    async def watch(self) -> None:
        """Take the gaps until `stopped`."""
        while not self.stopped:
            start, worked, deed = time.perf_counter(), time.thread_time(), self.deed
            await asyncio.sleep(0.001)
            self.found[deed].append((time.perf_counter() - start - 0.001, time.thread_time() - worked))

    def tell(self) -> None:
        """Print them; a small dump is read before the watch begins."""
        for deed, found in self.found.items():
            if found:
                print(told(f"gaps: {deed}", [clock for clock, _ in found]))
                print(told("  own processor time", [own for _, own in found]))


async def in_app(paths: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Library(), MarkStore(Path(folder, "state.toml")))
        rest = read_steps(paths, source.find_sources(paths))
        session.grow(next(rest))
        app = ReaderApp(session, rest, lambda: load_library(paths), [])
        async with app.run_test(size=(120, 36)):
            gaps = Gaps()
            watch = asyncio.create_task(gaps.watch())
            while app.is_running and (app.main.busy or app.main.reading):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.01)
            gaps.deed = "/ and Esc"
            await asyncio.sleep(3)

            async def press(key: str, deed: str) -> None:
                gaps.deed = deed
                app.simulate_key(key)
                await asyncio.sleep(HELD)

            for query in QUERIES:
                for _ in range(3):
                    await press("/", "/ and Esc")
                    await asyncio.sleep(SETTLED)
                    for letter in query:
                        await press("space" if letter == " " else letter, "a letter, key held")
                    await press("escape", "/ and Esc")
                    await asyncio.sleep(SETTLED)
            for letter in "/model":
                await press(letter, "/ and Esc")
            await press("enter", "/ and Esc")
            await asyncio.sleep(SETTLED)
            for _ in range(100):
                await press("j", "j held in the hits")
            for _ in range(50):
                await press("pagedown", "a page down, held")
            gaps.stopped = True
            await watch
            gaps.tell()


def main() -> None:
    paths = sys.argv[1:]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(paperreader.load(paths))} papers")
    print(f"{'':28}{'keys':>7}{'median':>9}{'p99':>9}{'worst':>9}  ms")
    in_terminal(paths)
    asyncio.run(in_app(paths))


if __name__ == "__main__":
    main()
