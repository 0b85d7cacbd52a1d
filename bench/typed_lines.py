"""Measure how long pasted lines keep the screen's event loop: lines of any length that no person would type.

Each shape is pasted after `/`; then keys are pressed: a letter, Tab, moves and deletions, Up, Down and Esc. The
figures are the longest times without a pause, in milliseconds of the loop's own processor time, for lines of two
lengths: a time that grows with the square would be four times as long. The first row is an ordinary query.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import tempfile
import time
from pathlib import Path

from textual import events

from paperreader.config import Config
from paperreader.marks import MarkStore
from paperreader.tui.app import ReaderApp
from paperreader.tui.start import open_app

SHAPES = {
    "an ordinary query": "",
    "one word": "a",
    "words": "attention ",
    "quotes": '"',
    "open quotes": '"x ',
    "fields with quotes": 'x:"  "',
    "parentheses": "(",
    "groups": "(a OR b) ",
    "open groups": "(a OR ",
    "names": "@a ",
    "signs": "-(",
    "identifiers": "2402.15570,",
    "addresses": "https://x/",
    "misspelt fields": "yaer:2 ",
    "bad values": "is:strred,",
    "abstracts": "abstract:a ",
    "wide letters": "漢",
    "joined emoji": "👩‍👩‍👧 ",
    "lines": "a\n",
}
ORDINARY = "sparse autoencodr"
KEYS = ["backspace", "a", "tab", "tab", "home", "end", "ctrl+left", "ctrl+w", "up", "down", "escape"]
PAUSE = 0.15  # seconds between keys, in which the answer arrives


class LongestGap:
    """The longest time that the loop works without a pause."""

    def __init__(self) -> None:
        self.milliseconds = 0.0
        self.stopped = False

    async def watch(self) -> None:
        """Measure until `stopped`."""
        while not self.stopped:
            start = time.thread_time()
            await asyncio.sleep(0.001)
            self.milliseconds = max(self.milliseconds, (time.thread_time() - start) * 1000)


async def longest(app: ReaderApp, text: str) -> float:
    """Return the longest gap while a text is pasted and keys are pressed."""
    gap = LongestGap()
    watch = asyncio.create_task(gap.watch())
    app.simulate_key("/")
    await asyncio.sleep(PAUSE)
    app.post_message(events.Paste(text))
    await asyncio.sleep(4 * PAUSE)
    for key in KEYS:
        app.simulate_key(key)
        await asyncio.sleep(PAUSE)
    gap.stopped = True
    await watch
    return gap.milliseconds


async def measure(paths: list[str], length: int) -> None:
    """Print a row for each shape."""
    with tempfile.TemporaryDirectory() as folder:
        app = open_app(paths, MarkStore(Path(folder, "state.toml")), Config(Path(folder, "config.toml")))
        async with app.run_test(size=(120, 36)):
            while app.is_running and (app.main.busy or app.main.is_loading):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.01)
            await longest(app, ORDINARY)  # what is imported and made at the first key
            for name, shape in SHAPES.items():
                texts = [(shape * (size // len(shape))) if shape else ORDINARY for size in (length, 2 * length)]
                print(f"{name:20}" + "".join([f"{await longest(app, text):10.0f}" for text in texts]), flush=True)


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", nargs="+", metavar="FILE", help="a dump of papers")
    parser.add_argument("--length", type=int, default=50_000, help="letters of the shorter line (default: %(default)s)")
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, milliseconds")
    print(f"{'letters':20}{arguments.length:10}{2 * arguments.length:10}")
    asyncio.run(measure(arguments.dump, arguments.length))


if __name__ == "__main__":
    main()
