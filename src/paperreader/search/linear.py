"""The search in its plain form: every title is compared with the query.

The engine of small libraries, which need no numpy, and the reference against which the indexed engine
is tested. Titles are normalized and have a space at both ends here, so that ` word` finds a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.glued import Split, glued, splits
from paperreader.search.ranking import ENOUGH_HITS, MISSING_WORD_EDITS, Rank, Tier
from paperreader.search.rules import (
    QueryTerm,
    abbreviation,
    allowed_missing,
    allowed_typos,
    initials,
    joined_prefixes,
    misspelt,
    respellings,
)
from paperreader.text import normalize_title

_BATCH = 100  # titles compared between two calls of `still_current`
_CACHED_WORDS = 24


class LinearEngine:
    """Normalized titles by row. Rows are only added."""

    def __init__(self) -> None:
        self._titles: list[str] = []
        self._words: set[str] = set()
        self._query_words: dict[tuple[str, bool, int], QueryWord] = {}

    def __len__(self) -> int:
        return len(self._titles)

    def extend(self, titles: Sequence[str]) -> None:
        """Add titles as the next rows."""
        normalized = [normalize_title(title) for title in titles]
        self._words = self._words.union(*[title.split() for title in normalized])  # a new set: a search may iterate it
        self._titles += [f" {title} " for title in normalized]

    def finish(self) -> None:
        """Do nothing: there are no parts to join."""

    def containing(self, phrase: str) -> set[int]:
        """Return the rows that contain a normalized phrase in whole words."""
        return {row for row, title in enumerate(self._titles) if f" {phrase} " in title}

    def frequency(self, word: str) -> int:
        """Return how often a normalized word occurs in the titles."""
        return sum([title.split().count(word) for title in self._titles if f" {word} " in title])

    def search(self, query_words: tuple[str, ...], still_current: StillCurrent, *, near: bool = True) -> dict[int, int]:
        """Return the rows that match, each with the code of its rank; `near`: see `TitleIndex.search`."""
        found = dict(self._exact(query_words, still_current))
        enough = ENOUGH_HITS if near or not found else len(found)
        for tier in (Tier.TYPO, Tier.LOOSE, Tier.MOST):
            if len(found) < enough:
                found |= dict(self._near(tier, query_words, found, still_current))
        return found

    def _exact(self, query_words: tuple[str, ...], still_current: StillCurrent) -> Iterator[tuple[int, int]]:
        spelled = [(0, tuple(QueryTerm(word) for word in query_words))]
        spelled += [(1, respelling.apply(query_words)) for respelling in respellings(query_words, self._words)]
        for row, title in self._rows(still_current):
            ranks = [exact_rank(title, terms, edits) for edits, terms in spelled]
            codes = [rank.code() for rank in ranks if rank is not None]
            if codes:
                yield row, min(codes)

    def _rows(self, still_current: StillCurrent) -> Iterator[tuple[int, str]]:
        for row, title in enumerate(self._titles):
            if not row % _BATCH:
                check_cancelled(still_current)
            yield row, title

    def _near(
        self, tier: Tier, query_words: tuple[str, ...], known: Collection[int], still_current: StillCurrent
    ) -> Iterator[tuple[int, int]]:
        """Yield the rows that match at a near tier and are not known yet, with the codes of their ranks."""
        end = len(query_words) - 1
        words = [self._query_word(word, still_current, last=index == end) for index, word in enumerate(query_words)]
        for row, title in self._rows(still_current):
            edits = near_edits(tier, title, words) if row not in known else None
            if edits is not None:
                yield row, near_rank(tier, title, query_words, edits).code()

    def _query_word(self, word: str, still_current: StillCurrent, *, last: bool) -> QueryWord:
        words = self._words
        key = word, last, len(words)
        if key not in self._query_words:
            check_cancelled(still_current)
            if len(self._query_words) > _CACHED_WORDS:
                self._query_words.clear()
            self._query_words[key] = QueryWord.compare(word, words, last=last)
        return self._query_words[key]


def exact_rank(title: str, terms: Sequence[QueryTerm], edits: int = 0) -> Rank | None:
    """Return the rank of a title that contains every term, else None.

    Args:
        title: normalized, with a space at both ends.
        terms: the terms of the query.
        edits: of the query's spelling.
    """
    if not all([_pattern(term) in title for term in terms]):
        return None
    unmatched = _unmatched_letters(title, [term.text for term in terms])
    phrase = " " + " ".join([term.text for term in terms])
    if phrase + " " * terms[-1].whole in title:
        whole = f"{phrase} " in title
        tier = Tier.TITLE if whole and len(title) == len(phrase) + 1 else Tier.PHRASE
        return Rank(tier, not whole, edits, unmatched)
    is_prefix = [f" {term.text} " not in title for term in terms]
    if any(is_prefix[:-1]):
        return Rank(Tier.PREFIXES, sum(is_prefix), edits + (not _has_prefixes_in_order(title, terms)), unmatched)
    return Rank(Tier.ORDERED if _has_words_in_order(title, terms) else Tier.WORDS, sum(is_prefix), edits, unmatched)


def _pattern(term: QueryTerm) -> str:
    """Return the text that a title contains if it contains the term."""
    return f" {term.text} " if term.whole else f" {term.text}"


def _has_words_in_order(title: str, terms: Sequence[QueryTerm]) -> bool:
    """Return whether the title has the terms as whole words in the query's order; the last may be a prefix."""
    index = 0
    for term in terms[:-1]:
        index = title.find(f" {term.text} ", index)
        if index < 0:
            return False
        index += len(term.text) + 1
    return title.find(_pattern(terms[-1]), index) >= 0


def _has_prefixes_in_order(title: str, terms: Sequence[QueryTerm]) -> bool:
    """Return whether the title has the terms in the query's order; each may be a prefix."""
    index = 0
    for term in terms:
        index = title.find(_pattern(term), index)
        if index < 0:
            return False
        index = title.find(" ", index + 1 + len(term.text))
    return True


def _unmatched_letters(title: str, query_words: Sequence[str]) -> int:
    """Return how many letters the title has beyond those of the query."""
    return max(0, len(title.replace(" ", "")) - len("".join(query_words).replace(" ", "")))


class QueryWord(NamedTuple):
    """A word of a query, compared with the words of all titles.

    Attributes:
        text: the word.
        close: the words that it equals, begins, or resembles with one typo; with the edits.
        loose: the other words that it resembles with two typos, or abbreviates; with the edits.
        ways: to take it apart if there are no close words; see `glued.splits`.
    """

    text: str
    close: dict[str, int]
    loose: dict[str, int]
    ways: tuple[Split, ...]

    @classmethod
    def compare(cls, text: str, words: Collection[str], *, last: bool) -> QueryWord:
        """Compare a query word with words of titles; the last word of a query may be a prefix with typos."""
        typos = misspelt(text, words, allowed_typos(text, 2), last=last)
        close = {other: edits for other, edits in typos.items() if edits <= allowed_typos(text, 1)}
        close |= {other: 0 for other in words if other.startswith(text)}
        abbreviated = {other: edits for other in words if (edits := abbreviation(text, other)) is not None}
        loose = abbreviated | dict.fromkeys(typos, 2)
        loose = {other: edits for other, edits in loose.items() if other not in close}
        return cls(text, close, loose, () if close else splits(text, [sorted(words)]))

    def close_edits(self, words: Sequence[str]) -> int | None:
        """Return the fewest edits with which a title's words contain this one, or None if they do not."""
        return min([self.close[word] for word in words if word in self.close], default=None)

    def loose_edits(self, words: Sequence[str]) -> int | None:
        """Return the same at the tolerance of `Tier.LOOSE`, for titles without a close word."""
        if joined_prefixes(self.text, words) or initials(self.text, words) is not None:
            return 1
        return min([self.loose[word] for word in words if word in self.loose], default=None)

    def indices(self, words: Sequence[str], *, loosely: bool) -> list[int]:
        """Return the indices of the title's words that match this one."""
        return [index for index, other in enumerate(words) if other in self.close or (loosely and other in self.loose)]


def near_rank(tier: Tier, title: str, query_words: Sequence[str], edits: int) -> Rank:
    """Return the rank of a title in a near tier, given all its edits."""
    prefixes = sum([f" {word}" in title and f" {word} " not in title for word in query_words])
    return Rank(tier, prefixes, edits, _unmatched_letters(title, query_words))


def near_edits(tier: Tier, title: str, query_words: Sequence[QueryWord]) -> int | None:
    """Return the edits of a title in a near tier, or None if it does not belong there.

    Words that match out of the query's order are one edit more.
    """
    edits = _loose_edits(title, query_words) if tier is Tier.LOOSE else _close_edits(title, query_words, tier)
    if edits is None:
        return None
    words, loosely = title.split(), tier is Tier.LOOSE
    return edits + (not _is_in_order([word.indices(words, loosely=loosely) for word in query_words]))


def _is_in_order(indices: Iterable[Sequence[int]]) -> bool:
    """Return whether a title has words in the query's order, given the indices of each; missing words are skipped."""
    start = 0
    for matches in indices:
        later = [index for index in matches if index >= start]
        if matches and not later:
            return False
        start = later[0] + 1 if later else start
    return True


def _close_edits(title: str, query_words: Sequence[QueryWord], tier: Tier) -> int | None:
    """Return the edits if the title has all words, or at `MOST` most of them and half of the letters."""
    may_miss = allowed_missing(len(query_words)) if tier is Tier.MOST else 0
    words, edits, letters = title.split(), 0, 0
    for word in query_words:
        word_edits = word.close_edits(words)
        if word_edits is not None:
            edits += word_edits
            letters += len(word.text)
        elif may_miss:
            may_miss -= 1
            edits += MISSING_WORD_EDITS
        else:
            return None
    return edits if 2 * letters >= sum([len(word.text) for word in query_words]) else None


def _loose_edits(title: str, query_words: Sequence[QueryWord]) -> int | None:
    """Return the edits if each word matches closely or loosely, or if two adjacent words are joined in the title."""
    if _has_joined_pair(title, [word.text for word in query_words]):
        return 1
    words, edits = title.split(), 0
    glued_edits = _glued_edits(words, query_words)
    if glued_edits is not None:
        return glued_edits
    for word in query_words:
        word_edits = word.close_edits(words)
        word_edits = word.loose_edits(words) if word_edits is None else word_edits
        if word_edits is None:
            return None
        edits += word_edits
    return edits


def _glued_edits(words: Sequence[str], query_words: Sequence[QueryWord]) -> int | None:
    """Return the edits if a title has all words, those that no title has closely glued from beginnings of its words."""
    edits = 0
    for word in query_words:
        made = None if word.close else glued(words, word.ways)
        word_edits = made.edits if made else word.close_edits(words)
        if word_edits is None:
            return None
        edits += word_edits
    return edits


def _has_joined_pair(title: str, query_words: Sequence[str]) -> bool:
    """Return whether the title has all words or their prefixes once two adjacent words are joined (`auto encod`)."""
    return any(
        f" {query_words[index]}{query_words[index + 1]}" in title
        and all([f" {word}" in title for word in (*query_words[:index], *query_words[index + 2 :])])
        for index in range(len(query_words) - 1)
    )
