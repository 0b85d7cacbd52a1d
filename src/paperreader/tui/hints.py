"""The hints: the keys that matter in the focused pane, each with a word for what it does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content

from paperreader.commands import COMMANDS_BY_ID, MAIN, key_label
from paperreader.session import Session
from paperreader.tui.availability import acts_on
from paperreader.tui.text_view import clickable


class Hint(NamedTuple):
    """A key, as Textual names it, and a word for what it does."""

    key: str
    word: str

    def content(self) -> Content:
        """Return key and word; a click presses the key."""
        return clickable(Content.assemble((key_label(self.key), "$accent"), f" {self.word}"), self.key)


_GAP = "  "
_HELP, _RANGE, _WHY = "app.help", "select.range", "read.why"
_WORDS = {
    "list": {
        "pane.right": "open",
        "read.next": "next",
        _WHY: "why",
        "search.type": "search",
        "mark.star": "star",
        "filters.toggle": "filters",
        _HELP: "help",
    },
    "detail": {
        "read.page": "page",
        "read.next": "next",
        "mark.star": "star",
        "open.browser": "browser",
        "pane.left": "list",
        _HELP: "help",
    },
    "filters": {
        "filters.choose": "choose",
        "filters.toggle": "close",
        "filters.exclude": "exclude",
        "search.type": "find",
        _HELP: "help",
    },
    "help": {
        "help.search": "search",
        "help.next": "next match",
        "help.page": "page",
        "help.close": "close",
    },
}
"""The commands that matter in a pane and the words for them, the most important first; help stands at the end."""

_SELECTED = {
    _RANGE: "end range",
    "mark.star": "star",
    "mark.read": "read",
    "export.shown": "export",
    "app.back": "unselect",
    "export.pipe": "pipe",
    _HELP: "help",
}
"""The same while papers are selected."""


def pane_hints(session: Session, pane: str) -> list[Hint]:
    """Return the hints of a pane, with the user's keys: those of commands that can act now."""
    words = _SELECTED if session.selection and pane in MAIN else _WORDS[pane]
    needs = {_RANGE: session.selection.has_range, _WHY: session.view.recommender is not None}
    return [
        Hint(key, word)
        for command, word in words.items()
        if needs.get(command, True)
        and acts_on(COMMANDS_BY_ID[command], session, None)
        and (key := session.settings.first_key(command))
    ]


def fitting(hints: Sequence[Hint], cells: int) -> tuple[Hint, ...]:
    """Return the hints that fit in one line, the first ones and always the last."""
    shown = tuple(hints)
    while len(shown) > 1 and joined_hints(shown).cell_length > cells:
        shown = (*shown[:-2], shown[-1])
    return shown


@lru_cache(maxsize=64)  # they are shown again with every key
def joined_hints(hints: tuple[Hint, ...]) -> Content:
    """Return hints in one line."""
    return Content(_GAP).join(hint.content() for hint in hints)
