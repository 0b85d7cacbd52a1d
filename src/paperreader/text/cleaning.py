"""Text made fit to show: control characters, hard-wrapped lines, URLs, display width and numbers with nouns."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = frozenset((0x00AD, 0x200B, 0x2060, 0xFEFF))
_JOINERS = frozenset((0x200C, 0x200D))  # kept: they shape Persian words and emoji, and are harmless


class _SafeCharacters(dict[int, str]):
    """A table for `str.translate`: the safe form of each code point, computed at its first use."""

    def __missing__(self, point: int) -> str:
        category = unicodedata.category(chr(point))
        if category == "Cs":
            safe = "\ufffd"
        elif category in ("Zl", "Zp") or chr(point) in "\t\n\r\v\f\x1c\x1d\x1e\x85":
            safe = " "
        elif point in _INVISIBLE or category == "Cc" or (category == "Cf" and point not in _JOINERS):
            safe = ""
        else:
            safe = chr(point)
        self[point] = safe
        return safe


_SAFE = _SafeCharacters()
_BLANKS = re.compile(r" {2,}")
_PRINTABLE = bytes(range(0x20, 0x7F))


def sanitize(raw: str) -> str:
    """Return text as one line that cannot harm a terminal.

    Control characters (C0, C1, so no ESC, CSI or OSC), bidi overrides, zero-width spaces, soft hyphens and
    byte-order marks are removed. Line ends and tabs become a space, an unpaired surrogate becomes U+FFFD. All other
    characters stay; text is not normalized.
    """
    return raw if raw.isprintable() else raw.translate(_SAFE)


def single_line(raw: str) -> str:
    """Return sanitized text with each run of blanks and line ends as one space, and none at the ends."""
    if _is_printable(raw) and "  " not in raw:
        return raw.strip(" ")
    return _BLANKS.sub(" ", sanitize(raw)).strip(" ")


def _is_printable(raw: str) -> bool:
    """Return `raw.isprintable()`, in half the time for ASCII."""
    if raw.isascii():
        return not raw.encode().translate(None, _PRINTABLE)
    return raw.isprintable()


def display_width(text: str) -> int:
    """Return the number of terminal columns of sanitized text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def count_of(count: int, noun: str) -> str:
    """Return a number with its noun, as in `1 paper` and `2 papers`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_PARAGRAPH_END = re.compile(r"\n[ \t\r\f\v]*\n")
_BULLET = re.compile(r"[ \t]*(?:[-*•‣▪]|\(?\d{1,2}[.)])[ \t]")


def unwrap_paragraphs(raw: str) -> str:
    r"""Return sanitized text with each paragraph on one line, and a blank line between paragraphs.

    Lines that a mail program or a text browser wrapped are joined. A line that begins with a bullet stays a line of
    its own. `\\n` is the only control character in the result.
    """
    if "\n" not in raw:
        return single_line(raw)
    paragraphs = (_unwrap_paragraph(part) for part in _PARAGRAPH_END.split(raw))
    return "\n\n".join(part for part in paragraphs if part)


def _unwrap_paragraph(raw: str) -> str:
    groups: list[list[str]] = []
    for line in raw.split("\n"):
        if groups and not _BULLET.match(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    joined = (single_line(" ".join(lines)) for lines in groups)
    return "\n".join(line for line in joined if line)


_URL = re.compile(r"https?://[^\s<>{}()\"'\\]+", re.IGNORECASE)


def find_urls(text: str) -> list[tuple[int, int]]:
    """Return the positions of the URLs in a text, as (start, end).

    A URL ends before `{`, `}`, `)` and before a closing `.`, `,` or `;` (as in `…/FSTS{Project Page}` and
    `…/BEAST.`).
    """
    found: list[tuple[int, int]] = []
    position = text.find("://") if "/" in text else -1  # most texts have none, and a search for `http` is slower
    while position >= 0:
        match = _URL.match(text, max(0, position - 5)) or _URL.match(text, max(0, position - 4))
        if match:
            end = match.start() + len(match[0].rstrip(".,;:!?]*_"))
            if end > match.start() + len("https://"):
                found.append((match.start(), end))
        position = text.find("://", match.end() if match else position + 1)
    return found
