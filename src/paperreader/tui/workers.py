"""The threads of the reader: one loads dumps, one indexes titles, one searches, one loads dumps again.

They send messages to the screen. Only the indexer grows the title index. It sees a row when the row is
complete, since the title is added last (see `Library`). The searcher uses the index as it is, so that no
key waits for indexing.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.message import Message

from paperreader.errors import Notice, PaperReaderError, unexpected
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.query.model import Query
from paperreader.results.facets import Facet
from paperreader.results.facets import facets as count_facets
from paperreader.results.results import ResultView
from paperreader.results.sorting import RECOMMENDED
from paperreader.search import SearchCancelled, StillCurrent, preload
from paperreader.session import Session
from paperreader.text import sanitize

_SWITCH_INTERVAL = 0.001  # seconds: with Python's 5 ms the screen waits too long for its turn
_PAUSE = 0.3  # seconds without a key after which names are searched: a key typed meanwhile would wait
_BATCH_DELAY = 0.2  # seconds to collect titles: indexing many at once takes less time

Post = Callable[[Message], object]


def start_thread(run: Callable[[], None], name: str, post: Post) -> None:
    """Start a thread; an unexpected error that ends it is posted.

    From then on Python switches between threads often, so that no key waits for one.
    """

    def work() -> None:
        failure = result_of(run)
        if failure:
            post(failure)

    sys.setswitchinterval(_SWITCH_INTERVAL)
    threading.Thread(target=work, name=name, daemon=True).start()


def result_of(run: Callable[[], Message | None]) -> Message | None:
    """Return the message in which a thread's work results; an error is one, too: else nobody would see it."""
    try:
        return run()
    except PaperReaderError as error:
        return ThreadFinished(Notice("error", sanitize(str(error))))
    except Exception as error:  # noqa: BLE001 - see above
        return ThreadFinished(Notice("error", unexpected(error)))


@dataclass
class WorkerFailed(Message):
    """A thread met an unexpected error; the screen shows it and goes on."""

    error: Exception


@dataclass
class ThreadFinished(Message):
    """A thread has finished a command of the user, or failed; the notice gives the result."""

    notice: Notice


@dataclass
class StepRead(Message):
    """The loader read a step (None: all are read); the receiver adds it to the library and calls `loader.taken`."""

    loader: Loader
    step: LoadStep | None


class Loader:
    """Reads the steps of loading in a thread, each after the screen has added the one before.

    As Python runs one thread at a time, reading ahead would only delay the screen.
    """

    def __init__(self, steps: Iterator[LoadStep], post: Post) -> None:
        self._steps = steps
        self._post = post
        self._taken = threading.Semaphore(0)

    def start(self) -> None:
        """Start the thread."""
        start_thread(self._run, "loader", self._post)

    def taken(self) -> None:
        """Read the next step: the last one was added."""
        self._taken.release()

    def _run(self) -> None:
        try:
            for step in self._steps:
                self._post(StepRead(self, step))
                self._taken.acquire()
        except Exception as error:  # noqa: BLE001 - the papers read so far stay, and the screen shows the error
            self._post(WorkerFailed(error))
        self._post(StepRead(self, None))


class MarksChanged(Message):
    """Marks were loaded, another window has marked papers, or the state of saving has changed."""


@dataclass
class Reloaded(Message):
    """The dumps were loaded again, into a new library."""

    library: Library
    errors: list[PaperReaderError]


def reload(read: Callable[[], tuple[Library, list[PaperReaderError]]], post: Post) -> None:
    """Load dumps again in a thread; the old library is used until `Reloaded` arrives."""

    def run() -> None:
        try:
            library, errors = read()
            library.title_search.grow()
            library.title_search.grow_in_background()
        except Exception as error:  # noqa: BLE001 - the old library stays
            library, errors = Library(), [PaperReaderError("the dumps cannot be read again", str(error))]
        post(Reloaded(library, errors))

    start_thread(run, "reloader", post)


@dataclass
class Indexed(Message):
    """The title index holds `count` titles of a library."""

    library: Library
    count: int


class Indexer:
    """Grows the title index of a library while it is loaded, in a thread that holds the library only while it works."""

    def __init__(self, post: Post) -> None:
        self._library: Library | None = None  # the one to index next
        self._post = post
        self._has_work = threading.Event()
        self._whole = threading.Event()  # all titles are loaded
        start_thread(self._run, "indexer", post)

    def grow(self, library: Library, *, whole: bool) -> None:
        """Index the titles loaded so far, with `whole` the last ones; `Indexed` is sent when that is done."""
        self._library = library
        if whole:
            self._whole.set()
        library.title_search.grow_in_background()
        self._has_work.set()

    def _run(self) -> None:
        while self._has_work.wait():
            preload()
            self._whole.wait(_BATCH_DELAY)
            self._has_work.clear()
            # asked after `clear`, else the last titles could be taken for a part
            self._index(whole=self._whole.is_set())

    def _index(self, *, whole: bool) -> None:
        library, self._library = self._library, None
        if library is None:  # its titles were indexed with the ones before
            return
        try:
            self._post(Indexed(library, len(library.title_search.grow(whole=whole))))
        except Exception as error:  # noqa: BLE001 - the titles indexed so far can be found
            self._post(WorkerFailed(error))


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A request to the searcher for rows or facets of a query; for `cursor_hint` see `Cursor.with_cursor_hint`.

    With `reasons` it learns what is recommended, whatever the order.
    """

    query: Query
    rows: bool
    facets: bool
    cursor_hint: bool = False
    reasons: bool = False


@dataclass
class SearchAnswered(Message):
    """The searcher's answer to the rows, to the facets or to the reasons of a request.

    Partial rows may come before all rows, and after them the same with what else the words may mean (`view.meanings`).
    With `reordered` the rows were there before: more was learned meanwhile.
    """

    number: int
    request: SearchRequest
    view: ResultView | None
    facets: list[Facet] | None
    reordered: bool = False

    @property
    def is_for_reasons(self) -> bool:
        """Whether what is needed for the reasons is learned now."""
        return self.request.reasons and self.view is None and self.facets is None


class Searcher:
    """Answers the latest request in a thread, and of the session changes only what is learned; a search for an older request is cancelled."""

    def __init__(self, session: Session, post: Post) -> None:
        self._session = session
        self._post = post
        self._changed = threading.Condition()
        self._request: SearchRequest | None = None
        self.number = 0  # of the latest request; an answer with another number is to be dropped
        start_thread(self._run, "searcher", post)

    def ask(self, request: SearchRequest) -> None:
        """Send a request; `SearchAnswered` follows, unless a later request is sent first."""
        with self._changed:
            self.number += 1
            self._request = request
            self._changed.notify()

    def cancel(self) -> None:
        """Cancel the latest request."""
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

            def still_current(number: int = number) -> bool:
                return number == self.number

            try:
                view = None
                for answer in self._answers(request, number, still_current):
                    self._post(answer)
                    view = answer.view or view
                if view is not None and view.hits is not None:
                    view.hits.rows.sort_all(still_current)
            except SearchCancelled:
                continue
            except Exception as error:  # noqa: BLE001 - else the screen would wait for ever
                if still_current():
                    self._post(WorkerFailed(error))

    def _answers(self, request: SearchRequest, number: int, still_current: StillCurrent) -> Iterator[SearchAnswered]:
        session, query = self._session, request.query
        is_recommended = session.order == RECOMMENDED
        learns = is_recommended or request.reasons
        hinted: ResultView | None = None
        for stage, _ in enumerate(self._stages(still_current) if learns else (None,)):
            later = stage > 0
            if request.rows if not later else is_recommended:
                for view in session.query_runner.stream(query, still_current):
                    hinted = session.cursor.with_cursor_hint(view) if request.cursor_hint else view
                    yield SearchAnswered(number, request, hinted, None, later)
            if request.facets and not later:
                facets = count_facets(query, session.library, session.marks, still_current, session.settings.queries)
                yield SearchAnswered(number, request, None, facets)
            if request.reasons and not later:
                yield SearchAnswered(number, request, None, None)
        if hinted and hinted.may_mean_more and self._is_pausing(still_current):
            explained = session.query_runner.with_meanings(hinted, still_current)
            if explained.meanings:
                yield SearchAnswered(number, request, explained, None)

    def _is_pausing(self, still_current: StillCurrent) -> bool:
        """Wait for a pause; return False as soon as a request is sent before."""
        with self._changed:
            return not self._changed.wait_for(lambda: not still_current(), _PAUSE)

    def _stages(self, still_current: StillCurrent) -> Iterator[None]:
        """Learn in stages; if no paper has the tag that is to teach any more, say so and go on without."""
        try:
            yield from self._session.recommending.stages(still_current)
        except PaperReaderError as error:
            self._post(WorkerFailed(error))
            yield
