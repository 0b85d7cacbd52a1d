"""Bytes that come in pieces, taken together."""

from __future__ import annotations

from collections.abc import Iterator


def take(pieces: Iterator[bytes], least: int) -> bytes:
    """Return the next pieces together, until they have a number of bytes or end."""
    taken: list[bytes] = []
    length = 0
    while length < least and (piece := next(pieces, b"")):
        taken.append(piece)
        length += len(piece)
    return b"".join(taken)
