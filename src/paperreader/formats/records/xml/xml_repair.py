"""The bytes of an XML dump made fit for a strict parser, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_STRAY = re.compile(
    rb"&(?!(?:[A-Za-z][\w.-]{0,40}|#\d{1,7}|#x[\da-fA-F]{1,6});)"  # AT&T
    rb"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bceBCE]|1[\da-fA-F]|[dD][89a-fA-F][\da-fA-F]{2}|[fF]{3}[efEF]));"
    rb"|<(?![A-Za-z_:/!?\x80-\xff])"  # p < 0.05
)
_ESCAPED = {b"&": b"&amp;", b"<": b"&lt;"}
_LONGEST_MARK = 60  # bytes: of an entity, or of the name of an element


def repaired(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes without what no XML parser takes: control characters, a lone `&` or `<`, `&#0;`.

    Line ends stay. A piece never ends within an entity or within the name of an element. A lone `&` becomes `&amp;`
    in CDATA too, where it is text: entities are decoded again when text is cleaned.
    """
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        cut = _cut(data)
        data, rest = data[:cut], data[cut:]
        if data:
            yield _repair(data)
    if rest:
        yield _repair(rest)


def _cut(data: bytes) -> int:
    """Return where to cut so that no entity, no name of an element and no name with an entity in it is split."""
    limit = max(0, len(data) - _LONGEST_MARK)
    last = data.rfind(b"<", limit)
    if last < 0:
        last = data.rfind(b"&", limit)
    return last if last >= 0 else len(data)


def _repair(data: bytes) -> bytes:
    return _STRAY.sub(lambda stray: _ESCAPED.get(stray[0], b""), data.translate(None, _CONTROLS))
