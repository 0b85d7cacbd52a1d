"""The papers of a dump by their identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats import read
from paperreader.identifiers import unique_identifiers
from paperreader.source import Source


def identified_papers(source: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield for each paper of a dump the name of the format, and its identifiers; its key if it has none.

    Raises:
        NotADumpError: it has no papers.
        PaperReaderError: it cannot be read.
    """
    for batch in read(source):
        for entry, key in zip(batch.entries, batch.keys, strict=True):
            yield batch.format, unique_identifiers(entry.arxiv_id, entry.doi, entry.ids) or (_KEY + key,)


def has_identifier(paper: tuple[str, ...]) -> bool:
    """Return whether a paper has an identifier, and not only a key."""
    return not paper[0].startswith(_KEY)


_KEY = "key:"
