"""When garbage is collected."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from paperreader.tui.gc_policy import GcPolicy


@pytest.fixture
def policy() -> Iterator[GcPolicy]:
    """A policy; Python's own thresholds come back after the test."""
    thresholds = gc.get_threshold()
    gc.freeze()  # else a full collection would go through all that other tests have left
    gc.collect()
    yield GcPolicy()
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@pytest.fixture
def generations() -> Iterator[list[int]]:
    """The generations that have been collected, in order."""
    collected: list[int] = []

    def record(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            collected.append(info["generation"])

    gc.callbacks.append(record)
    yield collected
    gc.callbacks.remove(record)


def collect_middle_generation(times: int) -> None:
    """Make a full collection due."""
    for _ in range(times):
        gc.collect(1)


@pytest.mark.usefixtures("policy")
def test_many_new_objects_cause_no_full_collection(generations: list[int]) -> None:
    kept = [[number] for number in range(200_000)]
    assert 1 in generations
    assert 2 not in generations
    assert len(kept) == 200_000


@pytest.mark.usefixtures("policy")
def test_garbage_is_bounded_while_keys_are_pressed_without_a_pause(generations: list[int]) -> None:
    for _ in range(400):
        ring = [[number] for number in range(10_000)]
        ring[0].append(ring)  # type: ignore[arg-type]  # garbage that only a collection finds
    assert 2 in generations


def test_a_full_collection_runs_once_when_keys_have_stopped(policy: GcPolicy, generations: list[int]) -> None:
    collect_middle_generation(20)
    for _ in range(3):
        policy.key_pressed()
        policy.collect_if_idle()
    assert 2 not in generations
    policy.collect_if_idle()
    policy.collect_if_idle()
    assert generations.count(2) == 1


def test_no_full_collection_runs_while_little_is_new(policy: GcPolicy, generations: list[int]) -> None:
    policy.key_pressed()
    for _ in range(3):
        policy.collect_if_idle()
    assert generations == []


@pytest.mark.usefixtures("policy")
def test_objects_made_before_the_screen_are_not_searched_for_garbage() -> None:
    gc.unfreeze()
    loaded = [[number] for number in range(1000)]
    GcPolicy()
    assert gc.get_freeze_count() > len(loaded)


@pytest.mark.usefixtures("policy")
def test_collections_stopped_for_the_start_run_again() -> None:
    gc.disable()
    GcPolicy()
    assert gc.isenabled()
