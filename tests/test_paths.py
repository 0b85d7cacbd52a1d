"""The user's folders are the ones of platformdirs."""

from __future__ import annotations

import platformdirs
import pytest

from paperreader.paths import platform_folder

KINDS = ("data", "config", "cache")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", [None, "", "  ", "/somewhere/else", "not/absolute", "~/else"])
def test_a_folder_is_the_one_of_platformdirs(kind: str, folder: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv("HOME", "/home/somebody")
    if folder is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, folder)
    assert str(platform_folder(kind)) == getattr(platformdirs, f"user_{kind}_dir")("paperreader")
