"""The rules of tolerance: which word of a title may stand for a word of a query.

The rules in their plain form, for one word and one title. `linear` and `spans` apply them; the
indexed engine applies them to whole vocabularies and is tested against `linear`. All words are
normalized (see `paperreader.text.normalize_title`).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from typing import NamedTuple

from paperreader.search.ranking import MAX_EDITS

ABBREVIATION_MIN_LETTERS = 4
ABBREVIATION_MIN_EDITS = 2
ABBREVIATION_RATIO = 3
"""Length of the abbreviated word over that of the abbreviation, at most."""
JOINED_PREFIX_MIN_LETTERS = 2
"""The fewest letters of each prefix in a word joined from prefixes (`mechint`)."""
INITIALS_MIN, INITIALS_MAX = 2, 6
_ONE_TYPO_MIN_LETTERS = 4
_TWO_TYPOS_MIN_LETTERS = 8
_MISSING_MIN_WORDS = 3
_WORDS_PER_MISSING = 4


class QueryTerm(NamedTuple):
    """One word of a query, or another spelling of one or two words.

    Attributes:
        text: one word, or two words with a space between.
        whole: whether the title must contain the words as they are. Otherwise a prefix matches.
    """

    text: str
    whole: bool = False


class Respelling(NamedTuple):
    """A term that replaces the words of a query from index `start` up to `end`."""

    start: int
    end: int
    term: QueryTerm

    def apply(self, query_words: Sequence[str]) -> tuple[QueryTerm, ...]:
        """Return the terms of the query with this spelling."""
        return (*map(QueryTerm, query_words[: self.start]), self.term, *map(QueryTerm, query_words[self.end :]))


def respellings(query_words: Sequence[str], known: Container[str]) -> Iterator[Respelling]:
    """Yield each way to join two adjacent words of a query, or to split one word (`few shot`, `fewshot`).

    A title may have either spelling, because normalizing turns a hyphen into a space. Each counts as
    one edit.

    Args:
        query_words: the words of the query.
        known: the words that occur in titles.
    """
    for start, end in respelling_ranges(len(query_words)):
        for term in spellings(query_words[start:end], known):
            yield Respelling(start, end, term)


def respelling_ranges(count: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that may be respelled together: each adjacent pair, then each single word."""
    yield from zip(range(count - 1), range(2, count + 1), strict=True)
    yield from zip(range(count), range(1, count + 1), strict=True)


def spellings(words: Sequence[str], known: Container[str]) -> list[QueryTerm]:
    """Return the known words that two words make when joined, or one word when split."""
    joined = "".join(words)
    if len(words) > 1:
        return [QueryTerm(joined, whole=True)] if joined in known else []
    pairs = [(joined[:cut], joined[cut:]) for cut in range(1, len(joined))]
    return [QueryTerm(f"{first} {second}", whole=True) for first, second in pairs if first in known and second in known]


def allowed_typos(word: str, limit: int) -> int:
    """Return how many typos a word of its length may have, `limit` at most."""
    if len(word) < _ONE_TYPO_MIN_LETTERS:
        return 0
    return min(limit, 1 if len(word) < _TWO_TYPOS_MIN_LETTERS else 2)


def allowed_missing(count: int) -> int:
    """Return how many words of a query of `count` words a title may lack."""
    return 0 if count < _MISSING_MIN_WORDS else max(1, count // _WORDS_PER_MISSING)


def prefix_lengths(word: str, allowed: int) -> range:
    """Return the lengths of the prefixes that a query word may match with at most `allowed` typos."""
    return range(max(1, len(word) - allowed), len(word) + allowed + 1)


def misspelt(word: str, others: Collection[str], allowed: int, *, last: bool) -> dict[str, int]:
    """Return the words that differ from a query word by few typos, and the typos of each.

    A typo is a letter added, left out or replaced, or two adjacent letters swapped (the optimal
    string alignment distance).

    Args:
        word: the query word.
        others: the words of titles.
        allowed: the most typos; with 0 nothing is found.
        last: whether the query word is still being typed, so that a prefix of the other word suffices.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found: dict[str, int] = {}
    ends = prefix_lengths(word, allowed) if last else ()
    for end in (None, *ends) if allowed else ():
        prefixes = {other: other[:end] for other in others if end is None or len(other) > end}
        for _, edits, other in extract(word, prefixes, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            found[other] = min(int(edits), found.get(other, allowed))
    return found


def abbreviation(word: str, other: str) -> int | None:
    """Return the edits if a word abbreviates a longer one (`intrp`), else None.

    An abbreviation begins with the same letter and has its other letters in the longer word's order.
    Its edits are the letters left out, from `ABBREVIATION_MIN_EDITS` to `MAX_EDITS`.
    """
    if word[0] != other[0] or not ABBREVIATION_MIN_LETTERS <= len(word) < len(other) <= ABBREVIATION_RATIO * len(word):
        return None
    index = 0
    for letter in word[1:]:
        index = other.find(letter, index + 1)
        if index < 0:
            return None
    return max(ABBREVIATION_MIN_EDITS, min(len(other) - len(word), MAX_EDITS))


def joined_prefixes(word: str, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """Split a query word into prefixes of two or more consecutive words (`mechint`).

    Returns:
        For each prefix the index of its word and its length, or None if there is no such split.
    """
    failed: set[tuple[int, int]] = set()
    for start, first in enumerate(words):
        if first.startswith(word[:JOINED_PREFIX_MIN_LETTERS]):
            found = _split_from(word, 0, words, start, failed)
            if found:
                return found
    return None


def _split_from(
    word: str, done: int, words: Sequence[str], index: int, failed: set[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """Split the query word from letter `done` on, beginning with the word at `index`.

    `failed` holds the pairs (done, index) that lead to no split, so that each is tried once.
    """
    if done == len(word):
        return []
    if index < len(words) and (done, index) not in failed:
        for end in range(done + JOINED_PREFIX_MIN_LETTERS, len(word) + 1 - (not done)):
            if not words[index].startswith(word[done:end]):
                break
            rest = _split_from(word, end, words, index + 1, failed)
            if rest is not None:
                return [(index, end - done), *rest]
        failed.add((done, index))
    return None


def initials(word: str, words: Sequence[str]) -> int | None:
    """Return the index of the first of the consecutive words whose initials make a query word (`sae`), or None."""
    if not INITIALS_MIN <= len(word) <= INITIALS_MAX:
        return None
    index = "".join([other[0] for other in words]).find(word)
    return index if index >= 0 else None
