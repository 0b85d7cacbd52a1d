r"""Measure `paperreader list` against two baselines: starting Python, and reading the same dump.

    python bench/listing.py [--runs 21] [--dump FILE ...]

Prints the processor time (user and system) of whole processes: median, minimum, and the median of the ratios to the
baseline run by run. The programs take turns, so that a slow phase of the machine affects all of them.

1. On the seeds: `list --limit 5` and `list attention`, against `python -c pass`.
2. For each dump: `list --format jsonl`, against reading it (`paperreader.load`), with the peak memory of each. For the
   same papers with long and with short abstracts the memory should be equal.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = str(Path(__file__).parents[1] / "seeds")
PROGRAM = [sys.executable, "-c", "from paperreader.cli import entry; entry()"]  # as the installed script does


def measure(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the processor time in ms and the peak memory in MB of a process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def compare(programs: dict[str, list[str]], runs: int, environment: dict[str, str]) -> None:
    """Print one line for each program; the first program is the baseline."""
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for run in range(runs + 1):
        for name, command in programs.items():
            measured = measure(command, environment)
            if run:  # the first run compiles modules
                results[name].append(measured)
    baseline = [time for time, _ in next(iter(results.values()))]
    for name, figures in results.items():
        times, memory = [time for time, _ in figures], [peak for _, peak in figures]
        ratio = statistics.median(time / base for time, base in zip(times, baseline, strict=True))
        print(f"{name:28}{statistics.median(times):9.0f}{min(times):9.0f}{ratio:9.2f}{statistics.median(memory):9.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="runs of each program (default: %(default)s)")
    parser.add_argument("--dump", action="append", default=[], help="a large dump; may be given again")
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {arguments.runs} runs")
    print(f"{'':28}{'median':>9}{'min':>9}{'ratio':>9}{'MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {f"XDG_{name}_HOME": folder for name in ("DATA", "CACHE", "CONFIG", "STATE")}
        for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PAPERREADER_STATE"):
            environment.pop(name, None)
        seeds = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "list --limit 5": [*PROGRAM, "list", "--limit", "5", "--from", SEEDS],
            "list attention": [*PROGRAM, "list", "attention", "--from", SEEDS],
        }
        compare(seeds, arguments.runs, environment)
        for path in arguments.dump:
            print(f"\n{path}, {os.stat(path).st_size / 1e6:.0f} MB")
            reads = f"import paperreader; paperreader.load({path!r})"
            dump = {
                "reading": [sys.executable, "-c", reads],
                "list --format jsonl": [*PROGRAM, "list", "--format", "jsonl", "--from", path],
            }
            compare(dump, max(3, arguments.runs // 4), environment)


if __name__ == "__main__":
    main()
