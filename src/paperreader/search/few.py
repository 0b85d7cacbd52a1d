"""A few titles of a segment, ranked one by one by the plain rules: faster than arrays, which pay for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from paperreader.search.answer import Answer
from paperreader.search.ranking import Tier
from paperreader.search.segment import Places, Segment
from paperreader.search.title import Word, exact_rank, near_rank, stand_in_order
from paperreader.search.tolerance import Unit
from paperreader.search.vocabulary import Numbers

FEW = 12  # titles; for more, arrays are faster


def exactly(segment: Segment, rows: Places, units: Sequence[Unit], edits: int) -> Answer:
    """Those of some rows in which every unit is found, or begun."""
    ranks = {row: exact_rank(f" {segment.folded(row)} ", units, edits) for row in rows.tolist()}
    codes = {row: rank.code() for row, rank in ranks.items() if rank is not None}
    return Answer.of(codes) if codes else Answer.nothing()


def nearly(  # noqa: PLR0913, PLR0917 - what a near tier is
    segment: Segment, rows: Places, tier: Tier, asked: Sequence[str], numbers: Sequence[Numbers], edits: Places
) -> Answer:
    """Rows of a near tier.

    Args:
        segment: where they are.
        rows: they.
        tier: theirs.
        asked: the query's words.
        numbers: for each of them the words of titles that count as the word.
        edits: by row, but for the order of the words.
    """
    counts = [segment.vocabulary.are(some) for some in numbers]
    codes: dict[int, int] = {}
    for row, count in zip(rows.tolist(), edits.tolist(), strict=True):
        words = segment.words(row)
        stands = [is_it.take(words).tolist() for is_it in counts]
        in_order = stand_in_order([[place for place, there in enumerate(some) if there] for some in stands])
        codes[row] = near_rank(tier, f" {segment.folded(row)} ", asked, count + (not in_order)).code()
    return Answer.of(codes)


def loosely(segment: Segment, rows: Places, text: str, *, last: bool) -> tuple[dict[int, int], list[int]]:
    """The edits by row where a word is found at the loose level, and the words that count as it there."""
    titles = {row: segment.folded(row).split() for row in rows.tolist()}
    word = Word.among({*chain.from_iterable(titles.values())}, text, last=last)
    found = {row: edits for row, words in titles.items() if (edits := word.loose_edits(words)) is not None}
    return found, [number for other in word.loose if (number := segment.vocabulary.number(other)) is not None]
