"""What would be asked, without asking: each request is reported, and is taken to bring nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.asking import Keys
from paperreader.fetch.request import Request


class Planner:
    """Stands in for an `Asker`.

    Args:
        keys: of the sites.
        report: called with the method, the address, and the variable of the key that would be sent, or "".
    """

    clock_offset = 0.0

    def __init__(self, keys: Keys, report: Callable[[str, str, str], object]) -> None:
        self._keys = keys
        self._report = report

    def ask(self, request: Request, body: Path, _: Callable[[Any], object]) -> Accepted:
        """Report a request, and return an answer without papers."""
        has_key = bool(request.key and self._keys.headers(request.key, request.host))
        key = self._keys.variable(request.key) if has_key else ""
        self._report("POST" if request.body else "GET", request.shown, key)
        body.parent.mkdir(parents=True, exist_ok=True)
        body.write_bytes(b"")
        return Accepted(body, (), "", request.shown, {}, 0)

    def close(self) -> None:
        """Do nothing; there are no connections."""
