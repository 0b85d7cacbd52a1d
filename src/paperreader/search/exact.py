"""The exact tiers over a segment: the titles that contain every term of a query, as a word or as a prefix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.lazy_ranking import Codes, TierRows
from paperreader.search.ranking import EDIT_STEP, MAX_PREFIXES, MAX_UNMATCHED, PREFIX_STEP, TIER_STEP, Tier
from paperreader.search.rules import QueryTerm
from paperreader.search.segment import NOTHING, Indices, Mask, Rows, Segment
from paperreader.search.word_grid import WordGrid, batches_by_length

_AT_ONCE = 2000  # rows ranked at once; more get lower bounds
_NO_CODE = -1


class ResolvedTerm(NamedTuple):
    """A term of a query as word ids of a segment.

    Attributes:
        parts: the ids of the term's words, `NOTHING` for a prefix that is no word itself.
        first: the first id of the words that match: those with the prefix, or the rarest part.
        end: the id after the last of them.
        whole: see `rules.QueryTerm`.
    """

    parts: tuple[int, ...]
    first: int
    end: int
    whole: bool


def resolve_term(term: QueryTerm, segment: Segment) -> ResolvedTerm | None:
    """Return a term as word ids, or None if no title has it."""
    vocabulary = segment.vocabulary
    if term.whole:
        parts: tuple[int, ...] = ()
        for word in term.text.split():
            word_id = vocabulary.id_of(word)
            if word_id is None:
                return None
            parts += (word_id,)
        rarest = min(parts, key=lambda part: segment.count(part, part + 1))
        return ResolvedTerm(parts, rarest, rarest + 1, whole=True)
    first, end = vocabulary.prefix_range(term.text)
    if first == end:
        return None
    word_id = first if vocabulary.words[first] == term.text else NOTHING
    return ResolvedTerm((word_id,), first, end, whole=False)


def resolve_terms(terms: Sequence[QueryTerm], segment: Segment) -> list[ResolvedTerm]:
    """Return terms as word ids; an empty list if no title has one of them."""
    resolved: list[ResolvedTerm] = []
    for term in terms:
        one = resolve_term(term, segment)
        if one is None:
            return []
        resolved.append(one)
    return resolved


def exact_matches(
    segment: Segment,
    terms: Sequence[QueryTerm],
    still_current: StillCurrent,
    *,
    among: Indices | None = None,
    edits: int = 0,
) -> TierRows:
    """Return the rows that contain every term; see `linear.exact_rank`.

    Args:
        segment: the titles to search.
        terms: the terms to find.
        still_current: see `cancel.check_cancelled`.
        among: rows that include all matches, if such are known.
        edits: of the query's spelling. With any, all rows are ranked at once.
    """
    resolved = resolve_terms(terms, segment)
    if not resolved:
        return TierRows.empty()
    letters = sum([len(term.text.replace(" ", "")) for term in terms])
    if len(resolved) == 1 and not resolved[0].whole:
        rows, codes = _one_word(segment, resolved[0], still_current)
        return TierRows.ranked(rows, codes + unmatched_letters(segment, rows, letters))
    rows = candidates(segment, resolved, still_current, among)
    if not len(rows):
        return TierRows.empty()
    if len(rows) > _AT_ONCE and not edits:
        bounds, is_bound = _bounds(segment, rows, resolved, still_current)
        return TierRows(
            rows,
            bounds + unmatched_letters(segment, rows, letters),
            is_bound,
            lambda some_rows, _, going_on: (
                _ranked(segment, some_rows, resolved, going_on)[1] + unmatched_letters(segment, some_rows, letters)
            ),
        )
    rows, codes = _ranked(segment, rows, resolved, still_current)
    return TierRows.ranked(rows, codes + edits * EDIT_STEP + unmatched_letters(segment, rows, letters))


def phrase_rows(segment: Segment, term: QueryTerm) -> Indices:
    """Return the rows that contain a whole term."""
    resolved = resolve_term(term, segment)
    if resolved is None:
        return np.zeros(0, np.int64)
    parts = [ResolvedTerm((part,), part, part + 1, whole=False) for part in resolved.parts]
    return segment.distinct_rows(_phrase_rows(segment, parts)[1])


def unmatched_letters(segment: Segment, rows: Indices, letters: int) -> Codes:
    """Return how many letters each title has beyond the query's, `letters`; at most `MAX_UNMATCHED`."""
    unmatched = segment.letters.take(rows).astype(np.int32)
    unmatched -= np.int32(letters)
    return np.minimum(np.maximum(unmatched, 0), MAX_UNMATCHED)


def has_word(segment: Segment, word_id: int, rows: Indices) -> Mask:
    """Return for each of the rows whether it contains a word."""
    if word_id == NOTHING:
        return np.zeros(len(rows), np.bool_)
    return segment.word_mask(word_id, word_id + 1).take(rows)


def candidates(
    segment: Segment, terms: Sequence[ResolvedTerm], still_current: StillCurrent, among: Indices | None = None
) -> Indices:
    """Return the rows that contain a word of each term's range of ids, among the given rows if any are given."""
    ranges = sorted([(term.first, term.end) for term in terms], key=lambda ids: segment.count(*ids))
    rows = segment.distinct_rows(segment.rows(*ranges[0])) if among is None else among
    for ids in ranges[among is None :]:
        check_cancelled(still_current)
        rows = rows.compress(segment.word_mask(*ids).take(rows))
    return rows


def _one_word(segment: Segment, term: ResolvedTerm, still_current: StillCurrent) -> tuple[Indices, Codes]:
    """Return the rows and codes of a query of one word, for which no title's words need be compared."""
    rows = segment.distinct_rows(segment.rows(term.first, term.end))
    check_cancelled(still_current)
    codes = np.full(len(rows), Tier.PHRASE * TIER_STEP + PREFIX_STEP, np.int32)
    whole = np.flatnonzero(has_word(segment, term.parts[0], rows))
    check_cancelled(still_current)
    is_title = segment.word_counts(rows.take(whole)) == 1
    codes[whole] = np.where(is_title, Tier.TITLE * TIER_STEP, Tier.PHRASE * TIER_STEP)
    return rows, codes


def _bounds(
    segment: Segment, rows: Indices, terms: Sequence[ResolvedTerm], still_current: StillCurrent
) -> tuple[Codes, Mask]:
    """Return lower bounds of the codes of rows that have every term, and which codes are not final.

    Unmatched letters are left out.
    """
    prefixes = np.zeros(len(rows), np.int32)
    is_prefix_before_last = np.zeros(len(rows), np.bool_)
    for term in terms:
        check_cancelled(still_current)
        is_prefix_before_last |= prefixes > 0
        prefixes += ~has_word(segment, term.parts[0], rows)
    codes = np.minimum(prefixes, MAX_PREFIXES) * np.int32(PREFIX_STEP)
    codes += np.int32(Tier.ORDERED * TIER_STEP)
    codes += is_prefix_before_last * np.int32((Tier.PREFIXES - Tier.ORDERED) * TIER_STEP)
    check_cancelled(still_current)
    in_phrase, in_whole_phrase = (segment.row_mask(some_rows).take(rows) for some_rows in _phrase_rows(segment, terms))
    check_cancelled(still_current)
    codes[in_phrase] = Tier.PHRASE * TIER_STEP + PREFIX_STEP
    whole = np.flatnonzero(in_whole_phrase)
    is_title = segment.word_counts(rows[whole]) == len(terms)
    codes[whole] = np.where(is_title, Tier.TITLE * TIER_STEP, Tier.PHRASE * TIER_STEP)
    return codes, ~in_phrase


def _phrase_rows(segment: Segment, terms: Sequence[ResolvedTerm]) -> tuple[Rows, Rows]:
    """Return the rows in which terms of one word are adjacent, the last as a prefix, and those with it as a word."""
    ranges = [(term.parts[0], term.parts[0] + 1) for term in terms[:-1]] + [(terms[-1].first, terms[-1].end)]
    if any([first == NOTHING for first, _ in ranges]):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    rarest = min(range(len(terms)), key=lambda index: segment.count(*ranges[index]))
    rows, positions = segment.positions(*ranges[rarest])
    for index, ids in enumerate(ranges):
        if index != rarest:
            followed = segment.with_neighbour(positions, index - rarest, ids)
            rows, positions = rows[followed], positions[followed]
    is_whole = segment.tokens.take(positions + (len(terms) - 1 - rarest)) == terms[-1].parts[0]
    return rows, rows.compress(is_whole)


def _ranked(
    segment: Segment, rows: Indices, terms: Sequence[ResolvedTerm], still_current: StillCurrent
) -> tuple[Indices, Codes]:
    """Return the rows that have every term, and their codes without unmatched letters."""
    codes = np.full(len(rows), _NO_CODE, np.int32)
    for indices in batches_by_length(segment, rows, still_current):
        codes[indices] = _codes(segment, rows[indices], terms)
    is_match = codes != _NO_CODE
    return rows.compress(is_match), codes.compress(is_match)


def _codes(segment: Segment, rows: Indices, terms: Sequence[ResolvedTerm]) -> Codes:
    """Return the codes of the rows without unmatched letters, `_NO_CODE` for rows that lack a term."""
    grid = WordGrid(segment, rows)
    prefix = [_prefix_matches(grid, term) for term in terms]
    whole = [_whole_matches(grid, term) for term in terms]
    expected = [*whole[:-1], prefix[-1]]  # the last word of a query may be a prefix
    lengths = [len(term.parts) for term in terms]
    prefix_only: Mask = np.array([~matches.any(axis=0) for matches in whole])
    prefixes = np.minimum(prefix_only.sum(axis=0), MAX_PREFIXES)
    tiers = np.where(grid.is_in_order(expected, lengths), Tier.ORDERED, Tier.WORDS)
    has_prefix_before_last = prefix_only[:-1].any(axis=0)
    tiers[has_prefix_before_last] = Tier.PREFIXES
    edits: Mask = np.zeros(len(rows), np.bool_)
    if has_prefix_before_last.any():
        edits = has_prefix_before_last & ~grid.is_in_order(prefix, lengths)
    phrase, whole_phrase = _phrase_matches(expected, lengths), _phrase_matches(whole, lengths)
    is_phrase, is_whole_phrase = (np.logical_or.reduce(matches, axis=0) for matches in (phrase, whole_phrase))
    tiers[is_phrase] = Tier.PHRASE
    prefixes[is_phrase] = ~is_whole_phrase[is_phrase]
    tiers[whole_phrase[:1].any(axis=0) & (grid.counts == sum(lengths))] = Tier.TITLE
    codes = tiers * TIER_STEP + prefixes * PREFIX_STEP + edits * EDIT_STEP
    has_all = np.logical_and.reduce([matches.any(axis=0) for matches in prefix])
    return np.where(has_all, codes, _NO_CODE).astype(np.int32)


def _phrase_matches(matches: Sequence[Mask], lengths: Sequence[int]) -> Mask:
    """Return where the terms are adjacent: True where the first one begins.

    Each line of a mask is a position of words. The result has no lines for the last positions, where no phrase fits.
    """
    found, offset = matches[0], 0
    for match, length in zip(matches[1:], lengths, strict=False):
        offset += length
        following = match[offset:]
        found = found[: len(following)] & following
    return found


def _prefix_matches(grid: WordGrid, term: ResolvedTerm) -> Mask:
    """Return where a term begins, as whole words or, if it need not be whole, as a prefix."""
    return _whole_matches(grid, term) if term.whole else (grid.words >= term.first) & (grid.words < term.end)


def _whole_matches(grid: WordGrid, term: ResolvedTerm) -> Mask:
    """Return where a term begins as whole words."""
    if term.parts[0] == NOTHING:
        return np.zeros_like(grid.words, np.bool_)
    found: Mask = grid.words == term.parts[0]
    for offset, part in enumerate(term.parts[1:], 1):
        found[:-offset] &= (grid.words == part)[offset:]
        found[-offset:] = False
    return found
