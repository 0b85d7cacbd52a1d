r"""Compare what is read of dumps with their truth: how many records are found, and how many of their fields are right.

The truth of `FILE` stands beside it as `FILE.truth.jsonl`, one object for each record in the order of the file:
`title, authors, date, arxiv_id, doi, url, pdf_url, venue, categories, abstract_start, upvotes, comments, code_url`.
A field that is null there is not judged. The truth is made by other readers than the program's, or by hand.

For each file and in total, print the records found, the entries that are none of the records, and of the fields that
the truth has how many are right. Titles, names and venues are compared without case, accents and punctuation.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from paperreader.dates import YEAR_UNIT, day_number, format_day
from paperreader.errors import PaperReaderError
from paperreader.formats import Entry, read
from paperreader.paper import compact_key, paper_key
from paperreader.source.discovery import find_sources
from paperreader.text import normalize_title

Values = dict[str, Any]
FIELDS = ("title", "authors", "date", "arxiv_id", "doi", "venue", "abstract_start")
MORE_FIELDS = ("categories", "pdf_url", "code_url", "upvotes", "comments")
OPENING = 200
"""Characters of an abstract that are compared."""
REST = re.compile(r"\s*\b(?:et al\.?|others)$")
"""What the truth may have in place of further authors, whom the program counts."""


class Score(NamedTuple):
    """What is right of a dump: records found, of how many; entries that are no record; fields right, of how many."""

    found: int
    records: int
    wrong: int
    right: Counter[str]
    judged: Counter[str]

    def plus(self, other: Score) -> Score:
        """Return the score of two dumps together."""
        return Score(
            self.found + other.found,
            self.records + other.records,
            self.wrong + other.wrong,
            self.right + other.right,
            self.judged + other.judged,
        )

    def cells(self, fields: Iterable[str]) -> list[str]:
        """Return the cells of the table: records, wrong entries, all fields, each field."""
        shares = [f"{self.right[name]}/{self.judged[name]}" if self.judged[name] else "" for name in fields]
        every = f"{self.right.total()}/{self.judged.total()}"
        return [f"{self.found}/{self.records}", str(self.wrong), every, *shares]


def folded(text: str) -> str:
    """Return a text as it is compared: its letters and digits, without `et al.` at its end."""
    return normalize_title(REST.sub("", text)).replace(" ", "")


def title_key(title: str) -> str:
    """Return the identity of a title alone."""
    return compact_key(paper_key(title))


COMPARED: dict[str, Callable[[Any], Any]] = {
    "title": title_key,
    "authors": lambda names: [name for name in map(folded, names) if name],
    "doi": unquote,
    "venue": folded,
    "abstract_start": lambda text: folded(text.rpartition(" ")[0]),
    "categories": list,
}
"""How values are spelled to be compared; other fields must be equal as they are."""


def values_of(entry: Entry, capture_year: int) -> Values:
    """Return what an entry has for the fields of the truth; `capture_year` completes its date."""
    without_year = 0 < entry.day < YEAR_UNIT
    return {
        **{name: getattr(entry, name.removesuffix("_url"), None) for name in FIELDS + MORE_FIELDS},
        "date": format_day(day_number(capture_year, 0, entry.day) if without_year else entry.day) or None,
        "abstract_start": entry.abstract.text()[:OPENING] + " " if entry.abstract else None,
        "names": {title_key(entry.title), entry.arxiv_id, entry.doi, *entry.links},
    }


def is_right(read_values: Values, name: str, truth: Any) -> bool:
    """Whether an entry has what the truth tells for a field."""
    value, spell = read_values[name], COMPARED.get(name, lambda value: value)
    if value is None:
        return False
    if name == "abstract_start":
        return bool(spell(value).startswith(spell(truth)))
    return bool(spell(value) == spell(truth))


def best_entry(entries: list[Values], record: Values, judged: Values, taken: set[int]) -> int | None:
    """Return the index of the entry with the most fields of a record, of those with its title, else its identifiers.

    An entry that is taken by a record is left to it unless no other has as much in common.
    """
    names = (title_key(record["title"]) if record["title"] else None, record["arxiv_id"], record["doi"], record["url"])
    for name in filter(None, names):
        if named := [index for index, entry in enumerate(entries) if name in entry["names"]]:
            rights = {index: sum(is_right(entries[index], *field) for field in judged.items()) for index in named}
            return max(named, key=lambda index: (rights[index], index not in taken))
    return None


def compare(entries: list[Values], records: list[Values], fields: Iterable[str]) -> tuple[Score, list[str]]:
    """Return the score of a dump, and lines about what is missed."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    taken: set[int] = set()
    found, misses = 0, []
    for record in records:
        told = {name: record[name] for name in fields if record.get(name) is not None}
        judged.update(told.keys())
        index = best_entry(entries, record, told, taken)
        if index is None:
            misses.append(f"  not found: {record['title'] or record['arxiv_id']}")
            continue
        found += 1
        taken.add(index)
        for name, truth in told.items():
            if is_right(entries[index], name, truth):
                right[name] += 1
            else:
                misses.append(f"  {name}: {truth!r}\n    read: {entries[index][name]!r}\n    in: {record['title']}")
    known = set().union(*(entries[index]["names"] for index in taken)) - {None}
    wrong = [entry for entry in entries if known.isdisjoint(entry["names"])]
    misses += [f"  no record: {entry['title']}" for entry in wrong]
    return Score(found, len(records), len(wrong), right, judged), misses


def read_entries(path: Path) -> Iterator[Values]:
    """Yield the entries of a dump; none if it is refused, and the reason is printed."""
    try:
        for source in find_sources([str(path)]):
            batches = list(read(source))
            year = batches[-1].capture_year or 0 if batches else 0
            yield from (values_of(entry, year) for batch in batches for entry in batch.entries)
    except PaperReaderError as error:
        print(f"# {path.name}: {error}")


def truth_path(path: Path) -> Path:
    """Return where the truth of a dump stands."""
    return path.with_name(f"{path.name}.truth.jsonl")


def read_truth(path: Path) -> list[Values]:
    """Return the records of a dump as its truth has them."""
    lines = truth_path(path).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a dump; its truth is FILE.truth.jsonl")
    parser.add_argument("--misses", action="store_true", help="list the records and fields that are missed")
    parser.add_argument("--more", action="store_true", help=f"judge also {', '.join(MORE_FIELDS)}")
    arguments = parser.parse_args()
    fields = FIELDS + MORE_FIELDS * arguments.more
    print(f"# Python {platform.python_version()}; right/judged", flush=True)
    print(*(f"{head:>15}" for head in ("records", "wrong", "fields", *fields)), "  file", sep="")
    total = Score(0, 0, 0, Counter(), Counter())
    for path in arguments.files:
        if not truth_path(path).is_file():
            print(f"# {path.name}: no {truth_path(path).name} beside it")
            continue
        score, misses = compare(list(read_entries(path)), read_truth(path), fields)
        print(*(f"{cell:>15}" for cell in score.cells(fields)), f"  {path.name}", sep="")
        print(*misses * arguments.misses, sep="\n", end="\n" * (arguments.misses and bool(misses)))
        total = total.plus(score)
    print(*(f"{cell:>15}" for cell in total.cells(fields)), "  in total", sep="")


if __name__ == "__main__":
    main()
