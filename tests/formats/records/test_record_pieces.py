"""Dumps cut between records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from paperreader.formats.records.bibtex.bibtex_entries import last_border
from paperreader.formats.records.lines import record_pieces
from paperreader.source import Source


class _Chunks(Source):
    """A dump that is read in chunks of a given size."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__("made")
        self._parts = [data[at : at + size] for at in range(0, len(data), size)]

    def chunks(self) -> Iterator[bytes]:
        return iter(self._parts)


@pytest.mark.parametrize("size", [1, 3, 10, 1000])
def test_pieces_of_any_size_end_between_entries(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_pieces, "_LEAST", size)
    data = b"free\n@a{k, t={x}}\n\n  @b{l, t={y}}\n@c{m, t={z}}\n"
    pieces = list(record_pieces.record_pieces(_Chunks(data, size), last_border))
    assert b"".join(piece for piece, _ in pieces) == data
    assert all(piece.startswith((b"free", b"@", b"  @")) for piece, _ in pieces)
    assert [line for _, line in pieces] == [1 + data[: data.index(piece)].count(b"\n") for piece, _ in pieces]
