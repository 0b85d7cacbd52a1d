"""The encoding of a text, judged by its bytes, and its conversion to UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from paperreader.source.byte_pieces import take

UTF_8, WINDOWS_1252 = "utf-8", "cp1252"
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 1 << 14  # bytes
_AHEAD = 1 << 20  # bytes looked at where the first byte stands that is neither ASCII nor UTF-8
_NUL_SHARE, _NUL_MOST = 0.25, 0.02  # UTF-16: zeros among the bytes in every second place, and in the others
_REACH_OF_DECLARATION = 1 << 11  # bytes

# Few texts need these patterns; they are compiled for the first one that does.
_ABOVE_ASCII = rb"[\x80-\xff]+"
_LETTER_OF_SEVERAL_BYTES = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_DECLARED = (
    rb"""(?:encoding|charset)\s*[=:]\s*["']?((?:iso-?8859-|latin-?|windows-|cp-?)\d+|gb2312|gbk|gb18030|big5|shift[-_]jis|"""
    rb"""euc-(?:jp|kr)|koi8-[ru])\b"""
)


class Encoding(NamedTuple):
    """How a text is encoded.

    Attributes:
        codec: Python's name.
        mark: the length of its byte-order mark.
        guessed: whether nothing in the text shows it.
        has_nul: whether zeros are to be left out.
    """

    codec: str = UTF_8
    mark: int = 0
    guessed: bool = False
    has_nul: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the text can be read where it is stored, after its mark."""
        return self.codec == UTF_8 and not self.has_nul


def find_encoding(sample: bytes) -> Encoding:
    """Return the encoding of a text, given its beginning.

    Without a byte-order mark a text is UTF-8 if it has more letters of several bytes than bytes that fit no such
    letter: a few broken ones do not make it another. Else it has the encoding that it declares (XML, HTML, JabRef), or
    Windows-1252, which has all letters of Latin-1.
    """
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return Encoding(codec, len(mark), has_nul=codec == UTF_8 and b"\0" in sample)
    has_nul = b"\0" in sample
    if has_nul and (codec := _unmarked_utf_16(sample[:_HEAD])):
        return Encoding(codec)
    if sample.isascii() or _is_utf_8(sample):
        return Encoding(has_nul=has_nul)
    declared = re.search(_DECLARED, sample[:_REACH_OF_DECLARATION], re.IGNORECASE)
    if declared and (codec := _known_codec(declared[1].decode())):
        return Encoding(codec, has_nul=has_nul)
    return Encoding(WINDOWS_1252, guessed=True, has_nul=has_nul)


def _known_codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _unmarked_utf_16(head: bytes) -> str:
    """Return the codec if every second byte of many is zero, as in a text of Latin letters; "" otherwise."""
    pairs = max(len(head) // 2, 1)
    even, odd = head[::2].count(0) / pairs, head[1::2].count(0) / pairs
    if odd > _NUL_SHARE and even < _NUL_MOST:
        return "utf-16-le"
    return "utf-16-be" if even > _NUL_SHARE and odd < _NUL_MOST else ""


def _is_utf_8(sample: bytes) -> bool:
    return _is_strict_utf_8(sample) or _has_mostly_utf_8_letters(sample)


def _is_strict_utf_8(sample: bytes) -> bool:
    """Return whether all letters are UTF-8; the last one may be cut."""
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _has_mostly_utf_8_letters(sample: bytes) -> bool:
    rest, letters = re.subn(_LETTER_OF_SEVERAL_BYTES, b"", b" ".join(re.findall(_ABOVE_ASCII, sample)))
    return letters > len(rest) - rest.count(b" ")


class Utf8Converter:
    """Converts a text that is read from its beginning to its end to UTF-8, without byte-order mark and zeros.

    Attributes:
        encoding: what was found so far; see `find_encoding`.
        zeros: the number of zeros left out so far.

    Args:
        encoding: if it is known already.
    """

    def __init__(self, encoding: Encoding | None = None) -> None:
        self.encoding = encoding or Encoding()
        self.zeros = 0
        self._is_known = encoding is not None

    def convert(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the text as UTF-8. Raises what `pieces` raises."""
        if not self._is_known:
            head = take(pieces, _HEAD)
            self.encoding = find_encoding(head)
            pieces = chain([head], pieces)
            while self.encoding == Encoding() and (piece := next(pieces, b"")):
                if not piece.isascii() or b"\0" in piece:
                    ahead = piece if _is_strict_utf_8(piece) else piece + take(pieces, _AHEAD)
                    self.encoding, pieces = find_encoding(ahead), chain([ahead], pieces)
                    break
                yield piece  # which is the same in all encodings still possible
        yield from self._convert(pieces)

    def _convert(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        codec, skip = self.encoding.codec, self.encoding.mark
        decoder = None if codec == UTF_8 else codecs.getincrementaldecoder(codec)("replace")
        for piece in pieces:
            data, skip = piece[skip:], max(0, skip - len(piece))
            if decoder:
                data = decoder.decode(data).encode(UTF_8, "replace")
            if b"\0" in data:
                text = data.translate(None, b"\0")
                self.zeros += len(data) - len(text)
                data = text
            if data:
                yield data
        if decoder:
            yield decoder.decode(b"", final=True).encode(UTF_8, "replace")
