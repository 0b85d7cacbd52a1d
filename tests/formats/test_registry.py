"""The choice of a dump's format."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from paperreader.formats import format_row, own_jsonl, papers_page, recognition, registry
from paperreader.formats.confidence import GUESS

SEEDS = Path(__file__).parents[2] / "seeds"
PAGE = "Get trending papers in your email inbox!\n\nA title\n\n" + "An abstract of some length. " * 40 + "\n"
PAIR = f"A title\n\n{'An abstract of some length. ' * 40}\n"
PAPER = f"A Title of Some Length\n\nAdobe · Published on Sep 15\n\n{'An abstract of some length. ' * 40}\n"
SHORT_RECORD = '{"title":"A title"}\n'
RECORD = '{"key":"a-title","title":"A title"}\n'


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (PAGE, papers_page),
        (RECORD, own_jsonl),
        (f"{PAGE}\n{RECORD}", papers_page),
        (f"{SHORT_RECORD}\n\n{PAGE}", papers_page),
        (f"{SHORT_RECORD}\n\n{PAIR}", own_jsonl),
        (f"{SHORT_RECORD}\n\n{PAPER}", own_jsonl),
        (PAIR, papers_page),
        (PAPER, papers_page),
        ("# Notes\n\nBuy milk.\n", None),
    ],
)
def test_the_format_with_the_highest_confidence_is_chosen(head: str, form: object) -> None:
    found = recognition.find_format(head.encode())
    assert (found and found.reader) is form


@pytest.mark.parametrize("row", registry.FORMATS, ids=lambda row: row.module)
def test_every_format_can_sniff_and_read(row: format_row.FormatRow) -> None:
    module = row.reader
    assert list(inspect.signature(module.sniff).parameters) == ["head"]
    assert list(inspect.signature(module.read).parameters) == ["source"]
    assert 0 <= module.sniff(b"Anything") <= 1


def test_every_module_of_formats_is_in_the_registry() -> None:
    folder = Path(registry.__file__).parent
    names = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    shared = {
        "__init__",
        "confidence",
        "entry",
        "entry_columns",
        "format_row",
        "recognition",
        "records",
        "refusals",
        "registry",
    }
    assert names - shared == {row.module for row in registry.FORMATS}


def test_the_shape_of_a_page_is_the_last_guess() -> None:
    shape = f"A title\n\n{'An abstract of some length. ' * 40}\n".encode()
    assert 0 < papers_page.sniff(shape) < GUESS


def test_a_format_is_imported_only_for_its_dumps(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORD)
    assert "paperreader.formats.papers_page" not in _imported_to_read(tmp_path / "a.jsonl")
    assert "orjson" not in _imported_to_read(next(SEEDS.glob("*.txt")))


def _imported_to_read(path: Path) -> list[str]:
    """Return the modules imported by a new interpreter that reads a dump."""
    program = (
        "import sys\nfrom paperreader.formats import read\nfrom paperreader.source import Source\n"
        f"assert [entry for batch in read(Source({str(path)!r})) for entry in batch.entries]\nprint(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return ran.stdout.split()
