"""The settings: one TOML file with settings, named queries and keys.

A mistake in the file never keeps the program from starting: all are reported at once, and the rest is used.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from paperreader.config.saved_settings import SavedSettings
from paperreader.config.settings import Config, Settings
from paperreader.errors import PaperReaderError, Problem
from paperreader.paths import platform_folder

__all__ = ["Config", "Settings", "default_config_path", "load_config", "saved_settings_beside"]

_VARIABLE = "PAPERREADER_CONFIG"


def default_config_path() -> Path:
    """Return the path in `PAPERREADER_CONFIG`, else the one in the platform's folder for settings."""
    path = os.environ.get(_VARIABLE)
    return Path(path) if path else platform_folder("config") / "config.toml"


def load_config(path: str | None = None) -> Config:
    """Load the settings of a file; a file that cannot be read gives the defaults and a problem.

    Args:
        path: the file of the option `--config`; None for the default one.

    Raises:
        PaperReaderError: the file that the option or the environment names does not exist.
    """
    file = Path(path) if path else default_config_path()
    named_by = "--config" if path else _VARIABLE if os.environ.get(_VARIABLE) else ""
    saved, trouble = saved_settings_beside(file).load()
    config = _read_file(file, saved.queries, named_by)
    highlight = (*config.settings.highlight, *saved.highlight)
    return config._replace(
        settings=config.settings._replace(highlight=highlight), problems=(*config.problems, *trouble)
    )


def saved_settings_beside(file: Path) -> SavedSettings:
    """Return the settings that the reader saves, in a file next to the file of settings."""
    return SavedSettings(file.with_name("saved.toml"))


def _read_file(file: Path, saved: Mapping[str, str], named_by: str) -> Config:
    without_file = Settings(queries=saved)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if named_by:
            hint = "paperreader config init writes one"
            raise PaperReaderError(f"there is no file {file}", f"{named_by} names it", hint) from None
        return Config(file, without_file)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Config(file, without_file, problems=(Problem(str(file), 0, f"cannot be read: {reason}"),))
    from paperreader.config.parse import FileParser

    return FileParser(file, text, saved).config()
