"""The threads: one reads dumps, one indexes titles, one searches, one reads dumps again.

They send messages; the screen's thread does the rest. The indexer alone grows the title index; it
sees a row when the row is whole, since titles come last (see `Library`). The searcher takes the
index as it finds it, so no key waits for its building.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.message import Message

from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.query import Query
from paperreader.results.facets import Facet, facets
from paperreader.results.results import ResultView
from paperreader.search import SearchCancelled, preload
from paperreader.session import Session

_SWITCH = 0.001  # seconds: with 5 ms, the default, the screen waits its turn too long
_GATHERED = 0.2  # seconds in which titles gather: to index many at once takes less than a lot of few

Post = Callable[[Message], object]


def share_time() -> None:
    """Have threads take turns often enough that no key waits for one: from now on, since it slows them."""
    sys.setswitchinterval(_SWITCH)


class WorkerFailed(Message):
    """A thread met what it did not expect; the screen tells it and goes on."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class StepRead(Message):
    """The loader read a step (None: all are read); `taken` is to be called when it is in the library."""

    def __init__(self, loader: Loader, step: LoadStep | None) -> None:
        super().__init__()
        self.loader = loader
        self.step = step


class Loader:
    """Reads the steps of some dumps in a thread, each when the one before has been taken in.

    As Python runs one thread at a time, to read ahead would only keep the screen from taking in.

    Args:
        steps: what is still to be read.
        post: sends a message to the screen, from any thread.
    """

    def __init__(self, steps: Iterator[LoadStep], post: Post) -> None:
        self._steps = steps
        self._post = post
        self._taken = threading.Semaphore(0)

    def start(self) -> None:
        """Begin to read."""
        share_time()
        threading.Thread(target=self._run, name="loader", daemon=True).start()

    def taken(self) -> None:
        """The step was taken in: read the next."""
        self._taken.release()

    def _run(self) -> None:
        try:
            for step in self._steps:
                self._post(StepRead(self, step))
                self._taken.acquire()
        except Exception as error:  # noqa: BLE001 - what was read stays, and the screen tells why there is no more
            self._post(WorkerFailed(error))
        self._post(StepRead(self, None))


class MarksChanged(Message):
    """The file of marks was read, others have marked papers, or what is to be told of it has changed."""


class Reloaded(Message):
    """The dumps were read again, into a new library."""

    def __init__(self, library: Library, errors: list[PaperReaderError]) -> None:
        super().__init__()
        self.library = library
        self.errors = errors


def reload(read: Callable[[], tuple[Library, list[PaperReaderError]]], post: Post) -> None:
    """Read dumps again in a thread; the old library serves until `Reloaded` comes."""
    share_time()

    def run() -> None:
        try:
            library, errors = read()
            library.grow_index()
            library.index_in_background()
        except Exception as error:  # noqa: BLE001 - the old library stays
            library, errors = Library(), [PaperReaderError("the dumps cannot be read again", str(error))]
        post(Reloaded(library, errors))

    threading.Thread(target=run, name="reloader", daemon=True).start()


class Indexed(Message):
    """The title index holds so many titles of a library."""

    def __init__(self, library: Library, count: int) -> None:
        super().__init__()
        self.library = library
        self.count = count


class Indexer:
    """Grows the title index of a library while it is read.

    Args:
        library: whose titles.
        post: sends a message to the screen, from any thread.
    """

    def __init__(self, library: Library, post: Post) -> None:
        self._library = library
        self._post = post
        self._grown = threading.Event()
        self._whole = threading.Event()  # all titles are there: none to wait for
        self._started = False

    def grow(self, *, whole: bool) -> None:
        """There may be more titles, or now the whole of them; `Indexed` comes when they are in the index."""
        if whole:
            self._whole.set()
        self._library.index_in_background()
        self._grown.set()
        if not self._started:
            self._started = True
            share_time()
            threading.Thread(target=self._run, name="indexer", daemon=True).start()

    def _run(self) -> None:
        preload()
        while self._grown.wait():
            self._whole.wait(_GATHERED)
            self._grown.clear()
            whole = self._whole.is_set()  # after that: else the last titles might be taken for some more
            try:
                self._post(Indexed(self._library, len(self._library.grow_index(whole=whole))))
            except Exception as error:  # noqa: BLE001 - what is indexed stays, and can be found
                self._post(WorkerFailed(error))


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What the searcher is asked: the rows of a query, its facets, or both.

    `keeps`: whether the cursor is to stay with its paper, whose place is then looked for.
    """

    query: Query
    rows: bool
    facets: bool
    keeps: bool = False


class SearchAnswered(Message):
    """The searcher's answer: the view when rows were asked for, the facets when these were."""

    def __init__(self, number: int, request: SearchRequest, view: ResultView | None, found: list[Facet] | None) -> None:
        super().__init__()
        self.number = number
        self.request = request
        self.view = view
        self.facets = found


class Searcher:
    """Answers requests in a thread; only the latest one counts, and older work is given up.

    Args:
        session: gives library and state; its view is only changed by the screen.
        post: sends a message to the screen, from any thread.
    """

    def __init__(self, session: Session, post: Post) -> None:
        self._session = session
        self._post = post
        self._changed = threading.Condition()
        self._request: SearchRequest | None = None
        self._started = False
        self.number = 0  # of the latest request: an answer with another is stale

    def ask(self, request: SearchRequest) -> None:
        """Ask; `Found` comes when the answer is there, unless a later request comes first."""
        with self._changed:
            self.number += 1
            self._request = request
            self._changed.notify()
        if not self._started:
            self._started = True
            share_time()
            threading.Thread(target=self._run, name="searcher", daemon=True).start()

    def forget(self) -> None:
        """The latest request is no longer wanted."""
        with self._changed:
            self.number += 1
            self._request = None

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._request is None:
                    self._changed.wait()
                request, number = self._request, self.number
                self._request = None

            def wanted(number: int = number) -> bool:
                return number == self.number

            try:
                view = None
                for found in self._answers(request, number, wanted):
                    self._post(found)
                    view = found.view or view
                if view is not None and view.hits is not None:
                    view.hits.rows.sort_all(wanted)
            except SearchCancelled:
                continue
            except Exception as error:  # noqa: BLE001 - else the screen would wait for ever
                if wanted():
                    self._post(WorkerFailed(error))

    def _answers(self, request: SearchRequest, number: int, wanted: Callable[[], bool]) -> Iterator[SearchAnswered]:
        session = self._session
        for view in session.stream_query(request.query, wanted) if request.rows else ():
            yield SearchAnswered(number, request, session.with_cursor_hint(view) if request.keeps else view, None)
        if request.facets:
            yield SearchAnswered(
                number,
                request,
                None,
                facets(request.query, session.library, session.marks, wanted, session.settings.queries),
            )
