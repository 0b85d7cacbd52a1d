"""What a typed line is for: the query, a value of the filters, a command.

One line at the bottom serves them all; each prompt says what typing, moving, Enter and Esc do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from paperreader.commands import Command
from paperreader.text import normalize_title

if TYPE_CHECKING:
    from paperreader.query.completion import Completion
    from paperreader.tui.screen import MainScreen


class Prompt(Protocol):
    """A purpose of the typed line."""

    sign: str
    text: str
    home: str
    """The pane that has the keys after Enter; "" is the one they came from, as after Esc."""

    def changed(self, text: str) -> None:
        """The line is now `text`."""

    def moved(self, steps: int) -> None:
        """Up or down was pressed so many times."""

    def completed(self, steps: int) -> None:
        """Tab was pressed (1), or shift+Tab (-1)."""

    def accepted(self, text: str, /) -> None:
        """Enter."""

    def cancelled(self) -> None:
        """Esc."""


class LinePrompt:
    """A line that nothing completes and that finds nothing while it is typed; see `Prompt`."""

    sign = text = home = ""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def changed(self, text: str) -> None:
        """See `Prompt`."""

    def moved(self, steps: int) -> None:
        """See `Prompt`."""

    def completed(self, steps: int) -> None:
        """See `Prompt`."""

    def cancelled(self) -> None:
        """See `Prompt`."""


class QueryPrompt:
    """Narrows the list as one types; Esc restores query, cursor and scroll from before."""

    sign = "/"
    home = "list"

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._scroll = screen.list.top
        screen.session.begin_typing()
        query = screen.session.query
        self.text = f"{query} " if query.terms and not query.has_words else str(query)
        self._completion: Completion | None = None
        self._chosen = -1

    def changed(self, text: str) -> None:
        """See `Prompt`."""
        if self._completion is not None:
            self._screen.offer([], -1)
            self._completion = None
        self._ask(text)

    def _ask(self, text: str) -> None:
        self._screen.ask(self._screen.session.parse(text), to_best=True)

    def moved(self, steps: int) -> None:
        """See `Prompt`."""
        self._screen.session.move_to(self._screen.session.cursor + steps)
        self._screen.refresh_cursor()

    def completed(self, steps: int) -> None:
        """Complete the word at the cursor as far as it is sure; again: the ways to go on, one after the other."""
        from paperreader.query.completion import complete
        from paperreader.results.facets import facet_values

        session, line = self._screen.session, self._screen.search
        found = self._completion
        if found is None:
            named = session.settings.queries
            found = complete(
                line.text, line.input.cursor_position, lambda field: facet_values(session.library, field), named
            )
            if len(found.texts) > 1:
                self._completion, self._chosen = found, -1
            text = found.texts[0] if len(found.texts) == 1 else found.common
        else:
            count = len(found.texts)
            self._chosen = (self._chosen + steps) % count if self._chosen >= 0 or steps > 0 else count - 1
            text = found.texts[self._chosen]
        line.complete(text, found.start)
        self._screen.offer(found.texts if len(found.texts) > 1 else [], self._chosen)
        self._ask(line.text)

    def accepted(self, _: str) -> None:
        """See `Prompt`."""
        self._screen.accept_query()

    def cancelled(self) -> None:
        """See `Prompt`."""
        self._screen.forget_search()
        self._screen.session.cancel_typing()
        self._screen.refresh_all()
        self._screen.list.scroll_to_line(self._scroll)
        self._screen.refresh_facets()


class ValuePrompt(LinePrompt):
    """Finds a value in the filter pane."""

    sign = "value "
    home = "filters"

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self.text = screen.filters.search_text

    def changed(self, text: str) -> None:
        """See `Prompt`."""
        self._screen.filters.search(text)

    def moved(self, steps: int) -> None:
        """See `Prompt`."""
        self._screen.filters.move_cursor(steps)

    def accepted(self, _: str) -> None:
        """See `Prompt`."""

    def cancelled(self) -> None:
        """See `Prompt`."""
        self.changed("")


class CommandPrompt(LinePrompt):
    """Runs a command found by its words; `:q` quits, `:123` goes to a row. Serves as help, too."""

    def __init__(self, screen: MainScreen, sign: str) -> None:
        super().__init__(screen)
        self._found: list[Command] = []
        self.sign = sign
        self.text = ""
        self.changed("")

    def changed(self, text: str) -> None:
        """See `Prompt`."""
        words = normalize_title(text).split()
        self._found = [command for command in self._screen.table if _matches(command, words)]
        self._found.sort(
            key=lambda command: normalize_title(command.title) != normalize_title(text)
        )  # an exact title first
        self._screen.commands.show_commands(self._found)

    def moved(self, steps: int) -> None:
        """See `Prompt`."""
        self._screen.commands.move_cursor(steps)

    def accepted(self, text: str) -> None:
        """See `Prompt`."""
        self._screen.commands.display = False
        typed = text.strip()
        if typed in ("q", "quit", "q!", "wq", "x"):
            self._screen.run_command("app.quit")
        elif typed.isascii() and typed.isdigit():
            self._screen.session.move_to(int(typed) - 1)
            self._screen.refresh_cursor()
        elif self._found:
            self._screen.run_command(self._found[self._screen.commands.cursor].id)
        else:
            self._screen.show_status(f"no command is called {typed}")

    def cancelled(self) -> None:
        """See `Prompt`."""
        self._screen.commands.display = False


def _matches(command: Command, words: list[str]) -> bool:
    told = f" {normalize_title(f'{command.title} {command.help} {command.id}')} {' '.join(command.keys)} "
    return all(f" {word}" in told for word in words)
