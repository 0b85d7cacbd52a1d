"""The user's folders for data, settings and cache, and paths in messages."""

from __future__ import annotations

import os
from pathlib import Path

from paperreader.text import sanitize


def platform_folder(kind: str) -> Path:
    """Return the program's folder for "data", "config", "state" or "cache"; it need not exist."""
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("paperreader"))


def shown_path(path: Path) -> str:
    """Return a path for a message: whole, with `~` for the user's home."""
    home = os.path.expanduser("~")
    return sanitize(f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path))
