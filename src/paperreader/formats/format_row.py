"""What a format is: the functions of its module, and what is said of it in `registry`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from paperreader.formats.entry import Batch
from paperreader.source import Source


class Format(Protocol):
    """What a format's module provides. Its `sniff` runs for many dumps: import a costly parser in `read`."""

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


class FormatRow(NamedTuple):
    """One format.

    Attributes:
        module: the name of its module within this package.
        name: for people, as in `BibTeX`.
        obtained: where people get such a file.
        known: what it knows of a paper besides the title.
        unit: what its `Counts` count, `lines` or `records`.
        starts: what such a dump begins with after blanks, one of these; any beginning without them. The rows of a
            dump are tried only where `starts` and `marks` fit, so that few modules are imported.
        marks: what the first bytes contain, at least one of these; anything without them.
        pattern: a regular expression that is found in the first bytes, for a format whose marks stand in other files too.
    """

    module: str
    name: str
    obtained: str
    known: str
    unit: str = "records"
    starts: tuple[bytes, ...] = ()
    marks: tuple[bytes, ...] = ()
    pattern: bytes = b""

    def may_fit(self, head: bytes) -> bool:
        """Return whether a dump with this beginning, blanks taken off, may have the format."""
        return (
            (not self.starts or head.startswith(self.starts))
            and (not self.marks or any([mark in head for mark in self.marks]))
            and (not self.pattern or re.search(self.pattern, head) is not None)
        )

    @property
    def reader(self) -> Format:
        """The format's module, imported here."""
        return cast("Format", import_module(f"paperreader.formats.{self.module}"))
