"""Bytes of the terminal turned into events; those without a meaning are passed over and counted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys
from textual.message import Message

_MAX_PASTE = 4_000_000  # characters
_MAX_CELLS = 2000  # in each direction; a terminal that reports more is wrong
_GIVE_UP = ("\x03", "\x1b")  # Ctrl+C and Esc end a paste whose end was lost

_UNDECODABLE = re.compile(r"[\udc80-\udcff]")  # bytes, as `surrogateescape` keeps them
_CONTROL_STRING = re.compile(r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)")  # OSC, DCS and the like: late answers
_LONG_SEQUENCE = re.compile(r"\x1b\[[0-?]{29,}[ -/]*[@-~]")  # longer than Textual's parser looks
_KEY_SEQUENCE = re.compile(r"\x1b(?:\[(?!M\Z|<)[0-?]*[ -/]*[@-~]|O[ -~])")  # CSI or SS3, but no report of the mouse
_MODE_REPORT = re.compile(r"\x1b\[\?\d+;\d\$y")


class TerminalInput:
    """The state of reading from a terminal.

    Args:
        encoding: the encoding of the terminal's text.

    Attributes:
        faults: the number of bytes and sequences so far that no terminal should send.
    """

    def __init__(self, encoding: str) -> None:
        self.faults = 0
        self._decode = codecs.getincrementaldecoder(encoding)("surrogateescape").decode
        self._parser = _TolerantParser(self._count_fault)
        self._is_pasting = False
        self._pasted = 0  # characters
        self._tail = ""  # of the text so far: a mark of a paste may come in two pieces

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the events of further bytes."""
        text, undecodable = _UNDECODABLE.subn("", self._decode(data))
        self.faults += undecodable
        text = self._follow_paste(text)
        if not self._is_pasting:
            text = _LONG_SEQUENCE.sub("", _CONTROL_STRING.sub("", text))
        if text:
            yield from self._parsed(lambda: self._parser.feed(text))

    def tick(self) -> Iterator[Message]:
        """Yield the events of a sequence that was begun and will not go on: a key such as Esc."""
        yield from self._parsed(self._parser.tick)

    def _follow_paste(self, text: str) -> str:
        """Notice the begin and the end of a paste. Return the text without what is too much of a paste."""
        if self._is_pasting and text in _GIVE_UP:
            text = BRACKETED_PASTE_END
        seen, was_pasting = self._tail + text, self._is_pasting
        self._tail = seen[1 - len(BRACKETED_PASTE_END) :]
        start, end = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if start != end:
            self._is_pasting = start > end
        self._pasted = self._pasted + len(text) if was_pasting else 0
        if self._pasted <= _MAX_PASTE:
            return text
        return "" if self._is_pasting else seen[end:]

    def _parsed(self, parse: Callable[[], Iterable[Message]]) -> Iterator[Message]:
        """Yield events that are possible; begin anew after a fault of the parser."""
        try:
            yield from filter(self._is_possible, parse())
        except Exception:  # noqa: BLE001 - whatever the terminal sends, the reader goes on
            self._count_fault()
            self._parser = _TolerantParser(self._count_fault)

    def _is_possible(self, event: Message) -> bool:
        """Return whether an event can have happened; count it as a fault if not."""
        possible = True
        if isinstance(event, events.Resize):
            possible = 0 < event.size.width <= _MAX_CELLS and 0 < event.size.height <= _MAX_CELLS
        elif isinstance(event, events.MouseEvent):
            possible = 0 <= event.x <= _MAX_CELLS and 0 <= event.y <= _MAX_CELLS
        self.faults += not possible
        return possible

    def _count_fault(self) -> None:
        self.faults += 1


class _TolerantParser(XTermParser):
    """Textual's parser, without its exceptions, and without taking the letters of unknown sequences for keys."""

    def __init__(self, count_fault: Callable[[], None]) -> None:
        super().__init__()
        self._count_fault = count_fault

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002 - Textual's signature
        try:
            keys = [*super()._sequence_to_key_events(sequence, alt)]
        except (ValueError, OverflowError):  # numbers that are no code points
            keys = []
            self._count_fault()
        if any(_is_surrogate(key.character) for key in keys):
            keys = []
            self._count_fault()
        if keys or not _KEY_SEQUENCE.fullmatch(sequence) or _MODE_REPORT.fullmatch(sequence):
            return keys
        return [events.Key(Keys.Ignore, sequence)]


def _is_surrogate(character: str | None) -> bool:
    return character is not None and "\ud800" <= character <= "\udfff"
