"""What must hold when any bytes are read, whatever they are: time, lines, texts, and the paper at the end."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from paperreader.errors import PaperReaderError, Problem
from paperreader.formats import Entry, read
from paperreader.formats.papers_page.pieces import has_markup
from paperreader.formats.registry import FORMATS
from paperreader.source import Source
from paperreader.text import sanitize, single_line

_NAMES = {row.module: row.name for row in FORMATS}
_PAGE = _NAMES["papers_page"]
_BY_LINES = {row.name for row in FORMATS if row.unit == "lines"}
_SIZES = (1, 7, 1000, 1 << 16)  # bytes read at once
_SMALL = 1 << 16  # bytes: longer inputs are only read once
_LONGEST_PROBLEM = 1000  # letters
_LAST_TITLE = "The Title of the Last Paper"
_LAST = {
    _PAGE: "\n\n{}\n\n6 authors\n\u00b7\nJan 5, 2024\n",
    _NAMES["bibtex"]: "\n\n@misc{{last,\n  title = {{{}}},\n  year = {{2024}},\n}}\n",
    _NAMES["ris"]: "\n\nTY  - JOUR\nTI  - {}\nER  - \n",
    _NAMES["nbib"]: "\n\nPMID- 99\nTI  - {}\n",
    _NAMES["refworks_tagged"]: "\n\nRT Generic\nT1 {}\n",
    _NAMES["endnote_tagged"]: "\n\n%0 Generic\n%T {}\n",
    _NAMES["wos_tagged"]: "\n\nPT J\nTI {}\nER\n",
    _NAMES["own_jsonl"]: '\n{{"title": "{}"}}\n',
    _NAMES["arxiv_snapshot"]: '\n{{"id": "2402.15570", "title": "{}", "abstract": "", "categories": ""}}\n',
}
"""A paper behind a dump, by format: whatever stands before it, it is read. Other formats have brackets to close, as lists in JSON do."""


class Reading(NamedTuple):
    """What a dump was read as: comparable papers, counts and the format's name, "" if it was refused."""

    papers: list[Any]
    entries: list[Entry]
    counts: Counter[str]
    form: str


class PieceSource(Source):
    """A dump that is read in pieces of a size."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(path)
        self._piece_size = size

    def chunks(self) -> Iterator[bytes]:
        """Yield the pieces."""
        data = b"".join(super().chunks())
        for start in range(0, len(data), self._piece_size):
            yield data[start : start + self._piece_size]


def check(path: Path, chance: random.Random) -> None:
    """Read a dump in several ways.

    Raises:
        AssertionError: what must hold does not; other exceptions are faults as well.
    """
    started = time.process_time()
    reading = read_whatever(Source(str(path)))
    took, size = time.process_time() - started, path.stat().st_size
    assert took < 1 + 2e-6 * size or _is_linear(path, took), f"{took:.1f} s for {size} bytes"
    if not reading.form:
        return
    data = b"".join(Source(str(path)).chunks())
    _check_lines(reading, data)
    if size > _SMALL:
        return
    if reading.form == _PAGE:
        _check_that_lines_are_shown(reading, data)
    if chance.random() < 0.3:
        again = read_whatever(PieceSource(str(path), chance.choice(_SIZES)))
        assert again.papers == reading.papers, f"{len(again.papers)} papers in pieces, {len(reading.papers)} at once"
    if reading.form in _LAST and chance.random() < 0.3:
        _check_last_paper(path, data, reading.form)


def _is_linear(path: Path, took: float) -> bool:
    """Return whether the time to read a dump grows as its length: records of a few bytes, each broken, take 30 microseconds each.

    Half of it takes more than a quarter of the time, or twice of it less than four times as long, but longer. Where neither
    is read as the whole is, that which a square takes is still too long.
    """
    data = path.read_bytes()
    took = min(took, _time(path, data))
    half, twice = _time(path, data[: len(data) // 2]), _time(path, data + b"\n" + data)
    return took < 1 + 1.5e-5 * len(data) and (took < 3.5 * half or 1.2 * took < twice < 3.5 * took)


def _time(path: Path, data: bytes) -> float:
    other = path.with_suffix(".part")
    other.write_bytes(data)
    started = time.process_time()
    read_whatever(Source(str(other)))
    other.unlink()
    return time.process_time() - started


def _check_lines(reading: Reading, data: bytes) -> None:
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    most = lines + data.count(b"\r") + 1
    assert all(1 <= entry.line <= most for entry in reading.entries), "a line behind the end"
    if reading.form in _BY_LINES:
        counted = sum(reading.counts.values())
        assert counted == lines, f"{counted} of {lines} lines are accounted for"


def _check_that_lines_are_shown(reading: Reading, data: bytes) -> None:
    """Check that lines of a page that are neither boilerplate nor metadata are in a title or an abstract.

    Cards of a trending page may lose a summary, and markup is taken off: such pages are passed over.
    """
    if has_markup(data) or re.search(rb"upvote|submitted by", data, re.IGNORECASE):
        return
    texts = [
        text for entry in reading.entries for text in (entry.title, entry.abstract.raw_text() if entry.abstract else "")
    ]
    shown = "\n".join(map(_squeezed, texts))
    lines = [_squeezed(line) for line in data.decode("utf-8", "replace").split("\n")]
    missing = [line for line in lines if line and line not in shown]
    allowed = reading.counts["metadata"] + reading.counts["boilerplate"]
    assert len(missing) <= allowed, f"{len(missing)} lines are not shown, {allowed} may be: {missing[:20]}"


def _squeezed(text: str) -> str:
    return "".join(single_line(text).split())


def _check_last_paper(path: Path, data: bytes, form: str) -> None:
    """Check that a paper behind the dump is read, whatever stands before it."""
    whole = path.with_suffix(".last")
    whole.write_bytes(data + _LAST[form].format(_LAST_TITLE).encode())
    reading = read_whatever(Source(str(whole)))
    texts = [
        text for entry in reading.entries for text in (entry.title, entry.abstract.text() if entry.abstract else "")
    ]
    is_read = any(_LAST_TITLE in text for text in texts)
    assert is_read or reading.form != form or _is_document(data, form), "a paper behind the dump is not read"
    whole.unlink()


def _is_document(data: bytes, form: str) -> bool:
    """Return whether a dump of a format of JSON lines is one document instead, behind which nothing can stand."""
    lines = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 8)
    return form in (_NAMES["own_jsonl"], _NAMES["arxiv_snapshot"]) and (
        lines[0].startswith(b"[") or sum(line[:1] == b"{" and line[-1:] == b"}" for line in lines) < 2
    )


def read_whatever(source: Source) -> Reading:
    """Read a dump; check each entry and each problem by itself."""
    reading = Reading([], [], Counter(), "")
    form = told = ""
    try:
        for batch in read(source):
            reading.papers.extend(map(_checked, batch.entries))
            reading.entries.extend(batch.entries)
            reading.counts.update(batch.counts)
            form = batch.format
            assert len(batch.keys) == len(batch.entries)
            _check_problems(batch.problems)
    except PaperReaderError as error:
        told, form = error.title, ""
    assert len(told) < _LONGEST_PROBLEM, f"{len(told)} letters: {told[:200]}"
    return reading._replace(form=form)


def _check_problems(problems: list[Problem]) -> None:
    for problem in problems:
        assert sanitize(problem.text) == problem.text, repr(problem.text)
        assert 0 < len(problem.text) < _LONGEST_PROBLEM, f"{len(problem.text)} letters: {problem.text[:200]}"


def _checked(entry: Entry) -> tuple[Any, ...]:
    """Return what two readings of an entry are compared by."""
    assert entry.title.strip(), repr(entry.title)
    assert entry.title == sanitize(entry.title).strip(" "), repr(entry.title)
    texts = (
        *(entry.authors or ()),
        *entry.categories,
        *entry.links,
        *entry.keywords,
        entry.venue or "",
        entry.comment or "",
    )
    assert all(sanitize(text) == text for text in texts), repr(texts)
    abstract = entry.abstract.text() if entry.abstract else None
    return (abstract, *entry._replace(abstract=None, opening=b""))  # which begins as the abstract does
