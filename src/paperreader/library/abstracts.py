"""The abstracts of a library: where each is stored, and the search for passages in them.

Abstracts stay in their dumps; a search reads them and keeps its answers.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperreader.source import Span, Spool, Store, read_spans
from paperreader.text import unwrap_paragraphs

if TYPE_CHECKING:
    from paperreader.search import Passage

_MAX_PASSAGES = 32  # enough for one typed letter by letter, and for those of facets
_BATCH = 256  # rows read at once
_UNKNOWN, _NO, _YES = 0, 1, 2
_NO_SPAN = Span(Spool(), 0, 0)


class Abstracts:
    """The span of each row's abstract, in columns: a `Span` per row would take four times the memory."""

    def __init__(self) -> None:
        self._stores: list[Store] = []
        self._store_of: dict[Store, int] = {}
        self._store_indices = array("i")  # into `_stores`
        self._offsets = array("q")
        self._lengths = array("q")
        self._replaced: dict[int, Span] = {}  # by longer ones of later entries
        self._passages: dict[str, PassageCache] = {}  # the most recently used last

    def extend(self, abstracts: Sequence[Span | None]) -> None:
        """Append rows."""
        if not abstracts:
            return
        stores, offsets, lengths = zip(*[span or _NO_SPAN for span in abstracts], strict=True)
        for store in dict.fromkeys(stores):
            if store not in self._store_of:
                self._store_of[store] = len(self._stores)
                self._stores.append(store)
        self._store_indices.extend(map(self._store_of.__getitem__, stores))
        self._offsets.extend(offsets)
        self._lengths.extend(lengths)

    def merge(self, row: int, span: Span | None) -> None:
        """Replace the abstract of a row if another entry has a longer one."""
        if span is not None and span.length > self.length(row):
            self._replaced[row] = span  # in one step: another thread may be reading it
            for cache in list(self._passages.values()):
                cache.forget(row)

    def length(self, row: int) -> int:
        """Return the length of an abstract in bytes; 0 without one."""
        return self._replaced[row].length if row in self._replaced else self._lengths[row]

    def has(self, row: int) -> bool:
        """Return whether any entry about the paper has an abstract."""
        return self.length(row) > 0

    def __getitem__(self, row: int) -> Span | None:
        """The span of an abstract; None without one."""
        replaced = self._replaced.get(row)
        if replaced is not None or not self._lengths[row]:
            return replaced
        return Span(self._stores[self._store_indices[row]], self._offsets[row], self._lengths[row])

    def read(self, rows: Sequence[int]) -> list[bytes]:
        """Read the abstracts of rows as their dumps have them, b"" for none. Neighbours are read at once.

        Raises:
            PaperReaderError: a dump is gone or has changed since it was read.
        """
        spans = [self[row] for row in rows]
        texts = iter(read_spans([span for span in spans if span]))
        return [next(texts) if span else b"" for span in spans]

    def texts(self, rows: Sequence[int]) -> list[str | None]:
        """Return the abstracts of rows, as `Paper.abstract` does. Raises as `read` does."""
        return [unwrap_paragraphs(raw.decode("utf-8", "replace")) if raw else None for raw in self.read(rows)]

    def containing(self, passage: str) -> PassageCache:
        """Return the test whether a row's abstract contains a passage; `*` at the end matches prefixes of a word."""
        from paperreader.search import Passage

        cache = self._passages.pop(passage, None) or PassageCache(Passage(passage), self)
        self._passages[passage] = cache
        while len(self._passages) > _MAX_PASSAGES:
            self._passages.pop(next(iter(self._passages)))
        return cache


class PassageCache:
    """The test whether a row's abstract contains a passage; each abstract is read once."""

    def __init__(self, passage: Passage, abstracts: Abstracts) -> None:
        self._passage = passage
        self._abstracts = abstracts
        self._answers = bytearray()  # one byte per row
        self._generation = 0  # changes when an abstract is replaced

    def __call__(self, row: int) -> bool:
        """Return whether the row's abstract contains the passage. Raises as `Abstracts.read` does."""
        if row >= len(self._answers) or self._answers[row] == _UNKNOWN:
            self.ahead([row])
        return self._answers[row] == _YES

    def ahead(self, rows: Sequence[int]) -> None:
        """Test many rows in advance: neighbouring abstracts are read at once. Raises as a call does."""
        self._answers.extend(bytes(max(0, max(rows, default=-1) + 1 - len(self._answers))))
        answers, is_in_bytes = self._answers, self._passage.is_in_bytes
        unknown = [row for row in rows if answers[row] == _UNKNOWN]
        for start in range(0, len(unknown), _BATCH):
            batch = unknown[start : start + _BATCH]
            generation = -1
            while generation != self._generation:  # an abstract may be replaced while it is read
                generation = self._generation
                for row, raw in zip(batch, self._abstracts.read(batch), strict=True):
                    answers[row] = _YES if is_in_bytes(raw) else _NO

    def forget(self, row: int) -> None:
        """Forget the answer for a row whose abstract was replaced."""
        self._generation += 1
        if row < len(self._answers):
            self._answers[row] = _UNKNOWN
