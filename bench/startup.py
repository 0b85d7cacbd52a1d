"""Measure the time from exec to the first painted list, compared with a minimal Textual program.

    python bench/startup.py [--runs 15] [--marks 0] [--sessions 0] [--dump FILE ...]

Runs both programs in a pseudo-terminal, in turn, so that a slower moment of the machine affects both. Prints
for each the medians of the processor time (user and system, all threads) and of the wall time from exec until
the first title is painted, and the ratio of the two programs. The minimal program shows the titles of the
example dumps in an OptionList. The first run compiles the bytecode and is not counted.
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
from paperreader.session.sessions_file import RememberedSession, SessionsFile
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


def first_paint(command: list[str], text: bytes, environment: dict[str, str]) -> tuple[float, float]:
    """Run a program until it paints a text; return (processor time, wall time) in seconds."""
    terminal = Terminal(command, environment)
    wall = terminal.wait_for(text)
    return terminal.kill(), wall


def write_marks(file: Path, count: int) -> None:
    """Write a state file in which `count` papers that are in no dump are marked read."""
    papers = [PaperRef(f"paper-number-{number:07}", f"Paper: Number {number}") for number in range(count)]
    MarkStore(file).apply([MarkChange(paper, READ, Mark(on=True, since=now())) for paper in papers])


def write_sessions(file: Path, count: int, paths: list[str], key: str) -> None:
    """Write a file of so many remembered sessions and queries, that of the paths among them."""
    for number in range(count):
        session = RememberedSession("is:unread year:2000..", key=key, offset=7)
        dumps = paths if number == count // 2 else [f"/papers/of/day/{number}"]
        SessionsFile(file, dumps).save(session, [f"query {number} of {count}" for number in range(4 * count)])


def environment_of(folder: str) -> dict[str, str]:
    """Return an environment with true color, state file and memory in the folder, and bytecode written to disk."""
    environment = os.environ | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PAPERREADER_STATE": str(Path(folder, "state.toml")),
        "XDG_STATE_HOME": folder,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def measure(
    programs: dict[str, tuple[list[str], bytes]], runs: int, environment: dict[str, str]
) -> dict[str, list[tuple[float, float]]]:
    """Return the times of `first_paint` for each program, without those of the first run."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for run in range(runs + 1):
        for name, (command, text) in programs.items():
            time = first_paint(command, text, environment)
            if run:
                times[name].append(time)
    return times


def report(times: dict[str, list[tuple[float, float]]]) -> None:
    """Print the medians, and the medians of the ratios of neighboring runs."""
    print(f"{'':14}{'processor ms':>14}{'wall ms':>10}")
    for name, found in times.items():
        processor, wall = (statistics.median(part) * 1000 for part in zip(*found, strict=True))
        print(f"{name:14}{processor:14.0f}{wall:10.0f}")
    pairs = list(zip(times["paperreader"], times["minimal"], strict=True))
    print(f"ratio, pair by pair: processor {statistics.median(a[0] / b[0] for a, b in pairs):.2f}")
    print(f"                     wall      {statistics.median(a[1] / b[1] for a, b in pairs):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="runs of each program (default: %(default)s)")
    parser.add_argument(
        "--dump", action="append", default=[], help="open this instead of the example dumps; repeatable"
    )
    parser.add_argument("--marks", type=int, default=0, help="papers in the state file that are in no dump")
    parser.add_argument("--sessions", type=int, default=0, help="remembered sessions, one of them with these dumps")
    arguments = parser.parse_args()
    titles = [paper.title for paper in paperreader.load(SEEDS).papers]
    paths = arguments.dump or [SEEDS]
    first_paper = paperreader.load(paths).papers[0]
    first_title = first_paper.title[:24].encode()
    with tempfile.TemporaryDirectory() as folder:
        listed, minimal = Path(folder, "titles.txt"), Path(folder, "minimal.py")
        listed.write_text("\n".join(titles), encoding="utf-8")
        write_marks(Path(folder, "state.toml"), arguments.marks)
        write_sessions(Path(folder, "paperreader", "sessions.toml"), arguments.sessions, paths, first_paper.key)
        minimal.write_text(MINIMAL.format(titles=str(listed)), encoding="utf-8")
        programs = {
            "minimal": ([sys.executable, str(minimal)], titles[0][:24].encode()),
            "paperreader": ([sys.executable, "-m", "paperreader", *paths], first_title),
        }
        times = measure(programs, arguments.runs, environment_of(folder))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {arguments.runs} runs")
    report(times)


if __name__ == "__main__":
    main()
