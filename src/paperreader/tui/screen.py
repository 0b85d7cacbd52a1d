"""The main screen: it routes keys and messages to the session, and has the panes show what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content

from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.query import Query
from paperreader.session import Session
from paperreader.tui import status_text
from paperreader.tui.gc_policy import INTERVAL, GcPolicy
from paperreader.tui.panes import Panes
from paperreader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from paperreader.commands import Command
    from paperreader.tui.exporting import Exported
    from paperreader.tui.key_reader import KeyReader
    from paperreader.tui.prompts import Prompt
    from paperreader.tui.widgets.command_list import CommandList
    from paperreader.tui.widgets.search_bar import SearchBar
    from paperreader.tui.workers import Indexed, Indexer, Reloaded, SearchAnswered, Searcher, StepRead, WorkerFailed

_GROWTH = 0.1  # seconds after which more papers below the window are told: a picture takes longer than to take them in

ReadAgain = Callable[[], tuple[Library, list[PaperReaderError]]]


class MainScreen(Panes, inherit_bindings=False):
    """The panes, the keys and threads that change what they show.

    Args:
        session: the sitting.
        steps: what of the dumps is still to be read.
        again: reads the dumps once more, into another library.
        told: what a person should know at the start, a line each.
    """

    # These, and the filters, come after the first picture; until then keys wait.
    commands: CommandList
    table: Sequence[Command]
    search: SearchBar
    _keys: KeyReader
    _searcher: Searcher
    _indexer: Indexer

    def __init__(self, session: Session, steps: Iterator[LoadStep], again: ReadAgain, told: list[str]) -> None:
        super().__init__(session, told)
        self.links: dict[str, str] = {}  # to choose from by number, while `O` waits
        self._prompt: Prompt | None = None
        self._queued_keys: list[events.Key] = []  # typed ahead, while rows are on their way
        self._complete = False
        self._came_from = "list"  # the pane that had the keys before a line was typed
        self._seeking = False  # the first unread paper, while none is read yet
        self._awaiting = False
        self._answered = True  # wholly: while abstracts are read, a part of the rows comes first
        self._indexed = 0  # titles that can be found
        self._asked = session.query
        self._to_best = False
        self._offered: tuple[Sequence[str], int] = ((), -1)  # ways to complete the typed line, and the chosen one
        self._accepted = False  # a query, with Enter: without any title, abstracts are searched for its words
        self._notices = len(session.marks.notices)
        self._grows = False  # there are more papers than are shown
        self._gc_policy = GcPolicy()
        self._again = again
        self._steps = steps

    def on_mount(self) -> None:
        """The first picture; what it does not need comes after it."""
        self._seeking = not self.session.marks.loaded or not self.session.first_unread()
        self.set_focus(self.list)
        self.refresh_all()
        self.follow()
        self.call_after_refresh(self._after_first_picture)

    async def _after_first_picture(self) -> None:
        from paperreader.commands import KeyMap, with_keys, with_named_queries
        from paperreader.tui.key_reader import KeyReader
        from paperreader.tui.widgets.command_list import CommandList
        from paperreader.tui.widgets.filters import Filters
        from paperreader.tui.widgets.search_bar import SearchBar
        from paperreader.tui.workers import Indexer, Loader, MarksChanged, Searcher

        settings = self.session.settings
        self.table = with_keys(with_named_queries(settings.queries), settings.keys)
        self._keys = KeyReader(KeyMap(self.table))
        self._searcher = Searcher(self.session, self.post_message)
        self._indexer = Indexer(self.session.library, self.post_message)
        self.filters, self.commands, self.search = Filters(self.glyphs), CommandList(), SearchBar()
        self.filters.display = self.commands.display = self.search.display = False
        await self.query_one("#body").mount(self.filters, self.commands, before=0)
        await self.query_one("#foot").mount(self.search)
        loaded = self.session.marks.loaded  # else `on_marks_changed` goes on
        self.session.marks.start_writer(lambda: self.post_message(MarksChanged()))
        Loader(self._steps, self.post_message).start()
        self.set_interval(INTERVAL, self._gc_policy.tick)
        if loaded:
            self._complete = True
            self._release()

    def on_unmount(self) -> None:
        """The file of marks goes back to whoever started the reader."""
        self.session.marks.stop_writer()

    def refresh_chrome(self) -> None:
        """Both lines of chrome, and the counts beside what is being typed."""
        super().refresh_chrome()
        if self.typing:
            self.search.show_counts(Content(status_text.counts(self.session.view)))
            if self._offered[0]:
                self._status.show(status_text.offer(*self._offered), Content(""))

    def refresh_marks(self) -> None:
        """Show that marks of any rows have changed."""
        self.list.refresh()
        self.list.set_cursor(self.session.cursor)
        self.refresh_paper()
        self.refresh_facets()

    # -- keys ---------------------------------------------------------------------------------

    @property
    def typing(self) -> bool:
        """Whether a line is being typed."""
        return self._prompt is not None

    @property
    def busy(self) -> bool:
        """Whether rows, keys that wait for them, or the detail are on their way."""
        coming = self._awaiting or bool(self._queued_keys) or not self._follows
        return coming or not self._complete or self._indexed < len(self.session.library)

    def receive_key(self, event: events.Key) -> None:
        """Every key, in the order typed; those that come while rows are on their way wait for them."""
        self._gc_policy.key_pressed()
        if event.key == "ctrl+j":  # Enter, typed before the terminal was in raw mode
            event = events.Key("enter", "\r")
        if event.key == "ctrl+c" and self._awaiting and not self.typing:
            self.app.exit()  # whatever it is that takes so long
        elif self._queued_keys or not self._ready:
            self._queued_keys.append(event)
        elif self._prompt is not None:
            self._take_typed(event)
        else:
            from paperreader.tui.key_reader import key_name

            self._take_command(key_name(event))

    @property
    def _ready(self) -> bool:
        return self._complete and (self.typing or not self._awaiting)

    def _release(self) -> None:
        """Take the keys that have waited, as far as they need not wait again."""
        while self._queued_keys and self._ready:
            held, self._queued_keys = self._queued_keys, []
            for event in held:
                self.receive_key(event)

    def _take_command(self, key: str) -> None:
        self.follow()  # what it does, it does to what there is to be seen
        self._seeking = self._to_best = self._accepted = False
        if self._messages:
            self._messages = []
            self.refresh_chrome()
        if self.links and key != "ctrl+c":
            from paperreader.tui.actions import choose_link

            choose_link(self, key)
            return
        self.links = {}
        answer = self._keys.read(self.scope, key)
        if answer.command:
            self.run_command(answer.command)
        elif answer.hint:
            self.show_status(answer.hint)
        elif answer.unknown:
            self.show_status(f"{answer.unknown} is no command: {self.session.settings.key('app.help')} shows all")

    def run_command(self, command: str) -> None:
        """Do a command of the table by its id."""
        from paperreader.tui.actions import act

        act(self, command)

    def open_prompt(self, prompt: Prompt) -> None:
        """Open the line at the bottom for a prompt."""
        self._prompt, self._came_from = prompt, self.scope
        self._show_line(typing=True)
        self.search.open(prompt.text, prompt.sign)
        self.set_focus(self.search.input, scroll_visible=False)
        self.refresh_chrome()

    def offer(self, texts: Sequence[str], chosen: int) -> None:
        """Show, above the typed line, what may stand in it; nothing when there is nothing to choose."""
        self._offered = (texts, chosen)
        self._status.display = bool(texts)
        self.refresh_chrome()

    def _show_line(self, *, typing: bool) -> None:
        """The typed line in place of the status line, or the other way round."""
        self.search.display, self._status.display, self._offered = typing, not typing, ((), -1)

    def _take_typed(self, event: events.Key) -> None:
        prompt, search = self._prompt, self.search
        if prompt is None:
            return
        moves = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1, "pageup": -10, "pagedown": 10}
        if event.key in moves:
            self._to_best = False
            prompt.moved(moves[event.key])
        elif event.key in ("enter", "escape", "ctrl+c"):
            self._prompt = None
            self._show_line(typing=False)
            accepted = event.key == "enter" and prompt.home
            self.focus_pane(prompt.home if accepted else self._came_from)
            if event.key == "enter":
                prompt.accepted(search.text)
            else:
                prompt.cancelled()
            self.refresh_chrome()
        elif event.key in ("tab", "shift+tab"):
            prompt.completed(1 if event.key == "tab" else -1)
        elif search.edit(event):
            prompt.changed(search.text)

    def handle_paste(self, text: str) -> None:
        """Pasted text goes into the typed line, and fires no command."""
        if self._prompt is not None:
            self.search.paste(text)
            self._prompt.changed(self.search.text)

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click moves the cursor and marks nothing; on the cursor's own row it goes to the detail."""
        event.stop()
        if not self._ready:
            return
        if event.sender is self.list:
            self.session.move_to(event.index)
            self.refresh_cursor()
            if not self.typing:
                self.focus_pane("detail" if event.on_cursor and not self.single else "list")
        elif event.sender is self.filters:
            from paperreader.tui.actions import choose_value

            self.filters.set_cursor(event.index)
            self.focus_pane("filters")
            choose_value(self, negated=False)

    # -- searching ----------------------------------------------------------------------------

    def ask(self, query: Query, *, to_best: bool = False) -> None:
        """Have the rows of a query worked out beside the screen; they are shown when they are there.

        Args:
            query: what to ask.
            to_best: whether the cursor goes to the best hit, and stays there until it is moved.
        """
        from paperreader.tui.workers import SearchRequest

        self._awaiting, self._answered = True, False
        self._asked = query
        self._to_best = to_best and query.is_ranked
        self._searcher.ask(SearchRequest(query, rows=True, facets=self.filters.display, keeps=not self._to_best))

    def _look_further(self) -> None:
        """Have the abstracts that came since looked through, too; no key waits for it."""
        from paperreader.tui.workers import SearchRequest

        self._answered = False
        self._searcher.ask(SearchRequest(self.session.query, rows=True, facets=False, keeps=not self._to_best))

    def forget_search(self) -> None:
        """What was asked is no longer wanted."""
        self._searcher.forget()
        self._awaiting = self._to_best = False

    def refresh_facets(self) -> None:
        """Count the facets again, when they are open and rows are not asked for anyway."""
        if self.filters.display and not self._awaiting:
            from paperreader.tui.workers import SearchRequest

            self._searcher.ask(SearchRequest(self.session.query, rows=False, facets=True))

    def on_search_answered(self, event: SearchAnswered) -> None:
        """The searcher has answered; a stale answer is dropped."""
        if event.number != self._searcher.number:
            return
        if event.facets is not None:
            self.filters.show_facets(event.facets, event.request.query)
        shown = len(self.session.rows)
        if event.view is not None and not self._awaiting and event.view.scanned and len(event.view.rows) < shown:
            return  # a part of what is shown already, as a dump is read on
        if event.view is not None:
            self._awaiting, self._answered = False, event.view.scanned is None
            self.session.show(event.view, best=self._to_best)
            self.refresh_all()
            self._search_abstracts()
            self._release()

    def accept_query(self) -> None:
        """The typed query stands; when no title has its words, abstracts are searched for them."""
        self.session.accept_typing()
        self._accepted = True
        self._search_abstracts()

    def _search_abstracts(self) -> None:
        view, whole = self.session.view, self._indexed == len(self.session.library)
        if self._accepted and whole and not self._awaiting and not view.rows and view.query.has_words:
            self._accepted = False
            self.ask(view.query.in_abstracts())

    def on_indexed(self, event: Indexed) -> None:
        """More titles can be found: what searches them is asked again."""
        if event.library is not self.session.library:
            return
        self._indexed = event.count
        if not self.reading and self._indexed == len(event.library):
            self._gc_policy.freeze()  # the index
        query = self._asked if self._awaiting else self.session.query
        if query.needs_title_index:
            self.ask(query, to_best=self._to_best)

    def on_worker_failed(self, event: WorkerFailed) -> None:
        """A thread met what it did not expect: say so, and take keys again."""
        self._awaiting = False
        known = isinstance(event.error, PaperReaderError)
        self.show_status(str(event.error) if known else f"that went wrong: {event.error!r}; please report it")
        self._release()

    def on_exported(self, event: Exported) -> None:
        """A file was written, or could not be."""
        self.show_status(event.told)

    # -- marks --------------------------------------------------------------------------------

    def on_marks_changed(self) -> None:
        """The file of marks was read, or another window has marked papers, or saving fails or goes again."""
        session = self.session
        if self._complete:
            changed = session.apply_mark_changes()
        else:
            self._complete = changed = session.marks.loaded
            if changed:
                self._take_marks()
        self._messages += session.marks.notices[self._notices :]
        self._notices = len(session.marks.notices)
        if changed:
            self.refresh_marks()
        self.refresh_chrome()
        self._release()

    def _take_marks(self) -> None:
        """The marks come after the first picture: count them, and go to the first unread paper."""
        self.session.marks_read()
        self._gc_policy.freeze()
        if self._seeking:
            self._seeking = not self.session.first_unread()
        if not self.reading:
            self.session.loaded()

    # -- reading dumps ------------------------------------------------------------------------

    def on_step_read(self, event: StepRead) -> None:
        """A dump was read on; rows are only appended."""
        if event.step is None:
            self._all_read()
            return
        error = self.session.grow(event.step)
        if self._seeking and self.session.marks.loaded:
            self._seeking = not self.session.first_unread()
        event.loader.taken()
        self._indexer.grow(whole=False)
        if self.session.query.reads_abstracts and self._answered:
            self._look_further()
        if error:
            self._messages.append(error.summary)
        if error or self.list.count < self.list.page_size:
            self.refresh_all()
        elif not self._grows:
            self._grows = True
            asyncio.get_running_loop().call_later(_GROWTH, self.call_next, self._show_growth)

    def _show_growth(self) -> None:
        self._grows = False
        self.refresh_all()

    def _all_read(self) -> None:
        self.reading = False
        self.session.loaded()
        self._gc_policy.freeze()
        problems = len(self.session.library.problems)
        if problems and not self._messages:
            self._messages.append(f"{problems} lines read with doubt: paperreader check tells them")
        self.refresh_all()
        query = self._asked if self._awaiting else self.session.query
        if self._awaiting or query.without("is").terms or query.view == "starred" or self.session.order:
            self.ask(query, to_best=self._to_best)  # now that all titles and years are there
        else:
            self.refresh_facets()
        self._indexer.grow(whole=True)

    def reload(self) -> None:
        """Read the dumps again; what is shown stays until they are read."""
        if any(dump.is_stdin for dump in self.session.library.sources):
            self.show_status("standard input cannot be read again")
        elif not self.reading:
            self.reading = True
            self.refresh_chrome()
            from paperreader.tui.workers import reload

            reload(self._again, self.post_message)

    def on_reloaded(self, event: Reloaded) -> None:
        """The dumps are read again: the same query over what they are now."""
        self.reading = False
        if not len(event.library):
            self._messages = [str(error) for error in event.errors]
            self.refresh_chrome()
            return
        before = len(self.session.library)
        query = self._asked if self._awaiting else self.session.query
        self.forget_search()
        self._indexed = len(event.library)
        self.session.replace(event.library)
        self._messages = [f"read again: {len(event.library)} papers, {before} before", *map(str, event.errors)]
        self._shown = None
        self.refresh_all()
        self.ask(query)
