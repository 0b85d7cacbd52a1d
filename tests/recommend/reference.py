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
    counts = [words(title, abstract) for title, abstract in papers]
    vectors = centred(counts)
    labelled = [*starred, *read]
    targets = [1.0] * len(starred) + [-1.0] * len(read)
    matrix = [[dot(vectors[row], vectors[column]) for column in labelled] for row in labelled]
    for index in range(len(labelled)):
        of_kind, looseness = (len(starred), 0.3) if index < len(starred) else (len(read), 10)
        matrix[index][index] += looseness * of_kind / len(labelled)
    factors = solve(matrix, targets)
    return [
        sum(factor * dot(vectors[row], vector) for factor, row in zip(factors, labelled, strict=True))
        for vector in vectors
    ]


def words(title: str, abstract: str) -> Counter[bytes]:
    """Return how often a paper has each word, by its first 8 bytes."""
    text = f"{title} {title} {title} {abstract}"
    return Counter(word[:8] for word in normalize_title(text).encode().split() if len(word) > 1)


def centred(counts: Sequence[Counter[bytes]]) -> list[Vector]:
    """Return the tf-idf vectors of length 1, less their mean."""
    frequencies = Counter(word for words in counts for word in words)
    filled = sum(1 for words in counts if words)
    vectors = []
    for words in counts:
        raw = {word: TF[min(n, 5)] * (log((1 + filled) / (1 + frequencies[word])) + 1) for word, n in words.items()}
        length = sqrt(sum(value * value for value in raw.values())) or 1
        vectors.append({word: value / length for word, value in raw.items()})
    mean = {word: sum(vector.get(word, 0) for vector in vectors) / max(1, filled) for word in frequencies}
    return [{word: vector.get(word, 0) - mean[word] for word in frequencies} for vector in vectors]


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
