"""The papers that a reader would star, learned from those starred and those read without a star."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.dates import YEAR_UNIT
from paperreader.marks import MarkStore
from paperreader.recommend.exploration import EVERY, MOST, Explored, interleave
from paperreader.recommend.library_words import LibraryWords, row_texts
from paperreader.recommend.ridge import fit
from paperreader.recommend.teaching_papers import Labels, find_labels
from paperreader.recommend.word_counts import spelled_words

_REASONS = 3
_STRONG = 0.1  # share of what a paper's strongest word adds to its score or takes away, from which a word is a reason
_LEAST = 0.02  # of the typical score of a wanted paper, at least
_NEAREST = 3
_FUNCTION_WORDS = frozenset(
    """
    about across after against all along among an and any are as at be been before behind between beyond both but by can
    could do does during each for from had has have how if in into is it its many may might more most no not of on one only
    or other our over per should so some such than that the their them then there these they this those through to toward
    towards two under until upon us use used using versus via was we were what when where whether which while who why will
    with within without would you your
    """.split()  # noqa: SIM905 - a list of a hundred quoted words is harder to read
)
"""They say nothing of what a paper is about, however rare they are: no reasons."""
_DIGITS = 4  # of a score
_STEP, _MOST_STEPS = 10.0**-_DIGITS, 32767
_UNLIKE = 4 * MOST  # so many papers with scores next to the mean are compared with those that teach


class Reasons(NamedTuple):
    """The words of a paper that speak most for starring it and most against it, the strongest first."""

    words_for: list[str]
    words_against: list[str]


NO_REASONS = Reasons([], [])


class Recommender:
    """The scores of a library's papers, computed once, from the papers counted and the marks set at that time.

    A score is 0 for an average paper, and nears 1 for papers that are like the wanted ones. A row that was not counted
    has none.

    Args:
        words: the words of the papers.
        labels: the papers that teach. Those not counted teach by their titles.

    Attributes:
        labels: see the arguments.
        typical_score: the mean of the wanted papers' scores.
    """

    def __init__(self, words: LibraryWords, labels: Labels) -> None:
        self._library = library = words.library
        self._tfidf = words.weighed()
        self.labels = labels
        size = self._tfidf.size
        wanted = [row for row in labels.wanted if row < size]
        titles = [*[library.titles[row] for row in labels.wanted if row >= size], *labels.wanted_titles]
        self._titles = [*[library.titles[row] for row in wanted], *titles]
        self._wanted = self._tfidf.vectors(wanted, [(title, b"") for title in titles])
        self._read = self._tfidf.vectors([row for row in labels.read if row < size])
        self._weights = fit(self._wanted.followed_by(self._read), len(self._wanted))
        self._scores = np.round(self._tfidf.scores(self._weights), _DIGITS)
        self.typical_score = float(self._wanted.products(self._weights).mean())

    def score(self, row: int) -> float | None:
        """Return the score of a row of the library; None if it was not counted."""
        return float(self._scores[row]) if row < len(self._scores) else None

    def strength(self, row: int) -> float:
        """Return how much a row is recommended: 1 for the typical score of a wanted paper, 0 for an average paper."""
        score = self.score(row) if row >= 0 else None
        return min(max(0.0, score / self.typical_score), 1.0) if score and self.typical_score > 0 else 0.0

    def best_first(self, rows: Sequence[int], *, reverse: bool = False) -> array[int]:
        """Return rows by their scores, equal ones in the order read; those without a score come last."""
        ascending = np.sort(_as_array(rows))
        known = ascending[ascending < len(self._scores)]
        steps = np.clip(np.rint(self._scores[known] / _STEP), -_MOST_STEPS, _MOST_STEPS).astype(np.int16)
        order = np.argsort(steps if reverse else -steps, kind="stable")  # 16 bits are sorted in a fifth of the time
        return array("q", known[order].tobytes()) + array("q", ascending[len(known) :].tobytes())

    def wanted_last(self, rows: Sequence[int]) -> array[int]:
        """Return rows with the wanted papers, which the user has chosen already, at the end."""
        ordered = _as_array(rows)
        wanted = np.isin(ordered, self.labels.wanted)
        return array("q", ordered[~wanted].tobytes()) + array("q", ordered[wanted].tobytes())

    def explore(self, best: Sequence[int]) -> Explored:
        """Give one place in five of a list, best first, to the newest papers and to those least like the marked ones.

        Papers that teach stay where they are, and so do papers without a score.
        """
        rows = _as_array(best)
        is_open = np.ones(max(len(self._scores), self._library.row_count), np.bool_)
        is_open[len(self._scores) :] = False
        is_open[[*self.labels.wanted, *self.labels.read]] = False
        open_rows = rows[is_open[rows]]
        return interleave(rows, self._newest(open_rows), self._least_like(open_rows))

    def _newest(self, rows: NDArray[np.int64]) -> list[int]:
        """Return the rows with the last dates, those without a year left out."""
        days = np.frombuffer(self._library.days[:], np.int32)[rows]  # a copy: an array with a view cannot grow
        newest = _smallest(-days, EVERY * MOST)
        dated: list[int] = rows[newest[days[newest] >= YEAR_UNIT]].tolist()
        return dated

    def _least_like(self, rows: NDArray[np.int64]) -> list[int]:
        """Return the rows that have least in common with the papers that teach, among the rows with scores near 0."""
        near = rows[_smallest(np.abs(self._scores[rows]), _UNLIKE)]
        vectors = self._tfidf.vectors(near.tolist())
        taught = self._wanted.followed_by(self._read)
        order = np.argsort(vectors.products(taught.combined(np.full(len(taught), 1 / len(taught)))), kind="stable")
        least: list[int] = near[order[np.diff(vectors.bounds)[order] > 0]].tolist()
        return least

    def reasons(self, row: int) -> Reasons:
        """Return the rare words that make up most of a row's score. Raises PaperReaderError as `Abstracts.read` does."""
        if row >= len(self._scores):
            return NO_REASONS
        ids, values, *_ = self._tfidf.vectors([row])
        parts = dict(zip(ids.tolist(), (values * self._weights[ids] * self._tfidf.is_rare[ids]).tolist(), strict=True))
        [text] = row_texts(self._library, [row])
        words_by_id = {word_id: word for word_id, word in spelled_words(*text).items() if word not in _FUNCTION_WORDS}
        spelled = {word: parts.get(word_id, 0.0) for word_id, word in words_by_id.items()}
        words = sorted(spelled, key=spelled.__getitem__)
        least = max(_STRONG * max(map(abs, spelled.values()), default=0.0), _LEAST * self.typical_score)
        return Reasons(
            [word for word in words[: -_REASONS - 1 : -1] if spelled[word] > least],
            [word for word in words[:_REASONS] if spelled[word] < -least],
        )

    def nearest(self, row: int) -> list[str]:
        """Return the titles of the wanted papers that a row is most like, the nearest first; [] if it is like none."""
        if row >= len(self._scores):
            return []
        products = self._wanted.products(self._tfidf.vectors([row]).combined(np.ones(1)))
        order = np.argsort(-products, kind="stable").tolist()
        own = self._library.titles[row]
        return [self._titles[index] for index in order if products[index] > 0 and self._titles[index] != own][:_NEAREST]


def learn(words: LibraryWords, marks: MarkStore, like: Iterable[str] = ()) -> Recommender | None:
    """Learn from the marks of papers; None with fewer than three stars.

    Takes milliseconds, and in addition a fifth of a second for 100,000 papers at the first time after some were counted.

    Args:
        words: the words of the papers, as far as they are counted.
        marks: the marks. Starred papers that the library lacks teach by their titles.
        like: keys of papers, and tags as `tag:NAME`, that teach in place of the stars; one paper is enough then.

    Raises:
        PaperReaderError: there is no paper with a key or a tag in `like`.
    """
    labels = find_labels(words.library, marks, like)
    return Recommender(words, labels) if labels.suffice else None


def _as_array(rows: Sequence[int]) -> NDArray[np.int64]:
    return np.arange(rows.start, rows.stop, rows.step) if isinstance(rows, range) else np.asarray(rows, np.int64)


def _smallest(values: NDArray[np.generic], count: int) -> NDArray[np.intp]:
    """Return the indices of the smallest values in ascending order, equal ones in their order."""
    if count < len(values):
        among = np.flatnonzero(values <= np.partition(values, count)[count])
        return among[np.argsort(values[among], kind="stable")[:count]]
    return np.argsort(values, kind="stable")
