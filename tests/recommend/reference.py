"""The recommendation as in a textbook: dictionaries and elimination, without numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import log, sqrt

from paperreader.text import normalize_title

Vector = dict[bytes, float]
TF = (0, 1, 1.69, 2.24, 2.24, 2.8)


def scores(papers: Sequence[tuple[str, str]], starred: Collection[int], read: Collection[int]) -> list[float]:
    """Return the score of each paper, given as title and abstract."""
    vectors = weighted([words(title, abstract) for title, abstract in papers])
    near, far = less_mean(vectors, 0.15), less_mean(vectors, 1)
    labelled = [*starred, *read]
    targets = [1.0] * len(starred) + [-1.0] * len(read)
    matrix = [[dot(near[row], near[column]) + 1 for column in labelled] for row in labelled]
    for index in range(len(labelled)):
        of_kind, looseness = (len(starred), 8) if index < len(starred) else (len(read), 80)
        matrix[index][index] += looseness * of_kind / len(labelled)
    factors = solve(matrix, targets)
    return [
        sum(factor * dot(near[row], vector) for factor, row in zip(factors, labelled, strict=True)) for vector in far
    ]


def words(title: str, abstract: str) -> Counter[bytes]:
    """Return how often a paper has each word, by its first 8 bytes."""
    text = f"{title} {title} {title} {abstract}"
    return Counter(word[:8] for word in normalize_title(text).encode().split() if len(word) > 1)


def weighted(counts: Sequence[Counter[bytes]]) -> list[Vector]:
    """Return the tf-idf vectors of length 1; that of a paper without words is empty."""
    frequencies = Counter(word for words in counts for word in words)
    filled = sum(1 for words in counts if words)
    vectors = []
    for words in counts:
        raw = {word: TF[min(n, 5)] * (log((1 + filled) / (1 + frequencies[word])) + 1) for word, n in words.items()}
        length = sqrt(sum(value * value for value in raw.values())) or 1
        vectors.append({word: value / length for word, value in raw.items()})
    return vectors


def less_mean(vectors: Sequence[Vector], share: float) -> list[Vector]:
    """Return vectors less a share of the mean of those that are not empty."""
    count = max(1, sum(map(bool, vectors)))
    every_word = {word for vector in vectors for word in vector}
    mean = {word: sum(vector.get(word, 0) for vector in vectors) / count for word in every_word}
    return [{word: vector.get(word, 0) - share * mean[word] for word in mean} for vector in vectors]


def dot(one: Vector, two: Vector) -> float:
    """Return the product of two vectors."""
    return sum(value * two[word] for word, value in one.items())


def solve(matrix: list[list[float]], targets: Sequence[float]) -> list[float]:
    """Solve a system with a positive definite matrix by elimination."""
    rows = [[*row, target] for row, target in zip(matrix, targets, strict=True)]
    for pivot, top in enumerate(rows):
        for other in rows:
            if other is not top:
                factor = other[pivot] / top[pivot]
                other[:] = [value - factor * above for value, above in zip(other, top, strict=True)]
    return [row[-1] / row[index] for index, row in enumerate(rows)]
