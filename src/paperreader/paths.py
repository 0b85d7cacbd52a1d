"""The user's folders for data, settings and cache."""

from __future__ import annotations

from pathlib import Path


def platform_folder(kind: str) -> Path:
    """Return the program's folder for "data", "config" or "cache"; it need not exist."""
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("paperreader"))
