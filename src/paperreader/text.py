"""How text of a dump becomes safe to show and fit to compare.

`clean` guards the terminal, `fold` forgets what differs between two spellings of one title,
`links` finds addresses, `unwrap` undoes hard-wrapped lines, `cells` counts columns. Nobody else knows how.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

_INVISIBLE = frozenset((0x00AD, 0x200B, 0x2060, 0xFEFF))
_JOINERS = frozenset((0x200C, 0x200D))  # they shape Persian words and emoji, and are harmless


class _Cleaning(dict[int, str]):
    """What each code point becomes on the way to a terminal, worked out when first met."""

    def __missing__(self, point: int) -> str:
        category = unicodedata.category(chr(point))
        if category == "Cs":
            shown = "\ufffd"
        elif category in ("Zl", "Zp") or chr(point) in "\t\n\r\v\f\x1c\x1d\x1e\x85":
            shown = " "
        elif point in _INVISIBLE or category == "Cc" or (category == "Cf" and point not in _JOINERS):
            shown = ""
        else:
            shown = chr(point)
        self[point] = shown
        return shown


_CLEANING = _Cleaning()
_BLANKS = re.compile(r" {2,}")
_PRINTABLE = bytes(range(0x20, 0x7F))


def sanitize(raw: str) -> str:
    """One line that can do a terminal no harm.

    Control characters (C0, C1, so no ESC, CSI or OSC), bidi overrides, zero-width spaces, soft
    hyphens and byte-order marks vanish, line ends and tabs become a space, an unpaired surrogate
    becomes U+FFFD. Nothing else changes: text is cleaned, never normalised.
    """
    return raw if raw.isprintable() else raw.translate(_CLEANING)


def single_line(raw: str) -> str:
    """`clean`, with the line ends of a wrapped title and runs of blanks closed to one space."""
    if _is_plain(raw) and "  " not in raw:
        return raw.strip(" ")
    return _BLANKS.sub(" ", sanitize(raw)).strip(" ")


def display_width(text: str) -> int:
    """How many columns of a terminal a cleaned text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _is_plain(raw: str) -> bool:
    """`raw.isprintable()`, for ASCII in half the time."""
    if raw.isascii():
        return not raw.encode().translate(None, _PRINTABLE)
    return raw.isprintable()


_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*\n")
_BULLET = re.compile(r"[ \t]*(?:[-*•‣▪]|\(?\d{1,2}[.)])[ \t]")


def unwrap_paragraphs(raw: str) -> str:
    r"""The paragraphs of a piece of a dump, each cleaned and on one line, joined by blank lines.

    Lines that a mail program or a text browser wrapped are joined again; a line that begins with
    a bullet stays a line of its own. `\\n` is the only control character in the result.
    """
    if "\n" not in raw:
        return single_line(raw)
    paragraphs = (_unwrap_paragraph(part) for part in _PARAGRAPH.split(raw))
    return "\n\n".join(part for part in paragraphs if part)


def _unwrap_paragraph(raw: str) -> str:
    lines: list[list[str]] = []
    for line in raw.split("\n"):
        if lines and not _BULLET.match(line):
            lines[-1].append(line)
        else:
            lines.append([line])
    joined = (single_line(" ".join(parts)) for parts in lines)
    return "\n".join(line for line in joined if line)


_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
]
_LETTERS = {
    **{chr(0x3B1 + place): name for place, name in enumerate(_GREEK)},
    "ϵ": "epsilon",
    "ϕ": "phi",
    "ϑ": "theta",
    "ϱ": "rho",
    "ϖ": "pi",
    "ϰ": "kappa",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "×": "times",
    "∞": "infty",
    "→": "rightarrow",
    "±": "pm",
    "≤": "leq",
    "≥": "geq",
    "∈": "in",
    "∇": "nabla",
    "∂": "partial",
    "∼": "sim",
    "≈": "approx",
    "ℓ": "ell",
}
_DROPPED = "{}$^\\'’‘`´ʼ\0"
_UNSPACED = (
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x20000, 0x3FFFF),
)


class _Folding(dict[int, str]):
    """What each code point becomes in comparing: letters, a space, or nothing."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = "".join(map(_fold_letter, unicodedata.normalize("NFKD", chr(point)).casefold()))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter in _DROPPED or unicodedata.category(letter) in ("Mn", "Cf", "Cc", "Cs", "Lm", "Sk"):
        return "" if letter not in "\t\n\r\v\f" else " "
    if not letter.isalnum() and unicodedata.category(letter) != "Mc":
        return " "
    return f" {letter} " if any(first <= ord(letter) <= last for first, last in _UNSPACED) else letter


_FOLDING = _Folding()
_ASCII = bytes(ord(_FOLDING[point] or " ") if point < 128 else 0 for point in range(256))  # noqa: PLR2004 - ASCII
_ASCII_DROPPED = bytes(point for point in range(128) if not _FOLDING[point])
_LINES = bytes(point if folded == 0 or point == ord("\n") else folded for point, folded in enumerate(_ASCII))

_STYLES = (
    "textbf|textit|textrm|textsc|texttt|textsf|textsuperscript|textsubscript|text|emph|underline"
    "|mathbf|mathbb|mathcal|mathrm|mathit|mathsf|mathtt|mathfrak|mathscr|boldsymbol|operatorname"
    "|mbox|hbox|bm|ensuremath"
)
_SIZES = "tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|bf|it|rm|sc|tt|sf|em"


@cache
def _macro() -> re.Pattern[str]:
    """Macros that only style their argument; compiled when the first title with LaTeX is met."""
    return re.compile(
        rf"\\(?:{_STYLES}|{_SIZES})(?![A-Za-z])\s*"  # \textbf{{X}}, {{\bf X}}
        rf"|(?<![A-Za-z])(?:{_STYLES})(?=\{{)"  # textbf{{X}}: the backslash was stripped on the way
        rf"|(?<=\{{)(?:{_SIZES})\s+"  # {{scriptsize X}}
        r"|\\[\"'`^~=.](?=\{?\\?[A-Za-z]\}?)"  # accents: \'e, \"{o}
        r"|\\[uvHckb](?:\s+(?=\\?[A-Za-z])|(?=\{\\?[A-Za-z]\}))"  # \v{r}, \v r, but not \beta
        r"|\\[,;:! ]"
    )


def _blank_macros(title: str) -> str:
    """LaTeX that only styles its argument, overwritten by NULs so that positions stay."""
    return _macro().sub(lambda macro: "\0" * len(macro[0]), title)


def normalize_title(title: str) -> str:
    r"""A title as it is compared: lower-case words of letters and digits, one space between them.

    Case, accents, ligatures, punctuation and the difference between LaTeX and stripped LaTeX are
    forgotten (`\\textbf{X}` = `X`, `$\\times$` = `times` = `×`, `π` = `pi`); a script written
    without spaces becomes one word per sign.
    """
    if "{" in title or "\\" in title:
        title = _blank_macros(title)
    if title.isascii():  # as nearly all are: the same, three times as fast
        folded = title.encode().translate(_ASCII, _ASCII_DROPPED).strip()
        while b"  " in folded:
            folded = folded.replace(b"  ", b" ")
        return folded.decode()
    return " ".join(title.translate(_FOLDING).split())


def normalize_titles(titles: Iterable[str]) -> bytes:
    """Many titles folded in UTF-8, each ended by a line feed; it takes a fifth of the time of one by one.

    Between two words, and around them, may be more spaces than `fold` leaves.
    """
    simple = [
        title
        if title.isascii() and "{" not in title and "\\" not in title and "\n" not in title
        else normalize_title(title)
        for title in titles
    ]
    return "\n".join([*simple, ""]).encode().translate(_LINES, _ASCII_DROPPED)


def normalize_with_positions(title: str) -> tuple[str, list[int]]:
    """`fold`, and for each of its characters the place in `title` that it came from."""
    plain = title.encode() if title.isascii() else b""
    if plain and len(plain.translate(None, _ASCII_DROPPED)) == len(plain):  # letter by letter, as most titles are
        return _places_of_words(plain.translate(_ASCII).decode())
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(_blank_macros(title)):
        for letter in _FOLDING[ord(char)]:
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            places.append(place)
    if letters and letters[-1] == " ":
        del letters[-1], places[-1]
    return "".join(letters), places


def _places_of_words(spaced: str) -> tuple[str, list[int]]:
    """Words with one space between them, and where they and the spaces after them stood."""
    words, places, end = spaced.split(), list[int](), 0
    for word in words:
        start = spaced.index(word, end)
        end = start + len(word)
        places += range(start, end + 1)
    return " ".join(words), places[:-1]


_RAW = _ASCII[:128] + bytes(range(128, 256))
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")


def normalize_bytes(raw: bytes) -> bytes:
    """`fold` of a piece of a dump as it lies there, UTF-8 in and out, to look through very many of them.

    A blank stands at both ends, and there may be several between two words.
    """
    if b"\\" in raw or b"{" in raw:
        raw = _blank_macros(raw.decode("utf-8", "replace")).encode()
    if not raw.isascii():
        raw = _BEYOND_ASCII.sub(_fold_run, raw)
    return b" " + raw.translate(_RAW, _ASCII_DROPPED) + b" "


def _fold_run(run: re.Match[bytes]) -> bytes:
    return _folded_run(run[0])


@lru_cache(maxsize=4096)  # quotes, dashes and a few letters, again and again
def _folded_run(run: bytes) -> bytes:
    return run.decode("utf-8", "replace").translate(_FOLDING).encode()


_LINK = re.compile(r"https?://[^\s<>{}()\"'\\]+", re.IGNORECASE)


def find_urls(text: str) -> list[tuple[int, int]]:
    """Where the web addresses of a text stand, as (start, end).

    An address ends before `{`, `}`, `)` and before a closing `.`, `,` or `;`
    (as in `…/FSTS{Project Page}` and `…/BEAST.`).
    """
    found: list[tuple[int, int]] = []
    place = text.find("://") if "/" in text else -1  # few have one, and to look for `http` in both cases takes long
    while place >= 0:
        match = _LINK.match(text, max(0, place - 5)) or _LINK.match(text, max(0, place - 4))
        if match:
            end = match.start() + len(match[0].rstrip(".,;:!?]*_"))
            if end > match.start() + len("https://"):
                found.append((match.start(), end))
        place = text.find("://", match.end() if match else place + 1)
    return found
