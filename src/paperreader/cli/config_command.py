"""`paperreader config`: the path of the settings, their values, and a file to begin with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS
from paperreader.config import default_config_path
from paperreader.config.display import config_template, format_settings
from paperreader.errors import PaperReaderError
from paperreader.export.files import write_export


def run(line: CommandLine) -> int:
    """Print the path of the settings or their values, or write a file of settings."""
    return {"path": _print_path, "show": _show, "init": _init}[line.words[0]](line)


def _path(line: CommandLine) -> Path:
    return Path(line.last("config", "") or default_config_path())


def _print_path(line: CommandLine) -> int:
    sys.stdout.write(f"{_path(line)}\n")
    return SUCCESS


def _show(line: CommandLine) -> int:
    config = Inputs(line).config
    sys.stdout.writelines(format_settings(config, _overrides(line)))
    return PROBLEMS if config.problems else SUCCESS


def _overrides(line: CommandLine) -> dict[str, tuple[str, str]]:
    """Return the settings that an option or the environment overrides: (value, origin) by name."""
    if line.has("state"):
        return {"state": (line.last("state", ""), "--state")}
    path = os.environ.get("PAPERREADER_STATE")
    return {"state": (path, "PAPERREADER_STATE")} if path else {}


def _init(line: CommandLine) -> int:
    path = _path(line)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PaperReaderError(f"cannot make the folder {path.parent}", error.strerror or str(error)) from error
    write_export(path, [config_template()], replace=False)
    sys.stdout.write(f"{path}\n")
    return SUCCESS
