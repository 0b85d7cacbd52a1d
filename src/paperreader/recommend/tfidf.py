"""Papers as tf-idf vectors of length 1, computed from their counted words when they are used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from paperreader.recommend.word_counts import MAX_COUNT, WORD_IDS, CountedWords, Texts, count_words, join

Floats = NDArray[np.float64]
_Floats32 = NDArray[np.float32]
_Float = TypeVar("_Float", np.float32, np.float64)

_TF = np.array([0, 1, 1.69, 2.24, 2.24, 2.8], np.float32)  # by count: about 1 + ln(count), 3 and 4 alike
_RARE = 5  # a rare word is in at most one paper in 5,
_RARE_COUNT = 3  # or in at most 3
assert len(_TF) == MAX_COUNT + 1


class Vectors(NamedTuple):
    """The vectors of some papers, less the mean of all papers: rows of a sparse matrix, and what is subtracted.

    Attributes:
        ids: the words of each paper, paper by paper.
        values: the weight of each word in its paper.
        bounds: the words of paper `n` are those from `bounds[n]` to before `bounds[n + 1]`.
        mean: the mean vector of all papers, which is subtracted from each.
    """

    ids: NDArray[np.uint16]
    values: Floats
    bounds: NDArray[np.int32]
    mean: Floats

    def __len__(self) -> int:
        """Return the number of papers."""
        return len(self.bounds) - 1

    def followed_by(self, more: Vectors) -> Vectors:
        """Return the vectors followed by other vectors with the same mean."""
        return Vectors(
            np.concatenate([self.ids, more.ids]),
            np.concatenate([self.values, more.values]),
            np.concatenate([self.bounds, more.bounds[1:] + self.bounds[-1]]),
            self.mean,
        )

    def products(self, weights: Floats) -> Floats:
        """Return the product of each vector with weights of words."""
        return _row_sums(self.values * weights[self.ids], self.bounds) - float((self.mean * weights).sum())

    def combined(self, factors: Floats, centred: float = 1) -> Floats:
        """Return the sum of the vectors, each times its factor; `centred` is the share of the mean that is subtracted."""
        values = self.values * np.repeat(factors, np.diff(self.bounds))
        return np.bincount(self.ids, values, WORD_IDS) - centred * float(factors.sum()) * self.mean

    def kernel(self, centred: float) -> Callable[[Floats], Floats]:
        """Return the function that multiplies by the matrix of the products of each two vectors."""
        words, ids = np.unique(self.ids, return_inverse=True)
        sizes = np.diff(self.bounds)
        by_mean = centred * _row_sums(self.values * self.mean[self.ids], self.bounds)
        mean_square = centred**2 * float((self.mean**2).sum())

        def times(factors: Floats) -> Floats:
            sums = np.bincount(ids, self.values * np.repeat(factors, sizes), len(words))
            of_mean = float(factors.sum()) * (by_mean - mean_square) + float((factors * by_mean).sum())
            return _row_sums(self.values * sums[ids], self.bounds) - of_mean

        return times


class TfIdf:
    """The vectors of papers, less their mean. Papers without words have no part in the mean.

    Args:
        batches: their words, every batch but the last of the same size.

    Attributes:
        size: the number of papers.
        is_rare: for each word id, whether few papers have it: those words say what a paper is about.
    """

    def __init__(self, batches: Sequence[CountedWords]) -> None:
        self._batches = batches
        self._batch_size = len(batches[0].bounds) - 1 if batches else 1
        self.size = sum([len(batch.bounds) - 1 for batch in batches])
        frequencies = np.zeros(WORD_IDS, np.int64)
        for batch in batches:
            frequencies += np.bincount(batch.ids, minlength=WORD_IDS)
        count = sum([int(np.count_nonzero(np.diff(batch.bounds))) for batch in batches])
        self.is_rare: NDArray[np.bool_] = frequencies <= max(_RARE_COUNT, count // _RARE)
        self._idf: Floats = np.log((1 + count) / (1 + frequencies)) + 1
        self._lengths = [self._vector_lengths(batch) for batch in batches]
        total = np.zeros(WORD_IDS)
        for batch, lengths in zip(batches, self._lengths, strict=True):
            values = _TF.take(batch.counts, mode="wrap") / np.repeat(lengths, np.diff(batch.bounds))
            total += np.bincount(batch.ids, values, WORD_IDS)
        self._mean: Floats = total * self._idf / max(1, count)

    @property
    def nbytes(self) -> int:
        """The bytes that the words of all papers take."""
        return sum([values.nbytes for batch in [*self._batches, self._lengths] for values in batch])

    def _vector_lengths(self, words: CountedWords) -> _Floats32:
        squares = _row_sums(_weighted(words, self._idf.astype(np.float32)) ** 2, words.bounds)
        return np.sqrt(np.maximum(squares, 1e-9))  # 0 for a paper without words: its sums are 0

    def vectors(self, papers: Sequence[int], more: Sequence[Texts] = ()) -> Vectors:
        """Return the vectors of papers, followed by the vectors of texts of other papers."""
        places = [divmod(paper, self._batch_size) for paper in papers]
        words = join([*[self._batches[batch].paper(index) for batch, index in places], count_words(more)])
        values = _weighted(words, self._idf) / np.repeat(self._vector_lengths(words), np.diff(words.bounds))
        return Vectors(words.ids, values, words.bounds, self._mean)

    def scores(self, weights: Floats) -> Floats:
        """Return the product of each paper's vector with weights of words."""
        weighted = (self._idf * weights).astype(np.float32)  # half the memory to gather from, and as exact as needed
        sums = [
            _row_sums(_weighted(batch, weighted), batch.bounds) / lengths
            for batch, lengths in zip(self._batches, self._lengths, strict=True)
        ]
        return np.concatenate([*sums, np.zeros(0)]) - float((self._mean * weights).sum())


def _weighted(words: CountedWords, weights: NDArray[_Float]) -> NDArray[_Float]:
    """Return the weight of each word times what its count is worth. The mode of `take` leaves out its check of bounds."""
    return weights.take(words.ids, mode="wrap") * _TF.take(words.counts, mode="wrap")


def _row_sums(values: NDArray[_Float], bounds: NDArray[np.int32]) -> NDArray[_Float]:
    """Return the sum of the values between each two bounds."""
    sums = np.zeros(len(bounds) - 1, values.dtype)
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])
    if len(filled):
        sums[filled] = np.add.reduceat(values, bounds[filled])
    return sums
