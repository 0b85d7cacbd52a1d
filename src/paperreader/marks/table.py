"""The marks of papers as a table of registers, and the joining of two of them.

Joining is commutative, associative and idempotent: copies of a file that are joined in any order hold the same
marks. Knows no file and no text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from paperreader.marks.comments import joined_comments
from paperreader.marks.mark_names import PLAIN_MARKS, tag_of
from paperreader.marks.register import LwwRegister, Mark, next_register
from paperreader.paper import compact_key

_PLAIN = frozenset(PLAIN_MARKS)


class PaperRef(NamedTuple):
    """A marked paper as the file names it: enough to list it without its dump.

    Its identifiers (`arxiv:2402.15570`), in the order of the alphabet, find it when its title was changed.
    """

    key: str
    title: str
    date: date | None = None
    link: str | None = None
    ids: tuple[str, ...] = ()


class MarkChange(NamedTuple):
    """A mark of one paper to be set; its name is one of `marks.mark_names`."""

    paper: PaperRef
    name: str
    mark: Mark


def mark_changes(papers: Iterable[PaperRef], name: str, marks: Iterable[Mark]) -> list[MarkChange]:
    """Pair papers with marks; stops at the end of the shorter one."""
    return [MarkChange(paper, name, mark) for paper, mark in zip(papers, marks, strict=False)]


class LogEvent(NamedTuple):
    """A register of a paper as one record of the file's tail."""

    paper: PaperRef
    name: str
    register: LwwRegister


class DumpFingerprint(NamedTuple):
    """A dump that was open in an earlier session.

    Attributes:
        head: a hash of its first bytes, which identifies it with its size, whatever its name.
        size: in bytes.
        name: the file's name.
        seen: the end of the first session that had it open.
    """

    head: str
    size: int
    name: str
    seen: datetime

    @property
    def identity(self) -> tuple[str, int]:
        """The dump without its name and time: two with one identity are the same."""
        return self.head, self.size


Registers = dict[tuple[str, str], LwwRegister]
"""Registers by compact key and name of the mark."""


class MarkDelta(NamedTuple):
    """Papers of which a mark was set (sign = 1), unset (-1) or given another text (0); the keys are compact."""

    name: str
    sign: int
    keys: list[str]


class WriteResult(NamedTuple):
    """The result of setting marks.

    Attributes:
        changes: the changes that were made.
        registers: the registers as they are now.
        replaced: the register before each change, None if there was none.
        deltas: the marks that have another value now.
    """

    changes: list[MarkChange]
    registers: Registers
    replaced: list[LwwRegister | None]
    deltas: list[MarkDelta]


@dataclass(slots=True)
class MarkedPaper:
    """A paper with its registers by name.

    Attributes:
        extra: values of the file that this program does not know.
        comments: lines of the file about the paper, each beginning with `#`.
    """

    paper: PaperRef
    marks: dict[str, LwwRegister]
    extra: dict[str, Any] | None = None
    comments: tuple[str, ...] = field(default=(), compare=False)

    def tags(self) -> list[str]:
        """Return the tags that are set, in the order of the alphabet; none that cannot be shown, as in a hostile file."""
        if _PLAIN.issuperset(self.marks):
            return []
        marks = list(self.marks.items())  # a copy: another thread may set marks meanwhile
        return sorted(tag for name, found in marks if found.on and (tag := tag_of(name)) and tag.isprintable())


@dataclass(slots=True)
class MarkTable:
    """Marked papers by compact key, and dumps by the hash of their first bytes and their size.

    Dumps that begin alike are each recorded, and so is a dump of which an end was cut off.
    """

    rows: dict[str, MarkedPaper] = field(default_factory=dict)
    dumps: dict[tuple[str, int], DumpFingerprint] = field(default_factory=dict)

    def get(self, key: str, name: str) -> LwwRegister | None:
        """Return the register of a paper, None if it was never set."""
        row = self.rows.get(compact_key(key))
        return row.marks.get(name) if row else None

    def events(self, registers: Registers) -> Iterator[LogEvent]:
        """Return registers of papers in the table as the events that write them."""
        return (LogEvent(self.rows[key].paper, name, register) for (key, name), register in registers.items())

    def newer_than(self, other: MarkTable) -> Registers:
        """Return the registers that another table lacks, or has an older one of; one of the same moment, by any program, stands."""
        newer: Registers = {}
        for key, row in self.rows.items():
            others = other.rows[key].marks if key in other.rows else {}
            for name, register in row.marks.items() if row.marks != others else ():
                if name not in others or others[name].stamp < register.stamp:
                    newer[key, name] = register
        return newer

    def set(
        self,
        changes: Iterable[MarkChange],
        machine: str,
        own: Registers | None = None,
        *,
        skip_unchanged: bool = False,
    ) -> WriteResult:
        """Set marks, whatever was there before.

        Equal changes of equal registers share one new register: 100,000 papers may be marked at once.

        Args:
            changes: the marks to set.
            machine: the machine that writes them.
            own: skip registers that differ from these.
            skip_unchanged: skip papers that already have this value.
        """
        result = WriteResult([], {}, [], [])
        keys_by_delta = _KeysByDelta(list)
        last_mark, last_known, register, sign = None, None, None, None
        for change in changes:
            paper, name, mark = change
            key = compact_key(paper.key)
            row = self.rows.get(key)
            known = row.marks.get(name) if row else None
            if own is not None and (known is None or known != own.get((key, name))):
                continue
            if skip_unchanged and _has_value(known, mark):
                continue
            if register is None or mark is not last_mark or known != last_known:
                last_mark, last_known, register = mark, known, next_register(known, mark, machine)
                sign = _sign(known, register)
            self._row_of(paper, key).marks[name] = register
            keys_by_delta[name, sign].append(key)
            result.changes.append(change)
            result.replaced.append(known)
            result.registers[key, name] = register
        return result._replace(deltas=_deltas(keys_by_delta))

    def _row_of(self, paper: PaperRef, key: str) -> MarkedPaper:
        """Return the row of a paper, with the names of the paper joined in; a missing one is added."""
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = MarkedPaper(paper, {})
        elif row.paper != paper:
            row.paper = _join_refs(row.paper, paper)
        return row

    def join_event(self, event: LogEvent) -> int | None:
        """Join an event; returns the sign of the `MarkDelta` that this makes, None for none."""
        paper, name, register = event
        marks = self._row_of(paper, compact_key(paper.key)).marks
        known = marks.get(name)
        if known is not None and known >= register:
            return None
        marks[name] = register
        return _sign(known, register)

    def join_events(self, events: Iterable[LogEvent]) -> list[MarkDelta]:
        """Join events; returns the marks that were changed by that."""
        keys_by_delta = _KeysByDelta(list)
        for event in events:
            keys_by_delta[event.name, self.join_event(event)].append(compact_key(event.paper.key))
        return _deltas(keys_by_delta)

    def add_dump(self, dump: DumpFingerprint) -> None:
        """Join a dump: of two names the later one by the alphabet, the earlier time."""
        known = self.dumps.get(dump.identity, dump)
        self.dumps[dump.identity] = max(known, dump)._replace(seen=min(known.seen, dump.seen))

    def join(self, other: MarkTable) -> list[MarkDelta]:
        """Join another table; returns the marks that were changed by that."""
        for key, row in other.rows.items():
            known = self._row_of(row.paper, key)
            known.extra = _join_extra(known.extra, row.extra)
            known.comments = joined_comments(known.comments, row.comments)
        for dump in other.dumps.values():
            self.add_dump(dump)
        return self.join_events(
            LogEvent(row.paper, name, register) for row in other.rows.values() for name, register in row.marks.items()
        )

    def deltas_to(self, other: MarkTable) -> list[MarkDelta]:
        """Return the marks that have another value in another table."""
        keys_by_delta = _KeysByDelta(list)
        for key in self.rows.keys() | other.rows.keys():
            before, after = (table.rows[key].marks if key in table.rows else {} for table in (self, other))
            if before != after:
                for name in before | after:
                    keys_by_delta[name, _sign(before.get(name), after.get(name))].append(key)
        return _deltas(keys_by_delta)


_NEVER_SET = Mark(on=False, since=datetime.min.replace(tzinfo=UTC))
_KeysByDelta = defaultdict[tuple[str, int | None], list[str]]


def _has_value(register: LwwRegister | None, mark: LwwRegister | Mark) -> bool:
    """Return True if a register has the value of a mark, whatever their times."""
    if register is None:
        return not mark.on
    return register.on is mark.on and register.text == mark.text


def _sign(before: LwwRegister | None, after: LwwRegister | None) -> int | None:
    """Return the sign of the `MarkDelta` between two registers; None if they have one value."""
    if _has_value(before, after or _NEVER_SET):
        return None
    return (after is not None and after.on) - (before is not None and before.on)


def _deltas(keys_by_delta: _KeysByDelta) -> list[MarkDelta]:
    return [MarkDelta(name, sign, keys) for (name, sign), keys in keys_by_delta.items() if sign is not None]


def _join_refs(one: PaperRef, other: PaperRef) -> PaperRef:
    """Join two refs of one paper: the key with more hyphens, a title rather than none, all identifiers; else by the alphabet."""
    return PaperRef(
        max(one.key, other.key, key=lambda key: (key.count("-"), key)),
        min(one.title or other.title, other.title or one.title),
        max(one.date or date.min, other.date or date.min) if one.date or other.date else None,
        max(one.link or "", other.link or "") or None,
        one.ids if one.ids == other.ids else tuple(sorted({*one.ids, *other.ids})),
    )


def _join_extra(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """Join unknown values by name; of two different values the later one by the alphabet of their `repr`."""
    if not one or not other:
        return one or other
    joined = one | other
    return {name: max(joined[name], one.get(name, joined[name]), key=repr) for name in sorted(joined)}
