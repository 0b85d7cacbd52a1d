"""What is recommended in a session, learned from its marks when an order or the reasons ask for it. Knows no threads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from paperreader.library.library import Library
from paperreader.marks import STARRED, MarkStore, tag_mark
from paperreader.search.cancel import StillCurrent, always
from paperreader.session.mark_counts import MarkCounts
from paperreader.session.papers import OpenPapers

if TYPE_CHECKING:
    from paperreader.recommend import LibraryWords, Recommender

_SOON = 0.25  # seconds of counting before the first stage; each later one takes three times as long
_TAG = "tag:"


class _Sources(NamedTuple):
    """What was learned from: a library, the number of its rows that were counted, a state of the marks, and `like`."""

    library: Library
    counted: int
    marks: int
    like: tuple[str, ...]


class Recommending:
    """Learns from the marks of a session which papers its user would star.

    Attributes:
        like: keys of papers, and tags as `tag:NAME`, that teach in place of the stars.
        trouble: why abstracts could not be read, whose papers are known by their titles; "" if all could.
    """

    def __init__(self, papers: OpenPapers, marks: MarkStore, counts: MarkCounts) -> None:
        self._papers = papers
        self._marks = marks
        self._counts = counts
        self.like: tuple[str, ...] = ()
        self._recommender: Recommender | None = None
        self._words: LibraryWords | None = None
        self.trouble = ""
        self._learned_from: _Sources | None = None
        self._teachers: frozenset[str] = frozenset()  # the keys of the papers that taught then
        self._checked: tuple[int, bool] = (0, False)  # state of the marks, whether other papers teach

    def forget(self) -> None:
        """Drop what was counted and learned: the library is another one."""
        self._words, self._recommender, self._learned_from = None, None, None

    def learn(self) -> None:
        """Learn from all papers and the marks of now. Raises as `stages` does."""
        for _ in self.stages(soon=inf):
            pass

    def stages(self, still_current: StillCurrent = always, soon: float = _SOON) -> Iterator[None]:
        """Count words and learn from the marks of now, and stop in between where the papers counted so far are worth showing.

        It takes long, and numpy is imported for it. Any thread may do so, one at a time. Nothing is done twice: it
        goes on where it stopped, and what has not changed is not learned anew. With too few stars nothing is counted.

        Args:
            still_current: asked in between; the stages end when it returns False.
            soon: seconds until the first stage.

        Raises:
            PaperReaderError: there is no paper with a key or a tag in `like`.
        """
        from paperreader.recommend import LibraryWords, find_labels

        library = self._papers.library
        if self._words is None or self._words.library is not library:
            self._words = LibraryWords(library)
        words = self._words
        has_more = find_labels(library, self._marks, self.like).suffice
        while True:
            end = time.perf_counter() + soon
            while has_more:
                if not still_current():
                    return
                has_more = words.count_more() and words.counted < library.row_count
                if time.perf_counter() > end:
                    break
            self._learn(words)
            yield
            if not has_more:
                return
            soon *= 3

    def _learn(self, words: LibraryWords) -> None:
        from paperreader.recommend import learn

        sources = _Sources(words.library, words.counted, self._counts.changes, self.like)
        if sources == self._learned_from:
            return
        teachers, recommender = self._teaching(), learn(words, self._marks, self.like)
        self.trouble = words.problem.summary if words.problem else ""
        self._teachers, self._learned_from, self._recommender = teachers, sources, recommender
        self._checked = sources.marks, False

    @property
    def has_learned(self) -> bool:
        """Whether it was learned from papers of the library, if enough teach."""
        return self._learned_from is not None and self._learned_from.library is self._papers.library

    @property
    def recommender(self) -> Recommender | None:
        """What was learned last; None before, with too few starred papers, and of dumps that were read again since."""
        return self._recommender if self.has_learned else None

    @property
    def counted(self) -> int:
        """The number of papers that were learned from or are scored: the first rows of the library."""
        return self._learned_from.counted if self.recommender and self._learned_from else 0

    def is_outdated(self, shown: Recommender | None) -> bool:
        """Whether more was learned since what is shown was, or other papers teach now."""
        if self._learned_from is None or not self.has_learned:
            return False
        state = self._counts.changes
        if self._checked[0] != state:
            self._checked = state, self._teaching() != self._teachers
        return shown is not self.recommender or self._checked[1]

    def _teaching(self) -> frozenset[str]:
        marks = [tag_mark(text.removeprefix(_TAG)) for text in self.like if text.startswith(_TAG)]
        return frozenset(key for mark in (marks if self.like else [STARRED]) for key in self._marks.keys_marked(mark))
