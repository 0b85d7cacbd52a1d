"""The exact tiers over a segment: the titles in which every word of a query is found, or begun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from paperreader.search.answer import Codes, Mask, PartialAnswer
from paperreader.search.cancel import StillCurrent, always, check_cancelled
from paperreader.search.ranking import EDIT, MOST_LEFT, MOST_PREFIXES, PREFIX, TIER, Tier
from paperreader.search.rules import QueryUnit
from paperreader.search.segment import NOTHING, Places, Rows, Segment, marked, mask_of, once
from paperreader.search.vocabulary import Vocabulary
from paperreader.search.word_grid import WordGrid, batches, shifted

_SIEVE = 32  # a mask of so many rows a candidate costs less than to look at the candidates' words
_SPARSE = 4  # titles for each of so few rows that to sort them is faster than to strike them off a list of all
_AT_ONCE = 2000  # rows that are ranked at once
_NONE = -1  # no code


class ResolvedTerm(NamedTuple):
    """A unit of a query in a segment.

    Attributes:
        parts: the numbers of its words; `NOTHING` for a word that is only begun.
        first, end: the words that count as found, by number: those begun by it, or its rarest part.
        whole: see `Unit`.
    """

    parts: tuple[int, ...]
    first: int
    end: int
    whole: bool


def resolve_term(unit: QueryUnit, segment: Segment) -> ResolvedTerm | None:
    """A unit as numbers; None when no title has it."""
    vocabulary = segment.vocabulary
    if unit.whole:
        parts: tuple[int, ...] = ()
        for word in unit.text.split():
            number = vocabulary.number(word)
            if number is None:
                return None
            parts += (number,)
        rarest = min(parts, key=lambda number: segment.count(number, number + 1))
        return ResolvedTerm(parts, rarest, rarest + 1, whole=True)
    return _begun(unit.text, vocabulary)


def _begun(word: str, vocabulary: Vocabulary) -> ResolvedTerm | None:
    """A word that is still being typed, as numbers; None when none begins so."""
    first, end = vocabulary.prefix_range(word)
    if first == end:
        return None
    number = first if vocabulary.words[first] == word else NOTHING
    return ResolvedTerm((number,), first, end, whole=False)


def resolve_terms(units: Sequence[QueryUnit], segment: Segment) -> list[ResolvedTerm]:
    """Units as numbers; nothing when there is one that no title has."""
    found: list[ResolvedTerm] = []
    for unit in units:
        one = resolve_term(unit, segment)
        if one is None:
            return []
        found.append(one)
    return found


def exact(
    segment: Segment, units: Sequence[QueryUnit], wanted: StillCurrent, *, among: Places | None = None, edits: int = 0
) -> PartialAnswer:
    """The rows in which every unit is found; see `title.exact_rank`.

    Args:
        segment: where to look.
        units: what to look for.
        wanted: see `wanted.check`.
        among: rows that hold all there are, when some are known.
        edits: of the spelling; with any, the answer is settled.
    """
    known = resolve_terms(units, segment)
    if not known:
        return PartialAnswer.nothing()
    letters = sum([len(unit.text.replace(" ", "")) for unit in units])
    if len(known) == 1 and not known[0].whole:
        rows, codes = _one_word(segment, known[0], wanted)
        check_cancelled(wanted)
        codes += unmatched_letters(segment, rows, letters)
        check_cancelled(wanted)
        return PartialAnswer.settled(rows, codes)
    rows = candidates(segment, known, wanted, among)
    if len(rows) > _AT_ONCE and not edits:
        bounds, is_open = _bounds(segment, rows, known, wanted)
        return PartialAnswer(
            rows,
            bounds + unmatched_letters(segment, rows, letters),
            is_open,
            lambda some, _, going_on: (
                _ranked(segment, some, known, going_on)[1] + unmatched_letters(segment, some, letters)
            ),
        )
    rows, codes = _ranked(segment, rows, known, wanted)
    return PartialAnswer.settled(rows, codes + edits * EDIT + unmatched_letters(segment, rows, letters))


def phrase_rows(segment: Segment, unit: QueryUnit, wanted: StillCurrent) -> Places:
    """The rows in which a whole unit stands."""
    found = resolve_term(unit, segment)
    if found is None:
        return np.zeros(0, np.int64)
    parts = [ResolvedTerm((part,), part, part + 1, whole=False) for part in found.parts]
    return distinct(segment, _phrase_rows(segment, parts, wanted)[1])


def unmatched_letters(segment: Segment, rows: Places, letters: int) -> Codes:
    """The letters of titles that a query of so many letters does not account for."""
    left = segment.letters.take(rows).astype(np.int32)
    left -= np.int32(letters)
    return np.clip(left, 0, MOST_LEFT, out=left)


def _one_word(segment: Segment, word: ResolvedTerm, wanted: StillCurrent) -> tuple[Places, Codes]:
    """One word, the way most queries begin: no title's words need to be looked at."""
    rows = prefix_rows(segment, word.first, word.end, wanted)
    check_cancelled(wanted)
    codes = np.full(len(rows), Tier.PHRASE * TIER + PREFIX, np.int32)
    if word.parts[0] != NOTHING:
        whole = np.flatnonzero(_has_whole(segment, word, rows))
        check_cancelled(wanted)
        is_title = segment.word_counts(rows.take(whole)) == 1
        check_cancelled(wanted)
        codes[whole] = np.where(is_title, Tier.TITLE * TIER, Tier.PHRASE * TIER)
    return rows, codes


def distinct(segment: Segment, rows: Rows, wanted: StillCurrent = always) -> Places:
    """Rows in order, each once."""
    if _SPARSE * len(rows) < len(segment):
        return once(rows).astype(np.int64)
    return marked(mask_of(segment, rows, wanted), wanted)


def prefix_rows(segment: Segment, first: int, end: int, wanted: StillCurrent) -> Places:
    """The rows that have words from number `first` up to `end`, in order, each once."""
    if _SPARSE * segment.count(first, end) < len(segment):
        return distinct(segment, segment.rows(first, end), wanted)
    return marked(mask_of(segment, segment.rows(first, end), wanted), wanted)


def having(segment: Segment, number: int, rows: Places) -> Mask:
    """For each of some rows whether it has a word, given by its number."""
    if segment.count(number, number + 1) <= _SIEVE * len(rows):
        return mask_of(segment, segment.rows(number, number + 1))[rows]
    some = segment.rows(number, number + 1)
    places = np.searchsorted(some, rows.astype(np.int32))
    found: Mask = some[np.minimum(places, len(some) - 1)] == rows
    return found


def candidates(
    segment: Segment, units: Sequence[ResolvedTerm], wanted: StillCurrent, among: Places | None = None
) -> Places:
    """Rows that may have all units: those of the rarest, sieved by the others; more than `_AT_ONCE` do have all."""
    rarest, *others = _by_rarity(segment, units)
    if among is not None and len(among) <= segment.count(*rarest):
        rows, others = among, [rarest, *others]
    elif _SPARSE * segment.count(*rarest) > len(segment):
        return marked(
            np.logical_and.reduce([mask_of(segment, segment.rows(*some), wanted) for some in (rarest, *others)]), wanted
        )
    else:
        rows = prefix_rows(segment, *rarest, wanted)
    for some in others:
        check_cancelled(wanted)
        if len(rows) > _AT_ONCE or segment.count(*some) <= _SIEVE * len(rows):
            rows = rows.compress(mask_of(segment, segment.rows(*some), wanted).take(rows))
    return rows


def members(segment: Segment, units: Sequence[ResolvedTerm], rows: Places, wanted: StillCurrent) -> Places:
    """Those of some rows that have all units."""
    for some in _by_rarity(segment, units):
        check_cancelled(wanted)
        rows = rows.compress(mask_of(segment, segment.rows(*some), wanted).take(rows))
    return rows


def _bounds(segment: Segment, rows: Places, units: Sequence[ResolvedTerm], wanted: StillCurrent) -> tuple[Codes, Mask]:
    """What the codes of rows that have all units are at least, and which may be more; without letters left over."""
    prefixes = np.zeros(len(rows), np.int32)
    is_begun = np.zeros(len(rows), np.bool_)  # a word before the last is
    for unit in units:
        check_cancelled(wanted)
        is_begun |= prefixes > 0
        prefixes += ~_has_whole(segment, unit, rows)
    codes = np.minimum(prefixes, MOST_PREFIXES) * np.int32(PREFIX)
    codes += np.int32(Tier.ORDERED * TIER)
    codes += is_begun * np.int32((Tier.PREFIXES - Tier.ORDERED) * TIER)
    check_cancelled(wanted)
    in_phrase, in_whole_phrase = (mask_of(segment, some).take(rows) for some in _phrase_rows(segment, units, wanted))
    check_cancelled(wanted)
    codes[in_phrase] = Tier.PHRASE * TIER + PREFIX
    whole = np.flatnonzero(in_whole_phrase)
    is_title = segment.word_counts(rows[whole]) == len(units)
    codes[whole] = np.where(is_title, Tier.TITLE * TIER, Tier.PHRASE * TIER)
    return codes, ~in_phrase


def _phrase_rows(segment: Segment, units: Sequence[ResolvedTerm], wanted: StillCurrent) -> tuple[Rows, Rows]:
    """The rows in which one-word units follow each other, the last one begun, and those with it as it is."""
    ranges = [(unit.parts[0], unit.parts[0] + 1) for unit in units[:-1]] + [(units[-1].first, units[-1].end)]
    if any([first == NOTHING for first, _ in ranges]):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    rarest = min(range(len(units)), key=lambda place: segment.count(*ranges[place]))
    rows, positions = segment.positions(*ranges[rarest])
    for place, words in enumerate(ranges):
        if place != rarest:
            there = segment.followed(positions, place - rarest, words, wanted)
            rows, positions = rows[there], positions[there]
    return rows, rows.compress(segment.tokens.take(positions + (len(units) - 1 - rarest)) == units[-1].parts[0])


def _has_whole(segment: Segment, unit: ResolvedTerm, rows: Places) -> Mask:
    """Whether rows have a unit of one word as it is."""
    number = unit.parts[0]
    if number == NOTHING:
        return np.zeros(len(rows), np.bool_)
    return having(segment, number, rows)


def _by_rarity(segment: Segment, units: Sequence[ResolvedTerm]) -> list[tuple[int, int]]:
    return sorted([(unit.first, unit.end) for unit in units], key=lambda some: segment.count(*some))


def _ranked(
    segment: Segment, rows: Places, units: Sequence[ResolvedTerm], wanted: StillCurrent
) -> tuple[Places, Codes]:
    """Those of some rows that have all units, and their codes without letters left over."""
    codes = np.full(len(rows), _NONE, np.int32)
    for places in batches(segment, rows, wanted):
        codes[places] = _codes(segment, rows[places], units)
    found = codes != _NONE
    return rows.compress(found), codes.compress(found)


def _codes(segment: Segment, rows: Places, units: Sequence[ResolvedTerm]) -> Codes:
    """The codes of some rows without letters left over, `_NONE` for those that lack a unit."""
    table = WordGrid(segment, rows)
    begun = [_begun_at(table, unit) for unit in units]
    whole = [_whole_at(table, unit) for unit in units]
    stand = [*whole[:-1], begun[-1]]
    lengths = [len(unit.parts) for unit in units]
    begun_only: Mask = np.array([~stands.any(axis=0) for stands in whole])
    prefixes = np.minimum(begun_only.sum(axis=0), MOST_PREFIXES)
    tiers = np.where(table.is_in_order(stand, lengths), Tier.ORDERED, Tier.WORDS)
    is_begun = begun_only[:-1].any(axis=0)
    tiers[is_begun] = Tier.PREFIXES
    edits: Mask = np.zeros(len(rows), np.bool_)
    if is_begun.any():
        edits = is_begun & ~table.is_in_order(begun, lengths)
    phrase, phrase_whole = _phrase(stand, units), _phrase(whole, units)
    is_phrase, is_whole = (np.logical_or.reduce(some, axis=0) for some in (phrase, phrase_whole))
    tiers[is_phrase] = Tier.PHRASE
    prefixes[is_phrase] = ~is_whole[is_phrase]
    tiers[phrase_whole[0] & (table.counts == sum(lengths))] = Tier.TITLE
    codes = tiers * TIER + prefixes * PREFIX + edits * EDIT
    return np.where(np.logical_and.reduce([stands.any(axis=0) for stands in begun]), codes, _NONE).astype(np.int32)


def _phrase(stand: Sequence[Mask], units: Sequence[ResolvedTerm]) -> Mask:
    """Where the units stand one after the other, by the place of the first."""
    found, done = stand[0], 0
    for place in range(1, len(units)):
        done += len(units[place - 1].parts)
        found = found & shifted(stand[place], done)
    return found


def _begun_at(table: WordGrid, unit: ResolvedTerm) -> Mask:
    """Where a unit stands, or is begun."""
    return _whole_at(table, unit) if unit.whole else (table.words >= unit.first) & (table.words < unit.end)


def _whole_at(table: WordGrid, unit: ResolvedTerm) -> Mask:
    """Where a unit stands as it is."""
    if unit.parts[0] == NOTHING:
        return np.zeros_like(table.words, np.bool_)
    stands: Mask = table.words == unit.parts[0]
    for place, part in enumerate(unit.parts[1:], 1):
        stands = stands & shifted(table.words == part, place)
    return stands
