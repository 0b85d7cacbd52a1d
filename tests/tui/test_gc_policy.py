"""When everything is looked through for garbage."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator

import pytest

from paperreader.tui.gc_policy import GcPolicy


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


async def test_all_is_looked_through_once_when_keys_have_stopped(looks: list[int]) -> None:
    garbage = GcPolicy()
    garbage.beat()
    garbage.used()
    garbage.beat()
    garbage.used()
    garbage.beat()
    assert 2 not in looks
    garbage.beat()
    garbage.beat()
    assert looks.count(2) == 1


async def test_the_older_objects_are_looked_through_a_moment_after_the_last_key(looks: list[int]) -> None:
    garbage = GcPolicy()
    garbage.used()
    kept = [[number] for number in range(5 * gc.get_threshold()[0])]
    garbage.used()
    assert 1 not in looks  # not by itself: what the key does is being painted
    await asyncio.sleep(0.1)
    assert looks.count(1) == 1
    garbage.used()
    await asyncio.sleep(0.1)
    assert looks.count(1) == 1  # nothing is new
    assert kept


async def test_nothing_is_looked_through_while_there_is_something_to_be_shown(looks: list[int]) -> None:
    busy = True
    garbage = GcPolicy(lambda: busy)
    kept = [[number] for number in range(5 * gc.get_threshold()[0])]
    garbage.used()
    await asyncio.sleep(0.1)
    assert 1 not in looks
    busy = False
    await asyncio.sleep(0.1)
    assert looks.count(1) == 1
    assert kept
