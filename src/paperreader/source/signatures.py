"""Files that are no text, named by their first bytes."""

from __future__ import annotations

import codecs

ZIP_KIND = "a zip archive: unpack it"
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or another OLE file, such as Thumbs.db"),
    (b"{\\rtf", "a Rich Text document"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"fLaC", "a sound"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"PK\x03\x04", ZIP_KIND),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "packed more than twice"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd: unpack it"),
    (b"\x04\x22\x4d\x18", "packed with lz4: unpack it"),
)
_TAR_AT, _TAR = 257, b"ustar"
_VIDEO_AT, _VIDEO = 4, b"ftyp"
_RIFF, _RIFF_KIND_AT = b"RIFF", 8
_CONTROLS = bytes(sorted({*range(1, 32), 127} - set(b"\t\n\x0b\x0c\r\x1b")))
_MOST_CONTROLS, _CONTROL_SHARE = 64, 0.05
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def binary_kind(head: bytes) -> str:
    """Return what a file with this beginning is, such as `a PDF`; "" for a text.

    A zero byte alone makes no file binary: some programs leave them in texts.
    """
    for magic, kind in _KINDS:
        if head.startswith(magic):
            return kind
    if head.startswith(_TAR, _TAR_AT):
        return "a tar archive: unpack it"
    if head.startswith(_VIDEO, _VIDEO_AT):
        return "a video"
    if head.startswith(_RIFF) and head.startswith((b"WEBP", b"WAVE", b"AVI "), _RIFF_KIND_AT):
        return "an image" if head.startswith(b"WEBP", _RIFF_KIND_AT) else "a recording"
    return "a binary file" if not head.startswith(_WIDE_MARKS) and _is_mostly_binary(head) else ""


def _is_mostly_binary(head: bytes) -> bool:
    head = head.rstrip(b"\0") or head  # a text may be filled up with zeros at its end
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(_MOST_CONTROLS, len(head) * _CONTROL_SHARE) or head.count(0) * 2 > len(head)
