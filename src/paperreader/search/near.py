"""The near tiers over a segment: the titles that contain a query's words with typos, or most of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.exact import candidates, has_word, resolve_terms, unmatched_letters
from paperreader.search.glued import Split
from paperreader.search.lazy_ranking import Codes, TierRows
from paperreader.search.ranking import (
    EDIT_STEP,
    MAX_EDITS,
    MAX_PREFIXES,
    MISSING_WORD_EDITS,
    PREFIX_STEP,
    TIER_STEP,
    Tier,
)
from paperreader.search.rules import QueryTerm, allowed_missing
from paperreader.search.segment import Indices, Mask, Segment
from paperreader.search.word_grid import WordGrid, batches_by_length
from paperreader.search.word_matches import ABSENT, WordMatcher, WordMatches

_frequency = attrgetter("frequency")


class NearSearch:
    """Finds near matches in one segment.

    Args:
        segment: the titles to search.
        matcher: finds single words in the same segment.
    """

    def __init__(self, segment: Segment, matcher: WordMatcher) -> None:
        self._segment = segment
        self._matcher = matcher

    def close(self, query_words: tuple[str, ...], still_current: StillCurrent) -> list[WordMatches]:
        """Return where each word is found with one typo at most; the last one may be a prefix with a typo."""
        end = len(query_words) - 1
        return [self._matcher.close(word, still_current, last=index == end) for index, word in enumerate(query_words)]

    def search(
        self,
        query_words: tuple[str, ...],
        unknown: Mapping[int, tuple[Split, ...]],
        known: Mask,
        still_current: StillCurrent,
    ) -> Iterator[list[TierRows]]:
        """Yield the answers of the tiers TYPO, LOOSE and MOST in turn; no row is in two answers.

        Args:
            query_words: the words of the query.
            unknown: by index those that `close` finds in no segment, with the ways to take them apart.
            known: a mask of the rows found before. The rows that are yielded are added to it.
            still_current: see `cancel.check_cancelled`.
        """
        query = _NearQuery(
            self._segment, self._matcher, query_words, self.close(query_words, still_current), known, still_current
        )
        check_cancelled(still_current)
        yield [query.answer(Tier.TYPO, query.close, *query.with_all_words(query.close))]
        yield list(query.loose(unknown))
        check_cancelled(still_current)
        yield [query.answer(Tier.MOST, query.close, *query.with_most_words())]


@dataclass(frozen=True, slots=True)
class _NearQuery:
    """One search for near matches in a segment.

    Attributes:
        words: the words of the query.
        close: the matches of each word with one typo at most.
        known: a mask of the rows found before. The rows of each answer are added to it.
        still_current: see `cancel.check_cancelled`.
    """

    segment: Segment
    matcher: WordMatcher
    words: tuple[str, ...]
    close: Sequence[WordMatches]
    known: Mask
    still_current: StillCurrent

    def loose(self, unknown: Mapping[int, tuple[Split, ...]]) -> Iterator[TierRows]:
        """Yield the answers of the tier LOOSE: first titles that join two words or of which words are glued."""
        joined = self._with_joined_pair()
        for rows, edits in ((joined, np.ones(len(joined), np.int64)), self._with_glued(unknown)):
            if len(rows):
                matches = self.matcher.with_loose_ids(self.words, self.close, self.still_current)
                yield self.answer(Tier.LOOSE, matches, rows, edits)
        loose, rows = self.matcher.loose(self.words, self.close, self.known, self.still_current)
        check_cancelled(self.still_current)
        yield self.answer(Tier.LOOSE, loose, rows, _total_edits(loose, rows))

    def _with_glued(self, unknown: Mapping[int, tuple[Split, ...]]) -> tuple[Indices, Indices]:
        """Return the rows not known yet that contain all words, the unknown ones glued, and their edits."""
        if not unknown or not all(unknown.values()):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        matches = [
            self.matcher.glued(unknown[index], self.still_current) if index in unknown else word
            for index, word in enumerate(self.close)
        ]
        return self.with_all_words(matches)

    def answer(self, tier: Tier, matches: Sequence[WordMatches], rows: Indices, edits: Indices) -> TierRows:
        """Return the rows of a tier, and add them to `known`.

        With several words each code is a lower bound: their order, which is checked later, may add one edit.

        Args:
            tier: the tier in which the rows are ranked.
            matches: the matches of each word.
            rows: rows that are not known yet.
            edits: the edits of each row.
        """
        if not len(rows):
            return TierRows.empty()
        self.known[rows] = True
        prefixes = np.minimum(self._prefix_counts(rows, matches), MAX_PREFIXES)
        codes = tier * TIER_STEP + prefixes * PREFIX_STEP + np.minimum(edits, MAX_EDITS) * EDIT_STEP
        codes += unmatched_letters(self.segment, rows, len("".join(self.words)))
        return TierRows(
            rows,
            codes.astype(np.int32),
            np.full(len(rows), len(self.words) > 1),
            lambda some_rows, bounds, going_on: _one_edit_more(
                bounds, self._is_out_of_order(some_rows, matches, going_on)
            ),
        )

    def _is_out_of_order(self, rows: Indices, matches: Sequence[WordMatches], still_current: StillCurrent) -> Mask:
        """Return for each row whether its matched words are in another order than the query's."""
        out_of_order = np.zeros(len(rows), np.bool_)
        masks = [self.segment.vocabulary.mask(word.ids) for word in matches]
        for indices in batches_by_length(self.segment, rows, still_current):
            grid = WordGrid(self.segment, rows[indices])
            out_of_order[indices] = ~grid.is_in_order([mask[grid.words] for mask in masks], [1] * len(matches))
        return out_of_order

    def with_all_words(self, matches: Sequence[WordMatches]) -> tuple[Indices, Indices]:
        """Return the rows not known yet that contain all words, and their edits."""
        rarest, *others = sorted(matches, key=_frequency)
        rows = self.segment.distinct_rows(np.concatenate(rarest.rows))
        rows = rows.compress(~self.known.take(rows))
        for word in others:
            rows = word.filter(rows)
        return rows, _total_edits(matches, rows)

    def with_most_words(self) -> tuple[Indices, Indices]:
        """Return the rows not known yet that lack few enough words, and their edits.

        If n words may be missing, these rows contain one of the n + 1 rarest.
        """
        may_miss = allowed_missing(len(self.close))
        if not may_miss:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        rarest = sorted(self.close, key=_frequency)[: may_miss + 1]
        rows = self.segment.distinct_rows(np.concatenate([part for word in rarest for part in word.rows]))
        check_cancelled(self.still_current)
        rows = rows.compress(~self.known.take(rows))
        costs = np.array([word.costs.take(rows) for word in self.close])
        enough = np.count_nonzero(costs == ABSENT, axis=0) <= may_miss
        rows, costs = rows.compress(enough), costs.compress(enough, axis=1)
        check_cancelled(self.still_current)
        is_missing = costs == ABSENT
        letters = np.array([len(word) for word in self.words]) @ ~is_missing
        edits = np.where(is_missing, MISSING_WORD_EDITS, costs).sum(axis=0, dtype=np.int64)
        has_half = 2 * letters >= len("".join(self.words))
        return rows.compress(has_half), edits.compress(has_half)

    def _prefix_counts(self, rows: Indices, matches: Sequence[WordMatches]) -> Indices:
        """Return how many words each row has only as prefixes."""
        counts = np.zeros(len(rows), np.int64)
        for text, word in zip(self.words, matches, strict=True):
            is_prefix = word.costs.take(rows) == 0
            word_id = self.segment.vocabulary.id_of(text)
            if word_id is not None:
                is_prefix &= ~has_word(self.segment, word_id, rows)
            counts += is_prefix
        return counts

    def _with_joined_pair(self) -> Indices:
        """Return the rows not known yet that have all words, or their prefixes, once two adjacent words are joined."""
        query_words, found = self.words, list[Indices]()
        for index in range(len(query_words) - 1):
            joined = query_words[index] + query_words[index + 1]
            words = (joined, *query_words[:index], *query_words[index + 2 :])
            terms = resolve_terms([QueryTerm(word) for word in words], self.segment)
            if terms:
                found.append(candidates(self.segment, terms, self.still_current))
        if not found:
            return np.zeros(0, np.int64)
        rows = np.concatenate(found)
        return self.segment.distinct_rows(rows.compress(~self.known.take(rows)))


def _one_edit_more(codes: Codes, where: Mask) -> Codes:
    """Return the codes with one more edit where `where` is True, up to `MAX_EDITS`."""
    return codes + np.int32(EDIT_STEP) * (where & (codes // np.int32(EDIT_STEP) & MAX_EDITS < MAX_EDITS))


def _total_edits(matches: Sequence[WordMatches], rows: Indices) -> Indices:
    """Return the edits over all words, for rows that contain them all."""
    edits = np.zeros(len(rows), np.int64)
    for word in matches:
        edits += word.costs.take(rows)
    return edits
