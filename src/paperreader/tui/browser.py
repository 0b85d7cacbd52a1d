"""The browser for an address: the command that opens it, run apart from the reader and without a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from paperreader.errors import Notice, PaperReaderError
from paperreader.tui.clipboard import is_remote

_TEXT_BROWSERS = frozenset(
    ("browsh", "carbonyl", "cha", "elinks", "felinks", "links", "links2", "lynx", "w3m", "www-browser")
)
_SYSTEM_BROWSER = f"""\
import sys, webbrowser
browser = webbrowser.get()
sys.exit(getattr(browser, "basename", "") in {sorted(_TEXT_BROWSERS)} or not browser.open(sys.argv[1]))
"""
_STARTING = 15  # seconds after which a browser that ends has worked


class BrowserCommand(NamedTuple):
    """A command with the address in it, and whether it draws on the terminal."""

    arguments: tuple[str, ...]
    on_terminal: bool = False

    @property
    def name(self) -> str:
        """The name of the program."""
        return Path(self.arguments[0]).name


def browser_command(address: str, environ: Mapping[str, str]) -> BrowserCommand | None:
    """Return the command that opens an address, None if no browser can show it here: over ssh, or without a display.

    As for other programs, `BROWSER` may list several commands, with `:` between them and perhaps `%s` for the
    address; the first one that is installed is taken. Raises PaperReaderError if none is, or if the address is none
    of the web.
    """
    if not address.lower().startswith(("http://", "https://")):
        raise PaperReaderError("only http and https addresses are opened")
    chosen = _from_environment(address, environ.get("BROWSER", ""))
    if chosen is not None and chosen.on_terminal:
        return chosen
    if is_remote(environ):
        return None
    if chosen is not None:
        return chosen
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin":
        return BrowserCommand((sys.executable, "-c", _SYSTEM_BROWSER, address))
    return None


def _from_environment(address: str, browsers: str) -> BrowserCommand | None:
    """Return the command of the first installed browser of the variable `BROWSER`, None if it is empty."""
    commands = [words for browser in browsers.split(os.pathsep) if (words := _words(browser))]
    for program, *arguments in commands:
        if shutil.which(program):
            with_address = [argument.replace("%s", address) for argument in arguments]
            if not any("%s" in argument for argument in arguments):
                with_address.append(address)
            return BrowserCommand((program, *with_address), Path(program).name in _TEXT_BROWSERS)
    if commands:
        raise PaperReaderError(f"BROWSER={browsers} is not installed")
    return None


def _words(browser: str) -> list[str]:
    """Return the words of a command. A `&` at its end is left out: every browser runs in the background."""
    try:
        words = shlex.split(browser)
    except ValueError:  # an open quote
        words = browser.split()
    return words[:-1] if words[-1:] == ["&"] else words


def run_in_background(command: BrowserCommand, address: str, show: Callable[[Notice], object]) -> None:
    """Run a command to its end with its output nowhere; show a notice if it fails soon. For a thread of its own.

    It has its own session, so that it outlives the reader and no key of the terminal ends it.
    """
    nowhere = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell
            command.arguments, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        status = process.wait(_STARTING)
    except OSError as error:
        show(Notice("error", f"the browser cannot be started: {error.strerror}; {address}"))
    except subprocess.TimeoutExpired:
        process.wait()
    else:
        if status:
            show(Notice("warning", f"no browser opened it (status {status}): {address}"))


def run_on_terminal(command: BrowserCommand) -> int:
    """Run a browser that draws on the terminal, which must be free. Return its exit status."""
    return subprocess.run(command.arguments, check=False).returncode  # noqa: S603 - no shell
