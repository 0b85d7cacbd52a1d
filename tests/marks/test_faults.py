"""A short run of `bench/faults.py`: no acknowledged mark is lost by any fault."""

from __future__ import annotations

import random

import pytest

import faults

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def test_no_acknowledged_mark_is_lost_by_a_kill() -> None:
    outcome = faults.kill_writers(30, random.Random())
    assert outcome.is_clean, outcome
    assert outcome.acknowledged > 30


def test_a_painted_star_is_in_the_file_when_the_reader_is_killed() -> None:
    outcome = faults.kill_readers(2, random.Random())
    assert outcome.is_clean, outcome


@pytest.mark.parametrize("save", faults.SAVES)
def test_no_mark_is_lost_when_any_system_call_of_a_save_fails(save: str) -> None:
    outcome = faults.fail_calls(save, faults.ERRORS[:2])
    assert outcome.is_clean, outcome
    assert outcome.runs > 40


def test_a_truncated_file_opens_with_every_whole_record() -> None:
    outcome = faults.cut_files(5)
    assert outcome.is_clean, outcome


def test_many_writers_lose_nothing_while_others_compact_and_rename_copies() -> None:
    outcome = faults.write_at_once(4, 50, random.randrange(1000))
    assert outcome.is_clean, outcome
