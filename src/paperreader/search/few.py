"""A few titles of a segment, ranked one by one by the plain rules: faster than arrays, which pay for many at once."""

from __future__ import annotations

from collections.abc import Sequence

from paperreader.search.answer import PartialAnswer
from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.ranking import Tier
from paperreader.search.rules import QueryUnit
from paperreader.search.segment import Places, Segment
from paperreader.search.title_rank import QueryWord, exact_rank, near_rank, with_order
from paperreader.search.vocabulary import Numbers

FEW = 12  # titles; for more, arrays are faster
_LETTERS = 3000  # of all of them; the same for long ones


def are_few(segment: Segment, rows: Places) -> bool:
    """Whether to look at these titles one by one."""
    return len(rows) <= FEW and sum(segment.letters.take(rows).tolist()) <= _LETTERS


def exactly(segment: Segment, rows: Places, units: Sequence[QueryUnit], edits: int) -> PartialAnswer:
    """Those of some rows in which every unit is found, or begun."""
    ranks = {row: exact_rank(f" {segment.folded(row)} ", units, edits) for row in rows.tolist()}
    codes = {row: rank.code() for row, rank in ranks.items() if rank is not None}
    return PartialAnswer.of(codes) if codes else PartialAnswer.nothing()


def nearly(  # noqa: PLR0913, PLR0917 - what a near tier is
    segment: Segment, rows: Places, tier: Tier, asked: Sequence[str], numbers: Sequence[Numbers], edits: Places
) -> PartialAnswer:
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
        edited = with_order(count, [[place for place, there in enumerate(some) if there] for some in stands])
        codes[row] = near_rank(tier, f" {segment.folded(row)} ", asked, edited).code()
    return PartialAnswer.of(codes)


def loosely(
    segment: Segment, rows: Places, text: str, wanted: StillCurrent, *, last: bool
) -> tuple[dict[int, int], list[int]]:
    """The edits by row where a word is found at the loose level, and the numbers of the words that count as it there."""
    titles = {row: segment.words(row).tolist() for row in rows.tolist()}
    number_of = {segment.vocabulary.words[number]: number for numbers in titles.values() for number in numbers}
    word_of = {number: word for word, number in number_of.items()}
    word = QueryWord.among(number_of, text, last=last)
    found: dict[int, int] = {}
    for row, numbers in titles.items():
        check_cancelled(wanted)
        edits = word.loose_edits([word_of[number] for number in numbers])
        if edits is not None:
            found[row] = edits
    return found, [number_of[other] for other in word.loose]
