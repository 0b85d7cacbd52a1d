"""The file of settings: where it is, and what holds without one."""

from __future__ import annotations

import os
from pathlib import Path

from paperreader.config.settings import Config
from paperreader.errors import PaperReaderError, Problem
from paperreader.paths import platform_folder


def default_config_path() -> Path:
    """The file when nobody names another: `PAPERREADER_CONFIG`, else in the platform's folder for settings."""
    named = os.environ.get("PAPERREADER_CONFIG")
    return Path(named) if named else platform_folder("config") / "config.toml"


def load_config(path: str | None = None) -> Config:
    """The settings of a file; the usual ones when there is none.

    Args:
        path: the file as a person named it; None for the usual one, which may be missing.

    Raises:
        PaperReaderError: the file that a person named is not there.
    """
    file = Path(path) if path else default_config_path()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if path:
            raise PaperReaderError(f"there is no {path}", hint="paperreader config init writes one") from None
        return Config(file)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Config(file, problems=(Problem(str(file), 0, f"cannot be read: {why}"),))
    from paperreader.config.parse import parse_config

    return parse_config(file, text)
