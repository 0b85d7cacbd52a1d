"""What is recommended in a session, learned from its marks when an order or the reasons ask for it. Knows no threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from paperreader.library.library import Library
from paperreader.marks import STARRED, MarkStore
from paperreader.session.mark_counts import MarkCounts
from paperreader.session.papers import OpenPapers

if TYPE_CHECKING:
    from paperreader.recommend import LibraryWords, Recommender


class _Sources(NamedTuple):
    """What was learned from: a library with so many rows, a state of the marks, and what teaches in place of stars."""

    library: Library
    rows: int
    marks: int
    like: tuple[str, ...]


class Recommending:
    """Learns from the marks of a session which papers its user would star.

    Attributes:
        trouble: why abstracts could not be read, whose papers are known by their titles; "" if all could.
    """

    def __init__(self, papers: OpenPapers, marks: MarkStore, counts: MarkCounts) -> None:
        self._papers = papers
        self._marks = marks
        self._counts = counts
        self._recommender: Recommender | None = None
        self._words: LibraryWords | None = None
        self.trouble = ""
        self._learned_from: _Sources | None = None
        self._teachers: frozenset[str] = frozenset()  # the keys of the papers that were starred then
        self._checked: tuple[int, bool] = (0, False)  # state of the marks, whether other papers are starred

    def learn(self, like: Sequence[str] = ()) -> None:
        """Learn from the papers and marks of now, unless they are those of the last time.

        It takes long, and numpy is imported for it. Any thread may do so, one at a time.

        Args:
            like: keys of papers, and tags as `tag:NAME`, that teach in place of the stars.

        Raises:
            PaperReaderError: there is no paper with a key or a tag in `like`.
        """
        from paperreader.recommend import LibraryWords, Recommender, find_labels

        library, state = self._papers.library, self._counts.changes
        sources = _Sources(library, library.row_count, state, tuple(like))
        if sources == self._learned_from:
            return
        teachers, recommender = self._starred(), None
        labels = find_labels(library, self._marks, like)
        if labels.suffice:
            if self._words is None or self._words.library is not library:
                self._words = LibraryWords(library)
            self._words.count_all()
            self.trouble = self._words.problem.summary if self._words.problem else ""
            recommender = Recommender(self._words, labels)
        self._teachers, self._learned_from, self._recommender = teachers, sources, recommender

    @property
    def recommender(self) -> Recommender | None:
        """What was learned last; None before, with too few starred papers, and of dumps that were read again since."""
        return self._recommender if self._learned_from and self._learned_from.library is self._papers.library else None

    @property
    def is_outdated(self) -> bool:
        """Whether other papers are starred than those that were learned from."""
        state = self._counts.changes
        if self._learned_from is None or state == self._learned_from.marks:
            return False
        if self._checked[0] != state:
            self._checked = state, self._starred() != self._teachers
        return self._checked[1]

    def _starred(self) -> frozenset[str]:
        return frozenset(self._marks.keys_marked(STARRED))
