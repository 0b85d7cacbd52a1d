"""The main screen as actions and prompts know it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from paperreader.commands import Command
    from paperreader.config.saved_settings import SavedSettings
    from paperreader.errors import Notice
    from paperreader.session import Session
    from paperreader.tui.detail_text import PaperDetail
    from paperreader.tui.dump_loading import DumpLoading
    from paperreader.tui.fetch_control import FetchControl
    from paperreader.tui.glyphs import Glyphs
    from paperreader.tui.mark_updates import MarkUpdates
    from paperreader.tui.searching import Searching
    from paperreader.tui.status_area import StatusArea
    from paperreader.tui.typed_line import TypedLine
    from paperreader.tui.widgets.command_list import CommandList
    from paperreader.tui.widgets.detail import Detail
    from paperreader.tui.widgets.filters import Filters
    from paperreader.tui.widgets.help_page import HelpPage
    from paperreader.tui.widgets.link_list import LinkList
    from paperreader.tui.widgets.paper_list import PaperList


class Reader(Protocol):
    """The main screen, as actions and prompts know it; `ArrangedPanes`, `Panes` and `MainScreen` describe its methods."""

    session: Session
    glyphs: Glyphs
    list: PaperList
    detail: Detail
    filters: Filters
    status_area: StatusArea
    table: Sequence[Command]  # with the user's keys
    scope: str
    saved_settings: SavedSettings
    searching: Searching
    dump_loading: DumpLoading
    mark_updates: MarkUpdates
    fetching: FetchControl
    typed_line: TypedLine
    filters_open: bool

    @property
    def app(self) -> App[object]: ...
    @property
    def commands(self) -> CommandList: ...
    @property
    def links(self) -> LinkList: ...
    @property
    def help(self) -> HelpPage: ...
    @property
    def single(self) -> bool: ...
    @property
    def full_screen(self) -> bool: ...
    @property
    def shown(self) -> PaperDetail | None: ...
    @property
    def panes(self) -> Sequence[str]: ...
    def focus_pane(self, pane: str) -> None: ...
    def set_filters(self, *, on: bool) -> None: ...
    def set_full_screen(self, *, on: bool) -> None: ...
    def switch_density(self) -> None: ...
    def switch_raw(self) -> None: ...
    def switch_theme(self) -> None: ...
    def show_status(self, notice: Notice | None) -> None: ...
    def refresh(self, *, repaint: bool, layout: bool) -> Any: ...
    def refresh_all(self) -> None: ...
    def refresh_cursor(self) -> None: ...
    def unselect(self) -> None: ...
    def refresh_commands(self) -> None: ...
    def refresh_status(self) -> None: ...
    def run_command(self, command: str, argument: str = "") -> None: ...
    def post_message(self, message: Message) -> Any: ...
    def get_selected_text(self) -> str | None: ...
    def clear_selection(self) -> None: ...


Action = Callable[[Reader], None]
"""What a command does."""
