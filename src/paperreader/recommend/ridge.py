"""Ridge regression in its dual form: a system of one equation for each labelled paper."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from paperreader.recommend.tfidf import Floats, Vectors

_WANTED, _READ = 8.0, 80.0  # the larger, the less has the score of each labelled paper to be its target
_CENTRED = 0.15  # share of the mean paper that is subtracted from each: with all of it, many labels teach less
_CONSTANT = 1.0  # a word that every paper has, so that the targets need no mean of 0
_TOLERANCE = 1e-8  # of the residual
_MAX_STEPS = 500


def fit(labelled: Vectors, wanted: int) -> Floats:
    """Return the weights of words that best separate wanted papers (1) from those read without a star (-1).

    The weights are those of `(K + D) a = y`, combined from the papers' vectors by `a`. K has the products of the
    vectors, less 0.15 of their mean, and with a constant. D is diagonal: 8 for wanted papers and 80 for those read,
    each times the share of the labelled papers that are of this kind. So what is wanted counts more: a paper may be
    read without a star for many reasons.

    Args:
        labelled: the papers, the wanted ones first.
        wanted: the number of these.
    """
    kernel = labelled.kernel(_CENTRED)
    others = len(labelled) - wanted
    targets = np.repeat([1.0, -1.0], [wanted, others])
    diagonal = np.repeat([_WANTED * wanted, _READ * others], [wanted, others]) / max(1, len(labelled))
    scale = 1 / np.sqrt(diagonal)

    def system(factors: Floats) -> Floats:
        """Multiply by the matrix, scaled so that D is the unit matrix: conjugate gradients end sooner."""
        scaled = scale * factors
        return scale * (kernel(scaled) + _CONSTANT * float(scaled.sum())) + factors

    return labelled.combined(scale * _solve(system, scale * targets), _CENTRED)


def _solve(system: Callable[[Floats], Floats], target: Floats) -> Floats:
    """Solve a symmetric, positive definite system by conjugate gradients."""
    solution = np.zeros(len(target))
    residual = direction = target
    square = first_square = float((residual**2).sum())
    for _ in range(_MAX_STEPS):
        if square <= _TOLERANCE**2 * first_square:
            break
        image = system(direction)
        step = square / float((direction * image).sum())
        solution = solution + step * direction
        residual = residual - step * image
        last, square = square, float((residual**2).sum())
        direction = residual + square / last * direction
    return solution
