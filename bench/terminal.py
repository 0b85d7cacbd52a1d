"""A program in a pseudo-terminal: start it, press keys, measure when it paints."""

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
from contextlib import suppress

QUIET = 0.12  # seconds without output after which the screen counts as settled


class Terminal:
    """A program in a pseudo-terminal.

    Args:
        command: The program and its arguments.
        environment: The complete environment of the program.
        size: Columns and rows of the terminal.
    """

    def __init__(self, command: Sequence[str], environment: dict[str, str], size: tuple[int, int] = (100, 30)) -> None:
        self.started = time.perf_counter()
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], list(command), environment)
        self._command = command
        self._kept = b""  # output that was not asked for yet
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another number of columns and rows."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def wait_for(self, text: bytes) -> float:
        """Wait until a text is painted; return the seconds since the start.

        Raises:
            SystemExit: The program ended, or painted nothing for 20 seconds.
        """
        self.read_until(text)
        return time.perf_counter() - self.started

    def read_until(self, text: bytes) -> bytes:
        """Return the output up to the piece with which a text is painted; raises as `wait_for` does."""
        output = b""
        while text not in output:
            piece = self._read(20)
            if not piece:
                raise SystemExit(f"{self._command} did not paint {text!r}; its last output: {output[-2000:]!r}")
            output += piece
        return output

    def settle(self) -> float:
        """Wait until the screen is settled; return the seconds until its last output."""
        start = last = time.perf_counter()
        while self._read(QUIET):
            last = time.perf_counter()
        return last - start

    def send(self, keys: str | bytes) -> None:
        """Press keys, or send bytes as they are. Output that comes while the program takes none of them is kept."""
        left = keys if isinstance(keys, bytes) else keys.encode()
        os.set_blocking(self._terminal, False)
        while left:
            try:
                left = left[os.write(self._terminal, left) :]
            except BlockingIOError:
                select.select([self._terminal], [self._terminal], [], 1)
                with suppress(BlockingIOError):
                    self._kept += os.read(self._terminal, 1 << 16)
        os.set_blocking(self._terminal, True)

    def press(self, keys: str) -> float:
        """Press keys and wait until the screen is settled; return the seconds until its last output."""
        self.send(keys)
        return self.settle()

    def modes(self) -> tuple[int, int]:
        """Return the input modes and the local modes of the terminal, as `termios` has them."""
        attributes = termios.tcgetattr(self._terminal)
        return attributes[0], attributes[3]

    def output(self, seconds: float) -> bytes:
        """Return what is painted in a time."""
        end, output = time.perf_counter() + seconds, b""
        while (left := end - time.perf_counter()) > 0:
            output += self._read(left)
        return output

    def leave(self, seconds: float) -> None:
        """Read nothing of what is painted for a time, as a slow terminal does."""
        time.sleep(seconds)

    def hang_up(self) -> None:
        """Take the terminal away from the program."""
        os.close(self._terminal)

    def end(self, seconds: float) -> tuple[int | None, bytes]:
        """Wait for the end of the program; return its exit status, None if it goes on, and its last output."""
        end, output = time.perf_counter() + seconds, b""
        while time.perf_counter() < end:
            output += self._read(QUIET)
            ended, status = os.waitpid(self.child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status), output + self._read(QUIET)
        return None, output

    def kill(self) -> float:
        """Kill the program; return the processor time that it used, in seconds."""
        os.kill(self.child, signal.SIGKILL)
        _, _, used = os.wait4(self.child, 0)
        os.close(self._terminal)
        return used.ru_utime + used.ru_stime

    def _read(self, timeout: float) -> bytes:
        if self._kept:
            kept, self._kept = self._kept, b""
            return kept
        ready, _, _ = select.select([self._terminal], [], [], timeout)
        try:
            return os.read(self._terminal, 1 << 16) if ready else b""
        except OSError:
            return b""
