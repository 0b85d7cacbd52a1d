"""Storage for texts that few papers share, such as authors and identifiers: one growing buffer of bytes for all rows.

A Python string takes 50 bytes more than its letters, and a tuple of strings 100 more: too much for a million papers.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeVar, cast

from paperreader.formats.entry_columns import EntryColumns
from paperreader.library.column_types import Column, MergeRule, Spelling
from paperreader.text import RECORD_END, VALUE_END, normalize_records, normalize_title

T = TypeVar("T")
_LARGEST_START = (1 << 32) - 1
_RECORD_END, _VALUE_END = RECORD_END.encode(), VALUE_END.encode()
_VALUE_STARTS = _RECORD_END + _VALUE_END  # the bytes before a value
_WORD_STARTS = _VALUE_STARTS + b" "
_ENCODING = ("utf-8", "surrogatepass")
_NO_ROW = 0  # of record 0, which no row has
_MAX_ANSWERS = 32
_BATCH = 4096  # records counted at once
_PIECE = 1 << 20  # bytes normalized at once


class PackedTextColumn(Column):
    r"""Texts in one buffer, each ended by `RECORD_END`, which no sanitized text contains.

    A value that a later entry replaces stays in the buffer; `_record_of` no longer leads to it.
    """

    ascending = True

    def __init__(self, name: str, merge: MergeRule) -> None:
        super().__init__(name, merge)
        self._buffer = bytearray()
        self._starts = array("I", [0])  # of each record in the buffer, then the end of the last one
        self._rows = array("i")  # of each record
        self._record_of = array("i")  # the record of each row, 0 without a value
        self._append([""], [_NO_ROW])  # record 0
        self._normalized = (b"", 0)  # and how many bytes of the buffer it covers
        self._answers: dict[Hashable, tuple[int, Any]] = {}  # by question, with the size of the buffer

    def extend(self, entries: EntryColumns) -> None:
        """See `Column`."""
        values = entries.column(self.name) or ()
        first, record = len(self._record_of), len(self._rows)
        known = list(filter(None, values))
        if len(known) == len(entries):
            rows: Sequence[int] = range(first, first + len(known))
            self._record_of.extend(range(record, record + len(known)))
        else:
            rows = [row for row, value in enumerate(values, first) if value]
            self._record_of.frombytes(bytes(self._record_of.itemsize * len(entries)))
            for record_of_row, row in enumerate(rows, record):
                self._record_of[row] = record_of_row
        if known:
            self._append(list(map(self._packed, known)), rows)

    def _append(self, records: Sequence[str], rows: Sequence[int]) -> None:
        """Append records to the buffer. Offsets take eight bytes only in a buffer of over 4 GB."""
        text = RECORD_END.join([*records, ""])
        packed = text.encode(*_ENCODING)
        lengths = map(len, records if len(packed) == len(text) else packed.split(_RECORD_END))
        ends = list(accumulate([length + 1 for length in lengths], initial=self._starts[-1]))[1 : len(records) + 1]
        if ends[-1] > _LARGEST_START and self._starts.typecode == "I":
            self._starts = array("Q", self._starts)
        self._buffer += packed
        self._starts.extend(ends)
        self._rows.extend(rows)

    def _packed(self, value: Any) -> str:
        return str(value)

    def _unpacked(self, record: str) -> Any:
        return record

    def get(self, row: int) -> Any:
        """See `Column`."""
        record = self._record_of[row]
        return self._unpacked(self._text(record)) if record else None

    def _packed_record(self, record: int) -> bytes:
        return bytes(self._buffer[self._starts[record] : self._starts[record + 1] - 1])

    def _text(self, record: int) -> str:
        return self._packed_record(record).decode(*_ENCODING)

    def put(self, row: int, value: Any) -> None:
        """See `Column`."""
        record = len(self._rows)
        self._append([self._packed(value)], [row])
        self._record_of[row] = record

    def has(self, row: int) -> bool:
        """See `Column`."""
        return self._record_of[row] > 0

    def sort_key(self, row: int) -> str | None:
        """Return the value as it is compared."""
        record = self._record_of[row]
        return normalize_title(self._text(record)) if record else None

    def counts(self, rows: Iterable[int], limit: int | None = None) -> list[tuple[Spelling, int]]:
        """See `Column`. Short answers are kept, since a mark counts the facets of the same rows again."""
        if limit and isinstance(rows, (range, array)):
            question = rows if isinstance(rows, range) else (len(rows), hash(rows.tobytes()))
            return self.remember((limit, question), lambda: self._most_common(rows, limit))
        return self._most_common(rows, limit)

    def _most_common(self, rows: Iterable[int], limit: int | None) -> list[tuple[Spelling, int]]:
        records = [record for record in map(self._record_of.__getitem__, rows) if record]
        counts: Counter[bytes] = Counter()
        for start in range(0, len(records), _BATCH):  # in batches: a call holds the interpreter lock to its end
            counts.update(self._packed_values(records[start : start + _BATCH]))
        return [((value.decode(*_ENCODING),), count) for value, count in counts.most_common(limit)]

    def _packed_values(self, records: Sequence[int]) -> list[bytes]:
        """Return the values of records; neighbours, as when all papers are counted, are cut out together."""
        first, last = records[0], records[-1]
        if records == list(range(first, last + 1)):
            together = self._buffer[self._starts[first] : self._starts[last + 1] - 1]
            return bytes(together.replace(_RECORD_END, _VALUE_END)).split(_VALUE_END)
        return _VALUE_END.join(map(self._packed_record, records)).split(_VALUE_END)

    def remember(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer to a question about all values, kept until a value is added or replaced."""
        size, known = self._answers.get(question, (-1, None))
        if size == len(self._buffer):
            return cast("T", known)
        size = len(self._buffer)
        new = answer()
        if len(self._answers) >= _MAX_ANSWERS:
            self._answers.clear()
        self._answers[question] = size, new
        return new

    # -- searching ----------------------------------------------------------------------------

    def rows_with(self, value: str, *, after: str = "") -> set[int]:
        """Return the rows that have exactly this value, or a value that ends in it behind a character of `after`.

        The elements of a tuple are values of their own.
        """
        pattern = re.compile(re.escape(value.encode(*_ENCODING)) + rb"(?=[%b%b])" % (_RECORD_END, _VALUE_END))
        return {row for row, _ in self._found(bytes(self._buffer), pattern, _VALUE_STARTS + after.encode())}

    def values_with_word(self, beginning: str) -> Iterator[tuple[int, str]]:
        """Yield row and value wherever a word of a value begins so; both are normalized (see `normalize_records`).

        The elements of a tuple are values of their own. A value with two such words comes twice.
        """
        text, pattern = self._normalized_buffer(), re.compile(re.escape(beginning.encode(*_ENCODING)))
        for row, position in self._found(text, pattern, _WORD_STARTS):
            record_start, record_end = text.rfind(_RECORD_END, 0, position) + 1, text.find(_RECORD_END, position)
            start = max(record_start, text.rfind(_VALUE_END, record_start, position) + 1)
            end = text.find(_VALUE_END, position, record_end)
            yield row, text[start : record_end if end < 0 else end].decode(*_ENCODING)

    def _found(self, text: bytes, pattern: re.Pattern[bytes], after: bytes) -> Iterator[tuple[int, int]]:
        """Yield row and position of each match behind one of some bytes, without those in replaced records.

        Looking at the byte before a match here is ten times as fast as a lookbehind in the pattern.
        """
        record = last = 0
        for position in [match.start() for match in pattern.finditer(text)]:
            if text[position - 1] in after:  # the text begins with the end of record 0
                record += text.count(_RECORD_END, last, position)
                last, row = position, self._rows[record]
                if self._record_of[row] == record:
                    yield row, position

    def _normalized_buffer(self) -> bytes:
        """Return the buffer normalized. It is kept, and only the growth since the last call is normalized."""
        text, size = self._normalized
        if size < len(self._buffer):
            raw, pieces, start = bytes(self._buffer[size:]), [text], 0
            while start < len(raw):  # in pieces: a call holds the interpreter lock to its end
                end = raw.find(_RECORD_END, start + _PIECE) + 1 or len(raw)
                pieces.append(normalize_records(raw[start:end]))
                start = end
            text = b"".join(pieces)
            self._normalized = text, size + len(raw)
        return text


class PackedListColumn(PackedTextColumn):
    """Tuples of texts in one buffer, the elements of each separated by `VALUE_END`."""

    def _packed(self, value: tuple[str, ...]) -> str:
        return VALUE_END.join(value)

    def _unpacked(self, record: str) -> tuple[str, ...]:
        return tuple(record.split(VALUE_END))


class RegisteredIdsColumn(PackedListColumn):
    """Tuples of identifiers, each after the name of its register: `pmid:33283989`."""

    def exported(self, row: int) -> tuple[dict[str, str | list[str]] | None]:
        """Return the identifiers by register; several of one register as a list."""
        known: dict[str, list[str]] = {}
        for value in self.get(row) or ():
            register, _, name = value.partition(":")
            known.setdefault(register, []).append(name)
        return ({register: names if len(names) > 1 else names[0] for register, names in known.items()} or None,)
