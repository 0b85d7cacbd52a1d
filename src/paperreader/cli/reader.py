"""`paperreader [PATH ...]`: the reader, and the table of its keys. Nothing else imports `paperreader.tui`."""

from __future__ import annotations

import sys

from paperreader.cli.arguments import Call
from paperreader.cli.inputs import captured, default_paths
from paperreader.cli.output import DONE, tell
from paperreader.errors import UsageError


def read(call: Call) -> int:
    """Open the reader."""
    if not (sys.__stdin__ and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal", hint="in a pipe use: paperreader list")
    dashed = [word for word in call.words if word.startswith("-") and word != "-"]
    if dashed:
        raise UsageError(f"there is no option {dashed[0]}", hint="see paperreader --help")
    from paperreader.tui.start import read

    return read(call.words or default_paths(), captured(call), call.options.get("state", [None])[-1], tell)


def keys(call: Call) -> int:
    """Every command and its keys."""
    from paperreader.commands import COMMANDS, markdown

    if call.words:
        raise UsageError(f"keys {' '.join(call.words)}", hint="keys, or keys --markdown")
    if call.has("markdown"):
        sys.stdout.write(markdown() + "\n")
        return DONE
    for command in COMMANDS:
        about = f" ({command.help})" if command.help else ""
        sys.stdout.write(f"{'  '.join(command.keys):16} {command.id:20} {command.title}{about}\n")
    return DONE
