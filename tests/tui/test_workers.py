"""The threads beside the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from paperreader.library import Library
from paperreader.search import TitleIndex
from paperreader.tui.workers import Indexer


class Counted(Library):
    """A library that notes how its index is grown."""

    def __init__(self) -> None:
        super().__init__()
        self.grown: list[bool] = []
        self.whole = threading.Event()

    def grow_index(self, wanted: Callable[[], bool] = lambda: True, *, whole: bool = True) -> TitleIndex:  # noqa: ARG002 - the library's
        self.grown.append(whole)
        if whole:
            self.whole.set()
        return TitleIndex()


def test_the_index_is_made_whole_at_once_when_all_titles_are_there() -> None:
    library = Counted()
    indexer = Indexer(library, lambda _: None)
    for _ in range(50):
        indexer.grow(whole=False)
    indexer.grow(whole=True)
    assert library.whole.wait(5)
    assert library.grown.count(False) <= 1
