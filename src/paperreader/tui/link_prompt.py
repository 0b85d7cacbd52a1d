"""The choice of one of a paper's links, by its number or by a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from paperreader.paper_links import NumberedLink
from paperreader.tui.hints import Hint
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Reader


class LinkPrompt(Prompt):
    """Takes a link as soon as its number is typed whole; Enter takes the one under the cursor.

    Args:
        links: in the order of their numbers.
        take: what is done with the address.
        sign: says what that is, and `hint` in a word.
    """

    def __init__(
        self,
        reader: Reader,
        links: Sequence[NumberedLink],
        take: Callable[[str], None],
        sign: str = "open link ",
        hint: str = "open",
    ) -> None:
        self._reader = reader
        self.sign = sign
        self.hints = (Hint("enter", hint), Hint("escape", "back"))
        self._links = dict(enumerate(links, 1))
        self._take = take
        self._show("")

    def _show(self, text: str) -> None:
        self._found = {number: link for number, link in self._links.items() if _matches(number, link, text)}
        self._reader.links.show_links(self._found)

    def changed(self, text: str) -> None:
        self._show(text.strip())
        if text.strip().isdigit() and len(self._found) == 1:
            self._reader.typed_line.close(accepted=True)

    def moved(self, steps: int) -> None:
        self._reader.links.move_cursor(steps)

    def accepted(self, _: str, /) -> None:
        self._reader.links.display = False
        if self._found:
            self._take(list(self._found.values())[self._reader.links.cursor].address)

    def cancelled(self) -> None:
        self._reader.links.display = False


def _matches(number: int, link: NumberedLink, text: str) -> bool:
    return str(number).startswith(text) if text.isdigit() else text.lower() in f"{link.address} {link.target}".lower()
