"""Running the program in tests, and the dump that they run it on."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.libraries import ABSTRACT
from tests.strategies import PagePaper

PAPERS = (
    PagePaper("Successor Heads Recurring in the Wild", ABSTRACT, 12, 14, 2023, authors_count=6, comments=2),
    PagePaper("Sparse Autoencoders Find Features", ABSTRACT, 9, 15, 2023, organization=("adobe", "Adobe")),
    PagePaper("Heads of Attention Without a Date", ABSTRACT),
    PagePaper("Mechanistic Interpretability of Models", ABSTRACT, 5, 17, 2024, authors_count=1),
)
TITLES = [paper.title for paper in PAPERS]
HEADS, SPARSE, UNDATED, MECHANISTIC = TITLES


@dataclass(frozen=True)
class Result:
    """The result of a run: exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Result]


def start(*arguments: str | Path, **more: object) -> subprocess.Popen[bytes]:
    """Start the program in a process of its own."""
    command = [sys.executable, "-m", "paperreader", *map(str, arguments)]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **pipes | more)  # type: ignore[call-overload, no-any-return]


def titles(result: Result) -> list[str]:
    """Return the titles of printed JSON lines."""
    return [json.loads(line)["title"] for line in result.lines]


def safe(text: str) -> bool:
    """Return whether a text has no control character but line feeds and tabs."""
    return all(sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") for sign in text)
