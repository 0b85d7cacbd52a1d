"""Ridge regression in its dual form: a system of one equation for each labelled paper."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from paperreader.recommend.tfidf import Floats, Vectors

_C = 0.2  # the less, the smaller are the weights of words
_WANTED_SHARE = 30  # how much more all wanted papers count than all others
_TOLERANCE = 1e-8  # of the residual
_MAX_STEPS = 500


def fit(labelled: Vectors, wanted: int) -> Floats:
    """Return the weights of words that tell wanted papers (1) from those read without a star (-1) best.

    The weights are those of `(K + D) a = y`, combined from the papers' vectors by `a`. K has the products of the
    vectors, D is diagonal with `1 / (2 C s)`, where s is the importance of a paper: all wanted papers have 30 times
    that of all others, and the mean is 1.

    Args:
        labelled: the papers, the wanted ones first.
        wanted: the number of these.
    """
    kernel = labelled.kernel()
    others = len(labelled) - wanted
    targets = np.repeat([1.0, -1.0], [wanted, others])
    importance = np.where(targets > 0, _WANTED_SHARE / max(1, wanted), 1 / max(1, others))
    importance /= importance.mean()
    scale = np.sqrt(2 * _C * importance)

    def system(factors: Floats) -> Floats:
        """Multiply by the matrix, scaled so that D is the unit matrix: conjugate gradients end sooner."""
        return scale * kernel(scale * factors) + factors

    return labelled.combined(scale * _solve(system, scale * targets))


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
