"""The reader's own highlights: words and phrases that are marked wherever they stand in titles and abstracts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from paperreader.query.model import PHRASE, READING, WORD, Query, quoted
from paperreader.text import normalize_title, normalize_with_positions

NAME = "highlights"
"""The query that stands for all papers with a highlight, `@highlights`."""
KINDS = 6
"""Ways in which highlights look; the seventh looks like the first."""


class Highlights:
    """Words and phrases, found in any case, with accents or without, and with an s at their end.

    Attributes:
        texts: as the user wrote them, without those that only repeat others.
        are_shown: whether they are marked at present.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.are_shown = True
        self._set(texts)

    def _set(self, texts: Iterable[str]) -> None:
        by_words = {" ".join(normalize_title(text).split()): text for text in reversed(list(texts))}
        by_words.pop("", None)
        self.texts = tuple(reversed(by_words.values()))
        words = "|".join(f"({re.escape(words)})" for words in reversed(by_words))
        pattern = re.compile(rf"(?<!\S)(?:{words})s?(?!\S)") if words else None
        self._found = lru_cache(maxsize=4096)(lambda text: _spans(pattern, text))  # titles are drawn with every picture

    def spans(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """Return where a text has highlights, as (start, end, kind) with code points and a number below `KINDS`."""
        return self._found(text) if self.texts and self.are_shown else ()

    def switch(self, texts: Iterable[str]) -> bool:
        """Add texts that are not highlighted; if all are, remove them. Return whether any was added."""
        known = {normalize_title(text) for text in self.texts}
        asked = [text for text in texts if normalize_title(text)]
        added = [text for text in asked if normalize_title(text) not in known]
        removed = {normalize_title(text) for text in asked}
        self._set(
            [*self.texts, *added] if added else [old for old in self.texts if normalize_title(old) not in removed]
        )
        return bool(added)

    @property
    def query(self) -> str:
        """The query of all papers with a highlight in title or abstract; "" if nothing is highlighted."""
        terms = [f"text:{quoted(text)},{quoted(f'{text}s')}" for text in self.texts]
        return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})" if terms else ""


def _spans(pattern: re.Pattern[str] | None, text: str) -> tuple[tuple[int, int, int], ...]:
    if pattern is None:
        return ()
    normalized, positions = normalize_with_positions(text)
    return tuple(
        (positions[found.start()], positions[found.end() - 1] + 1, ((found.lastindex or 1) - 1) % KINDS)
        for found in pattern.finditer(normalized)
    )


def searched_texts(query: Query) -> list[str]:
    """Return the words and phrases that a query looks for in titles and abstracts."""
    return [
        value.removesuffix("*")
        for term in query.expanded_terms
        if term.field in (WORD, PHRASE, *READING) and not term.negated
        for value in term.values
    ]
