"""Text folded to be compared: the only definition of equal titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from paperreader.text.character_table import CharacterTable

_GREEK = (
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
)  # fmt: skip
_SPELLED_OUT = {
    **{chr(0x3B1 + offset): name for offset, name in enumerate(_GREEK)},
    "ϵ": "epsilon", "ϕ": "phi", "ϑ": "theta", "ϱ": "rho", "ϖ": "pi", "ϰ": "kappa", "ø": "o", "đ": "d",
    "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "×": "times", "∞": "infty",
    "→": "rightarrow", "±": "pm", "≤": "leq", "≥": "geq", "∈": "in", "∇": "nabla", "∂": "partial", "∼": "sim",
    "≈": "approx", "ℓ": "ell",
}  # fmt: skip
_REMOVED = "{}$^\\'’‘`´ʼ\0"
_UNSPACED_SCRIPTS = (
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x20000, 0x3FFFF),
)


def _normalize_char(char: str) -> str:
    return "".join(map(_normalize_letter, unicodedata.normalize("NFKD", char).casefold()))


def _normalize_letter(letter: str) -> str:
    if letter in _SPELLED_OUT:
        return _SPELLED_OUT[letter]
    if letter in _REMOVED or unicodedata.category(letter) in ("Mn", "Cf", "Cc", "Cs", "Lm", "Sk"):
        return "" if letter not in "\t\n\r\v\f" else " "
    if not letter.isalnum() and unicodedata.category(letter) != "Mc":
        return " "
    return f" {letter} " if any(first <= ord(letter) <= last for first, last in _UNSPACED_SCRIPTS) else letter


_NORMALIZED = CharacterTable(_normalize_char)
_ASCII = bytes(ord(_NORMALIZED[point] or " ") if point < 128 else 0 for point in range(256))  # noqa: PLR2004 - ASCII
_ASCII_REMOVED = bytes(point for point in range(128) if not _NORMALIZED[point])
_NOT_PLAIN = b"\\{[(<&+#*"
_PLAIN = bytes(1 if point in _NOT_PLAIN else byte for point, byte in enumerate(_ASCII))
_PLAIN_REMOVED = bytes(point for point in _ASCII_REMOVED if point not in _NOT_PLAIN)
_PLAIN_LINES = bytes(point if point == ord("\n") else 1 if point > 127 else byte for point, byte in enumerate(_PLAIN))  # noqa: PLR2004 - ASCII
RECORD_END, VALUE_END = "\n", "\x1f"
"""Separators of packed texts: no sanitized text contains them."""
_ASCII_LINES = bytes(point if byte == 0 or point == ord("\n") else byte for point, byte in enumerate(_ASCII))

_STYLES = (
    "textbf|textit|textrm|textsc|texttt|textsf|textsuperscript|textsubscript|text|emph|underline"
    "|mathbf|mathbb|mathcal|mathrm|mathit|mathsf|mathtt|mathfrak|mathscr|boldsymbol|operatorname"
    "|mbox|hbox|bm|ensuremath"
)
_SIZES = "tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|bf|it|rm|sc|tt|sf|em"
_STYLE_NAMES, _SIZE_NAMES = tuple(_STYLES.split("|")), tuple(_SIZES.split("|"))


@cache
def _macro() -> re.Pattern[str]:
    """Return the pattern of macros that only style their argument, compiled at the first title with LaTeX."""
    return re.compile(  # it begins with a certain character, so that the search is quick
        rf"\\(?:(?:{_STYLES}|{_SIZES})(?![A-Za-z])\s*"  # \textbf{{X}}, {{\bf X}}
        r"|[\"'`^~=.](?=\{?\\?[A-Za-z]\}?)"  # accents: \'e, \"{o}
        r"|[uvHckb](?:\s+(?=\\?[A-Za-z])|(?=\{\\?[A-Za-z]\}))"  # \v{r}, \v r, but not \beta
        r"|[,;:! ])"
    )


@cache
def _bare_macro() -> re.Pattern[str]:
    """Return the pattern of macros whose backslash was lost in the copying: `textbf{X}`, `{scriptsize X}`."""
    return re.compile(rf"(?<![A-Za-z])(?:{_STYLES})(?=\{{)|(?<=\{{)(?:{_SIZES})\s+")


def blank_macros(title: str) -> str:
    """Overwrite macros that only style their argument with NULs, so that positions stay the same."""
    title = _macro().sub(_blank, title)
    pieces = title.split("{")  # a search for bare macros is slow
    may_be_bare = any([one.endswith(_STYLE_NAMES) or two.startswith(_SIZE_NAMES) for one, two in pairwise(pieces)])
    return _bare_macro().sub(_blank, title) if may_be_bare else title


def _blank(macro: re.Match[str]) -> str:
    return "\0" * len(macro[0])


def normalize_title(title: str) -> str:
    r"""Return a title as lower-case words of letters and digits with single spaces, to compare and to search.

    Case, accents, ligatures, punctuation and LaTeX markup are removed (`\\textbf{X}` = `X`, `$\\times$` = `times` =
    `×`, `π` = `pi`). In a script written without spaces each character becomes a word.
    """
    if "{" in title or "\\" in title:
        title = blank_macros(title)
    if title.isascii():  # nearly all titles: the same result in a third of the time
        return _with_single_spaces(title.encode().translate(_ASCII, _ASCII_REMOVED))
    return " ".join(title.translate(_NORMALIZED).split())


def _with_single_spaces(words: bytes) -> str:
    while b"  " in words:
        words = words.replace(b"  ", b" ")
    return words.strip().decode()


def normalize_plain(title: str) -> str | None:
    r"""Return a normalized title in ASCII without markup, brackets and signs; None for any other, in nearly no time.

    These are the characters ``\\ { [ ( < & + # *``.
    """
    if not title.isascii():
        return None
    words = title.encode().translate(_PLAIN, _PLAIN_REMOVED)
    return None if b"\1" in words else _with_single_spaces(words)


def normalize_many_plain(titles: Sequence[str]) -> list[str | None]:
    """Return what `normalize_plain` returns for each of many sanitized titles, in a fraction of the time."""
    lines = "\n".join(titles).encode("utf-8", "replace").translate(_PLAIN_LINES, _PLAIN_REMOVED).decode().split("\n")
    if len(lines) != len(titles):
        return list(map(normalize_plain, titles))
    return [None if "\1" in line else " ".join(line.split()) if "  " in line else line.strip(" ") for line in lines]


def normalize_titles(titles: Iterable[str]) -> bytes:
    """Return normalized titles as UTF-8, each ended by a line feed; takes a fifth of the time of one by one.

    Unlike `normalize_title` it may leave several spaces between words, and spaces at the ends.
    """
    lines = [
        title
        if title.isascii() and "{" not in title and "\\" not in title and "\n" not in title
        else normalize_title(title)
        for title in titles
    ]
    return "\n".join([*lines, ""]).encode().translate(_ASCII_LINES, _ASCII_REMOVED)


def normalize_with_positions(title: str) -> tuple[str, list[int]]:
    """Return the normalized title, and for each of its characters its position in the title."""
    letters: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(blank_macros(title)):
        for letter in _NORMALIZED[ord(char)]:
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            positions.append(position)
    if letters and letters[-1] == " ":
        del letters[-1], positions[-1]
    return "".join(letters), positions


_ASCII_AND_BYTES = _ASCII[:128] + bytes(range(128, 256))
_SEPARATORS = (RECORD_END + VALUE_END).encode()
_SEPARATOR = re.compile(b"([%b])" % _SEPARATORS)
_ASCII_RECORDS = bytes(point if point in _SEPARATORS else byte for point, byte in enumerate(_ASCII_AND_BYTES))
_ASCII_RECORDS_REMOVED = bytes(point for point in _ASCII_REMOVED if point not in _SEPARATORS)
_NON_ASCII = re.compile(rb"[\x80-\xff]+")


def normalize_bytes(raw: bytes) -> bytes:
    """Return UTF-8 text of a dump normalized, as UTF-8; fast enough to search many abstracts.

    The result begins and ends with a space, and may have several between words.
    """
    return b" " + _plain_letters(raw).translate(_ASCII_AND_BYTES, _ASCII_REMOVED) + b" "


def normalize_records(raw: bytes) -> bytes:
    """Return UTF-8 text normalized as `normalize_bytes` does, with `RECORD_END` and `VALUE_END` where they stand."""
    has_markup = b"\\" in raw or b"{" in raw  # a macro takes the white space behind it, and would take a separator
    pieces = _SEPARATOR.split(raw) if has_markup else [raw]
    return b"".join(map(_plain_letters, pieces)).translate(_ASCII_RECORDS, _ASCII_RECORDS_REMOVED)


def _plain_letters(raw: bytes) -> bytes:
    """Return UTF-8 text without LaTeX macros, its letters outside ASCII normalized."""
    if b"\\" in raw or b"{" in raw:
        raw = blank_macros(raw.decode("utf-8", "replace")).encode()
    return raw if raw.isascii() else _NON_ASCII.sub(lambda run: _normalize_run(run[0]), raw)


@lru_cache(maxsize=4096)  # mostly the same quotes, dashes and letters
def _normalize_run(run: bytes) -> bytes:
    return run.decode("utf-8", "replace").translate(_NORMALIZED).encode()
