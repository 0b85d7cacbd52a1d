"""The table of formats, and the choice of the format of a dump.

To add a format, write a module or package here that satisfies `Format`, and add its name to `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from paperreader.errors import PaperReaderError
from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.source import Source

FORMATS = ("own_jsonl", "papers_page")
"""Module names within this package. `papers_page` is last: it also guesses from the shape of plain text."""


class Format(Protocol):
    """What a format's module provides. Its `sniff` runs for most dumps: import a costly parser in `read`."""

    def sniff(self, head: bytes, /) -> float:
        """Return the confidence that a dump with this beginning has the format, on the scale of `formats.confidence`.

        Args:
            head: the first bytes of the dump, as UTF-8; the last line may be cut.
        """

    def read(self, source: Source, /) -> Iterator[Batch]:
        """Yield the entries of a dump in its order. The last batch may have `capture_year`.

        Raises:
            PaperReaderError: the file cannot be read; never because of its content.
        """


def is_dump(source: Source) -> bool:
    """Return whether the file has a known format, judged by its beginning.

    Raises:
        PaperReaderError: the file cannot be read, is empty or binary.
    """
    return find_format(source.head()) is not None


def find_format(head: bytes) -> Format | None:
    """Return the format with the highest confidence, the first one of equals; None when all are 0."""
    best, confidence = None, 0.0
    for name in FORMATS:
        candidate = cast("Format", import_module(f"paperreader.formats.{name}"))
        found = candidate.sniff(head)
        if found > confidence:
            best, confidence = candidate, found
        if confidence >= CERTAIN:
            break
    return best


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a dump in its order, in batches; the dump is read while the iterator is consumed.

    Raises:
        PaperReaderError: the dump cannot be read, or has no paper.
    """
    found = find_format(source.head())
    papers = 0
    for batch in found.read(source) if found else ():
        papers += len(batch.entries)
        yield batch
    if not papers:
        raise PaperReaderError(
            f"no papers in {source.display_name}",
            "it has none of the known formats",
            "copy a page of papers as text, titles and abstracts",
        )
