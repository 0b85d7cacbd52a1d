"""The counted words of a library's papers. Abstracts are read once, in the order of their dumps, and not kept."""

from __future__ import annotations

from collections.abc import Sequence

from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.recommend.tfidf import TfIdf
from paperreader.recommend.word_counts import CountedWords, Texts, count_words, join

_BATCH = 512  # papers whose words are stored together
_STEP = 128  # papers counted at once: another thread waits for a millisecond or two
assert _BATCH % _STEP == 0


class LibraryWords:
    """The words of a library's papers, counted step by step. One thread counts; others may use what is counted so far.

    A row that is absorbed, or gets a longer abstract, after it was counted stays as it was counted. The papers of a
    dump that cannot be read any more are counted by their titles.

    Attributes:
        library: the papers.
        problem: why the last abstracts that could not be read were not.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.problem: PaperReaderError | None = None
        self._batches: list[CountedWords] = []
        self._weighed = TfIdf([])

    @property
    def counted(self) -> int:
        """The number of rows that are counted: the first ones."""
        return sum([len(batch.bounds) - 1 for batch in list(self._batches)])

    def count_more(self) -> bool:
        """Count the words of some more papers. Return False if there are none; the library may grow later."""
        start = self.counted
        rows = range(start, min(start + _STEP, start - start % _BATCH + _BATCH, self.library.row_count))
        if not rows:
            return False
        counted = count_words(self._texts(rows))
        if start % _BATCH:
            self._batches[-1] = join([self._batches[-1], counted])
        else:
            self._batches.append(counted)
        return True

    def weighed(self) -> TfIdf:
        """Return the vectors of the papers that are counted so far. They are made anew only after more were counted."""
        batches = list(self._batches)
        if self._weighed.size != sum([len(batch.bounds) - 1 for batch in batches]):
            self._weighed = TfIdf(batches)
        return self._weighed

    def _texts(self, rows: Sequence[int]) -> list[Texts]:
        try:
            return row_texts(self.library, rows)
        except PaperReaderError as error:
            self.problem = error
            return [(self.library.titles[row], b"") for row in rows]


def row_texts(library: Library, rows: Sequence[int]) -> list[Texts]:
    """Return the titles and abstracts of rows; those of a row that another one absorbed are empty.

    Raises:
        PaperReaderError: the dump of an abstract is gone or has changed.
    """
    return [
        ("", b"") if row in library.absorbed else (library.titles[row], abstract)
        for row, abstract in zip(rows, library.abstracts.read(rows), strict=True)
    ]
