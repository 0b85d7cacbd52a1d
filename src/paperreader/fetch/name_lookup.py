"""The look-up of a host's name with an end: the system's own one has none, and cannot be interrupted."""

from __future__ import annotations

import socket
import threading


class SlowNameError(Exception):
    """A name that is not found in time."""


def look_up(host: str, port: int, seconds: float) -> None:
    """Look a name up, so that it is known when the client asks for it. What the answer is, the client sees itself.

    Raises:
        SlowNameError: there is no answer in time. The look-up goes on in its thread, and nobody waits for it.
    """
    thread = threading.Thread(target=_look_up, args=(host, port), daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise SlowNameError(f"no answer within {seconds:g} s")


def _look_up(host: str, port: int) -> None:
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return  # the client gets the same answer
