"""The folders of a person, as platformdirs has them."""

from __future__ import annotations

import platformdirs
import pytest

from paperreader.paths import platform_folder

KINDS = ("data", "config", "cache")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("named", [None, "", "  ", "/somewhere/else", "not/absolute", "~/else"])
def test_they_are_where_platformdirs_has_them(kind: str, named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv("HOME", "/home/somebody")
    if named is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, named)
    assert str(platform_folder(kind)) == getattr(platformdirs, f"user_{kind}_dir")("paperreader")
