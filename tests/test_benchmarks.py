"""Every benchmark has a working `--help`, and bench/README.md describes it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"
PROGRAMS = [file for file in sorted(BENCH.glob("*.py")) if '__name__ == "__main__"' in file.read_text("utf-8")]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_every_benchmark_explains_itself(program: Path) -> None:
    run = subprocess.run([sys.executable, str(program), "--help"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("usage:")


def test_the_readme_of_the_benchmarks_describes_every_file() -> None:
    described = set(re.findall(r"^\| `(\w+\.py)` \|", (BENCH / "README.md").read_text("utf-8"), re.MULTILINE))
    assert described == {file.name for file in BENCH.glob("*.py")}
