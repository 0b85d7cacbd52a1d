"""The near tiers over a segment: the titles that have a query's words with some tolerance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

import numpy as np

from paperreader.search.answer import Codes, Mask, PartialAnswer
from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.exact import candidates, distinct, having, members, resolve_terms, unmatched_letters
from paperreader.search.ranking import EDIT, MISSING_EDITS, MOST_EDITS, MOST_PREFIXES, PREFIX, TIER, Tier
from paperreader.search.rules import QueryUnit, words_to_miss
from paperreader.search.segment import Places, Segment
from paperreader.search.word_grid import WordGrid, batches
from paperreader.search.word_matches import ABSENT, WordMatcher, WordMatches

_frequency = attrgetter("frequency")


class NearSearch:
    """What tolerance finds in one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._words = WordMatcher(segment)

    def search(self, asked: tuple[str, ...], known: Mask, wanted: StillCurrent) -> Iterator[list[PartialAnswer]]:
        """For TYPO, LOOSE and MOST in turn the rows found there first; no row is in two answers.

        Args:
            asked: the query's words.
            known: the rows found before, to which those given are added.
            wanted: see `wanted.check`.
        """
        close = [self._words.close(word, wanted, last=place == len(asked) - 1) for place, word in enumerate(asked)]
        check_cancelled(wanted)
        rows = self._having_all(close, known)
        yield [self._answer(Tier.TYPO, asked, close, rows, _edits(close, rows), known)]
        found = list[PartialAnswer]()
        rows = self._run_together(asked, known, wanted)
        if len(rows):
            wide = self._words.widely(asked, close, wanted)
            found.append(self._answer(Tier.LOOSE, asked, wide, rows, np.ones(len(rows), np.int64), known))
        loose, rows = self._words.loose(asked, close, known, wanted)
        check_cancelled(wanted)
        found.append(self._answer(Tier.LOOSE, asked, loose, rows, _edits(loose, rows), known))
        yield found
        check_cancelled(wanted)
        most = self._most(asked, close, known, wanted)
        check_cancelled(wanted)
        yield [self._answer(Tier.MOST, asked, close, *most, known)]

    def _answer(  # noqa: PLR0913, PLR0917 - what the three tiers have in common
        self,
        tier: Tier,
        asked: tuple[str, ...],
        words: Sequence[WordMatches],
        rows: Places,
        edits: Places,
        known: Mask,
    ) -> PartialAnswer:
        """Rows with the edits of their words; of many it is left open whether these stand in the query's order."""
        if not len(rows):
            return PartialAnswer.nothing()
        known[rows] = True
        prefixes = np.minimum(self._begun_only(rows, asked, words), MOST_PREFIXES)
        codes = tier * TIER + prefixes * PREFIX + np.minimum(edits, MOST_EDITS) * EDIT
        codes += unmatched_letters(self._segment, rows, len("".join(asked)))
        return PartialAnswer(
            rows,
            codes.astype(np.int32),
            np.full(len(rows), len(asked) > 1),
            lambda some, bounds, going_on: _one_edit_more(bounds, self._out_of_order(some, words, going_on)),
        )

    def _out_of_order(self, rows: Places, words: Sequence[WordMatches], wanted: StillCurrent) -> Mask:
        """Whether the words that a row has stand in another order than the query's."""
        out = np.zeros(len(rows), np.bool_)
        counts = [self._segment.vocabulary.are(word.numbers) for word in words]
        for places in batches(self._segment, rows, wanted):
            table = WordGrid(self._segment, rows[places])
            out[places] = ~table.is_in_order([is_it[table.words] for is_it in counts], [1] * len(words))
        return out

    def _having_all(self, words: Sequence[WordMatches], known: Mask) -> Places:
        """The rows not yet known that have all words."""
        rarest, *others = sorted(words, key=_frequency)
        rows = distinct(self._segment, np.concatenate(rarest.rows))
        rows = rows.compress(~known.take(rows))
        for word in others:
            rows = word.among(rows)
        return rows

    def _most(
        self, asked: tuple[str, ...], words: Sequence[WordMatches], known: Mask, wanted: StillCurrent
    ) -> tuple[Places, Places]:
        """The rows not yet known that lack no more words than may be missing: they have one of the rarest."""
        may_miss = words_to_miss(len(words))
        if not may_miss:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        rarest = sorted(words, key=_frequency)[: may_miss + 1]
        rows = distinct(self._segment, np.concatenate([some for word in rarest for some in word.rows]), wanted)
        check_cancelled(wanted)
        rows = rows.compress(~known.take(rows))
        missing = np.zeros(len(rows), np.uint8)
        for word in words:
            check_cancelled(wanted)
            missing += word.costs.take(rows) == ABSENT
        rows = rows.compress(missing <= may_miss)
        edits, letters = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        for text, word in zip(asked, words, strict=True):
            check_cancelled(wanted)
            costs = word.costs.take(rows)
            is_missing = costs == ABSENT
            letters += ~is_missing * len(text)
            edits += np.where(is_missing, MISSING_EDITS, costs)
        enough = 2 * letters >= len("".join(asked))
        return rows.compress(enough), edits.compress(enough)

    def _begun_only(self, rows: Places, asked: tuple[str, ...], words: Sequence[WordMatches]) -> Places:
        """How many words are in each row as beginnings only."""
        count = np.zeros(len(rows), np.int64)
        for text, word in zip(asked, words, strict=True):
            only = word.costs.take(rows) == 0
            number = self._segment.vocabulary.number(text)
            if number is not None:
                only &= ~having(self._segment, number, rows)
            count += only
        return count

    def _run_together(self, asked: tuple[str, ...], known: Mask, wanted: StillCurrent) -> Places:
        """The rows not yet known that have all words as beginnings when two neighbours are one: one edit."""
        segment, found = self._segment, list[Places]()
        for place in range(len(asked) - 1):
            words = (asked[place] + asked[place + 1], *asked[:place], *asked[place + 2 :])
            units = resolve_terms([QueryUnit(word) for word in words], segment)
            if units:
                found.append(members(segment, units, candidates(segment, units, wanted), wanted))
        if not found:
            return np.zeros(0, np.int64)
        rows = np.concatenate(found)
        return distinct(segment, rows.compress(~known.take(rows)))


def _one_edit_more(codes: Codes, where: Mask) -> Codes:
    """Codes with one more edit, where there are not the most already."""
    return codes + np.int32(EDIT) * (where & (codes // np.int32(EDIT) & MOST_EDITS < MOST_EDITS))


def _edits(words: Sequence[WordMatches], rows: Places) -> Places:
    """The edits over all words, in rows that have them all."""
    edits = np.zeros(len(rows), np.int64)
    for word in words:
        edits += word.costs.take(rows)
    return edits
