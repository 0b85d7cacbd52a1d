"""The end of a request after some seconds, whatever the server sends."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from paperreader.fetch.name_lookup import look_up


class Deadline:
    """Ends requests that take too long: it shuts the connections, at which the reading ends.

    Attributes:
        passed: whether the last request was ended.

    Args:
        seconds: that a request may take.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._streams: list[Any] = []
        self.passed = False

    def watch(self, step: str, info: Mapping[str, Any]) -> None:
        """Take note of a connection that the client opens; called by it with what it does.

        Raises:
            SlowNameError: the name of the host, or of its proxy, is not found in time.
        """
        if step.endswith("connect_tcp.started"):
            look_up(info["host"], info["port"], info["timeout"])
        stream = info.get("return_value")
        if hasattr(stream, "get_extra_info"):
            self._streams = [*self._streams[-3:], stream]

    @contextmanager
    def running(self) -> Iterator[None]:
        """End what is read in this context at the deadline."""
        self.passed = False
        timer = threading.Timer(self._seconds, self._shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _shut(self) -> None:
        import socket

        self.passed = True
        for stream in self._streams:
            with suppress(OSError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
