"""`paperreader config`: the path of the settings, their values, and a file to begin with."""

from __future__ import annotations

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
    inputs = Inputs(line)
    overrides = {"state": inputs.state_override} if inputs.state_override else {}
    sys.stdout.writelines(format_settings(inputs.config, overrides))
    return PROBLEMS if inputs.config.problems else SUCCESS


def _init(line: CommandLine) -> int:
    path = _path(line)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PaperReaderError(f"cannot make the folder {path.parent}", error.strerror or str(error)) from error
    write_export(path, [config_template()], replace=False)
    sys.stdout.write(f"{path}\n")
    return SUCCESS
