"""Parentheses of a query that are not understood. Those around words of a title alone change nothing, and are no mistake."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from paperreader.query.fields import FIELDS
from paperreader.query.groups import Parentheses, with_groups_closed, without_empty_groups
from paperreader.query.model import Mistake

OPEN_GROUP = "a group is not closed"
"""The reason of a mistake."""
_GROUP = "a group is written (term term) or (term OR term)"
_LONGEST = 1000  # characters of a text for which a near spelling is looked for
_MEANT = re.compile(
    rf"""(?<![^\s(-]) (?: (?i:{"|".join(FIELDS)}): | @\w | " )
       | (?<![^\s(]) -(?=[\w"(@])
       | (?<!\S) OR (?!\S)""",
    re.VERBOSE,
)
"""What makes parentheses more than letters of a title: a field, a name, a phrase, an exclusion, `OR`."""


class WrongParentheses(NamedTuple):
    """Judges the parentheses of a text that the parser takes for no group.

    Attributes:
        text: the text.
        parentheses: those of the text.
        meant: the indexes of what is more than a word of a title, ascending.
    """

    text: str
    parentheses: Parentheses
    meant: Sequence[int]

    def mistake(self, start: int, token: str) -> Mistake | None:
        """Return the mistake of a token's parentheses, given its index; None if they are letters."""
        opening = start + token.startswith("-")
        if start + len(token) - 1 in self.parentheses.unopened:
            return self._unopened(start, token)
        if not self.text.startswith("(", opening):
            return None
        end = self.parentheses.ends.get(opening, 0)
        if end and not self.text[opening + 1 : end - 1].strip():
            return Mistake(token, "the parentheses are empty")
        last = end or len(self.text)
        if opening == start and bisect(self.meant, opening) == bisect(self.meant, last - 1):
            return None
        if token.count('"') % 2 and self.text.count('"') % 2:  # an open quote, which is told first
            return None
        near = self.text[start:last] if last - start <= _LONGEST else ""
        return Mistake(token, self._reason(opening, end) if end else OPEN_GROUP, _mended(near))

    def _reason(self, opening: int, end: int) -> str:
        """Return what is wrong with a pair of parentheses that is not empty."""
        has_word = re.search(r"\w", self.text[opening + 1 : end - 1])
        return _GROUP if has_word else "no word is in the parentheses"

    def _unopened(self, start: int, token: str) -> Mistake | None:
        rest = token
        while start + len(rest) - 1 in self.parentheses.unopened:
            rest = rest[:-1]
        return Mistake(token, "no group ends here", rest) if _MEANT.match(rest) or not rest.strip("-") else None


def _mended(text: str) -> str:
    """Return a text with its groups closed and without empty ones; "" if that is no other text."""
    mended = " ".join(without_empty_groups(with_groups_closed(text)).split())
    return mended if mended != text else ""


def wrong_parentheses(text: str, parentheses: Parentheses) -> WrongParentheses:
    """Return the judge of a text's parentheses."""
    return WrongParentheses(text, parentheses, [found.start() for found in _MEANT.finditer(text)])
