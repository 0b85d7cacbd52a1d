"""The user's folders follow the XDG rules."""

from __future__ import annotations

import sys

import pytest

from paperreader.paths import platform_folder

DEFAULTS = {"data": ".local/share", "config": ".config", "state": ".local/state", "cache": ".cache"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other platforms have other folders")
@pytest.mark.parametrize("kind", DEFAULTS)
@pytest.mark.parametrize("folder", [None, "", "  ", "/somewhere/else", "relative/folder"])
def test_a_folder_is_the_absolute_one_of_the_environment_or_the_default(
    kind: str, folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv("HOME", "/home/somebody")
    if folder is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, folder)
    parent = folder if folder == "/somewhere/else" else f"/home/somebody/{DEFAULTS[kind]}"
    assert platform_folder(kind).as_posix() == f"{parent}/paperreader"
