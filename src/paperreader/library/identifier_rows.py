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
        hashed = hash(identifier)
        return self._tables[hashed % _PARTS].get(hashed) if self._tables else None

    def setdefault(self, identifier: str, row: int) -> int:
        """Return the row of an identifier; this row becomes it if there was none."""
        hashed = hash(identifier)
        return (self._tables or self._make_tables())[hashed % _PARTS].setdefault(hashed, row)

    def __setitem__(self, identifier: str, row: int) -> None:
        """Set the row of an identifier."""
        if self.setdefault(identifier, row) != row:
            hashed = hash(identifier)
            self._tables[hashed % _PARTS].replace(hashed, row)

    def _make_tables(self) -> list[_Table]:
        self._tables = [_Table() for _ in range(_PARTS)]
        return self._tables


class _Table:
    """A hash table with open addressing: a slot holds the index of a hash and its row, which are kept in the order of insertion."""

    __slots__ = ("_hashes", "_rows", "_slots")

    def __init__(self) -> None:
        self._slots = array("i", bytes(4 * _FIRST_SLOTS))  # as many as a power of two; 0 in an empty one
        self._hashes = array("q", [0])  # number 0 is none
        self._rows = array("i", [0])

    def get(self, hashed: int) -> int | None:
        number = self._slots[self._slot_of(hashed)]
        return self._rows[number] if number else None

    def replace(self, hashed: int, row: int) -> None:
        self._rows[self._slots[self._slot_of(hashed)]] = row

    def setdefault(self, hashed: int, row: int) -> int:
        slots, hashes = self._slots, self._hashes
        last = len(slots) - 1
        slot = (hashed >> _PART_BITS) & last
        while number := slots[slot]:
            if hashes[number] == hashed:
                return self._rows[number]
            slot = (slot + 1) & last
        slots[slot] = len(hashes)
        hashes.append(hashed)
        self._rows.append(row)
        if len(hashes) > _FULL * last:
            self._grow()
        return row

    def _slot_of(self, hashed: int) -> int:
        """Return the slot of a hash, or the empty one in which it belongs."""
        slots, hashes = self._slots, self._hashes
        last = len(slots) - 1
        slot = (hashed >> _PART_BITS) & last
        while (number := slots[slot]) and hashes[number] != hashed:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        slots = array("i", bytes(2 * self._slots.itemsize * len(self._slots)))
        last = len(slots) - 1
        for number, hashed in enumerate(self._hashes):
            if number:
                slot = (hashed >> _PART_BITS) & last
                while slots[slot]:
                    slot = (slot + 1) & last
                slots[slot] = number
        self._slots = slots
