"""The papers that a reader would star, learned from those starred and those read without a star."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from paperreader.library.library import Library
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.recommend.library_words import library_words, row_texts
from paperreader.recommend.ridge import fit
from paperreader.recommend.tfidf import TfIdf
from paperreader.recommend.word_counts import spelled_words

FEWEST_STARS = 3
"""With fewer there is too little to learn from."""
_MOST_READ = 300  # those read last teach
_REASONS = 3


class Reasons(NamedTuple):
    """The words of a paper that speak most for starring it and most against it, the strongest first."""

    words_for: list[str]
    words_against: list[str]


NO_REASONS = Reasons([], [])


class Recommender:
    """The scores of a library's papers, for its papers and marks as they were.

    A score is 0 for an average paper, and nears 1 for papers that are like starred ones.

    Args:
        library: the papers.
        tfidf: the vectors of its rows, and of other papers after them.
        starred: the starred papers.
        read: papers read without a star.
    """

    def __init__(self, library: Library, tfidf: TfIdf, starred: Iterable[int], read: Iterable[int]) -> None:
        self._library = library
        self._tfidf = tfidf
        self._weights = fit(tfidf, starred, read)
        self._scores = tfidf.scores(self._weights)

    def score(self, row: int) -> float | None:
        """Return the score of a row of the library; None if it was added since."""
        return round(float(self._scores[row]), 4) if row < len(self._scores) else None

    def reasons(self, row: int) -> Reasons:
        """Return the rare words by which a row has its score. Raises PaperReaderError as `Abstracts.read` does."""
        ids, values, *_ = self._tfidf.vectors([row])
        parts = dict(zip(ids.tolist(), (values * self._weights[ids] * self._tfidf.is_rare[ids]).tolist(), strict=True))
        [text] = row_texts(self._library, [row])
        spelled = {word: parts.get(word_id, 0.0) for word_id, word in spelled_words(*text).items()}
        words = sorted(spelled, key=spelled.__getitem__)
        return Reasons(
            [word for word in words[: -_REASONS - 1 : -1] if spelled[word] > 0],
            [word for word in words[:_REASONS] if spelled[word] < 0],
        )


def learn(library: Library, unlisted: Library, marks: MarkStore) -> Recommender | None:
    """Learn from the marks of papers; None with fewer stars than `FEWEST_STARS`.

    Args:
        library: the papers.
        unlisted: the starred papers that it lacks, whose titles teach.
        marks: the marks.

    Raises:
        PaperReaderError: the dump of an abstract is gone or has changed.
    """
    starred = set(_rows(library, marks.keys_marked(STARRED)))
    more = range(library.row_count, library.row_count + unlisted.row_count)
    if len(starred) + len(more) < FEWEST_STARS:
        return None
    read = set(_rows(library, marks.keys_marked(READ))) - starred
    newest = sorted(read, key=lambda row: (marks.read_at(library.keys[row]), row))[-_MOST_READ:]
    return Recommender(library, TfIdf(library_words(library, unlisted)), [*starred, *more], newest)


def _rows(library: Library, keys: Iterable[str]) -> list[int]:
    return [row for row in map(library.row_of, keys) if row is not None]
