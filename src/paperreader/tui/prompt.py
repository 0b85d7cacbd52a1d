"""What a prompt of the typed line is: what it shows, and what it does with keys and the typed text."""

from __future__ import annotations

from collections.abc import Sequence

from paperreader.tui.hints import Hint


class Prompt:
    """A purpose of the typed line. A subclass overrides the methods for what it acts on; by themselves they do nothing."""

    sign = ""  # shown before the typed text
    text = ""  # to begin with
    selected = ""  # follows `text`, and is replaced by typing
    guide = ""  # what may be typed, shown above the line, also on a low terminal
    home = ""  # the pane that has the keys after Enter; "" for the one that had them before
    hints: Sequence[Hint] = (Hint("enter", "do it"), Hint("escape", "cancel"))

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

    def clicked(self, pane: str, index: int, /) -> None:
        """Act on a click on a row of a pane. What is typed for the paper in view, such as a note, stays for that one."""

    def completed(self, steps: int) -> None:
        """Complete the typed word: Tab was pressed (1), or Shift+Tab (-1)."""

    def accepted(self, text: str, /) -> None:
        """Act on the typed text: Enter was pressed."""

    def cancelled(self) -> None:
        """Undo the effects of typing: Esc was pressed."""
