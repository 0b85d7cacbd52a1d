"""New files: no link is followed, no file is overwritten unasked, owners and modes are kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from paperreader.new_files import create_beside, keep_owner, rename_without_replacing


def created(path: Path, text: str) -> Path:
    descriptor, temporary = create_beside(path)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return temporary


def test_a_planted_link_is_neither_followed_nor_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter((b"\0\0\0\0", b"\0\0\0\1"))
    monkeypatch.setattr(os, "urandom", lambda _: next(names))
    target = tmp_path / "target"
    target.write_text("mine")
    (tmp_path / ".state.00000000").symlink_to(target)
    assert created(tmp_path / "state", "new").name == ".state.00000001"
    assert target.read_text() == "mine"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_that_is_taken_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    file = tmp_path / "a.txt"
    rename_without_replacing(created(file, "first"), file)
    with pytest.raises(FileExistsError):
        rename_without_replacing(created(file, "second"), file)
    assert file.read_text() == "first"


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_owner_group_and_mode_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    os.chown(file, 65534, 65534)
    file.chmod(0o660)
    descriptor, _ = create_beside(file)
    keep_owner(descriptor, file.stat())
    found = os.fstat(descriptor)
    os.close(descriptor)
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (65534, 65534, 0o660)
