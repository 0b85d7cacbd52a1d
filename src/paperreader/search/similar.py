"""Titles that share rare words with a paper's title and abstract."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2
from typing import NamedTuple, Protocol

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.hits import Hits, SortedRanking, TieBreakers
from paperreader.search.ranking import FIRST_NEAR_CODE
from paperreader.search.spans import matched_spans
from paperreader.text import normalize_title

_RARE = 5  # a rare word is in at most one title in 5,
_RARE_COUNT = 3  # or in at most 3
_MIN_SHARE = 4  # a similar title shares at least a quarter of the weight of the title's words
_WEIGHT_UNIT = 100  # what a word weighs more if half as many titles contain it
_TITLE_COUNT = 3  # a word of the title counts as much as one that is so often in the abstract,
_MOST_COUNTED = 3  # where it is counted so many times at most
_STEMMED_MIN_LETTERS = 4
_NO_PLURALS = ("ss", "us", "is", "ias")
_SIBILANTS = ("se", "xe", "ze", "che", "she")  # `case` and `class` have alike plurals


class SimilarityIndex(Protocol):
    """What `similar_titles` needs of an engine."""

    def __len__(self) -> int: ...

    def frequency(self, word: str) -> int:
        """Return how often a normalized word occurs in the titles."""
        ...

    def containing(self, phrase: str) -> set[int]:
        """Return the rows that contain a normalized phrase in whole words."""
        ...


class LikedPaper(NamedTuple):
    """The paper that others are to be like: its row, its title, and its abstract, "" if it has none."""

    row: int
    title: str
    abstract: str


class SimilarHits(Hits):
    """Titles similar to a paper. Their matched letters are those of the shared words."""

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """Return the shared words of the row's title, as (start, end) in code points."""
        title = self._titles[row]
        words = normalize_title(title).split()
        return matched_spans(title, [word for word in words if stem(word) in self._query_words])


def similar_titles(
    engine: SimilarityIndex, paper: LikedPaper, titles: TieBreakers, still_current: StillCurrent
) -> SimilarHits:
    """Return the titles that share rare words with a paper, the most similar first.

    A word weighs the more the fewer titles contain it in singular or plural, by its inverse document frequency (the
    logarithm of the share of titles that contain it) in whole numbers, and the more often the paper has it. Words
    that no other title contains do not count. A similar title has at least a quarter of the weight of the words of
    the paper's title.

    Args:
        engine: the titles.
        paper: the paper, whose title need not be among them yet.
        titles: the titles and days of all rows.
        still_current: see `cancel.check_cancelled`.
    """
    title_words = set(map(stem, normalize_title(paper.title).split()))
    counts = Counter(map(stem, normalize_title(paper.abstract).split()))
    limit = max(_RARE_COUNT, len(engine) // _RARE)
    weights: defaultdict[int, int] = defaultdict(int)
    rare, total, title_total = list[str](), 0, 0
    for word in dict.fromkeys([*sorted(title_words), *counts]):
        check_cancelled(still_current)
        rows = _containing(engine, word, limit) - {paper.row}
        if rows:
            count = _TITLE_COUNT * (word in title_words) + min(counts[word], _MOST_COUNTED)
            weight = count * (round(_WEIGHT_UNIT * log2(len(engine) / len(rows))) + 1)
            for other in rows:
                weights[other] += weight
            total += weight
            title_total += weight * (word in title_words)
            rare.append(word)
    codes = {
        other: _code(weight, total)
        for other, weight in weights.items()
        if _MIN_SHARE * weight >= (title_total or total)
    }
    return SimilarHits(SortedRanking(codes, titles), titles.titles, tuple(rare))


def stem(word: str) -> str:
    """Return what is alike in singular and plural of an English word, by its ending; it need not be a word."""
    if len(word) < _STEMMED_MIN_LETTERS:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    one = word[:-1] if word.endswith("s") and not word.endswith(_NO_PLURALS) else word
    return one[:-1] if one.endswith(_SIBILANTS) else one


def _forms(stemmed: str) -> set[str]:
    """Return the words with a stem."""
    forms = (stemmed, f"{stemmed}e", f"{stemmed}s", f"{stemmed}es", f"{stemmed[:-1]}ies")
    return {form for form in forms if stem(form) == stemmed}


def _containing(engine: SimilarityIndex, stemmed: str, limit: int) -> set[int]:
    """Return the rows that contain a word of a stem, none if these are more than `limit`."""
    forms = [form for form in _forms(stemmed) if engine.frequency(form)]
    if sum(map(engine.frequency, forms)) > limit:
        return set()
    return set().union(*map(engine.containing, forms))


def _code(weight: int, total: int) -> int:
    """Return the rank code for a share of the weight: all of it ranks as the title itself."""
    return (total - weight) * (FIRST_NEAR_CODE - 1) // total
