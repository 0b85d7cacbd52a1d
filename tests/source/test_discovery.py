"""The dumps that paths name."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from paperreader.source import Source, find_sources
from tests.source import written


def test_files_are_found_in_the_order_given(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("b.txt", "a.txt")]
    assert [source.path for source in find_sources(paths)] == paths


def test_the_files_below_a_folder_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deeper/d.txt"):
        written(tmp_path / name)
    found = [Path(source.path).relative_to(tmp_path).as_posix() for source in find_sources([str(tmp_path)])]
    assert found == ["a.txt", "b.txt", "sub/c.txt", "sub/deeper/d.txt"]


def test_hidden_files_in_a_folder_are_skipped(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c.txt"):
        written(tmp_path / name)
    assert [source.name for source in find_sources([str(tmp_path)])] == ["c.txt"]


def test_a_pipe_in_a_folder_is_passed_over_and_a_named_one_is_found(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe")
    assert [source.name for source in find_sources([str(tmp_path)])] == ["a.txt"]
    assert [source.name for source in find_sources([str(tmp_path / "pipe")])] == ["pipe"]


def test_a_named_hidden_file_is_found(tmp_path: Path) -> None:
    path = written(tmp_path / ".a.txt")
    assert [source.name for source in find_sources([str(path)])] == [".a.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    assert [source.path for source in find_sources(["a.txt", "./a.txt", str(path), "link.txt", "."])] == ["a.txt"]


def test_standard_input_is_read_once() -> None:
    assert [source.name for source in find_sources(["-", "-"])] == ["(standard input)"]


def test_a_day_of_capture_applies_to_its_file_or_to_all(tmp_path: Path) -> None:
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    found = find_sources([one, other], {one: date(2024, 5, 1), "": date(2025, 1, 1)})
    assert [source.capture_date for source in found] == [date(2024, 5, 1), date(2025, 1, 1)]


def test_the_name_is_without_the_folder(tmp_path: Path) -> None:
    assert Source(str(tmp_path / "000_af51.txt")).name == "000_af51.txt"
