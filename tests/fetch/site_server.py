"""A server of raw sockets that stands for all sites: it sends the bytes of a script, pauses, closes and resets."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import formatdate
from types import TracebackType
from typing import Any, NamedTuple, Self

from paperreader.fetch.clock import Clock

CLOSE = "close"
RESET = "reset"
Step = bytes | float | str
"""Bytes to send, seconds to wait, or how the connection ends."""


class Asked(NamedTuple):
    """A request: its target as `/host/path?query`, its headers by names in lower case, its body, and the time."""

    target: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def host(self) -> str:
        return self.target.split("/")[1]


Script = Iterable[Step] | Callable[[Asked], Iterable[Step]]


def reply(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: Any) -> list[Step]:
    """Return the script of an answer; `_` in names of headers stands for `-`."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    told.setdefault("Content-Length", str(len(body) if length is None else length))
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return [f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body, CLOSE]


@dataclass
class FakeClock(Clock):
    """A clock that only goes on when somebody sleeps. It starts on Friday, 2026-08-21, at 12:00 UTC."""

    moment: float = 1787313600.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds


class SiteServer:
    """The server. Scripts are played in turn, the last one again and again; each answer tells the clock's date."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._scripts: dict[str, list[Script]] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.asked: list[Asked] = []
        self.date_offset = 0.0
        self._context: ssl.SSLContext | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._context = context

    def plan(self, part: str, *scripts: Script) -> None:
        """Play these scripts for requests whose target contains a text; the longest text holds."""
        self._scripts[part] = list(scripts)

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                if self._context:
                    connection = self._context.wrap_socket(connection, server_side=True)
                asked = _read_request(connection, self._clock.now())
                self.asked.append(asked)
                self._play(connection, self._next(asked))
            except OSError:
                return

    def _next(self, asked: Asked) -> Iterable[Step]:
        part = max((part for part in self._scripts if part in asked.target), key=len, default="")
        scripts = self._scripts.get(part, [reply(status="404 Not Found")])
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        return script(asked) if callable(script) else script

    def _play(self, connection: socket.socket, script: Iterable[Step]) -> None:
        for step in script:
            if step == RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if isinstance(step, str):
                return
            if isinstance(step, bytes):
                connection.sendall(self._with_date(step))
            else:
                time.sleep(step)

    def _with_date(self, data: bytes) -> bytes:
        status, found, rest = data.partition(b"\r\n")
        if not status.startswith(b"HTTP/1.1") or not found or b"\r\nDate:" in data:
            return data
        date = formatdate(self._clock.now() + self.date_offset, usegmt=True)
        return status + f"\r\nDate: {date}\r\nConnection: close\r\n".encode() + rest


def _read_request(connection: socket.socket, now: float) -> Asked:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(1 << 16)
        if not piece:
            raise ConnectionError
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(1 << 16)
    return Asked(first.split(" ")[1], headers, body, now)
