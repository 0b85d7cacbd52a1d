"""Keys typed while the screen cannot act on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events

from paperreader.tui import key_queue
from paperreader.tui.key_queue import KeyQueue


class Screen:
    """A screen that takes keys while it is ready; the key `/` makes it busy."""

    def __init__(self) -> None:
        self.ready = True
        self.taken = ""
        self.later: list[Callable[[], None]] = []
        self.queue = KeyQueue(lambda: self.ready, self._take, self.later.append)

    def _take(self, event: events.Key) -> None:
        self.taken += event.key
        self.ready = event.key != "/"

    def type(self, keys: str) -> None:
        """Type keys."""
        for key in keys:
            self.queue.receive(events.Key(key, key))


def test_keys_wait_while_none_can_be_taken_and_act_in_the_order_typed() -> None:
    screen = Screen()
    screen.type("j/kn/x")
    assert (screen.taken, len(screen.queue)) == ("j/", 4)
    screen.ready = True
    screen.type("y")
    assert screen.taken == "j/", "a key overtakes those that wait"
    screen.queue.release()
    assert (screen.taken, len(screen.queue)) == ("j/kn/", 2)
    screen.ready = True
    screen.queue.release()
    assert (screen.taken, len(screen.queue)) == ("j/kn/xy", 0)


def test_the_screen_is_painted_between_many_waiting_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    screen.type("/" + "j" * 10)
    screen.ready = True
    with monkeypatch.context() as patched:
        patched.setattr(key_queue, "_TURN", -1)  # the time is up at once
        screen.queue.release()
    assert (screen.taken, len(screen.later)) == ("/", 1)
    screen.later[0]()
    assert screen.taken == "/" + "j" * 10
