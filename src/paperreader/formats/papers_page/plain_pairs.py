"""Whether a text without the marks of a page is one all the same: titles and abstracts in turn.

Many texts have short and long paragraphs in turn: chapters, licenses, programs, notes. A title here is one line without
the signs of markup or code, and an abstract is prose that begins as a sentence does and ends with one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from paperreader.formats.papers_page.pairing import is_sure_title_and_abstract

_ENOUGH = 3  # blocks for each pair: as much as a pair has, and half a pair more
_TITLE = re.compile(rb"[^\s#>|\-*+=~<{/;:,.!][^\n]*(?:\n  +[^ \n][^\n]*)*")
_NO_TITLE = re.compile(
    rb"[:;,={}\\]\s*$|\]\(|\*\*|^(?:import|from|class|def|return|#!|@|\"\"\"|__)|[\w.]+@[\w.]+>|^[A-Za-z-]+: https?://"
)
_NO_ABSTRACT = re.compile(rb"[\s#>|\-*+=~<{/@;:,.!\]}]|\d{1,3}[.)] ")
_CODE_LINE = re.compile(rb"\n(?:[ \t]|[#>|*+-] )|[;{}]\n")
_SENTENCE_END = re.compile(rb"[.!?\xef\xe3][\"')\]}$\x80-\xbf]*\s*$|https?://\S+$")
_LETTERS = bytes(byte for byte in range(256) if bytes([byte]).isalpha() or byte >= 0x80 or byte in b" ,.\n'-")  # noqa: PLR2004 - not ASCII
_PROSE = 0.88  # of the bytes are letters, blanks and the commonest signs
_FEW_LINES = 0.2  # of the lines of an abstract may look like those of code or of a list
_UNDERLINE = re.compile(rb"\n[ \t]*([-=~^\"*+#])\1{3,}[ \t]*(?:\n|$)")
_LEGAL = re.compile(rb"\b(?:copyright|licen[cs]e[ds]?|warrant(?:y|ies)|redistribut\w+|hereby granted)\b", re.IGNORECASE)


def are_plain_pairs(texts: Sequence[bytes]) -> bool:
    """Return whether titles and abstracts make up most of the blocks of a text; manuals underline their headings."""
    if any(map(_UNDERLINE.search, texts)):
        return False
    pairs = [pair for pair in pairwise(texts) if is_sure_title_and_abstract(*pair) and _is_paper(*pair)]
    legal = sum(1 for pair in pairs if any(map(_LEGAL.search, pair)))
    return len(pairs) * _ENOUGH >= len(texts) > 0 and legal * 2 <= len(pairs)


def _is_paper(title: bytes, abstract: bytes) -> bool:
    """Return whether a short block reads like a title, and a long one like an abstract."""
    if not _TITLE.fullmatch(title.rstrip()) or _NO_TITLE.search(title) or _NO_ABSTRACT.match(abstract):
        return False
    if len(_CODE_LINE.findall(abstract)) > _FEW_LINES * (abstract.count(b"\n") + 1) and b"\n" in abstract:
        return False
    return _SENTENCE_END.search(abstract[-200:]) is not None and _is_prose(abstract)


def _is_prose(text: bytes) -> bool:
    return len(text.translate(None, _LETTERS)) <= (1 - _PROSE) * len(text)
