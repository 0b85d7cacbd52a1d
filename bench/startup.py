"""From exec to the first painted list, in a real pseudo-terminal, beside a minimal Textual program.

    python bench/startup.py [--runs 15] [--marks 0] [--dump FILE ...]

Prints processor time (user and system, all threads) and wall time from `exec` until the first title
is on the terminal, as medians, and their ratio to those of a Textual program that shows the seeds'
titles in an OptionList. Runs alternate, so that a slower moment of the machine hits both; all is
compiled to bytecode by a first run that does not count.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

import paperreader
from paperreader.marks import READ, Mark, MarkChange, MarkStore, PaperRef, now
from terminal import Terminal

SEEDS = str(Path(__file__).parents[1] / "seeds")
MINIMAL = """
from textual.app import App
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

TITLES = open({titles!r}, encoding="utf-8").read().split("\\n")


class Minimal(App):
    def compose(self):
        yield OptionList(*[Option(Content(title)) for title in TITLES])


Minimal().run()
"""


def first_paint(command: list[str], sign: bytes, environment: dict[str, str]) -> tuple[float, float]:
    """(processor time, wall time) in seconds until `sign` is painted."""
    terminal = Terminal(command, environment)
    wall = terminal.wait_for(sign)
    return terminal.kill(), wall


def mark(file: Path, papers: int) -> None:
    """A file with marks of papers that are in no dump."""
    names = [PaperRef(f"paper-number-{number:07}", f"Paper: Number {number}") for number in range(papers)]
    MarkStore(file).apply([MarkChange(name, READ, Mark(on=True, since=now())) for name in names])


def environment_of(folder: str) -> dict[str, str]:
    """A terminal with true colour, marks of its own, and bytecode that is kept."""
    environment = os.environ | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PAPERREADER_STATE": str(Path(folder, "state.toml")),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--dump", action="append", default=[], help="instead of the seeds; may be given again")
    parser.add_argument("--marks", type=int, default=0, help="papers of other dumps in the file of marks")
    arguments = parser.parse_args()
    titles = [paper.title for paper in paperreader.load(SEEDS).papers]
    paths = arguments.dump or [SEEDS]
    sign = paperreader.load(paths).papers[0].title[:24].encode()
    with tempfile.TemporaryDirectory() as folder:
        listed, minimal = Path(folder, "titles.txt"), Path(folder, "minimal.py")
        listed.write_text("\n".join(titles), encoding="utf-8")
        mark(Path(folder, "state.toml"), arguments.marks)
        minimal.write_text(MINIMAL.format(titles=str(listed)), encoding="utf-8")
        programs = {
            "minimal": ([sys.executable, str(minimal)], titles[0][:24].encode()),
            "paperreader": ([sys.executable, "-m", "paperreader", *paths], sign),
        }
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for run in range(arguments.runs + 1):
            for name, (command, wanted) in programs.items():
                figure = first_paint(command, wanted, environment_of(folder))
                if run:
                    figures[name].append(figure)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {arguments.runs} runs")
    print(f"{'':14}{'processor ms':>14}{'wall ms':>10}")
    for name, found in figures.items():
        cpu, wall = (statistics.median(part) * 1000 for part in zip(*found, strict=True))
        print(f"{name:14}{cpu:14.0f}{wall:10.0f}")
    pairs = list(zip(figures["paperreader"], figures["minimal"], strict=True))
    print(f"ratio, pair by pair: processor {statistics.median(a[0] / b[0] for a, b in pairs):.2f}")
    print(f"                     wall      {statistics.median(a[1] / b[1] for a, b in pairs):.2f}")


if __name__ == "__main__":
    main()
