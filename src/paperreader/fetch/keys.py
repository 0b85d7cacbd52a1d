"""The keys of sites: from the environment, from a command, or from netrc; never printed, never in a file of the program."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

_COMMAND_SECONDS = 10.0


class SiteKey(NamedTuple):
    """How a site is given its key: the variable of the environment that has it, the header, and what stands before it there."""

    variable: str
    header: str
    prefix: str = ""


SITE_KEYS = {
    "hf": SiteKey("HF_TOKEN", "Authorization", "Bearer "),
    "s2": SiteKey("S2_API_KEY", "x-api-key"),
}
"""The keys that the settings may name commands for."""


class SiteKeys:
    """The keys of sites.

    Args:
        commands: commands that print a key, by the name of the site.
        report: called with a message when a command fails.
    """

    def __init__(self, commands: Mapping[str, str], report: Callable[[str], object]) -> None:
        self._commands = commands
        self._report = report
        self._found = cache(self._find)

    def variable(self, name: str) -> str:
        """Return the variable of the environment that has the key; "" if the site takes none."""
        return SITE_KEYS[name].variable if name in SITE_KEYS else ""

    def headers(self, name: str, host: str) -> Mapping[str, str]:
        """Return the header with the key of a site; {} without one."""
        if name not in SITE_KEYS:
            return {}
        secret = self._found(name, host)
        return {SITE_KEYS[name].header: SITE_KEYS[name].prefix + secret} if secret else {}

    def _find(self, name: str, host: str) -> str:
        found = os.environ.get(SITE_KEYS[name].variable, "").strip() or self._printed(name) or _in_netrc(host)
        if not found and name == "hf":
            found = _hugging_face_token()
        return found if found.isascii() and found.isprintable() else ""

    def _printed(self, name: str) -> str:
        """Return what the command of the settings prints; it has no terminal, so that it cannot ask for a password."""
        command = self._commands.get(name)
        if not command:
            return ""
        status, printed = _output(command)
        if status is None:
            self._report(f"the command for the key {name} did not end within {_COMMAND_SECONDS:g} s")
        elif status:
            self._report(f"the command for the key {name} failed with status {status}")
        return "" if status != 0 else printed.partition("\n")[0].strip()


def _output(command: str) -> tuple[int | None, str]:
    """Return the status and the output of a command of the settings; None as status if it did not end."""
    import signal
    import subprocess

    with subprocess.Popen(  # noqa: S602 - the own command of the user, from the settings
        command,
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=_COMMAND_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # with what it started
            return None, ""
    return process.returncode, output.decode("utf-8", "replace")


def _in_netrc(host: str) -> str:
    from netrc import NetrcParseError, netrc

    with suppress(OSError, NetrcParseError, UnicodeDecodeError):
        found = netrc(os.environ.get("NETRC") or None).hosts.get(host)  # not the entry `default`
        return found[2] or "" if found else ""
    return ""


def _hugging_face_token() -> str:
    home = os.environ.get("HF_HOME") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "huggingface"
    )
    path = os.environ.get("HF_TOKEN_PATH") or os.path.join(home, "token")
    with suppress(OSError, UnicodeDecodeError):
        return Path(path).read_text(encoding="utf-8").strip()
    return ""
