"""The engine of large libraries: the same hits and ranks as `linear`, over arrays.

Titles are held in segments (see `segment`). A batch of titles becomes a segment; the last segments, if
of similar size, are joined, so that there are few and each title is copied a few times only. One thread
may extend the engine while another searches: a search sees the segments that existed when it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.exact import exact_matches, phrase_rows
from paperreader.search.glued import Split, splits
from paperreader.search.lazy_ranking import TierRows
from paperreader.search.near import NearSearch
from paperreader.search.ranking import ENOUGH_HITS
from paperreader.search.rules import QueryTerm, Respelling, respelling_ranges
from paperreader.search.segment import Segment
from paperreader.search.word_matches import WordMatcher

_BATCH = 8000  # titles of a new segment
_JOIN_COUNT = 6  # similar segments that are joined
_SIMILAR = 2  # ratio of the largest to the last of similar segments, at most
_MAX_RATIO = 50  # of the first segment to the rest; a larger first segment is not joined by `finish`


class SegmentSearch:
    """A segment, and what searching it keeps for the next letter."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._matcher = WordMatcher(segment)
        self.near = NearSearch(segment, self._matcher)

    def exact(self, query_words: tuple[str, ...], still_current: StillCurrent) -> TierRows:
        """Return the rows of the exact tiers over all spellings of the query, each with its best rank."""
        segment = self.segment
        answer = exact_matches(segment, [QueryTerm(word) for word in query_words], still_current)
        for start, end in respelling_ranges(len(query_words)):
            for term, rows in self._matcher.spellings(query_words[start:end], still_current):
                check_cancelled(still_current)
                terms = Respelling(start, end, term).apply(query_words)
                answer = answer.merged(exact_matches(segment, terms, still_current, among=rows, edits=1))
        return answer


class IndexedEngine:
    """Titles by row, in segments. Rows are only added."""

    def __init__(self) -> None:
        self._parts: tuple[SegmentSearch, ...] = ()

    def __len__(self) -> int:
        return self._parts[-1].segment.first + len(self._parts[-1].segment) if self._parts else 0

    def extend(self, titles: Sequence[str], start: int) -> None:
        """Add the titles from row `start`, which is the next row, on."""
        for begin in range(start, len(titles), _BATCH):
            segment = Segment.of(begin, titles[begin : begin + _BATCH])
            self._parts = (*self._parts, SegmentSearch(segment))
            while (similar := self._count_similar()) >= _JOIN_COUNT:
                self._join(similar)

    def finish(self) -> None:
        """Join all segments, or all but the first if that is much larger: no titles will follow soon."""
        if self._parts:
            first = len(self._parts[0].segment)
            count = len(self._parts) - (first > _MAX_RATIO * (len(self) - first))
            if count > 1:
                self._join(count)

    def _count_similar(self) -> int:
        """Return how many of the last segments are similar in size."""
        largest = _SIMILAR * len(self._parts[-1].segment)
        return sum([1 for _ in takewhile(lambda part: len(part.segment) <= largest, reversed(self._parts))])

    def _join(self, count: int) -> None:
        """Join the last segments."""
        joined = Segment.joined([part.segment for part in self._parts[-count:]])
        self._parts = (*self._parts[:-count], SegmentSearch(joined))

    def containing(self, phrase: str) -> set[int]:
        """Return the rows that contain a normalized phrase in whole words."""
        found: set[int] = set()
        for part in self._parts:
            rows = phrase_rows(part.segment, QueryTerm(phrase, whole=True)) + part.segment.first
            found.update(rows.tolist())
        return found

    def frequency(self, word: str) -> int:
        """Return how often a normalized word occurs in the titles."""
        ids = [(part.segment, part.segment.vocabulary.id_of(word)) for part in self._parts]
        return sum([segment.count(word_id, word_id + 1) for segment, word_id in ids if word_id is not None])

    def search(self, query_words: tuple[str, ...], still_current: StillCurrent) -> list[TierRows]:
        """Return the rows that match normalized words, in an answer for each segment and tier."""
        parts = self._parts
        exact = [part.exact(query_words, still_current) for part in parts]
        found = [answer.shifted(part.segment.first) for part, answer in zip(parts, exact, strict=True)]
        if _count(found) < ENOUGH_HITS:
            masks = [part.segment.row_mask(answer.rows) for part, answer in zip(parts, exact, strict=True)]
            unknown = _unknown_words(parts, query_words, still_current)
            tiers = [
                part.near.search(query_words, unknown, mask, still_current)
                for part, mask in zip(parts, masks, strict=True)
            ]
            for tier in zip(*tiers, strict=True):
                by_part = zip(parts, tier, strict=True)
                found += [answer.shifted(part.segment.first) for part, answers in by_part for answer in answers]
                if _count(found) >= ENOUGH_HITS:
                    break
        return found


def _unknown_words(
    parts: Sequence[SegmentSearch], query_words: tuple[str, ...], still_current: StillCurrent
) -> dict[int, tuple[Split, ...]]:
    """Return by index the words that no title has, not even with a typo, and the ways to take each apart."""
    close = [part.near.close(query_words, still_current) for part in parts]
    vocabularies = [part.segment.vocabulary.words for part in parts]
    return {
        index: splits(word, vocabularies)
        for index, word in enumerate(query_words)
        if not any([words[index].frequency for words in close])
    }


def _count(answers: Sequence[TierRows]) -> int:
    return sum([len(answer.rows) for answer in answers])
