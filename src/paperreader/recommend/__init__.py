"""The papers that a reader would star: a model of the words of starred papers and of those read without a star.

`LibraryWords` counts words step by step, `learn` makes a `Recommender` of them and of the marks within milliseconds, and
the recommender has the order of a list, the places for exploration, and why each paper is where it is.
"""

from paperreader.recommend.exploration import NEWEST, UNLIKE, Explored
from paperreader.recommend.library_words import LibraryWords
from paperreader.recommend.recommender import NO_REASONS, Reasons, Recommender, learn
from paperreader.recommend.teaching_papers import Labels, find_labels

__all__ = [
    "NEWEST",
    "NO_REASONS",
    "UNLIKE",
    "Explored",
    "Labels",
    "LibraryWords",
    "Reasons",
    "Recommender",
    "find_labels",
    "learn",
]
