"""Signs on letters that tell titles apart: `C++` and `C#` are not `C`, and `A*` is not `A`."""

from __future__ import annotations

import re
from functools import cache

from paperreader.text.folding import blank_macros, normalize_title

_SIGN_WORDS = {"+": " plus", "#": " sharp", "*": " star"}
_SIGN = re.compile(r"[+#*＋⁺＃♯＊∗⋆★°◦]|\\(?:ast|star|sharp)")
_ASCII_SIGNS = ("+", "#", "*", "\\ast", "\\star", "\\sharp")
_SIGN_SPELLINGS = str.maketrans("＋⁺＃♯＊∗⋆★", "++##****") | dict.fromkeys(map(ord, "°◦"), "circ")  # `360^{\circ}`
_WORD_LETTERS = 100  # of a word with a sign, and its markup; longer ones are cut
_SIGN_NAMES = {"ast": "*", "star": "*", "sharp": "#"}


def has_signs(title: str) -> bool:
    """Return whether a title has a sign that may tell it from others. Most have none of these characters."""
    if title.isascii():
        return any([sign in title for sign in _ASCII_SIGNS])
    return _SIGN.search(title) is not None


@cache
def _signs() -> re.Pattern[str]:
    """Return the pattern of signs on a letter, with the markup before them (NULs: blanked macros) as in `A$^{*}$`."""
    markup = r"[\0${}^()\\]*"
    return re.compile(
        rf"(?<=[^\W\d_])(?P<markup>{markup})(?:(?P<sign>\++|[#*])|\\(?P<name>ast|star|sharp)(?![a-z]))"
        rf"(?P<joins>{markup}[^\W_])?",
        re.IGNORECASE,
    )


def spell_signs(title: str) -> str:
    """Return a title with `+`, `#` and `*` on a letter as words: `C++`, `C#` and `A*` are not `C` and `A`.

    A sign between two letters joins them (`A+B`), save for `++` (`C++11`). At the end of the title a `*` or `#` is the
    mark of a footnote, unless on a letter or an abbreviation (`RRT*`). Where a `*` opens a word, stars are emphasis.
    """
    return _signs().sub(_spell_sign, _without_emphasis(title))


def signed_words(title: str) -> list[str]:
    """Return the normalized words of a title with the signs that `spell_signs` spells: `c++`, `a*`."""
    if not has_signs(title):
        return []
    title = _without_emphasis(title)
    return [_word_before(found) for found in _signs().finditer(title) if _tells_apart(found)]


def typed_signed_words(query: str) -> list[str]:
    """Return the normalized words of a query with a sign, where one would mark a footnote or emphasis too."""
    query = query.translate(_SIGN_SPELLINGS)
    return [_word_before(found) for found in _signs().finditer(query) if not _joins(found)]


def _without_emphasis(title: str) -> str:
    title = blank_macros(title.translate(_SIGN_SPELLINGS))
    if "*" in title and re.search(r"(?:^|[\s(])\*+\w", title):
        return title.replace("*", " ")
    return title


def _spell_sign(found: re.Match[str]) -> str:
    if _joins(found):
        return found[0]
    if not _tells_apart(found):
        return " "
    sign = _sign(found)
    return f"{_SIGN_WORDS[sign[0]] * len(sign)} {found['joins'] or ''}"


def _sign(found: re.Match[str]) -> str:
    return found["sign"] or _SIGN_NAMES[found["name"].lower()]


def _word_before(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - _WORD_LETTERS) : found.start()]
    return normalize_title(before).rsplit(" ", 1)[-1] + _sign(found)


def _joins(found: re.Match[str]) -> bool:
    return bool(found["joins"]) and _sign(found) != "++"


def _tells_apart(found: re.Match[str]) -> bool:
    is_mark = not found.string[found.start() - 1].isalpha() or (_sign(found) in "#*" and _is_footnote(found))
    return not is_mark and not _joins(found)


def _is_footnote(found: re.Match[str]) -> bool:
    """Return whether a sign stands on the last word of a title, and that is a word of several small letters."""
    title, start = found.string, found.start()
    word_end = title[max(0, start - 2) : start]
    if len(word_end) == 1 or not word_end.isalpha() or title[found.end() :].strip(" .$}\0"):
        return False
    return not word_end.isupper() or title.isupper()
