"""The threads of the reader."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator
from queue import Queue

from textual.message import Message

from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.library.title_search import TitleSearch
from paperreader.search import TitleIndex
from paperreader.tui.workers import Indexer, Loader, StepRead, ThreadFinished, start_thread
from tests.libraries import step


class CountingSearch(TitleSearch):
    """A search that records how its index is grown."""

    def __init__(self) -> None:
        super().__init__([], array("i"))
        self.grown: list[bool] = []
        self.whole = threading.Event()

    def grow(self, *, whole: bool = True) -> TitleIndex:
        self.grown.append(whole)
        if whole:
            self.whole.set()
        return TitleIndex()


def test_the_index_is_completed_at_once_when_all_titles_are_loaded() -> None:
    library = Library()
    library.title_search = search = CountingSearch()
    indexer = Indexer(lambda _: None)
    for _ in range(50):
        indexer.grow(library, whole=False)
    indexer.grow(library, whole=True)
    assert search.whole.wait(5)
    assert search.grown.count(False) <= 1


def test_the_next_step_is_read_when_the_last_one_was_added() -> None:
    count, posted = 0, Queue[Message]()

    def steps() -> Iterator[LoadStep]:
        nonlocal count
        for count in (1, 2, 3):
            yield step(f"Paper {count}")

    Loader(steps(), posted.put).start()
    for expected in (1, 2, 3):
        event = posted.get(timeout=5)
        assert isinstance(event, StepRead)
        assert event.step is not None
        assert count == expected
        event.loader.taken()
    last = posted.get(timeout=5)
    assert isinstance(last, StepRead)
    assert last.step is None


def test_an_unexpected_error_of_a_thread_is_told_with_its_place() -> None:
    posted = Queue[Message]()

    def fail() -> None:
        raise MemoryError

    start_thread(fail, "history", posted.put)
    told = posted.get(timeout=10)
    assert isinstance(told, ThreadFinished)
    assert told.notice.severity == "error"
    assert told.notice.text.startswith("unexpected error: MemoryError() (test_workers.py, line ")
