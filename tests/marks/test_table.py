"""Registers: joining copies in any order gives the same table, and nothing is erased."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from paperreader.marks.mark_names import NOTE, READ, STARRED, tag_mark
from paperreader.marks.register import LwwRegister, Mark, make_register, next_register, note_mark
from paperreader.marks.table import DumpFingerprint, LogEvent, MarkChange, MarkDelta, MarkedPaper, MarkTable, PaperRef
from tests.libraries import NOON

HOUR = timedelta(hours=1)
TIMES = st.integers(0, 3).map(lambda hours: NOON + hours * HOUR)
REGISTERS = st.builds(make_register, st.builds(Mark, st.booleans(), TIMES), TIMES, st.sampled_from(("here", "there")))
PAPERS = st.builds(
    PaperRef,
    st.sampled_from(("a-b-c", "ab-c", "abc", "other-paper")),
    st.sampled_from(("A B C", "a b c", "")),
    st.sampled_from((None, date(2023, 1, 1), date(2024, 1, 1))),
    st.sampled_from((None, "https://one.example", "https://two.example")),
)
NOTES = st.builds(make_register, st.builds(note_mark, st.sampled_from(("", "a", "b")), TIMES), TIMES, st.just("here"))
EVENTS = st.builds(LogEvent, PAPERS, st.sampled_from((READ, STARRED, tag_mark("todo"))), REGISTERS) | st.builds(
    LogEvent, PAPERS, st.just(NOTE), NOTES
)
DUMPS = st.builds(
    DumpFingerprint, st.sampled_from(("1a", "2b")), st.integers(1, 3), st.sampled_from(("a.txt", "b.txt")), TIMES
)
EXTRAS = st.dictionaries(st.sampled_from(("note", "stars")), st.integers(0, 2), max_size=2)


def make_table(events: list[LogEvent], dumps: list[DumpFingerprint], extra: dict[str, int]) -> MarkTable:
    table = MarkTable()
    for event in events:
        table.join_event(event)
    for dump in dumps:
        table.add_dump(dump)
    if extra:
        table.join(MarkTable({"abc": MarkedPaper(PaperRef("abc", ""), {}, dict(extra))}))
    return table


COPIES = st.builds(make_table, st.lists(EVENTS, max_size=5), st.lists(DUMPS, max_size=3), EXTRAS)


def joined(*copies: MarkTable) -> MarkTable:
    whole = MarkTable()
    for copy in copies:
        whole.join(deepcopy(copy))
    return whole


@given(COPIES, COPIES, COPIES)
def test_joining_is_commutative_associative_and_idempotent(one: MarkTable, two: MarkTable, three: MarkTable) -> None:
    whole = joined(one, two, three)
    assert joined(three, one, two) == whole
    assert joined(joined(one, two), three) == joined(one, joined(two, three)) == whole
    assert joined(whole, one, whole) == whole


@given(st.lists(EVENTS, max_size=6), st.randoms(use_true_random=False))
def test_events_can_be_joined_in_any_order_and_repeatedly(events: list[LogEvent], chance: object) -> None:
    shuffled = events * 2
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis tells no more of its type
    assert make_table(shuffled, [], {}) == make_table(events, [], {})


@given(COPIES, COPIES)
def test_the_deltas_of_a_join_are_the_difference_it_makes(one: MarkTable, two: MarkTable) -> None:
    def marked(registers: MarkTable) -> set[tuple[str, str]]:
        return {(key, name) for key, row in registers.rows.items() for name, found in row.marks.items() if found.on}

    before = marked(one)
    after = deepcopy(one)
    deltas = after.join(two)
    assert len(before) + sum(delta.sign * len(delta.keys) for delta in deltas) == len(marked(after))
    assert sorted((delta.name, delta.sign, sorted(delta.keys)) for delta in one.deltas_to(after)) == sorted(
        (delta.name, delta.sign, sorted(delta.keys)) for delta in deltas
    )


def test_the_newer_stamp_wins_and_at_equal_stamps_the_mark_that_is_set() -> None:
    on, off = make_register(Mark(on=True, since=NOON)), make_register(Mark(on=False, since=NOON))
    assert max(on, off) == on
    assert max(on, make_register(Mark(on=False, since=NOON + HOUR))).on is False
    restored = LwwRegister(stamp=NOON, on=True, machine="a", since=NOON - HOUR)
    assert max(restored, restored._replace(machine="b")).machine == "b"


@given(REGISTERS, st.builds(Mark, st.booleans(), TIMES))
def test_a_new_register_wins_over_the_one_it_replaces_whatever_the_clocks_say(
    replaced: LwwRegister, mark: Mark
) -> None:
    ahead = replaced._replace(stamp=NOON + timedelta(days=3650))  # by a clock that is years ahead
    for known in (replaced, ahead):
        new = next_register(known, mark, "here")
        assert max(known, new) == new
        assert new.mark == mark


def test_the_last_possible_time_can_still_be_replaced() -> None:
    last = make_register(Mark(on=True, since=datetime.max.replace(tzinfo=NOON.tzinfo)))
    assert next_register(last, Mark(on=False, since=NOON), "here").on is False


def test_marks_set_together_equal_marks_set_one_by_one() -> None:
    paper = PaperRef("a-b-c", "A B C")
    changes = [MarkChange(paper, READ, Mark(on, NOON)) for on in (True, False, True)]
    registers = MarkTable()
    written = registers.set(changes, "here")
    assert written.registers == {("abc", READ): registers.get("abc", READ)}
    assert written.registers["abc", READ].mark == Mark(on=True, since=NOON)
    assert written.deltas == [MarkDelta(READ, 1, ["abc", "abc"]), MarkDelta(READ, -1, ["abc"])]
    assert [found and found.on for found in written.replaced] == [None, True, False]
