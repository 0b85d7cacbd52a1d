"""The queries typed in this sitting and in earlier ones, and a place among them."""

from __future__ import annotations

from collections.abc import Iterable

KEPT = 200  # queries
LONGEST = 1000  # characters of a query; longer ones, such as pasted lists, are not kept


class QueryHistory:
    """Queries as they were typed, each once, the latest last.

    Attributes:
        texts: all queries.
        added: those of this sitting.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.added: list[str] = []

    def add_earlier(self, texts: Iterable[str]) -> None:
        """Put queries of earlier sittings before those of this one."""
        self.texts = latest([*texts, *self.added])

    def add(self, text: str) -> None:
        """Add a query that was accepted."""
        self.texts = latest([*self.texts, text])
        self.added = latest([*self.added, text])


def latest(texts: Iterable[str]) -> list[str]:
    """Return the last `KEPT` of some queries, each at its last place."""
    stripped = (text.strip() for text in texts)
    kept = list(dict.fromkeys(text for text in reversed(list(stripped)) if 0 < len(text) <= LONGEST))
    return kept[KEPT - 1 :: -1]


class HistoryPlace:
    """A place among queries, at first below the latest one, where the typed text is."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        self._index = len(self._texts)
        self._typed = ""

    @property
    def is_below(self) -> bool:
        """Whether the place is that of the typed text."""
        return self._index == len(self._texts)

    def older(self, text: str) -> str | None:
        """Return the next older query that differs from the text of the line; None, and stay, if there is none."""
        older = next((at for at in range(self._index - 1, -1, -1) if self._texts[at] != text.strip()), None)
        if older is None:
            return None
        if self.is_below:
            self._typed = text
        self._index = older
        return self._texts[older]

    def newer(self) -> str:
        """Return the next newer query; below the latest one, the typed text."""
        self._index = min(self._index + 1, len(self._texts))
        return self._typed if self.is_below else self._texts[self._index]
