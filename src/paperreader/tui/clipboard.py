"""Copying to the clipboard: the commands and the escape sequence that reach it from a given environment.

Nobody answers an escape sequence, so a command that says whether it worked is preferred.
"""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

_TIME_LIMIT = 2.0  # seconds that a command may take
_SCREEN_PIECE = 200  # characters; GNU screen drops longer strings that it is to pass through


class CopyCommand(NamedTuple):
    """A command that takes the text on its standard input, and how a message names where the text went."""

    words: tuple[str, ...]
    place: str


_DISPLAYS = (  # the variable that names the display, the command
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
_TMUX = CopyCommand(("tmux", "load-buffer", "-w", "-"), "into tmux's buffer")


def is_remote(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal is at the other end of an ssh connection."""
    return "SSH_CONNECTION" in environment or "SSH_TTY" in environment


def display_commands(environment: Mapping[str, str], platform: str = sys.platform) -> list[CopyCommand]:
    """Return the commands for the clipboard of a display; each may be missing, or find its display closed."""
    found = [words for variable, words in _DISPLAYS if environment.get(variable)]
    if platform == "darwin" and not is_remote(environment):
        found.insert(0, ("pbcopy",))
    return [CopyCommand(words, f"with {words[0]}") for words in found]


def multiplexer_commands(environment: Mapping[str, str]) -> list[CopyCommand]:
    """Return the command for tmux, which also gives the text to its own terminal."""
    return [_TMUX] if environment.get("TMUX") else []


def copy_with_commands(
    text: str, environment: Mapping[str, str], run: Callable[[Sequence[str], str], bool] | None = None
) -> list[str]:
    """Copy a text with the first command that reaches a display, and with tmux.

    Returns:
        Where the text went, as `CopyCommand.place`; nothing if no command worked. Over ssh the display is that of the
        other end, if ssh forwards it.
    """
    run = run or run_command
    display = next((command.place for command in display_commands(environment) if run(command.words, text)), None)
    tmux = [command.place for command in multiplexer_commands(environment) if run(command.words, text)]
    return [display, *tmux] if display else tmux


def run_command(words: Sequence[str], text: str) -> bool:
    """Give a text to a command. Return whether the command took it within the time limit.

    The command writes nothing to the terminal. It has a session of its own, as the process that `xclip` and `wl-copy`
    leave to hold the clipboard must outlive the terminal.
    """
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 - a command of this module
            words,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TIME_LIMIT,
            start_new_session=True,
            check=False,
        )
        return done.returncode == 0
    return False


def escape_sequence(text: str, environment: Mapping[str, str]) -> str:
    """Return OSC 52 for a text, also in the wrapping in which tmux or GNU screen pass it to their terminal.

    tmux takes the plain one with `set-clipboard on`, and passes the wrapped one with `allow-passthrough on`.
    """
    plain = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\a"
    if environment.get("TMUX") or environment.get("TERM", "").startswith("tmux"):
        escaped = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{escaped}\x1b\\"
    if environment.get("STY"):
        return "".join(f"\x1bP{piece}\x1b\\" for piece in _pieces(plain))
    return plain


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + _SCREEN_PIECE] for start in range(0, len(text), _SCREEN_PIECE))
