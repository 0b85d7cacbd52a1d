"""Whether an answer is a whole dump of papers, judged by the reader's own formats and by the way it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from paperreader.errors import NotADumpError, PaperReaderError
from paperreader.fetch.faults import NotAcceptedError, NotWholeError
from paperreader.fetch.identified import has_identifier, identified_papers
from paperreader.fetch.request import Answer, Request
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.source import Source
from paperreader.text import sanitize, single_line

_UNKNOWN = "the answer is of an unknown kind"
_NEWER = "a newer paperreader may know it; paperreader check tells what it is"
_TAIL = 1 << 16
_MOST_NARROWED = 1 << 24  # bytes
_MOST_UNPACKED = 1 << 26  # bytes of an answer that is a packed file
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>([^<]{0,200})", re.IGNORECASE)
_NO_RECORDS = b"noRecordsMatch"  # of OAI-PMH
_PAGES = ("html", "head", "body")
_SIGN = re.compile(rb'["\\\[\]{}]')


class Accepted(NamedTuple):
    """An answer that the reader opens as a dump.

    Attributes:
        part: the file with it.
        papers: for each paper the identifiers by which it is known elsewhere; its key if it has none.
        suffix: of the name that it gets, `.json` or `.xml`.
        url: that was asked.
        headers: of the answer, by names in lower case.
        length: in bytes.
    """

    part: Path
    papers: tuple[tuple[str, ...], ...]
    suffix: str
    url: str
    headers: Mapping[str, str]
    length: int

    def beginning(self) -> bytes:
        """Return the beginning of its text, as UTF-8. Raises PaperReaderError."""
        return _head(_source(self.part)) if self.length else b""

    def end(self) -> bytes:
        """Return the end of its text, as UTF-8. Raises PaperReaderError."""
        return _tail(_source(self.part)) if self.length else b""


def accept(answer: Answer, request: Request) -> Accepted:
    """Return an answer as a dump.

    Raises:
        NotWholeError: it ends too early.
        NotAcceptedError: it is no dump of papers, or not of the kind that was asked for.
    """
    source = _source(answer.body)
    try:
        head = _head(source)
    except PaperReaderError as error:
        raise _not_accepted(error, source) from error
    _check_kind(head, request)
    if not _is_whole(source, head):
        raise NotWholeError(f"the answer of {request.host} is not whole", "it ends in the middle of a record")
    papers = _papers(source, request)
    if source.damage:
        raise NotWholeError(f"the answer of {request.host} is not whole", source.damage.detail)
    return Accepted(answer.body, papers, _suffix(head), request.shown, answer.headers, answer.length)


def narrowed(accepted: Accepted, records: re.Pattern[bytes], is_wanted: Callable[[bytes], bool]) -> Accepted:
    """Return an answer without some of its records; one that is too long for it stays as it is.

    Args:
        accepted: the answer; its file is written anew.
        records: matches a record in it.
        is_wanted: whether a record stays.
    """
    if accepted.length > _MOST_NARROWED:
        return accepted
    text = accepted.part.read_bytes()
    shorter = records.sub(lambda found: found[0] if is_wanted(found[0]) else b"", text)
    if len(shorter) == len(text):
        return accepted
    accepted.part.write_bytes(shorter)
    papers = _papers(_source(accepted.part), Request(accepted.url, ""))
    return accepted._replace(papers=papers, length=len(shorter))


def _check_kind(head: bytes, request: Request) -> None:
    root = root_name(head)
    if root in _PAGES:
        title = _TITLE.search(head)
        words = single_line(sanitize(title[1].decode("utf-8", "replace"))).strip() if title else "without a title"
        raise NotAcceptedError(f"a web page came: {words}", "", "a captive portal, or a log-in?")
    if _ENTITY.search(head):
        raise NotAcceptedError("the answer declares entities of XML", "which may grow without end")
    if request.starts and not head.startswith(request.starts):
        raise NotAcceptedError(_UNKNOWN, f"it does not begin with {request.starts[0].decode()}", _NEWER)


def _papers(source: Source, request: Request) -> tuple[tuple[str, ...], ...]:
    """Return the identifiers of each paper. Raises NotAcceptedError if these are no papers, or not those asked for."""
    try:
        found = list(identified_papers(source))
    except PaperReaderError as error:
        if isinstance(error, NotADumpError) and _NO_RECORDS in source.head():
            return ()
        raise _not_accepted(error, source) from error
    others = {name for name, _ in found} - set(request.formats)
    if request.formats and others:
        raise NotAcceptedError(_UNKNOWN, f"it is read as {others.pop()}", _NEWER)
    papers = tuple(paper for _, paper in found)
    if request.formats and sum(map(has_identifier, papers)) * 2 < len(papers):
        raise NotAcceptedError(_UNKNOWN, "its papers have no identifiers", _NEWER)
    return papers


def _not_accepted(error: PaperReaderError, source: Source) -> NotAcceptedError:
    """Return why the reader has no papers of an answer, without the name of its file."""
    why = error.summary.replace(source.display_name, "it")
    if isinstance(error, NotADumpError):
        return NotAcceptedError("the answer has no papers", why, _NEWER)
    return NotAcceptedError("the answer cannot be read", why)


def _suffix(head: bytes) -> str:
    return {b"{": ".json", b"[": ".json", b"<": ".xml"}.get(head[:1], ".txt")


def _is_whole(source: Source, head: bytes) -> bool:
    """Return whether a text comes to its end; of one that is neither JSON nor XML, nothing shows it."""
    if _suffix(head) == ".json":
        return is_whole_json(source.chunks())
    return _suffix(head) != ".xml" or _is_whole_xml(head, _tail(source))


def is_whole_json(chunks: Iterable[bytes]) -> bool:
    """Return whether all brackets and strings of a JSON text are closed at its end."""
    depth, in_string, skipped = 0, False, -1
    for chunk in chunks:
        for found in _SIGN.finditer(chunk):
            position, sign = found.start(), found[0]
            if position == skipped:
                continue
            if in_string:
                if sign == b"\\":
                    skipped = position + 1
                in_string = sign != b'"'
            elif sign == b'"':
                in_string = True
            else:
                depth += 1 if sign in b"[{" else -1
        skipped -= len(chunk)
    return depth == 0 and not in_string


def _is_whole_xml(head: bytes, tail: bytes) -> bool:
    """Return whether an XML document has the end of its first element near its own end, or nothing but that element."""
    root = rb"(?:[\w.-]+:)?" + re.escape(root_name(head).encode())
    return re.search(rb"</%b\s*>|<%b\b[^<>]*/>\s*$" % (root, root), tail, re.IGNORECASE) is not None


def _source(file: Path) -> Source:
    return Source(str(file), most_unpacked=_MOST_UNPACKED)


def _head(source: Source) -> bytes:
    """Return the beginning of a text as UTF-8, whatever its encoding. Raises PaperReaderError."""
    return next(source.chunks(), b"").lstrip()


def _tail(source: Source) -> bytes:
    start = max(0, source.size - _TAIL)
    return source.pread(start, source.size - start)
