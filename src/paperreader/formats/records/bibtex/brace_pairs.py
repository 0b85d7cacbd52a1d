r"""Braces of TeX paired, in time linear in the text however they are unbalanced."""

from __future__ import annotations

import re

_BRACE = re.compile(rb"[{}]")
_UNESCAPED_BRACE = re.compile(rb"(?<!\\)[{}]")


class BracePairs:
    r"""The braces of `data` before `limit`.

    They are counted as BibTeX does, escaped ones too; where that leaves one open, those that are not escaped are counted
    (`{\{}` of Mendeley).
    """

    def __init__(self, data: bytes, limit: int) -> None:
        self._data = data
        self._limit = limit
        self._pairs: dict[int, int] | None = None  # made when counting failed once: each failure looks at all the rest

    def closing(self, opening: int) -> int:
        """Return where the brace at `opening` is closed, -1 if it is not. Braces are asked for in their order."""
        if self._pairs is None:
            depth = 0
            for brace in _BRACE.finditer(self._data, opening, self._limit):
                depth += 1 if brace[0] == b"{" else -1
                if not depth:
                    return brace.start()
            self._pairs = self._paired(_UNESCAPED_BRACE, opening) | self._paired(_BRACE, opening)
        return self._pairs.get(opening, -1)

    def _paired(self, braces: re.Pattern[bytes], start: int) -> dict[int, int]:
        pairs, opened = {}, []
        for brace in braces.finditer(self._data, start, self._limit):
            if brace[0] == b"{":
                opened.append(brace.start())
            elif opened:
                pairs[opened.pop()] = brace.start()
        return pairs
