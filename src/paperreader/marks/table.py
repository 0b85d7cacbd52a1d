"""Marks as registers, and how two sets of them become one.

A register is a value, since when it holds, and the stamp of its writing. Taking a mark back is a
newer value, so nothing is ever erased: joining is commutative, associative and idempotent, and
copies of a file that were joined in any order hold the same. Knows no file and no text.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from typing import Any, NamedTuple

from paperreader.paper import compact_key

READ = "read"
STARRED = "starred"
MARKS = (STARRED, READ)
_MANY = 10_000  # objects
_TICK = timedelta(milliseconds=1)
_new = tuple.__new__
_LAST = datetime.max.replace(tzinfo=UTC) - _TICK


@contextmanager
def gc_paused() -> Iterator[None]:
    """Make many objects at once, none of them garbage: to look through them all again and again doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_count()[0] > _MANY:
                gc.freeze()  # they stay: else the first collection would look through them all
            gc.enable()


def now() -> datetime:
    """The time of a mark made now: UTC, whole milliseconds."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Mark(NamedTuple):
    """What a person sees of a register: whether the mark is set, and since when (aware)."""

    on: bool
    since: datetime


class LwwRegister(NamedTuple):
    """A mark and its writing, in such an order that the greater of two is their join.

    Attributes:
        stamp: when it was written; the newer one counts.
        on: at one time, set wins over taken back.
        machine: whose writing it is, "" where `since` tells it all: else it settles what is left.
        since: since when the value holds; an undo restores it, and differs from the stamp by that.
    """

    stamp: datetime
    on: bool
    machine: str
    since: datetime

    @property
    def mark(self) -> Mark:
        """What a person sees of it."""
        return Mark(self.on, self.since)


def register(on: bool, since: datetime, stamp: datetime | None = None, machine: str = "") -> LwwRegister:  # noqa: FBT001 - reads as a row
    """A register; one whose stamp is its time needs no machine to be told from its like."""
    if stamp is None or stamp is since or stamp == since:
        return LwwRegister(since, on, "", since)
    return LwwRegister(stamp, on, machine, since)


def following(replaced: LwwRegister | None, mark: Mark, machine: str) -> LwwRegister:
    """The register that sets a mark where another stood: never stamped earlier, whatever the clocks say."""
    if replaced is None or mark.since > replaced.stamp:
        return register(mark.on, mark.since)
    return register(mark.on, mark.since, max(now(), min(replaced.stamp, _LAST) + _TICK), machine)


class PaperRef(NamedTuple):
    """A marked paper as the file names it, enough to list it without its dump."""

    key: str
    title: str
    date: date | None = None
    link: str | None = None


class MarkChange(NamedTuple):
    """One register of one paper to be set; `paper` tells how the file shall name it."""

    paper: PaperRef
    name: str
    mark: Mark


def mark_changes(papers: Iterable[PaperRef], name: str, marks: Iterable[Mark]) -> list[MarkChange]:
    """The changes that give papers a mark of one name; made by `tuple` itself, in a third of the time."""
    return [_new(MarkChange, (paper, name, mark)) for paper, mark in zip(papers, marks, strict=False)]


class LogEvent(NamedTuple):
    """A register of a paper as it was written: what the file's tail is made of."""

    paper: PaperRef
    name: str
    register: LwwRegister


class DumpFingerprint(NamedTuple):
    """A dump that a sitting has shown.

    Attributes:
        head: a hash of its first bytes, by which it is known whatever its name.
        size: in bytes.
        name: the file's name.
        seen: when it was first there at the end of a sitting.
    """

    head: str
    size: int
    name: str
    seen: datetime


RegistersByMark = dict[str, dict[str, LwwRegister]]
"""Registers by mark, then by compact key."""


def empty_registers() -> RegistersByMark:
    """Room for registers of each mark."""
    return {name: {} for name in MARKS}


class MarkDelta(NamedTuple):
    """Papers of which a mark became set (by = 1) or was taken back (by = -1); their keys compact."""

    name: str
    by: int
    keys: list[str]


class WriteResult(NamedTuple):
    """What setting registers has done.

    Attributes:
        changes: what was set.
        marks: the registers as they are now.
        replaced: what stood there before each change.
        turns: the marks that were set or taken back.
    """

    changes: list[MarkChange]
    marks: RegistersByMark
    replaced: list[LwwRegister | None]
    turns: list[MarkDelta]


@dataclass(slots=True)
class MarkedPaper:
    """All that is known of one paper: its names, its registers, and what is not ours."""

    paper: PaperRef
    marks: dict[str, LwwRegister]
    extra: dict[str, Any] | None = None


@dataclass(slots=True)
class MarkTable:
    """Papers by compact key, dumps by the hash of their heads."""

    rows: dict[str, MarkedPaper] = field(default_factory=dict)
    dumps: dict[str, DumpFingerprint] = field(default_factory=dict)

    def get(self, key: str, name: str) -> LwwRegister | None:
        """A paper's register; None when it was never set."""
        row = self.rows.get(compact_key(key))
        return row.marks.get(name) if row else None

    def named(self, marks: RegistersByMark) -> Iterator[tuple[PaperRef, str, LwwRegister]]:
        """Registers of papers that are here, as the events that wrote them."""
        for name, found in marks.items():
            papers = [self.rows[same].paper for same in found]
            yield from zip(papers, repeat(name, len(found)), found.values(), strict=True)

    def put(
        self, changes: Iterable[MarkChange], machine: str, own: RegistersByMark | None = None, *, turning: bool = False
    ) -> WriteResult:
        """Set registers, whatever stood there.

        Written out, since a hundred thousand papers may be marked at once; those that had the same
        register get the same one.

        Args:
            changes: what to set.
            machine: whose writing it is.
            own: set only registers that are still as they are here.
            turning: set only those that mean something else.
        """
        rows = self.rows
        done, marks, replaced = [], empty_registers(), []
        turned = defaultdict[tuple[str, int], list[str]](list)
        last, before, found = None, None, None
        of, by, ours, turns = "", 0, marks[READ], []  # of the change before
        for change in changes:
            paper, name, mark = change
            same = paper[0].replace("-", "")
            row = rows.get(same)
            known = None if row is None else row.marks.get(name)
            if own is not None and (known is None or known != own[name].get(same)):
                continue
            if turning and (known is not None and known[1]) is mark[0]:
                continue
            if found is None or mark is not last or known != before:
                last, before, found = mark, known, following(known, mark, machine)
            if row is None:
                rows[same] = MarkedPaper(paper, {name: found})
            else:
                row.marks[name] = found
                if row.paper is not paper and row.paper != paper:
                    row.paper = _joined_names(row.paper, paper)
            turn = found[1] - (known is not None and known[1])
            if turn != by or name != of:
                of, by, ours, turns = name, turn, marks[name], turned[name, turn]
            turns.append(same)
            done.append(change)
            replaced.append(known)
            ours[same] = found
        return WriteResult(done, marks, replaced, _turns(turned))

    def take(self, event: LogEvent) -> int:
        """Join an event in; 1 when a mark became set by it, -1 when it was taken back, else 0."""
        paper, name, found = event
        same = paper.key.replace("-", "")  # `compact`, without the call: this is done a hundred thousand times
        row = self.rows.get(same)
        if row is None:
            self.rows[same] = MarkedPaper(paper, {name: found})
            return int(found.on)
        if row.paper is not paper and row.paper != paper:
            row.paper = _joined_names(row.paper, paper)
        known = row.marks.get(name)
        if known is not None and known >= found:
            return 0
        row.marks[name] = found
        return found.on - (known is not None and known.on)

    def take_dump(self, dump: DumpFingerprint) -> None:
        """Join a dump in: the larger size with its name, the earlier time."""
        known = self.dumps.get(dump.head, dump)
        self.dumps[dump.head] = max(known, dump)._replace(seen=min(known.seen, dump.seen))

    def join(self, other: MarkTable) -> list[MarkDelta]:
        """Take in all that another set holds; the turns that makes."""
        turned = defaultdict(list)
        for same, row in other.rows.items():
            known = self.rows.setdefault(same, MarkedPaper(row.paper, {}))
            known.paper = _joined_names(known.paper, row.paper)
            known.extra = _joined_extra(known.extra, row.extra)
            for name, found in row.marks.items():
                turned[name, self.take(LogEvent(row.paper, name, found))].append(same)
        for dump in other.dumps.values():
            self.take_dump(dump)
        return _turns(turned)

    def turns_to(self, other: MarkTable) -> list[MarkDelta]:
        """The turns by which the marks of this set become those of another."""
        turned = defaultdict(list)
        for same in self.rows.keys() | other.rows.keys():
            before, after = self.rows.get(same), other.rows.get(same)
            for name in MARKS:
                was, is_now = (bool(row and (found := row.marks.get(name)) and found.on) for row in (before, after))
                turned[name, is_now - was].append(same)
        return _turns(turned)


def _turns(turned: dict[tuple[str, int], list[str]]) -> list[MarkDelta]:
    """The turns of papers by mark and what it turned by."""
    return [MarkDelta(name, by, keys) for (name, by), keys in turned.items() if by]


def _joined_names(one: PaperRef, other: PaperRef) -> PaperRef:
    """The names of one paper from two copies: the key with more `-`, a title before none; else by the alphabet."""
    if one == other:
        return one
    return PaperRef(
        max(one.key, other.key, key=lambda key: (key.count("-"), key)),
        min(one.title or other.title, other.title or one.title),
        max(one.date or date.min, other.date or date.min) if one.date or other.date else None,
        max(one.link or "", other.link or "") or None,
    )


def _joined_extra(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """What is not ours from two copies; of two values of one name that which comes later by the alphabet."""
    if not one or not other:
        return one or other
    return {name: max(values, key=repr) for name in sorted(one | other) if (values := _values(name, one, other))}


def _values(name: str, *tables: dict[str, Any]) -> list[Any]:
    return [table[name] for table in tables if name in table]
