"""`paperreader config` and `paperreader keys`: what can be set, and what it is set to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import DONE, PROBLEMS
from paperreader.errors import PaperReaderError, UsageError


def config(call: CommandLine) -> int:
    """Where the settings are, what they are and where from; a file to begin with."""
    if len(call.words) != 1 or call.words[0] not in CONFIG_DEEDS:
        raise UsageError(f"config {' '.join(call.words)}".rstrip(), hint="config path, config show or config init")
    return CONFIG_DEEDS[call.words[0]](call)


def _path(call: CommandLine) -> int:
    from paperreader.config import default_config_path

    sys.stdout.write(f"{call.last('config', '') or default_config_path()}\n")
    return DONE


def _show(call: CommandLine) -> int:
    from paperreader.config.display import format_settings

    config = Inputs(call).config
    sys.stdout.writelines(format_settings(config, _given(call)))
    return PROBLEMS if config.problems else DONE


def _given(call: CommandLine) -> dict[str, tuple[str, str]]:
    """What an option or the environment sets, and which of them."""
    if call.has("state"):
        return {"state": (call.last("state", ""), "--state")}
    named = os.environ.get("PAPERREADER_STATE")
    return {"state": (named, "PAPERREADER_STATE")} if named else {}


def _init(call: CommandLine) -> int:
    from paperreader.config import default_config_path
    from paperreader.config.display import config_template
    from paperreader.export.files import write_export

    path = Path(call.last("config", "") or default_config_path())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PaperReaderError(f"cannot make the folder {path.parent}", error.strerror or str(error)) from error
    write_export(path, [config_template()], replace=False)
    sys.stdout.write(f"{path}\n")
    return DONE


CONFIG_DEEDS = {"path": _path, "show": _show, "init": _init}
"""What `config` does."""


def keys(call: CommandLine) -> int:
    """Every command and its keys, as the settings have them."""
    from paperreader.commands import markdown_table, with_keys, with_named_queries

    if call.words:
        raise UsageError(f"keys {' '.join(call.words)}", hint="keys, or keys --markdown")
    settings = Inputs(call).config.settings
    commands = with_keys(with_named_queries(settings.queries), settings.keys)
    if call.has("markdown"):
        sys.stdout.write(markdown_table(commands) + "\n")
        return DONE
    for command in commands:
        about = f" ({command.help})" if command.help else ""
        sys.stdout.write(f"{'  '.join(command.keys):16} {command.id:20} {command.title}{about}\n")
    return DONE
