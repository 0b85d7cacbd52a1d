"""From a dump's bytes to entries: one module per format, told apart by the dump's head.

A format module has `sniff(head) -> bool` and `read(source) -> Iterator[Batch]`. Reading
never raises on content and drops nothing silently: what is read with doubt becomes a `Problem`,
and the `Account` says what every line was taken for.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.errors import PaperReaderError
from paperreader.formats import papers_page
from paperreader.formats.entry import Batch, Entry, LineCounts
from paperreader.source import Source

__all__ = ["FORMATS", "Batch", "Entry", "LineCounts", "is_dump", "read"]

FORMATS = (papers_page,)


def is_dump(source: Source) -> bool:
    """Whether some format knows this file by its head.

    Raises:
        PaperReaderError: the file cannot be read, is empty or binary.
    """
    head = source.head()
    return any(form.sniff(head) for form in FORMATS)


def read(source: Source) -> Iterator[Batch]:
    """The entries of a dump, in its order, in batches as they are read.

    The dump is read while the iterator is consumed.

    Raises:
        PaperReaderError: the dump cannot be read, or there is no paper in it.
    """
    head = source.head()
    form = next((form for form in FORMATS if form.sniff(head)), None)
    papers = 0
    for batch in form.read(source) if form else ():
        papers += len(batch.entries)
        yield batch
    if not papers:
        raise PaperReaderError(
            f"no papers in {source.display_name}",
            "it does not look like any dump known here",
            "copy a page of papers as text, titles and abstracts",
        )
