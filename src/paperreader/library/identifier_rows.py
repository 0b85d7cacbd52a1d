"""The row of each identifier, in hash tables made of arrays.

A million papers have more than a million identifiers. In a dict each takes 90 bytes, as its hash and its row are objects
there; here it takes 20 to 30.
"""

from __future__ import annotations

from array import array

_PARTS = 64  # tables: each grows for itself, so that no identifier waits until all are moved
_PART_BITS = _PARTS.bit_length() - 1
_FIRST_SLOTS = 8
_FULL = 0.6  # share of slots in use from which on searches become long


class IdentifierRows:
    """The row of each identifier.

    An identifier stands here as its hash of 64 bits: two of three million have one hash in one of four million libraries.
    """

    def __init__(self) -> None:
        self._tables: list[_Table] = []  # by the last bits of a hash; none before the first identifier

    def __bool__(self) -> bool:
        """Whether there is any identifier."""
        return bool(self._tables)

    def get(self, identifier: str) -> int | None:
        """Return the row of an identifier, or None."""
        if not self._tables:
            return None
        hashed = hash(identifier)
        table = self._tables[hashed % _PARTS]
        number = table.slots[table.slot_of(hashed)]
        return table.rows[number] if number else None

    def setdefault(self, identifier: str, row: int) -> int:
        """Return the row of an identifier; this row becomes it if there was none."""
        hashed = hash(identifier)
        table = self._table(hashed)
        slot = table.slot_of(hashed)
        number = table.slots[slot]
        if number:
            return table.rows[number]
        table.add(slot, hashed, row)
        return row

    def __setitem__(self, identifier: str, row: int) -> None:
        """Set the row of an identifier."""
        if self.setdefault(identifier, row) != row:
            hashed = hash(identifier)
            table = self._table(hashed)
            table.rows[table.slots[table.slot_of(hashed)]] = row

    def _table(self, hashed: int) -> _Table:
        if not self._tables:
            self._tables = [_Table() for _ in range(_PARTS)]
        return self._tables[hashed % _PARTS]


class _Table:
    """A hash table with open addressing: slots lead to hashes and rows, which stand in the order in which they came.

    Attributes:
        slots: the number of the hash in each, or 0; as many as a power of two.
        rows: by the number of their hash. Number 0 is none.
    """

    __slots__ = ("_hashes", "rows", "slots")

    def __init__(self) -> None:
        self.slots = array("i", bytes(4 * _FIRST_SLOTS))
        self.rows = array("i", [0])
        self._hashes = array("q", [0])

    def slot_of(self, hashed: int) -> int:
        """Return the slot of a hash, or the empty one in which it belongs."""
        slots, hashes = self.slots, self._hashes
        last = len(slots) - 1
        slot = (hashed >> _PART_BITS) & last
        while (number := slots[slot]) and hashes[number] != hashed:
            slot = (slot + 1) & last
        return slot

    def add(self, slot: int, hashed: int, row: int) -> None:
        """Put a new hash with its row into an empty slot."""
        self.slots[slot] = len(self.rows)
        self.rows.append(row)
        self._hashes.append(hashed)
        if len(self.rows) > _FULL * len(self.slots):
            self._grow()

    def _grow(self) -> None:
        self.slots = array("i", bytes(2 * self.slots.itemsize * len(self.slots)))
        for number, hashed in enumerate(self._hashes):
            if number:
                self.slots[self.slot_of(hashed)] = number
