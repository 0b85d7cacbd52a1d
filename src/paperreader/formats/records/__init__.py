"""What the formats of records share: a record as a format finds it, cleaned into an entry.

A format of records yields a `Record` for each paper as its file spells it, `NotRead` for each record that is none, and
`Problem`s. `read_records` makes batches of entries of them: text is cleaned, names and dates are put into one form,
identifiers are found, abstracts are spooled, all in the same way for every format.
"""

from paperreader.formats.records.batching import read_records
from paperreader.formats.records.raw_record import Item, NotRead, Record

__all__ = ["Item", "NotRead", "Record", "read_records"]
