"""The papers that a reader would star: a model of the words of starred papers and of those read without a star."""

from paperreader.recommend.recommender import NO_REASONS, Reasons, Recommender, learn

__all__ = ["NO_REASONS", "Reasons", "Recommender", "learn"]
