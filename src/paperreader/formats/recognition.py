"""The choice of a dump's format by its beginning, and its reading with that format."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import EMPTY_ANSWER, Batch, Counts
from paperreader.formats.format_row import FormatRow
from paperreader.formats.registry import FORMATS
from paperreader.source import Source
from paperreader.text import sanitize

_LONGEST_PROBLEM = 400  # letters


def find_format(head: bytes) -> FormatRow | None:
    """Return the format with the highest confidence, the first one of equals; None when all are 0."""
    best, confidence = None, 0.0
    start = head.lstrip()
    for row in FORMATS:
        found = row.reader.sniff(head) if row.may_fit(start) else 0.0
        if found > confidence:
            best, confidence = row, found
        if confidence >= CERTAIN:
            break
    return best


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a dump in its order, in batches; the dump is read while the iterator is consumed.

    Raises:
        NotADumpError: the dump has no paper.
        PaperReaderError: the dump cannot be read, or not to its end.
    """
    found = find_format(source.head())
    papers, counts = 0, Counts()
    for batch in found.reader.read(source) if found else ():
        papers += len(batch.entries)
        counts += batch.counts
        batch.format = found.name if found else ""
        batch.problems = [problem._replace(text=_safe_line(problem.text)) for problem in batch.problems]
        yield batch
    if found and source.doubts:
        yield Batch([], source.doubts, format=found.name)
    if source.damage:
        raise source.damage
    if not papers and EMPTY_ANSWER not in counts:
        yield _empty_answer(source, found.name if found else "", counts)


def _safe_line(text: str) -> str:
    """Return the text of a problem, which may quote the dump, as one safe line that is not too long."""
    safe = sanitize(text)
    return safe if len(safe) <= _LONGEST_PROBLEM else f"{safe[: _LONGEST_PROBLEM - 1]}…"


def _empty_answer(source: Source, name: str, counts: Counts) -> Batch:
    """Return the batch of an answer that states that it has no papers. Raises NotADumpError for any other file."""
    from paperreader.formats.refusals import is_empty_answer, refusal

    if counts or not is_empty_answer(source.head()):
        raise refusal(source, name)
    return Batch([], counts=Counts({EMPTY_ANSWER: 1}), format=name)
