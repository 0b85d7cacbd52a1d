"""From a key to a settled screen, and how long the screen's loop ever stands still.

    python bench/keys.py FILE ...

Runs the real app without a terminal (what a terminal adds is its own), presses keys one by one,
waits after each until rows, detail and chrome show its effect, and prints median, 99th percentile
and worst time. Beside it a task that wants to run every millisecond measures the loop's gaps while
a query is typed at the speed of a held key.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from paperreader import source
from paperreader.library import Library
from paperreader.loading import load_library, steps
from paperreader.session import Session
from paperreader.state import State
from paperreader.tui.app import ReaderApp

SITTING = ["j", "j", "j", "k", "n", "n", "s", "n", "r", "ctrl+d", "ctrl+d", "G", "g", "J", "K", "space", "b", "l", "j", "k", "h", "2", "1", "S", "d", "S", "r", "u", "ctrl+r"]
QUERIES = ["attention is all", "sparse autoencodr", "mechint", "diffusion models", "the", "zzqxv", "year:2024 la"]
REPEAT = 6
HELD = 0.033  # seconds between the keys of a held key


def settled(app: ReaderApp) -> bool:
    main = app.main
    return not (main.busy or main.reading or main._layout_required or main._repaint_required or main._dirty_widgets)  # noqa: SLF001


async def settle(app: ReaderApp) -> None:
    for _ in range(2):  # a message may still be on its way when all is quiet for the first time
        await asyncio.sleep(0)
        while not settled(app):  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)
    done = asyncio.Event()
    app.main.call_after_refresh(done.set)
    await done.wait()


async def timed(app: ReaderApp, key: str) -> float:
    start = time.perf_counter()
    app.simulate_key(key)
    await settle(app)
    return (time.perf_counter() - start) * 1000


async def gaps(stop: asyncio.Event, found: list[float]) -> None:
    while not stop.is_set():
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        found.append((time.perf_counter() - start) * 1000 - 1)


def told(name: str, figures: list[float]) -> str:
    ordered = sorted(figures)
    return (
        f"{name:28}{len(ordered):7}{ordered[len(ordered) // 2]:9.1f}"
        f"{ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]:9.1f}{ordered[-1]:9.1f}"
    )


async def measure(paths: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Library(), State(Path(folder, "state.toml")))
        rest = steps(paths, source.find(paths))
        session.grow(next(rest))
        app = ReaderApp(session, rest, lambda: load_library(paths), [])
        async with app.run_test(size=(120, 36)):
            while app.main.busy or app.main.reading:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await asyncio.sleep(3)  # the index is built beside the screen
            print(f"{len(session.library)} papers")
            print(f"{'':28}{'keys':>7}{'median':>9}{'p99':>9}{'worst':>9}  ms")
            sitting = [await timed(app, key) for _ in range(REPEAT) for key in SITTING]
            print(told("a sitting, key to settled", sitting))
            typed = []
            for query in QUERIES:
                await timed(app, "/")
                typed += [await timed(app, "space" if letter == " " else letter) for letter in query]
                await timed(app, "escape")
            print(told("typing, key to settled", typed))
            stop, found = asyncio.Event(), list[float]()
            watch = asyncio.create_task(gaps(stop, found))
            for query in QUERIES:
                app.simulate_key("/")
                for letter in query:
                    app.simulate_key("space" if letter == " " else letter)
                    await asyncio.sleep(HELD)
                app.simulate_key("escape")
                await asyncio.sleep(HELD)
            stop.set()
            await watch
            print(told("loop's gaps, key held", found))


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    asyncio.run(measure(sys.argv[1:]))


if __name__ == "__main__":
    main()
