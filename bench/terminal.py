"""A reader in a real pseudo-terminal, for the benchmarks: start it, press keys, time what it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence

QUIET = 0.12  # seconds without output: the screen is settled


class Terminal:
    """A program in a terminal.

    Args:
        command: the program and its arguments.
        environment: all of its environment.
        size: columns and rows.
    """

    def __init__(self, command: Sequence[str], environment: dict[str, str], size: tuple[int, int] = (100, 30)) -> None:
        self.started = time.perf_counter()
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], list(command), environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._command = command

    def wait_for(self, sign: bytes) -> float:
        """The seconds from the start until a text is painted."""
        seen = b""
        while sign not in seen:
            piece = self._read(20)
            if not piece:
                raise SystemExit(f"{self._command} ended before it painted {sign!r}: {seen[-2000:]!r}")
            seen += piece
        return time.perf_counter() - self.started

    def settle(self) -> float:
        """Wait until nothing is painted any more; the seconds until the last of it."""
        start = last = time.perf_counter()
        while self._read(QUIET):
            last = time.perf_counter()
        return last - start

    def send(self, keys: str) -> None:
        """Press keys at once, and wait for nothing."""
        os.write(self._terminal, keys.encode())

    def press(self, keys: str) -> float:
        """Press keys at once, and wait until the screen is settled; the seconds that took."""
        self.send(keys)
        return self.settle()

    def kill(self) -> float:
        """End the program; the processor time, in seconds, that it had used."""
        os.kill(self.child, signal.SIGKILL)
        _, _, used = os.wait4(self.child, 0)
        os.close(self._terminal)
        return used.ru_utime + used.ru_stime

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], patience)
        try:
            return os.read(self._terminal, 1 << 16) if ready else b""
        except OSError:
            return b""
