"""How much may be wrong: one word of a query beside the words of a title.

The rules in their plain form. The fast engine asks the same of whole vocabularies and is tested
against them; matched letters are found by them. Words are folded (see `paperreader.text.fold`).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from typing import NamedTuple

from paperreader.search.ranking import MOST_EDITS

ABBREVIATED_FROM = 4  # letters of an abbreviation
ABBREVIATED_EDITS = 2  # at least
ABBREVIATED_TIMES = 3  # the word meant is at most so many times as long
PIECE_FROM = 2  # letters of each beginning in a run of beginnings
INITIALS_FROM, INITIALS_TO = 2, 6
_ONE_TYPO_FROM = 4
_TWO_TYPOS_FROM = 8
_MISS_FROM = 3


class QueryUnit(NamedTuple):
    """What stands for one word of a query: the word, or neighbours run together or set apart.

    Attributes:
        text: one word, or two with a space between.
        whole: whether it has to stand in the title as it is; else its beginning is enough.
    """

    text: str
    whole: bool = False


class Respelling(NamedTuple):
    """A unit that may stand for the words of a query from `start` up to `end`."""

    start: int
    end: int
    unit: QueryUnit

    def of(self, asked: Sequence[str]) -> tuple[QueryUnit, ...]:
        """The query so spelled."""
        return (*map(QueryUnit, asked[: self.start]), self.unit, *map(QueryUnit, asked[self.end :]))


def respellings(asked: Sequence[str], known: Container[str]) -> Iterator[Respelling]:
    """Two neighbours of a query run together, or one word set apart in two (`few shot`, `fewshot`).

    A title may have either; a hyphen folds to a space. Each way is one edit. Words not known are in no title.
    """
    for start, end in respelled(len(asked)):
        for unit in spellings(asked[start:end], known):
            yield Respelling(start, end, unit)


def respelled(count: int) -> Iterator[tuple[int, int]]:
    """Which of so many words may be spelled otherwise together, as ranges: neighbours, then each by itself."""
    yield from zip(range(count - 1), range(2, count + 1), strict=True)
    yield from zip(range(count), range(1, count + 1), strict=True)


def spellings(words: Sequence[str], known: Container[str]) -> list[QueryUnit]:
    """What may stand for two words, or for one, in known words."""
    run = "".join(words)
    if len(words) > 1:
        return [QueryUnit(run, whole=True)] if run in known else []
    apart = [(run[:cut], run[cut:]) for cut in range(1, len(run))]
    return [QueryUnit(f"{one} {other}", whole=True) for one, other in apart if one in known and other in known]


def budget(word: str, typos: int) -> int:
    """The typos that a word of its length may have, at most `typos`."""
    return min(typos, 0 if len(word) < _ONE_TYPO_FROM else 1 if len(word) < _TWO_TYPOS_FROM else 2)


def words_to_miss(count: int) -> int:
    """How many words of a query may be missing from a title that has most of them, and half of the letters."""
    return 0 if count < _MISS_FROM else max(1, count // 4)


def distance(word: str, other: str, allowed: int) -> int:
    """Typos between two words, a swap of neighbours being one; `allowed + 1` for more than allowed."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, other, score_cutoff=allowed)) if allowed else allowed + (word != other)


def lengths_begun(word: str, allowed: int) -> range:
    """The lengths of beginnings that may be this word, still being typed, but for so many typos."""
    return range(max(1, len(word) - allowed), len(word) + allowed + 1)


def misspelt(word: str, others: Collection[str], allowed: int, *, last: bool) -> dict[str, int]:
    """The words that differ from this one by at most so many typos, or whose beginnings do, if it is the last."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found: dict[str, int] = {}
    ends = lengths_begun(word, allowed) if last else ()
    for end in (None, *ends) if allowed else ():
        cut = {other: other[:end] for other in others if end is None or len(other) > end}
        for _, edits, other in extract(word, cut, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            found[other] = min(int(edits), found.get(other, allowed))
    return found


def abbreviation(word: str, other: str) -> int | None:
    """The letters left out of a longer word of which this one has the first, and others in order (`intrp`).

    None for no abbreviation of it; 2 at least, and no more than `MOST_EDITS`.
    """
    if word[0] != other[0] or not ABBREVIATED_FROM <= len(word) < len(other) <= ABBREVIATED_TIMES * len(word):
        return None
    place = 0
    for letter in word[1:]:
        place = other.find(letter, place + 1)
        if place < 0:
            return None
    return max(ABBREVIATED_EDITS, min(len(other) - len(word), MOST_EDITS))


def beginnings(word: str, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """A word as the beginnings of two or more words in a row (`mechint`), each of at least two letters.

    Returns:
        For each of them its place and how many letters of it; None when there is no such row.
    """
    vain: set[tuple[int, int]] = set()
    for start, first in enumerate(words):
        if first.startswith(word[:PIECE_FROM]):
            found = _go_on(word, 0, words, start, vain)
            if found:
                return found
    return None


def _go_on(
    word: str, done: int, words: Sequence[str], place: int, vain: set[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """The same from the `done`th letter on, beginning at a place; `vain` keeps where that led to nothing."""
    if done == len(word):
        return []
    if place < len(words) and (done, place) not in vain:
        for end in range(done + PIECE_FROM, len(word) + 1 - (not done)):
            if not words[place].startswith(word[done:end]):
                break
            rest = _go_on(word, end, words, place + 1, vain)
            if rest is not None:
                return [(place, end - done), *rest]
        vain.add((done, place))
    return None


def initials(word: str, words: Sequence[str]) -> int | None:
    """Where the words in a row begin whose first letters a word is (`sae`); None when nowhere."""
    if not INITIALS_FROM <= len(word) <= INITIALS_TO:
        return None
    place = "".join([other[0] for other in words]).find(word)
    return place if place >= 0 else None
