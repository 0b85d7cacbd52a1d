"""A report of an error that nobody expected: one line for the user, the rest in a file for whoever mends it."""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path

from paperreader import __version__
from paperreader.cli.output import print_message
from paperreader.errors import unexpected
from paperreader.new_files import OWN, create_beside
from paperreader.paths import platform_folder, shown_path


def report_error(error: Exception) -> None:
    """Write where an error was raised to a file of the user's, and print what it was and the file's path.

    The file has the version and the traceback, without the values of variables, and replaces that of the last error.
    """
    try:
        written = f" with {shown_path(_write(error))}"
    except OSError:
        written = ""
    print_message(f"{unexpected(error)}{written}")


def _write(error: Exception) -> Path:
    path = platform_folder("state") / "error.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = create_beside(path, OWN)
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"paperreader {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n")
        file.writelines(traceback.format_exception(error))
    os.replace(temporary, path)
    return path
