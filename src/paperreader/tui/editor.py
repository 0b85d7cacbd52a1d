"""A text edited in the user's editor, with the reader's screen put away."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import SuspendNotSupported

from paperreader.errors import PaperReaderError
from paperreader.tui.reader_protocol import Reader
from paperreader.tui.suspension import suspended

_USUAL_EDITOR = "vi"


def edit_text(reader: Reader, text: str, name: str) -> str:
    """Return a text as the editor of `VISUAL` or `EDITOR` leaves it, in a file of a certain name.

    Raises:
        PaperReaderError: no editor can be run, or it ended with an error.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _USUAL_EDITOR
    hint = "VISUAL or EDITOR names another editor; nothing was changed"
    try:
        with TemporaryDirectory(prefix="paperreader-") as folder:
            file = Path(folder, name)
            file.write_text(f"{text}\n" if text else "", encoding="utf-8")
            with suspended(reader):
                status = subprocess.run([*shlex.split(command), str(file)], check=False).returncode  # noqa: S603 - no shell
            if status:
                raise PaperReaderError(f"{command} ended with status {status}", hint="nothing was changed")
            return file.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
        raise PaperReaderError(f"cannot run the editor {command}", why, hint) from error
    except SuspendNotSupported as error:
        raise PaperReaderError("this terminal cannot run an editor", hint="nothing was changed") from error
