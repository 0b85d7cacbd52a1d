"""A home of its own for every test of the command line, and the program run in it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from paperreader.cli import main
from tests.cli.running import PAPERS, Result, Run
from tests.strategies import page


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the data, cache and settings folders at a temporary one; return it."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.delenv("PAPERREADER_STATE", raising=False)
    monkeypatch.delenv("PAPERREADER_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process; `stdin` is the text on its standard input."""

    def run_program(*arguments: str | Path, stdin: str | None = None) -> Result:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return run_program


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A dump of four papers."""
    file = tmp_path / "page.txt"
    file.write_text(page(PAPERS), "utf-8")
    return file
