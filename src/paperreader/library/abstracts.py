"""Which papers' abstracts hold a passage. Abstracts stay in their dumps: they are looked through, and the answer kept.

Knows rows and bytes; where the bytes come from is the library's to say.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperreader.search import Passage


Read = Callable[[Sequence[int]], list[bytes]]
"""Gives the abstracts of rows as their dumps have them; b"" for none."""
_KEPT = 32  # passages whose answers are kept: those that are typed one after the other, and come again in facets
_AT_ONCE = 256  # rows read at once
_UNKNOWN, _NO, _YES = 0, 1, 2


class PassageCache:
    """The answers for one passage, a byte for each row looked at. Called with a row, it looks there if need be."""

    def __init__(self, passage: Passage, read: Read) -> None:
        self._passage = passage
        self._read = read
        self._answers = bytearray()
        self._forgotten = 0  # how often: an answer from before is not kept

    def __call__(self, row: int) -> bool:
        """Whether the row's abstract holds the passage. Raises PaperReaderError: its dump is gone or has changed."""
        if row >= len(self._answers) or self._answers[row] == _UNKNOWN:
            self.ahead([row])
        return self._answers[row] == _YES

    def ahead(self, rows: Sequence[int]) -> None:
        """Look at many rows, neighbours at once, before they are asked for. Raises as a call does."""
        self._answers.extend(bytes(max(0, max(rows, default=-1) + 1 - len(self._answers))))
        answers, stands_in = self._answers, self._passage.stands_in
        new = [row for row in rows if answers[row] == _UNKNOWN]
        for begin in range(0, len(new), _AT_ONCE):
            some = new[begin : begin + _AT_ONCE]
            known = -1
            while known != self._forgotten:  # meanwhile an abstract may have been replaced
                known = self._forgotten
                for row, raw in zip(some, self._read(some), strict=True):
                    answers[row] = _YES if stands_in(raw) else _NO

    def forget(self, row: int) -> None:
        """The row has another abstract now."""
        self._forgotten += 1
        if row < len(self._answers):
            self._answers[row] = _UNKNOWN


class AbstractSearch:
    """The abstracts of a library, to be looked through.

    Args:
        read: gives their bytes.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._kept: OrderedDict[str, PassageCache] = OrderedDict()

    def passage_test(self, wanted: str) -> PassageCache:
        """The test for a passage; what it found out stays for the next time it is asked for."""
        from paperreader.search import Passage

        looked = self._kept.pop(wanted, None) or PassageCache(Passage(wanted), self._read)
        self._kept[wanted] = looked
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return looked

    def forget(self, row: int) -> None:
        """The row has another abstract now, as when two dumps have the paper."""
        for looked in list(self._kept.values()):
            looked.forget(row)
