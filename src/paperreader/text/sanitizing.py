"""Text of dumps made safe to show: the only guard of the terminal."""

from __future__ import annotations

import re
import unicodedata

from paperreader.text.character_table import CharacterTable

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_JOINERS = "\u200c\u200d"  # kept: they shape Persian words and emoji, and are harmless


def _safe_text(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    if category in ("Zl", "Zp") or char in "\t\n\r\v\f\x1c\x1d\x1e\x85":
        return " "
    if char in _INVISIBLE or category == "Cc" or (category == "Cf" and char not in _JOINERS):
        return ""
    return char


_SAFE = CharacterTable(_safe_text)
_BLANKS = re.compile(r" {2,}")


def sanitize(raw: str) -> str:
    """Return text as one line that cannot harm a terminal.

    Control characters (C0, C1, so no ESC, CSI or OSC), bidi overrides, zero-width spaces, soft hyphens and
    byte-order marks are removed. Line ends and tabs become a space, an unpaired surrogate becomes U+FFFD. All other
    characters stay; text is not normalized.
    """
    return raw if raw.isprintable() else raw.translate(_SAFE)


def single_line(raw: str) -> str:
    """Return sanitized text with each run of blanks and line ends as one space, and none at the ends."""
    if raw.isprintable() and "  " not in raw:
        return raw.strip(" ")
    return _BLANKS.sub(" ", sanitize(raw)).strip()  # of no-break spaces, too


def display_width(text: str) -> int:
    """Return the number of terminal columns of sanitized text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def count_of(count: int | str, noun: str, plural: str = "") -> str:
    """Return a number with its noun, as in `1 paper`, `2 papers`, `no papers` and `3 entries`."""
    return f"{count} {noun}" if count == 1 else f"{count} {plural or f'{noun}s'}"


_PARAGRAPH_END = r"\n[ \t\r\f\v]*\n"
_BULLET_START = r"\n(?=[ \t]*(?:[-*•‣▪]|\(?\d{1,2}[.)])[ \t])"


def unwrap_paragraphs(raw: str) -> str:
    r"""Return sanitized text with each paragraph on one line, and a blank line between paragraphs.

    Lines that a mail program or a text browser wrapped are joined. A line that begins with a bullet stays a line of
    its own. `\\n` is the only control character in the result.
    """
    if "\n" not in raw:
        return single_line(raw)
    return "\n\n".join(filter(None, map(_unwrap_paragraph, re.split(_PARAGRAPH_END, raw))))


def _unwrap_paragraph(raw: str) -> str:
    return "\n".join(filter(None, map(single_line, re.split(_BULLET_START, raw))))


_URL = re.compile(r"https?://[^\s<>{}()\"'\\]+", re.IGNORECASE)


def find_urls(text: str) -> list[tuple[int, int]]:
    """Return the positions of the URLs in a text, as (start, end).

    A URL ends before `{`, `}`, `)` and before a closing `.`, `,` or `;` (as in `…/FSTS{Project Page}` and
    `…/BEAST.`).
    """
    if "://" not in text:  # as in most texts; much faster than the pattern
        return []
    urls = ((match.start(), match.start() + len(match[0].rstrip(".,;:!?]*_"))) for match in _URL.finditer(text))
    return [(start, end) for start, end in urls if end > start + len("https://")]
