"""`paperreader add`: a kept dump opens by default."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import TITLES, Run, titles


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".DS_Store", b""),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
        ("desktop.ini", b"[.ShellClassInfo]\nIconIndex=0\n"),
        ("Icon\r", b""),
        ("notes.txt", b"call the plumber\n"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500)),
        ("empty/.nomedia", b""),
    ],
)
def test_files_without_papers_among_the_kept_dumps_do_not_keep_the_seeds_from_opening(
    run: Run, home: Path, name: str, content: bytes
) -> None:
    odd = home / "data/paperreader/dumps" / name
    odd.parent.mkdir(parents=True)
    odd.write_bytes(content)
    listed = run("list", "--format", "keys")
    assert (len(listed.lines), listed.err) == (86, "")


def test_a_kept_dump_that_cannot_be_read_is_told(run: Run, home: Path) -> None:
    folder = home / "data/paperreader/dumps"
    folder.mkdir(parents=True)
    (folder / "gone.txt").symlink_to("nowhere")
    listed = run("list")
    assert listed.status == 1
    assert "gone.txt" in listed.err


def test_an_added_dump_is_listed_by_default(run: Run, dump: Path, home: Path) -> None:
    added = run("add", dump)
    assert added.status == 0
    assert added.out.endswith(": 4 papers\n")
    dump.unlink()
    assert titles(run("list", "--format", "jsonl")) == TITLES
    assert list(home.glob("data/paperreader/dumps/*.txt"))
