"""When everything is looked through for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from paperreader.tui.garbage import Garbage


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """The generations that were looked through."""
    found: list[int] = []
    thresholds = gc.get_threshold()

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "stop":
            found.append(told["generation"])

    gc.collect()
    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)
    gc.set_threshold(*thresholds)


def test_all_is_looked_through_once_when_keys_have_stopped(looks: list[int]) -> None:
    garbage = Garbage()
    garbage.beat()
    garbage.used()
    garbage.beat()
    garbage.used()
    garbage.beat()
    assert 2 not in looks
    garbage.beat()
    garbage.beat()
    assert looks.count(2) == 1


def test_the_older_objects_are_looked_through_in_a_pause_when_there_are_some(looks: list[int]) -> None:
    garbage = Garbage()
    garbage.pause()
    assert not garbage.due
    assert 1 not in looks
    kept = [[number] for number in range(5 * gc.get_threshold()[0])]
    assert garbage.due
    assert 1 not in looks  # not by itself: keys may come in just now
    garbage.pause()
    assert looks.count(1) == 1
    assert not garbage.due
    assert kept
