"""The driver of the terminal: Textual's, which goes on whatever the terminal sends, and ends when it is gone."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import IO, Protocol, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from paperreader.cli.substitutes import terminal_encoding
from paperreader.tui.terminal_input import TerminalInput
from paperreader.tui.widths import with_certain_widths

_READ_SIZE = 512  # bytes: as many keys, each of which takes 10 kB while it waits
_POLL_INTERVAL = 0.1  # seconds
_MOST_WAITING = 100  # keys and other messages; the terminal keeps what is typed or pasted behind them
_DRAIN_TIME = 0.01  # seconds between two looks at what waits
_SIGNALS_SEEN = 0.05  # seconds in which the loop has seen, and forgotten, the SIGQUIT of another program


@dataclass
class InputPassedOver(Message):
    """The terminal sent, for the first time, what is neither text nor a key."""

    encoding: str


@dataclass
class EndSignalled(Message):
    """A signal asks the program to end, or the terminal is gone."""

    signal: int


class _Program(Protocol):
    """The program, as its driver knows it."""

    @property
    def waiting_input(self) -> int:
        """The number of keys and other messages that wait."""


class TerminalDriver(LinuxDriver):
    """Textual's driver with another reading of the input, and with signals that end the program in order."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = _LossyFile(self._file)  # type: ignore[assignment]  # all that the writer thread uses
        self._program = cast("_Program", app)
        self._last_sent: Future[bool] | None = None
        self._fault_reported = False
        self._is_needed = False  # the terminal, now or after a stop

    def start_application_mode(self) -> None:
        """Take the terminal; from now on signals end the program in order."""
        self._is_needed = True
        signal.signal(signal.SIGQUIT, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._end_at(number)
        self._loop.call_later(_SIGNALS_SEEN, self._end_at, signal.SIGQUIT)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        super().stop_application_mode()
        self._is_needed = False

    def suspend_application_mode(self) -> None:
        r"""Leave the terminal to another program; Ctrl+\ ends that one, not the reader."""
        super().suspend_application_mode()
        self._is_needed = True
        self._loop.remove_signal_handler(signal.SIGQUIT)
        signal.signal(signal.SIGQUIT, lambda *_: None)

    def _end_at(self, number: signal.Signals) -> None:
        self._loop.add_signal_handler(number, self.send_message, EndSignalled(number))

    def write(self, data: str) -> None:
        """Write to the terminal."""
        super().write(with_certain_widths(data))

    def send_message(self, message: Message) -> None:
        """Post a message to the program, from any thread."""
        self._last_sent = asyncio.run_coroutine_threadsafe(self._app._post_message(message), self._loop)  # noqa: SLF001 - as Textual's drivers do

    def run_input_thread(self) -> None:
        """Read from the terminal and post events until the driver stops or the terminal is gone.

        Nothing is read while many events wait: the terminal keeps the rest, and the memory does not grow.
        """
        encoding = terminal_encoding()
        source = TerminalInput(encoding)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL_INTERVAL):
                    data = self._read()
                    if not data:
                        self.send_message(EndSignalled(signal.SIGHUP))
                        return
                    for event in source.feed(data):
                        self.process_message(event)
                for event in source.tick():
                    self.process_message(event)
                if source.faults and not self._fault_reported:
                    self._fault_reported = True
                    self.process_message(InputPassedOver(encoding))
                self._let_it_catch_up()

    def _let_it_catch_up(self) -> None:
        """Wait while many events wait for the program."""
        if self._last_sent is not None:
            wait([self._last_sent], _POLL_INTERVAL)
        while self._program.waiting_input > _MOST_WAITING and not self.exit_event.wait(_DRAIN_TIME):
            pass

    def _read(self) -> bytes:
        """Return bytes of the terminal, none if it is gone."""
        try:
            return os.read(self.fileno, _READ_SIZE)
        except OSError:
            return b""

    # Both signals may come again before the terminal is given back or taken: that is left to the loop, where no call
    # interrupts another. A join of a thread that is interrupted by one of the same thread never returns.

    def _sigtstp_application(self, *_: int | FrameType | None) -> None:
        """Stop as another program asks, the terminal given back before."""
        if self._auto_restart and self._is_needed:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: int | FrameType | None) -> None:
        """Take the terminal again after a stop."""
        if self._auto_restart and self._is_needed:
            self._loop.call_soon_threadsafe(self._go_on)

    def _stop(self) -> None:
        self._give_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        if self._is_needed:
            self._give_back()  # after a stop that came without notice, to put it in order
            self.resume_application_mode()

    def _give_back(self) -> None:
        if self._is_needed and self._writer_thread is not None and self._writer_thread.is_alive():
            self.suspend_application_mode()
            self._must_signal_resume = True


class _LossyFile:
    """The terminal as a file. Nothing is written to a terminal that is gone, so that the program can end."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
