"""The main screen: it gives keys and clicks to commands and prompts."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.content import Content
from textual.widget import Widget

from paperreader.config.saved_settings import SavedSettings
from paperreader.errors import Notice
from paperreader.library.loading import LoadStep
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.session.session_memory import SessionMemory
from paperreader.tui import status_text
from paperreader.tui.text_view import StatusLine
from paperreader.tui.typing_screen import TypingScreen
from paperreader.tui.widgets.detail import Detail
from paperreader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.widget import Widget

    from paperreader.commands import Command
    from paperreader.tui.copying import Copied
    from paperreader.tui.fetch_actions import SourcesRead
    from paperreader.tui.key_reader import KeyReader
    from paperreader.tui.pasting import PasteRead
    from paperreader.tui.widgets.command_list import CommandList
    from paperreader.tui.widgets.help_page import HelpPage
    from paperreader.tui.widgets.link_list import LinkList


_TURN = 0.01  # seconds in which queued keys are taken before the screen may be painted
AnyWidget = TypeVar("AnyWidget", bound=Widget)


_TELLING = 100  # cells: the beginning of a message of this length says what happened, and stays in the status line


class MainScreen(TypingScreen, inherit_bindings=False):
    """The panes with keys and the typed line.

    Args:
        dumps, steps, notices, memory: see `ResumedScreen`.
        saved_settings: the file of the queries that are saved by name.
    """

    # These, the typed line and closed filters are made after the first picture; until then keys wait.
    table: Sequence[Command]
    _keys: KeyReader

    _help: HelpPage | None = None

    def __init__(
        self,
        dumps: OpenedDumps,
        steps: Iterator[LoadStep],
        notices: Sequence[Notice],
        memory: SessionMemory,
        saved_settings: SavedSettings,
    ) -> None:
        super().__init__(dumps, steps, notices, memory)
        self.saved_settings = saved_settings
        self._queued_keys: deque[events.Key] = deque()  # typed while rows are awaited

    def on_mount(self) -> None:
        """Paint the first picture; make the other widgets afterwards."""
        self.move_to_first_unread()
        self.set_focus(self.list)
        self.refresh_all()
        self.update_detail()
        self.call_after_refresh(self._after_first_picture)

    async def _after_first_picture(self) -> None:
        from paperreader.tui.widgets.filters import Filters
        from paperreader.tui.widgets.search_bar import SearchBar

        self.refresh_commands()
        self.search = SearchBar()
        self.search.display = False
        if not self.filters_open:
            self.add_filters(Filters(self.glyphs))
            self.filters.display = False
            await self._body.mount(self.filters, before=0)
        await self._foot.mount(self.search)
        self.apply_layout()
        self.start_threads()
        self._show_long_notices()

    def refresh_commands(self) -> None:
        """Make the table of commands of the settings, whose named queries may have changed."""
        from paperreader.commands import KeyMap, with_keys, with_named_queries
        from paperreader.tui.key_reader import KeyReader

        settings = self.session.settings
        self.table = with_keys(with_named_queries(settings.queries), settings.keys)
        self._keys = KeyReader(KeyMap(self.table), settings.key)

    # -- what is made when it is first opened -------------------------------------------------

    @cached_property
    def commands(self) -> CommandList:
        """The list of the palette."""
        from paperreader.tui.widgets.command_list import CommandList

        return self._over_panes(CommandList(id="commands"))

    @cached_property
    def links(self) -> LinkList:
        """The list of a paper's links."""
        from paperreader.tui.widgets.link_list import LinkList

        return self._over_panes(LinkList(id="links"))

    @property
    def help(self) -> HelpPage:
        """The help page."""
        if self._help is None:
            from paperreader.tui.widgets.help_page import HelpPage

            self._help = self._over_panes(HelpPage(self._body))
        return self._help

    def _over_panes(self, widget: AnyWidget) -> AnyWidget:
        self._body.mount(widget, before=0)
        return widget

    @property
    def _open_help(self) -> HelpPage | None:
        return self._help if self._help is not None and self._help.display else None

    def refresh_status(self) -> None:
        """Show the lines at the bottom anew: of the panes or of the help page."""
        page = self._open_help
        if page is not None and not self.typing:
            searched = Content(f"/{page.searched}   {page.match_count}" if page.searched else "")
            told = status_text.notices(self._notices) if self._notices else searched
            self.show_page_status("help", told, Content(page.position))
        else:
            super().refresh_status()

    # -- keys ---------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether keys wait, or rows, the detail or the index are incomplete."""
        waiting = self._queued_keys or self._search.is_open or not self._detail_is_current or not self._started
        return bool(waiting) or self._is_working or self._search.indexed < self.session.library.row_count

    def receive_key(self, event: events.Key) -> None:
        """Take a key, or queue it while rows are awaited, so that keys act in the order typed."""
        self._gc_policy.key_pressed()
        if event.key == "ctrl+j":  # Enter, typed before the terminal was in raw mode
            event = events.Key("enter", "\r")
        if event.key == "ctrl+c" and self._search.is_open and not self.typing:
            self.app.exit()  # even while a search takes long
        elif self._queued_keys or not self._takes_keys:
            self._queued_keys.append(event)
        else:
            self._take_key(event)

    def _take_key(self, event: events.Key) -> None:
        if self.typing:
            self.take_typed_key(event)
        else:
            from paperreader.tui.key_reader import key_name

            self._take_command_key(key_name(event))

    @property
    def _takes_keys(self) -> bool:
        return self._started and not self._is_working and (self.typing or not self._search.is_open)

    def release_keys(self) -> None:
        """Take the queued keys, until one of them opens a request; let the screen be painted while they are many."""
        end = time.perf_counter() + _TURN
        while self._queued_keys and self._takes_keys:
            if time.perf_counter() > end:
                self.call_later(self.release_keys)
                return
            self._take_key(self._queued_keys.popleft())

    def _take_command_key(self, key: str) -> None:
        self.update_detail()  # a command acts on the paper shown
        self._search.key_pressed()
        was_shown = self._dismiss_notices()
        result = self._keys.read("help" if self._open_help else self.scope, key)
        if isinstance(result, Notice):
            self.show_status(result)
        elif result == "app.back" and was_shown:
            return  # the text above the status line was the layer to go back from
        elif result and self._open_help:
            from paperreader.tui.help_actions import HELP_ACTIONS

            HELP_ACTIONS[result](self)
        elif result:
            self.run_command(result)

    def _dismiss_notices(self) -> bool:
        """Take away what the last command said. Returns whether a text above the status line was there."""
        was_shown = self.hide_foot_text()
        if self._notices:
            self._notices = []
            self.refresh_status()
        return was_shown

    def show_status(self, notice: Notice | None) -> None:
        """Show a notice in the status line until the next key; one that is too long for it, whole above it."""
        super().show_status(notice)
        if notice and self._started and not self.typing:
            self._show_long_notices()

    def _show_long_notices(self) -> None:
        told = status_text.notices(self._notices)
        at_foot = self._foot_text is not None and self._foot_text.display
        if not at_foot and told.cell_length > self.size.width - 2:
            self.show_at_foot(told)
            if self.size.width < _TELLING:
                self._notices = []
                self.refresh_status()

    def show_reasons(self) -> None:
        """Say why the paper under the cursor is recommended."""
        from paperreader.tui.reasons_text import reasons_text

        row = self.session.cursor.row
        if row is not None and not self.typing:
            self.show_at_foot(reasons_text(self.session, row, self.size.width - 1, self.glyphs.ellipsis))

    def on_sources_read(self, event: SourcesRead) -> None:
        """Say how the sources stand; what failed is seen now."""
        from paperreader.tui.fetch_actions import sources_text

        self.session.fetching.failed.clear()
        self.show_at_foot(sources_text(event.text))
        self.refresh_status()

    def on_copied(self, event: Copied) -> None:
        """Say where a copied text went."""
        from paperreader.tui.copying import finish_copy

        finish_copy(self, event)

    def run_command(self, command: str, argument: str = "") -> None:
        """Run a command by its id."""
        from paperreader.tui.actions import act

        act(self, command, argument)

    def on_paste_read(self, event: PasteRead) -> None:
        """Offer to open a pasted page."""
        from paperreader.tui.pasting import KeepPrompt

        if event.papers and not self.typing:
            self.open_prompt(KeepPrompt(self, event))
        elif not event.papers:
            key = self.session.settings.key("search.type")
            self.show_status(Notice("information", f"no papers in what was pasted; {key} first to search for it"))

    def on_help_page_scrolled(self) -> None:
        """Show the position on the help page."""
        self.refresh_status()

    # -- the mouse ----------------------------------------------------------------------------

    def on_status_line_keys_clicked(self, event: StatusLine.KeysClicked) -> None:
        """Press the keys of a view or a hint that was clicked."""
        event.stop()
        for key in event.keys.split(" "):
            self.receive_key(events.Key(key, key if len(key) == 1 else None))

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """Move the cursor to a clicked row, and mark nothing; a click on the cursor's row goes to the detail."""
        event.stop()
        if not self._takes_keys:
            return
        if not self.typing:
            self._dismiss_notices()
        if self.typing and event.sender not in self._panes.values():
            self.choose(event.index - event.sender.cursor)
        elif event.sender is self.list:
            self.session.cursor.move_to(event.index)
            self.refresh_cursor()
            if not self.typing:
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
