"""The settings: one TOML file with settings, named queries and keys.

A mistake in the file never keeps the program from starting: all are reported at once, and the rest is used.
"""

from __future__ import annotations

import os
from pathlib import Path

from paperreader.config.settings import Config, Settings
from paperreader.errors import PaperReaderError, Problem
from paperreader.paths import platform_folder

__all__ = ["Config", "Settings", "default_config_path", "load_config"]


def default_config_path() -> Path:
    """Return the path in `PAPERREADER_CONFIG`, else the one in the platform's folder for settings."""
    path = os.environ.get("PAPERREADER_CONFIG")
    return Path(path) if path else platform_folder("config") / "config.toml"


def load_config(path: str | None = None) -> Config:
    """Load the settings of a file; a file that cannot be read gives the defaults and a problem.

    Args:
        path: the file named by the user; None for the default one, which may be missing.

    Raises:
        PaperReaderError: the named file does not exist.
    """
    file = Path(path) if path else default_config_path()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if path:
            raise PaperReaderError(f"there is no file {path}", hint="paperreader config init writes one") from None
        return Config(file)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Config(file, problems=(Problem(str(file), 0, f"cannot be read: {reason}"),))
    from paperreader.config.parse import FileParser

    return FileParser(file, text).config()
