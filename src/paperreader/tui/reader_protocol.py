"""The interfaces between the main screen and its actions and prompts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from paperreader.tui.hints import Hint

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
    from paperreader.tui.widgets.command_list import CommandList
    from paperreader.tui.widgets.detail import Detail
    from paperreader.tui.widgets.filters import Filters
    from paperreader.tui.widgets.help_page import HelpPage
    from paperreader.tui.widgets.link_list import LinkList
    from paperreader.tui.widgets.paper_list import PaperList
    from paperreader.tui.widgets.search_bar import SearchBar


class Prompt:
    """A purpose of the typed line. This one does nothing until Enter."""

    sign = ""  # shown before the typed text
    text = ""  # to begin with
    selected = ""  # follows `text`, and is replaced by typing
    guide = ""  # what may be typed, shown above the line where there is room
    home = ""  # the pane that has the keys after Enter; "" for the one that had them before
    hints: Sequence[Hint] = (Hint("enter", "do it"), Hint("escape", "cancel"))

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def counts(self) -> str:
        """What is shown behind the typed text."""
        return ""

    def changed(self, text: str) -> None:
        """Act on the typed text, which has changed."""

    def pressed(self, key: str, /) -> bool:  # noqa: ARG002 - of prompts with keys of their own
        """Act on a key of this prompt's own. Returns False if it is none."""
        return False

    def moved(self, steps: int) -> None:
        """Move the cursor of the list by `steps` rows."""

    def completed(self, steps: int) -> None:
        """Complete the typed word: Tab was pressed (1), or Shift+Tab (-1)."""

    def accepted(self, text: str, /) -> None:
        """Act on the typed text: Enter was pressed."""

    def cancelled(self) -> None:
        """Undo the effects of typing: Esc was pressed."""


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
    filters_open: bool

    @property
    def app(self) -> App[object]: ...
    @property
    def typing(self) -> bool: ...
    @property
    def search(self) -> SearchBar: ...
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
    def open_prompt(self, prompt: Prompt) -> None: ...
    def close_prompt(self, *, accepted: bool) -> None: ...
    def show_completions(self, texts: Sequence[str], chosen: int) -> None: ...
    def run_command(self, command: str, argument: str = "") -> None: ...
    def post_message(self, message: Message) -> Any: ...
    def get_selected_text(self) -> str | None: ...
    def clear_selection(self) -> None: ...


Action = Callable[[Reader], None]
"""What a command does."""
