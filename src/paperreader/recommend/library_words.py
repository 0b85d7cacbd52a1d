"""The counted words of a library's papers. Abstracts are read once, in the order of their dumps, and not kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from paperreader.library.library import Library
from paperreader.recommend.word_counts import CountedWords, Texts, count_words

_BATCH = 512  # papers whose abstracts are held


def library_words(library: Library, unlisted: Library) -> list[CountedWords]:
    """Count the words of all rows in batches of one size, and after them those of starred papers of other dumps.

    Row `~n` is row `n` of the unlisted, as in a result view, and the paper `library.row_count + n` here.

    Raises:
        PaperReaderError: the dump of an abstract is gone or has changed.
    """
    size = library.row_count
    texts = chain.from_iterable(
        row_texts(library, range(start, min(start + _BATCH, size))) for start in range(0, size, _BATCH)
    )
    more = ((title, b"") for title in unlisted.titles)
    batches, batch = list[CountedWords](), list[Texts]()
    for text in chain(texts, more):
        batch.append(text)
        if len(batch) == _BATCH:
            batches.append(count_words(batch))
            batch.clear()
    return [*batches, count_words(batch)] if batch else batches


def row_texts(library: Library, rows: Sequence[int]) -> list[Texts]:
    """Return the titles and abstracts of rows; those of a row that another one absorbed are empty."""
    return [
        ("", b"") if row in library.absorbed else (library.titles[row], abstract)
        for row, abstract in zip(rows, library.abstracts.read(rows), strict=True)
    ]
