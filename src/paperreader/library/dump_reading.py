"""What was read of one dump, for the report on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from paperreader.formats.entry import Batch, Counts, UnreadField, add_unread


@dataclass(slots=True)
class DumpReading:
    """What was read of one dump, batch by batch.

    Attributes:
        format: the name of its format; "" before the first batch.
        counts: how its lines or records were understood.
        unread: the fields of its records that were not read, by name.
    """

    format: str = ""
    counts: Counts = field(default_factory=Counts)
    unread: dict[str, UnreadField] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        """Add what was read with the next batch."""
        self.format = batch.format
        self.counts.update(batch.counts)
        add_unread(self.unread, batch.unread)
