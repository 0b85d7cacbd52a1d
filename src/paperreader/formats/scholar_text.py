"""Results of Google Scholar, copied from a browser as text: a title, a line of authors, venue and year, and a snippet.

Above a title may stand where its PDF is (`[PDF] neurips.cc`), below the snippet what can be done with it (`Save Cite Cited
by 12`), in the language of the reader. The snippet stands in place of the abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from paperreader.formats.confidence import LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import TextLine, lines_of, scan_lines
from paperreader.formats.records.scholar_byline import add_byline, is_byline, without_kind
from paperreader.source import Source

_ACTIONS = re.compile(
    r"\W{0,3}(?:Save|Cite|Cited by|Guardar|Citar|Speichern|Zitieren|Enregistrer|Citer|Salva|Cita|保存|引用)(?:\W|$)"
)
_FILE = re.compile(r"\[[A-Z]{1,8}\] [\w-]+(?:\.[\w-]+)+$")
_LONGEST_TITLE, _LONGEST_SNIPPET = 400, 5000  # letters


def sniff(head: bytes) -> float:
    """Return the confidence: likely with a line of authors below a title, and actions."""
    lines = [line for line in lines_of(head) if line.text.strip()]
    has_paper = any(_is_title(above) and is_byline(below.text) for above, below in pairwise(lines))
    return LIKELY if has_paper and any(_ACTIONS.match(line.text) for line in lines) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the results; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _records))


def _records(lines: Iterable[TextLine]) -> Iterator[Item]:
    record: Record | None = None
    above: TextLine | None = None  # it may be the title of the next paper
    in_snippet = False
    for line in (line._replace(text=line.text.strip()) for line in lines if line.text.strip()):
        if above and _is_title(above) and is_byline(line.text):
            if record:
                yield record
            record, above, in_snippet = Record(above.number, without_kind(above.text)), None, True
            add_byline(record, line.text)
            continue
        yield from _take(record, above, in_snippet=in_snippet)
        in_snippet = in_snippet and not _ends_snippet(line.text)
        above = line
    yield from _take(record, above, in_snippet=in_snippet)
    if record:
        yield record


def _take(record: Record | None, line: TextLine | None, *, in_snippet: bool) -> Iterator[Item]:
    """Add a line to the snippet; before the first paper it is none."""
    if record and line and in_snippet and len(record.abstract) < _LONGEST_SNIPPET:
        record.abstract = f"{record.abstract} {line.text}".strip()
    elif not record and line:
        yield NotRead(line.number, "lines before the first paper")


def _is_title(line: TextLine) -> bool:
    text = line.text
    return len(text) <= _LONGEST_TITLE and not _FILE.match(text) and not _ACTIONS.match(text) and not is_byline(text)


def _ends_snippet(text: str) -> bool:
    return _ACTIONS.match(text) is not None or _FILE.match(text) is not None
