"""The engine of large libraries: the same ranking as `reference`, over arrays.

Titles lie in segments (see `segment`). A new lot of titles is a new segment; some neighbours of like
size become one, so that there are few, and a paper is copied as often as a library grows sixfold.
One thread may extend while another searches: it sees the segments that were there when it began.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from paperreader.search.answer import PartialAnswer
from paperreader.search.cancel import StillCurrent, always, check_cancelled
from paperreader.search.exact import exact, phrase_rows
from paperreader.search.lru_cache import LRUCache
from paperreader.search.near import NearSearch
from paperreader.search.ranking import ENOUGH
from paperreader.search.rules import QueryUnit, Respelling, respelled, spellings
from paperreader.search.segment import Places, Segment, mask_of

_LOT = 8000  # titles of a new segment
_KEPT = 100  # words and neighbours whose other spellings are kept
_JOINED = 6  # so many segments become one
_LIKE = 2  # when none is so many times larger than the last
_SETTLED = 50  # when all titles are in all become one, or all but the first if that is so many times larger


class SegmentSearch:
    """A segment and what searching it keeps for the next letter."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.near = NearSearch(segment)
        self._spelled = LRUCache[tuple[str, ...], list[tuple[QueryUnit, Places]]](_KEPT)

    def exact(self, asked: tuple[str, ...], wanted: StillCurrent) -> PartialAnswer:
        """The exact tiers, over all spellings of the query: the best rank of each row."""
        segment = self.segment
        answer = exact(segment, [QueryUnit(word) for word in asked], wanted)
        for start, end in respelled(len(asked)):
            for unit, rows in self._standing(asked[start:end], wanted):
                check_cancelled(wanted)
                units = Respelling(start, end, unit).of(asked)
                other = exact(segment, units, wanted, among=rows, edits=1)
                check_cancelled(wanted)
                answer = answer.or_better(other)
        return answer

    def _standing(self, words: tuple[str, ...], wanted: StillCurrent) -> list[tuple[QueryUnit, Places]]:
        """Other spellings of some words, and where they stand; few do, and they are asked for with every letter."""
        return self._spelled.get(words, lambda: self._spellings(words, wanted))

    def _spellings(self, words: tuple[str, ...], wanted: StillCurrent) -> list[tuple[QueryUnit, Places]]:
        stand = [(unit, phrase_rows(self.segment, unit, wanted)) for unit in spellings(words, self.segment.vocabulary)]
        return [(unit, rows) for unit, rows in stand if len(rows)]


class IndexedEngine:
    """Segments by row. Rows are only ever added."""

    def __init__(self) -> None:
        self._parts: tuple[SegmentSearch, ...] = ()

    def __len__(self) -> int:
        return self._parts[-1].segment.first + len(self._parts[-1].segment) if self._parts else 0

    def extend(self, titles: Sequence[str], start: int, wanted: StillCurrent) -> None:
        """Take in the titles from `start`, the next row, on.

        Raises:
            Abandoned: no longer wanted; what was taken in stays, and the rest may follow.
        """
        for begin in range(start, len(titles), _LOT):
            check_cancelled(wanted)
            lot = titles[begin : begin + _LOT]
            self._parts = (*self._parts, SegmentSearch(Segment.of(begin, lot)))
            while (alike := self._alike()) >= _JOINED:
                self._join(alike, wanted)

    def finish(self, wanted: StillCurrent) -> None:
        """Have one segment, or a large and a small one: all titles are in. Raises Abandoned."""
        if self._parts:
            first = len(self._parts[0].segment)
            count = len(self._parts) - (first > _SETTLED * (len(self) - first))
            if count > 1:
                self._join(count, wanted)

    def _alike(self) -> int:
        """How many of the last segments are no larger than `_LIKE` times the last."""
        most = _LIKE * len(self._parts[-1].segment)
        return sum([1 for _ in takewhile(lambda part: len(part.segment) <= most, reversed(self._parts))])

    def _join(self, count: int, wanted: StillCurrent) -> None:
        """Make one of the last segments."""
        check_cancelled(wanted)
        self._parts = (
            *self._parts[:-count],
            SegmentSearch(Segment.joined([part.segment for part in self._parts[-count:]])),
        )

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        parts = self._parts
        segment = parts[bisect_right(parts, row, key=lambda part: part.segment.first) - 1].segment
        return segment.folded(row - segment.first)

    def containing(self, phrase: str) -> set[int]:
        """The rows that hold these folded words, whole and one after the other."""
        found: set[int] = set()
        for part in self._parts:
            found.update(
                (phrase_rows(part.segment, QueryUnit(phrase, whole=True), always) + part.segment.first).tolist()
            )
        return found

    def frequency(self, word: str) -> int:
        """How often a folded word stands in the titles."""
        numbers = [(part.segment, part.segment.vocabulary.number(word)) for part in self._parts]
        return sum([segment.count(number, number + 1) for segment, number in numbers if number is not None])

    def search(self, asked: tuple[str, ...], wanted: StillCurrent) -> list[PartialAnswer]:
        """The rows that match folded words, segment by segment and tier by tier."""
        parts = self._parts
        exact_answers = [part.exact(asked, wanted) for part in parts]
        found = [answer.shifted(part.segment.first) for part, answer in zip(parts, exact_answers, strict=True)]
        if _count(found) < ENOUGH:
            masks = [mask_of(part.segment, answer.rows) for part, answer in zip(parts, exact_answers, strict=True)]
            levels = [part.near.search(asked, mask, wanted) for part, mask in zip(parts, masks, strict=True)]
            for level in zip(*levels, strict=True):
                some = zip(parts, level, strict=True)
                found += [answer.shifted(part.segment.first) for part, answers in some for answer in answers]
                if _count(found) >= ENOUGH:
                    break
        return found


def _count(answers: Sequence[PartialAnswer]) -> int:
    return sum([len(answer.rows) for answer in answers])
