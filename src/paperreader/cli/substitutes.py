"""The encoding of the terminal, and readable substitutes for characters that the encoding of a terminal lacks, such as `e` for `ő` in Latin-1."""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache

from paperreader.text import display_width

READABLE = "paperreader.readable"
"""The name of the error handler: as `errors` of a stream it writes substitutes."""


def terminal_encoding() -> str:
    """Return the name of the encoding of the terminal: that of the locale."""
    import locale

    return locale.getpreferredencoding(do_setlocale=False)


@lru_cache(maxsize=4096)
def substitute(character: str) -> str:
    """Return ASCII that fills as many cells as the character: its transliteration, cut or filled up, or `?`."""
    from anyascii import anyascii

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    width, text = display_width(character), anyascii(character)
    is_readable = text.strip() and not text.startswith(":")  # `:thumbsup:` cannot be cut
    return f"{text[:width]:{width}}" if is_readable else "?" * width


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(substitute, error.object[error.start : error.end])), error.end


codecs.register_error(READABLE, _replace)
