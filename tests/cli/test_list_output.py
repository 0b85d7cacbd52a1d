"""`paperreader list --output`: which files are written, in which format, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.export.writers import EXPORT_FORMATS
from tests.cli.running import Result, Run, start


def test_a_list_is_written_to_a_file_and_overwrites_one_only_with_force(run: Run, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    assert run("list", "--from", dump, "--output", file) == Result(0, "", "")
    written = file.read_text("utf-8")
    assert len(written.splitlines()) == 4
    refused = run("list", "sparse", "--from", dump, "--output", file)
    assert (refused.status, refused.out) == (1, "")
    assert "--force" in refused.err
    assert file.read_text("utf-8") == written
    assert run("list", "sparse", "--from", dump, "--output", file, "--force").status == 0
    assert len(file.read_text("utf-8").splitlines()) == 1
    assert sorted(other.name for other in tmp_path.iterdir() if other.is_file()) == ["out.txt", "page.txt"]


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_the_output_can_be_named_as_standard_output(run: Run, dump: Path, tmp_path: Path, name: str) -> None:
    listed = ("list", "--from", dump, "--format", "jsonl")
    printed = run(*listed).out
    assert run(*listed, "--output", name) == Result(0, printed, "")
    with (tmp_path / "redirected").open("a") as file:  # a file: what is there stays, as with `>> redirected`
        file.write("before\n")
        file.flush()
        with start(*listed, "--output", name, stdout=file) as listing:
            assert listing.communicate()[1] == b""
    assert (tmp_path / "redirected").read_text("utf-8") == f"before\n{printed}"
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_file_has_the_format_of_its_ending(run: Run, dump: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"PAPERS{EXPORT_FORMATS[name].ending.upper()}"
    run("list", "--from", dump, "--output", file)
    assert file.read_bytes().decode() == run("list", "--from", dump, "--format", name).out
    run("list", "--from", dump, "--format", "keys", "--output", file, "--force")
    assert file.read_bytes().decode() == run("list", "--from", dump, "--format", "keys").out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("papers.jsnol", "no format has the ending .jsnol; did you mean .jsonl (the endings are .txt .jsonl"),
        ("papers.json.gz", "no format has the ending .gz ("),
        ("papers.html", "no format has the ending .html ("),
    ],
)
def test_a_file_with_an_unknown_ending_needs_a_format(run: Run, dump: Path, name: str, said: str) -> None:
    result = run("list", "--from", dump, "--output", name)
    assert (result.status, result.out, Path(name).exists()) == (2, "", False)
    assert said in result.err
    assert run("list", "--from", dump, "--output", name, "--format", "jsonl").status == 0
    assert run("list", "--from", dump, "--output", "papers").status == 0
    assert Path("papers").read_text("utf-8") == run("list", "--from", dump).out


@pytest.mark.parametrize("path", ["missing/out.txt", "page.txt/out.txt", "."])
def test_a_file_that_cannot_be_written_is_an_error(run: Run, dump: Path, path: str) -> None:
    result = run("list", "--from", dump, "--output", path, "--force")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("paperreader: ")
