"""Make a picture of the reader from a real run on the seeds.

    python docs/picture.py docs/reader.svg --size 150x36 --keys "s n n n n n s n n s / i n t e r p r e t a b l e enter j j s"

Keys are named as Textual names them. The marks of the run go to a file of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from paperreader.config import Config
from paperreader.marks import MarkStore
from paperreader.tui.start import open_app
from paperreader.tui.themes import LIGHT

ROOT = Path(__file__).parents[1]


async def picture(target: Path, size: tuple[int, int], keys: list[str], dumps: list[str], *, light: bool) -> None:
    """Run the reader, press keys, and save what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        app = open_app(dumps, MarkStore(Path(folder, "state.toml")), Config(Path(folder, "config.toml")))
        if light:
            app.theme = LIGHT.name
        async with app.run_test(size=size) as pilot:
            while app.is_running and app.main.is_loading:
                await pilot.pause(0.01)
            for key in keys:
                await pilot.press(key)
                while app.is_running and app.main.busy:
                    await pilot.pause(0.01)
            await pilot.pause()
            target.write_text(app.export_screenshot(title="paperreader"), encoding="utf-8")  # noqa: ASYNC240 - all is done


def main() -> None:
    """Read the command line and make the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--size", default="120x36")
    parser.add_argument("--keys", default="")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--dump", action="append", help="instead of the seeds")
    arguments = parser.parse_args()
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    width, height = map(int, arguments.size.split("x"))
    dumps = arguments.dump or [os.path.relpath(ROOT / "seeds")]
    asyncio.run(picture(arguments.target, (width, height), arguments.keys.split(), dumps, light=arguments.light))


if __name__ == "__main__":
    main()
