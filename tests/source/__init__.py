"""Files and their bytes, for the tests of dumps."""

from __future__ import annotations

from pathlib import Path

from paperreader.source import Source

TEXT = "A title\n\nAn abstract about naïve Bayes.\n"


def whole(source: Source) -> bytes:
    """Return all bytes of a dump."""
    return b"".join(source.chunks())


def written(path: Path, data: bytes | str = TEXT) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
