"""Spans: text that is read from its dump or from the spool when it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.source.dump import Source
from paperreader.source.json_strings import JsonStrings, plain_string
from paperreader.source.spool import SPOOL, Spool
from paperreader.text import unwrap_paragraphs

_MAX_READ = 1 << 20  # bytes read at once
_MAX_DISTANCE = 1 << 14  # bytes between two spans that are still read at once


Store = Source | JsonStrings | Spool
"""What has the bytes of a span: the dump, or the spool for text that does not stand in its dump as it is shown (XML)."""


class Span(NamedTuple):
    """`length` bytes of UTF-8 from byte `offset` on. The entries of one dump may have spans of several stores."""

    store: Store
    offset: int
    length: int

    def raw_text(self) -> str:
        """Return the text as stored; a string of JSON without its escapes and markup.

        Raises:
            PaperReaderError: the file is gone or has changed since it was read.
        """
        return read_spans([self])[0].decode("utf-8", "replace")

    def text(self) -> str:
        """Return the text sanitized and unwrapped, a blank line between paragraphs. Raises as `raw_text` does."""
        return unwrap_paragraphs(self.raw_text())


def read_spans(spans: Sequence[Span]) -> list[bytes]:
    """Return the texts of spans in UTF-8; close neighbours are read at once.

    Raises:
        PaperReaderError: a file is gone or has changed since it was read.
    """
    texts: list[bytes] = []
    while len(texts) < len(spans):
        first = len(texts)
        store, start, length = spans[first]
        end, last = start + length, first + 1
        while last < len(spans) and _is_near(spans[last], store, start, end):
            end = max(end, spans[last].offset + spans[last].length)
            last += 1
        data = store.pread(start, end - start)
        raw = [data[offset - start : offset - start + length] for _, offset, length in spans[first:last]]
        texts += map(plain_string, raw) if isinstance(store, JsonStrings) else raw
    return texts


def _is_near(span: Span, store: Store, start: int, end: int) -> bool:
    """Return whether a span is to be read together with the bytes from `start` to `end`."""
    return (
        span.store is store
        and start <= span.offset <= end + _MAX_DISTANCE
        and span.offset + span.length <= start + _MAX_READ
    )


def spool_text(text: str) -> Span:
    """Append a text to the spool and return its span. Raises as `spool_texts` does."""
    return spool_texts([text.encode("utf-8", "replace")])[0]


def spool_texts(texts: Sequence[bytes]) -> list[Span]:
    """Append texts in UTF-8 to the spool, written at once, and return their spans.

    Raises:
        PaperReaderError: no space is left in the cache folder.
    """
    try:
        start = SPOOL.append(b"".join(texts))
    except OSError as error:
        raise PaperReaderError("cannot spool abstracts", error.strerror or str(error)) from error
    spans = []
    for text in texts:
        spans.append(Span(SPOOL, start, len(text)))
        start += len(text)
    return spans
