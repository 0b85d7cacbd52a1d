"""What actions and prompts may use of the main screen, and what the main screen uses of a prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from textual.app import App
from textual.message import Message

from paperreader.commands import Command
from paperreader.errors import Notice
from paperreader.query import Query
from paperreader.session import Session
from paperreader.tui.render import PaperDetail
from paperreader.tui.widgets.command_list import CommandList
from paperreader.tui.widgets.detail import Detail
from paperreader.tui.widgets.filters import Filters
from paperreader.tui.widgets.paper_list import PaperList
from paperreader.tui.widgets.search_bar import SearchBar


class Prompt(Protocol):
    """A purpose of the typed line.

    Attributes:
        sign: shown before the typed text.
        text: the text to begin with.
        home: the pane that has the keys after Enter; "" for the one that had them before.
    """

    sign: str
    text: str
    home: str

    def changed(self, text: str) -> None:
        """The line is now `text`."""

    def moved(self, steps: int) -> None:
        """The cursor of the list is to move by so many rows."""

    def completed(self, steps: int) -> None:
        """Tab was pressed (1), or shift+Tab (-1)."""

    def accepted(self, text: str, /) -> None:
        """Enter was pressed."""

    def cancelled(self) -> None:
        """Esc was pressed."""


class Reader(Protocol):
    """The main screen, as actions and prompts know it.

    Attributes:
        session: the session.
        list: the pane of papers.
        detail: the pane of the paper under the cursor.
        filters: the pane of facets.
        commands: the list of commands, above the typed line.
        search: the typed line.
        table: all commands, with the user's keys.
        links: the addresses that the next key chooses from, by number.
    """

    session: Session
    list: PaperList
    detail: Detail
    filters: Filters
    commands: CommandList
    search: SearchBar
    table: Sequence[Command]
    links: dict[str, str]

    @property
    def app(self) -> App[object]:
        """The Textual program."""

    @property
    def scope(self) -> str:
        """The pane that has the keys: "list", "detail" or "filters"."""

    @property
    def single(self) -> bool:
        """Whether one pane is seen at a time."""

    @property
    def full_screen(self) -> bool:
        """Whether the detail fills the screen."""

    @property
    def shown(self) -> PaperDetail | None:
        """The paper in the detail, with its abstract."""

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keys."""

    def set_full_screen(self, *, on: bool) -> None:
        """Let the detail fill the screen, or no longer."""

    def switch_density(self) -> None:
        """Switch between one line for a paper and two."""

    def switch_theme(self) -> None:
        """Switch between dark and light."""

    def show_status(self, notice: Notice | None) -> None:
        """Show a notice until the next key."""

    def refresh(self, *, repaint: bool, layout: bool) -> object:
        """Paint the screen again."""

    def refresh_all(self) -> None:
        """Show the session's rows, its paper and the status lines anew."""

    def refresh_cursor(self) -> None:
        """Show that the cursor has moved."""

    def refresh_marks(self) -> None:
        """Show that marks have changed."""

    def refresh_facets(self) -> None:
        """Count the facets again if they are shown."""

    def ask(self, query: Query, *, to_best: bool = False) -> None:
        """Request the rows of a query; they are shown when they arrive."""

    def accept_query(self) -> None:
        """Keep the typed query."""

    def cancel_search(self) -> None:
        """Drop the open request."""

    def load_again(self) -> None:
        """Load the dumps again."""

    def open_prompt(self, prompt: Prompt) -> None:
        """Open the typed line for a prompt."""

    def show_completions(self, texts: Sequence[str], chosen: int) -> None:
        """Show completions of the typed word; none hides them."""

    def run_command(self, command: str) -> None:
        """Run a command by its id."""

    def post_message(self, message: Message) -> Any:
        """Send a message to the screen, from any thread."""

    def get_selected_text(self) -> str | None:
        """Return the text selected with the mouse."""

    def clear_selection(self) -> None:
        """Select nothing."""


Action = Callable[[Reader], None]
"""What a command does."""
