"""The strings of a JSON dump, read where they stand: escapes and markup are taken off when they are shown."""

from __future__ import annotations

from paperreader.source.dump import Source
from paperreader.web_markup import plain_paragraphs


class JsonStrings:
    """A dump whose spans are JSON strings, without their quotes. A large dump needs no copy of its abstracts then."""

    def __init__(self, dump: Source) -> None:
        self._dump = dump

    def pread(self, offset: int, length: int) -> bytes:
        """Return bytes as they stand in the dump. Raises as `Source.pread` does."""
        return self._dump.pread(offset, length)


def plain_string(raw: bytes) -> bytes:
    """Return the text of a JSON string without escapes, entities and tags; one that is damaged as it stands."""
    import orjson

    try:
        text: str = orjson.loads(b'"%b"' % raw)
    except ValueError:
        return raw
    return plain_paragraphs(text).encode()
