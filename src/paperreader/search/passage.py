"""A whole word, a phrase or a prefix, searched for in a text.

For texts that are too many to index or to hold in memory, such as abstracts: the bytes of a text are
searched as they are read. Normalized as titles are.
"""

from __future__ import annotations

import re

from paperreader.text import normalize_bytes, normalize_title, normalize_with_positions

PREFIX_SIGN = "*"
"""At the end of the last word: a prefix matches."""


class Passage:
    """Words that must be adjacent in a text: `surrogate`, `surrog*`, `attention heads`.

    Args:
        text: the passage as the user writes it.
    """

    def __init__(self, text: str) -> None:
        words = normalize_title(text).split()
        end = "" if text.rstrip().endswith(PREFIX_SIGN) else " "
        self._pattern = f" {' '.join(words)}{end}" if words else ""
        self._pattern_bytes = self._pattern.encode()
        self._longest = max(words, key=len, default="").encode()
        self._is_phrase = len(words) > 1

    def is_in_bytes(self, raw: bytes) -> bool:
        """Return whether a text contains the passage, given as UTF-8."""
        if not self._pattern_bytes:
            return False
        normalized = normalize_bytes(raw)
        if not self._is_phrase:
            return self._pattern_bytes in normalized
        return self._longest in normalized and self._pattern_bytes in b" " + b" ".join(normalized.split()) + b" "

    def is_in_title(self, normalized: str) -> bool:
        """Return whether a normalized title contains the passage."""
        return bool(self._pattern) and self._pattern in f" {normalized} "

    def spans(self, shown: str) -> list[tuple[int, int]]:
        """Return where a shown text has the passage, as (start, end) in code points; of a prefix the whole word."""
        if not self._pattern:
            return []
        normalized, indices = normalize_with_positions(shown)
        words = re.escape(self._pattern.strip())
        end = r"(?=\s|$)" if self._pattern.endswith(" ") else r"\S*"
        found = re.finditer(rf"(?<!\S){words}{end}", normalized)
        return [(indices[match.start()], indices[match.end() - 1] + 1) for match in found]
