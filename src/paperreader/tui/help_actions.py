"""The help page: opening it, and what its keys do. No key of the page runs a command of another pane."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from paperreader.commands import HELP, Command
from paperreader.errors import Notice
from paperreader.tui.availability import acts_on
from paperreader.tui.glyphs import terminal_glyphs
from paperreader.tui.hints import Hint
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Action, Reader

_FAR = 10**9  # lines


def open_help(reader: Reader, searched: str = "") -> None:
    """Open the help page, at the first match of a text if one is given."""
    from paperreader.tui.help_text import help_rows  # late: it takes long

    scope, shown, session = reader.scope, reader.shown, reader.session

    def acts_now(command: Command) -> bool:
        in_reach = scope in command.scopes or command.scopes == HELP
        return in_reach and acts_on(command, session, shown)

    reader.help.open(help_rows(reader.table, acts_now, session.settings, terminal_glyphs()))
    reader.help.search(searched)
    reader.refresh_status()


class HelpSearchPrompt(Prompt):
    """Searches the help page while a text is typed; Esc goes back to where the search began."""

    sign = "/"
    hints = (Hint("enter", "search"), Hint("down", "next"), Hint("up", "previous"), Hint("escape", "back"))

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._before = reader.help.searched, reader.help.top

    @property
    def counts(self) -> str:
        return self._reader.help.match_count

    def changed(self, text: str) -> None:
        self._reader.help.search(text, self._before[1])
        self._reader.refresh_status()

    def moved(self, steps: int) -> None:
        self._reader.help.move_match(1 if steps > 0 else -1)

    def accepted(self, text: str, /) -> None:
        if text and not self._reader.help.match_lines:
            self._reader.show_status(Notice("warning", f"{text} is not in the help"))

    def cancelled(self) -> None:
        searched, top = self._before
        self._reader.help.search(searched)
        self._reader.help.scroll_to_line(top)


def _scroll(pages: float = 0, lines: int = 0) -> Action:
    return lambda reader: reader.help.scroll_by(lines + round(pages * reader.help.page_size))


def _close(reader: Reader) -> None:
    reader.help.display = False
    reader.refresh_status()


HELP_ACTIONS: Mapping[str, Callable[[Reader], object]] = {
    "move.down": _scroll(lines=1),
    "move.up": _scroll(lines=-1),
    "move.scroll_down": _scroll(lines=1),
    "move.scroll_up": _scroll(lines=-1),
    "move.ten_down": _scroll(lines=10),
    "move.ten_up": _scroll(lines=-10),
    "move.half_down": _scroll(0.5),
    "move.half_up": _scroll(-0.5),
    "move.page_down": _scroll(1),
    "move.page_up": _scroll(-1),
    "move.top": _scroll(lines=-_FAR),
    "move.bottom": _scroll(lines=_FAR),
    "app.suspend": lambda reader: reader.app.action_suspend_process(),
    "app.redraw": lambda reader: reader.refresh(repaint=True, layout=True),
    "help.page": _scroll(1),
    "help.page_back": _scroll(-1),
    "help.search": lambda reader: reader.typed_line.open(HelpSearchPrompt(reader)),
    "help.next": lambda reader: reader.help.move_match(1),
    "help.previous": lambda reader: reader.help.move_match(-1),
    "help.close": _close,
}
"""What a command does on the help page."""
