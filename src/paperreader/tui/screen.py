"""The main screen: it gives each key, click and message to the part of the screen that it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from textual import events

from paperreader.config.saved_settings import SavedSettings
from paperreader.errors import Notice, PaperReaderError, unexpected
from paperreader.library.loading import LoadStep
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.session.session_memory import SessionMemory
from paperreader.tui import readable_tex
from paperreader.tui.dump_loading import DumpLoading
from paperreader.tui.fetch_control import FetchControl
from paperreader.tui.gc_policy import INTERVAL, GcPolicy
from paperreader.tui.key_queue import KeyQueue
from paperreader.tui.last_work import shown
from paperreader.tui.mark_updates import MarkUpdates
from paperreader.tui.panes import Panes
from paperreader.tui.resuming import Resuming
from paperreader.tui.searching import Searching
from paperreader.tui.text_view import StatusLine
from paperreader.tui.typed_line import TypedLine
from paperreader.tui.widgets.detail import Detail
from paperreader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from paperreader.commands import Command
    from paperreader.tui.copying import Copied
    from paperreader.tui.dump_watch import DumpsChanged
    from paperreader.tui.exporting import Exported
    from paperreader.tui.fetch_actions import SourcesRead
    from paperreader.tui.fetching import FetchDone, FetchReported, StatusesRead
    from paperreader.tui.key_reader import KeyReader
    from paperreader.tui.mark_worker import MarksMade
    from paperreader.tui.pasting import PasteKept, PasteRead
    from paperreader.tui.workers import Indexed, Reloaded, SearchAnswered, StepRead, ThreadFinished, WorkerFailed


class MainScreen(Panes, inherit_bindings=False):
    """The panes over a session, and the parts that act on them.

    Args:
        dumps: the open dumps.
        steps: the steps of loading that remain.
        notices: shown until the first key.
        memory: what the last session showed.
        saved_settings: the file of the queries that are saved by name.

    Attributes:
        searching, resuming, dump_loading, mark_updates, fetching, typed_line: the parts. Each shows its results in the
            panes, and knows only parts before it.
    """

    # These, the typed line and closed filters are made after the first picture; until then keys wait.
    table: Sequence[Command]
    _keys: KeyReader

    _started = False  # all widgets are made, and the threads run

    def __init__(
        self,
        dumps: OpenedDumps,
        steps: Iterator[LoadStep],
        notices: Sequence[Notice],
        memory: SessionMemory,
        saved_settings: SavedSettings,
    ) -> None:
        super().__init__(memory.session, notices)
        self.saved_settings = saved_settings
        self.searching = Searching(self)
        self.resuming = Resuming(self, self.searching, memory)
        self.dump_loading = DumpLoading(self, self.searching, self.resuming, dumps, steps)
        self.mark_updates = MarkUpdates(self, self.searching, self.resuming)
        self.fetching = FetchControl(self, self.searching.state, self.dump_loading)
        self.typed_line = TypedLine(self, self.searching.state)
        self._key_queue = KeyQueue(lambda: self._takes_keys, self._take_key, self.call_later)
        self._gc_policy = GcPolicy()
        self._after_start: list[Callable[[], None]] = []

    # -- start and end --------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint the first picture; make the other widgets afterwards."""
        self.resuming.move_to_start()
        self.refresh_all()
        self.update_detail()
        self.call_after_refresh(self._after_first_picture)
        self.resuming.show_place()

    async def _after_first_picture(self) -> None:
        from paperreader.tui.widgets.filters import Filters

        self.refresh_commands()
        if not self.filters_open:
            self.add_filters(Filters(self.glyphs))
            self.filters.display = False
            await self._body.mount(self.filters, before=0)
        await self.typed_line.mount()
        self.apply_layout()
        self._start_threads()
        self._show_long_notices()

    def _start_threads(self) -> None:
        from paperreader.tui.workers import start_thread

        self.searching.start()
        self.mark_updates.start()
        self.set_interval(INTERVAL, self._collect_garbage)
        self._started = True
        self._key_queue.release()
        for call in self._after_start:
            call()
        start_thread(_preload, "preloader", self.post_message)
        self.dump_loading.start()
        self.resuming.start()

    def _collect_garbage(self) -> None:
        if not self._is_marking:  # which makes many objects that stay
            self._gc_policy.collect_if_idle()

    def call_after_start(self, call: Callable[[], None]) -> None:
        """Call a function when all widgets are made, at once if they are: Textual cannot end while it makes some."""
        if self._started:
            call()
        else:
            self._after_start.append(call)

    def on_unmount(self) -> None:
        """Remember the session, if it began, and stop the threads."""
        if self._started and self.mark_updates.loaded:
            self.resuming.save()
        self.dump_loading.stop()
        self.mark_updates.stop()

    # -- keys and commands ----------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether keys wait, or rows, marks, facets, the detail or the index are incomplete."""
        waiting = len(self._key_queue) or self.searching.state.is_open or self._is_marking or not self._is_ready
        incomplete = self.searching.awaits_facets or not self.searching.is_index_complete
        return bool(waiting) or incomplete or not self._detail_is_current

    @property
    def typing(self) -> bool:
        """Whether a line is being typed."""
        return self.typed_line.is_open

    @property
    def _is_marking(self) -> bool:
        return self.session.marking.turns.is_busy

    @property
    def _is_ready(self) -> bool:
        return self._started and self.mark_updates.loaded

    @property
    def _takes_keys(self) -> bool:
        return self._is_ready and (self.typing or not self.searching.state.is_open)

    @property
    def waiting_keys(self) -> int:
        """The number of keys that wait until rows are there."""
        return len(self._key_queue)

    def receive_key(self, event: events.Key) -> None:
        """Take a key, or let it wait while rows are awaited."""
        self._gc_policy.key_pressed()
        if event.key == "ctrl+j":  # Enter, typed before the terminal was in raw mode
            event = events.Key("enter", "\r")
        if event.key == "ctrl+c" and self.searching.state.is_open and not self.typing:
            self.app.exit()  # even while a search takes long
        else:
            self._key_queue.receive(event)

    def _take_key(self, event: events.Key) -> None:
        had_text = self.status_area.has_text
        if self.typing:
            self.typed_line.take_key(event)
        else:
            from paperreader.tui.key_reader import key_name

            self._take_command_key(key_name(event))
        if self.status_area.has_text != had_text:
            self.update_detail()  # with the next picture, which paints the detail in another height anyway

    def _take_command_key(self, key: str) -> None:
        self.update_detail()  # a command acts on the paper shown
        self.searching.state.key_pressed()
        was_shown = self._dismiss_notices()
        result = self._keys.read("help" if self.open_help else self.scope, key)
        if isinstance(result, Notice):
            self.show_status(result)
        elif result in ("app.back", "app.leave") and was_shown:
            return  # the text above the status line was the layer to go back from
        elif result and self.open_help:
            from paperreader.tui.help_actions import HELP_ACTIONS

            HELP_ACTIONS[result](self)
        elif result and not self.resuming.begin_with_new(result):
            self.run_command(result)

    def run_command(self, command: str, argument: str = "") -> None:
        """Run a command by its id."""
        from paperreader.tui.actions import act

        act(self, command, argument)

    def refresh_commands(self) -> None:
        """Make the table of commands of the settings, whose named queries may have changed."""
        from paperreader.commands import KeyMap, with_keys, with_named_queries
        from paperreader.tui.key_reader import KeyReader

        settings = self.session.settings
        self.table = with_keys(with_named_queries(settings.queries), settings.keys)
        self._keys = KeyReader(KeyMap(self.table), settings.key)

    def receive_paste(self, text: str) -> None:
        """Put pasted text into the typed line; elsewhere it runs no command, and a page is offered to be opened."""
        if self.typing:
            self.typed_line.paste(text)
        else:
            from paperreader.tui.pasting import read_paste

            self.status_area.notices = []
            self.refresh_status()
            read_paste(text, self.post_message)

    # -- what is shown --------------------------------------------------------------------------

    def refresh_status(self) -> None:
        """Show the lines at the bottom anew: of the typed line, or of the panes."""
        if self.typing:
            self.typed_line.refresh()
        else:
            super().refresh_status()

    def show_status(self, notice: Notice | None) -> None:
        """Show a notice in the status line until the next key; one that is too long for it, whole above it."""
        super().show_status(notice)
        if notice and self._started and not self.typing:
            self._show_long_notices()

    def _show_long_notices(self) -> None:
        """Show notices whole that are too long for the status line, once there is room for them."""
        if self.status_area.show_long_notices():
            self.refresh_status()

    def _dismiss_notices(self) -> bool:
        """Remove what the last command said. Returns whether it had shown a text above the status line."""
        was_shown = self.status_area.has_layer
        self.status_area.hide_text()
        if self.status_area.notices:
            self.status_area.notices = []
            self.refresh_status()
        return was_shown

    def set_filters(self, *, on: bool) -> None:
        """Open or close the filters, and count their values."""
        super().set_filters(on=on)
        self.searching.refresh_facets()

    # -- messages of threads --------------------------------------------------------------------

    def on_search_answered(self, event: SearchAnswered) -> None:
        """Show an answer, unless a later request was sent."""
        self.resuming.take_answer(event)
        if self.searching.is_current(event):
            self.searching.show(event)
            self.resuming.take_rows()
            if event.is_for_reasons:
                from paperreader.tui.recommend_actions import show_reasons

                show_reasons(self)
            self._key_queue.release()

    def on_indexed(self, event: Indexed) -> None:
        """Search the titles that were indexed."""
        self.searching.take_index(event)

    def on_worker_failed(self, event: WorkerFailed) -> None:
        """Show the error of a thread, and take keys again."""
        self.searching.state.cancel()
        known = isinstance(event.error, PaperReaderError)
        text = str(event.error) if known else unexpected(event.error)
        self.show_status(Notice("error", text))
        self._key_queue.release()

    def on_thread_finished(self, event: ThreadFinished) -> None:
        """Show the result of a thread's work; once the program ends, it is printed after it."""
        if self.is_attached:
            self.show_status(event.notice)
            shown(event.notice)

    def on_exported(self, event: Exported) -> None:
        """Say what was exported, and unselect it."""
        if self.is_attached:
            self.unselect()
        self.on_thread_finished(event)

    def on_copied(self, event: Copied) -> None:
        """Say where a copied text went."""
        from paperreader.tui.copying import finish_copy

        finish_copy(self, event)

    def on_marks_changed(self) -> None:
        """Show changed marks, and take the keys that waited for the first ones."""
        self.mark_updates.take_changes()
        self._key_queue.release()

    def on_marks_made(self, event: MarksMade) -> None:
        """Show marks of many papers that were made meanwhile."""
        self.mark_updates.take_made(event)

    def on_step_read(self, event: StepRead) -> None:
        """Show the papers of a step of loading."""
        if self.dump_loading.take_step(event):
            self.fetching.count_arrived()
            self.dump_loading.finish()
            self.fetching.begin()
            self.resuming.finish_loading()

    def on_reloaded(self, event: Reloaded) -> None:
        """Show the dumps that were loaded again."""
        self.dump_loading.take_reloaded(event)

    def on_dumps_changed(self, event: DumpsChanged) -> None:
        """Say what has happened to the files of open dumps."""
        self.dump_loading.show_changes(event)

    def on_paste_read(self, event: PasteRead) -> None:
        """Offer to open a pasted page."""
        from paperreader.tui.pasting import offer_to_keep

        offer_to_keep(self, event)

    def on_paste_kept(self, event: PasteKept) -> None:
        """Open a pasted page."""
        self.dump_loading.add_pasted(event.path)

    def on_fetch_reported(self, event: FetchReported) -> None:
        """Show how far fetching is, and open a dump that came."""
        self.fetching.take(event)

    def on_fetch_done(self, event: FetchDone) -> None:
        """Say what came of fetching."""
        self.fetching.end(event)

    def on_statuses_read(self, event: StatusesRead) -> None:
        """Show which sources failed while the reader was closed."""
        self.fetching.take_statuses(event)

    def on_sources_read(self, event: SourcesRead) -> None:
        """Say how the sources stand; what failed is seen now."""
        from paperreader.tui.fetch_actions import show_sources

        show_sources(self, event.text)

    # -- messages of widgets --------------------------------------------------------------------

    def on_help_page_scrolled(self) -> None:
        """Show the position on the help page."""
        self.refresh_status()

    def on_status_line_keys_clicked(self, event: StatusLine.KeysClicked) -> None:
        """Press the keys of a view or a hint that was clicked."""
        event.stop()
        for key in event.keys.split(" "):
            self.receive_key(events.Key(key, key if len(key) == 1 else None))

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """Move the cursor to a clicked row, and mark nothing; a click on the cursor's row goes to the detail.

        While a line is typed, its prompt takes the click.
        """
        event.stop()
        if not self._takes_keys:
            return
        if self.typing:
            pane = next((name for name, view in self._panes.items() if view is event.sender), "")
            self.typed_line.take_click(pane, event.index, event.index - event.sender.cursor)
            return
        self.searching.state.key_pressed()
        self._dismiss_notices()
        if event.sender is self.list:
            self.session.cursor.move_to(event.index)
            self.refresh_cursor()
            self.focus_pane("detail" if event.on_cursor and not self.single else "list")
        elif event.sender is self.filters:
            self.filters.set_cursor(event.index)
            self.focus_pane("filters")
            self.run_command("filters.choose")

    def on_detail_text_clicked(self, event: Detail.TextClicked) -> None:
        """Open the address that was clicked."""
        if self._takes_keys and not self.typing:
            from paperreader.tui.link_actions import open_clicked

            open_clicked(self, event.line, event.column)


def _preload() -> None:
    """Import what the first key, the first mark and the first formula need, as each takes longer than a picture may."""
    import_module("paperreader.tui.actions")
    import_module("tomli_w")
    readable_tex.preload()
