"""Words that stand next to each other in a text: whole words, a phrase, the beginning of a word.

For texts that are too many to be indexed or held, as abstracts are: each is looked through as it
lies in its dump. Folding is that of titles; knows strings and bytes, not papers.
"""

from __future__ import annotations

import re

from paperreader.text import normalize_bytes, normalize_title, normalize_with_positions

BEGINNING = "*"
"""At the end of a word: it need only begin so."""


class Passage:
    """What is looked for: `surrogate`, `surrog*`, `attention heads`.

    Args:
        wanted: as a person writes it.
    """

    def __init__(self, wanted: str) -> None:
        words = normalize_title(wanted).split()
        end = "" if wanted.rstrip().endswith(BEGINNING) else " "
        self._wanted = f" {' '.join(words)}{end}" if words else ""
        self._needle = self._wanted.encode()
        self._longest = max(words, key=len, default="").encode()
        self._is_phrase = len(words) > 1

    def stands_in(self, raw: bytes) -> bool:
        """Whether a text, as its dump has it in UTF-8, holds the passage."""
        if not self._needle:
            return False
        folded = normalize_bytes(raw)
        if not self._is_phrase:
            return self._needle in folded
        return self._longest in folded and self._needle in b" " + b" ".join(folded.split()) + b" "

    def is_in_title(self, folded: str) -> bool:
        """Whether a folded title holds the passage."""
        return bool(self._wanted) and self._wanted in f" {folded} "

    def spans(self, shown: str) -> list[tuple[int, int]]:
        """Where the passage stands in a shown text, as (start, end) code points; words begun count whole."""
        if not self._wanted:
            return []
        folded, places = normalize_with_positions(shown)
        words = re.escape(self._wanted.strip())
        end = r"(?=\s|$)" if self._wanted.endswith(" ") else r"\S*"
        found = re.finditer(rf"(?<!\S){words}{end}", folded)
        return [(places[match.start()], places[match.end() - 1] + 1) for match in found]
