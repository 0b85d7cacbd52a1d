"""`CITATION.cff`: how a program wants to be cited, as repositories have it, with the paper and what that builds on.

By the *Citation File Format* 1.2.0: the fields of the program at the top, those of its paper below `preferred-citation`,
others below `references`. Where there is a paper, the program itself is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.json.json_values import Fields, fields_of, first_text, items_of, texts_of
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.lines.yaml_block import parse_block
from paperreader.formats.records.names import name_of_parts, whole_name
from paperreader.source import Source

_VERSION = re.compile(rb"^cff-version:[ \t]", re.MULTILINE)
_TITLE = re.compile(r"\s*(?:- )?title:")
_MOST_LINES = 100_000


def sniff(head: bytes) -> float:
    """Return the confidence: certain with the version of the format."""
    return CERTAIN if _VERSION.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the file; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _items))


def _items(lines: Iterable[TextLine]) -> Iterator[Item]:
    kept = [line for line, _ in zip(lines, range(_MOST_LINES), strict=False) if not line.text.startswith(("#", "---"))]
    fields = fields_of(parse_block([line.text for line in kept]))
    cited = [fields_of(one) for one in (fields.get("preferred-citation"), *items_of(fields.get("references")))]
    titles = (line.number for line in kept if _TITLE.match(line.text)) if any(cited) else iter(())
    program = next((line.number for line in kept if line.text.startswith("title:")), 1)
    below = [number for number in titles if number != program]
    for at, work in enumerate([one for one in cited if one] or [fields]):
        yield _record(below[at] if at < len(below) else program, first_text(work, "title"), work)


def _record(line: int, title: str, work: Fields) -> Record:
    conference = first_text(fields_of(work.get("conference")), "name")
    date = first_text(work, "date-published", "date-released")
    return Record(
        line,
        title,
        first_text(work, "abstract"),
        [_name(fields_of(person)) for person in items_of(work.get("authors"))],
        date=date or f"{first_text(work, 'year')}-{first_text(work, 'month')}".rstrip("-"),
        venue=first_text(work, "journal", "collection-title") or conference,
        keywords=texts_of(work.get("keywords")),
        ids=[
            first_text(work, "doi"),
            *(first_text(fields_of(one), "value") for one in items_of(work.get("identifiers"))),
        ],
        links=[text for text in (first_text(work, name) for name in ("url", "repository-code")) if text],
        code=first_text(work, "repository-code"),
    )


def _name(person: Fields) -> str:
    family = " ".join(filter(None, (first_text(person, "name-particle"), first_text(person, "family-names"))))
    if not family:
        return whole_name(first_text(person, "name", "alias"))
    return name_of_parts(first_text(person, "given-names"), family, first_text(person, "name-suffix"))
