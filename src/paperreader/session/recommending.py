"""What is recommended in a session, learned from its marks when an order or the reasons ask for it. Knows no threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.marks import STARRED, MarkStore
from paperreader.session.mark_counts import MarkCounts
from paperreader.session.papers import OpenPapers

if TYPE_CHECKING:
    from paperreader.recommend import Recommender


class Recommending:
    """Learns from the marks of a session which papers its user would star.

    Attributes:
        trouble: why nothing could be learned; "" if that did not fail.
    """

    def __init__(self, papers: OpenPapers, marks: MarkStore, counts: MarkCounts) -> None:
        self._papers = papers
        self._marks = marks
        self._counts = counts
        self._recommender: Recommender | None = None
        self.trouble = ""
        self._learned_from: tuple[Library, int, int] | None = None  # library, its rows, state of the marks
        self._teachers: frozenset[str] = frozenset()  # the keys of the papers that were starred then
        self._checked: tuple[int, bool] = (0, False)  # state of the marks, whether other papers are starred

    def learn(self) -> None:
        """Learn from the papers and marks of now, unless they are those of the last time.

        It takes long, and numpy is imported for it. Any thread may do so, one at a time.
        """
        from paperreader.recommend import learn

        library, state = self._papers.library, self._counts.changes
        source = (library, library.row_count, state)
        if source == self._learned_from:
            return
        teachers = self._starred()
        try:
            recommender, self.trouble = learn(library, self._papers.unlisted, self._marks), ""
        except PaperReaderError as error:
            recommender, self.trouble = None, error.summary
        self._teachers, self._learned_from, self._recommender = teachers, source, recommender

    @property
    def recommender(self) -> Recommender | None:
        """What was learned last; None before, with too few starred papers, and of dumps that were read again since."""
        return self._recommender if self._learned_from and self._learned_from[0] is self._papers.library else None

    @property
    def is_outdated(self) -> bool:
        """Whether other papers are starred than those that were learned from."""
        state = self._counts.changes
        if self._learned_from is None or state == self._learned_from[2]:
            return False
        if self._checked[0] != state:
            self._checked = state, self._starred() != self._teachers
        return self._checked[1]

    def _starred(self) -> frozenset[str]:
        return frozenset(self._marks.keys_marked(STARRED))
