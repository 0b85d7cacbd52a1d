"""Mails with papers, one (`.eml`) or many (`.mbox`): alerts of Google Scholar, and what arXiv sends of a day.

A mail is parsed by the standard library, whatever its parts and encodings; see RFC 4155 for the line `From ` that
begins each mail of many. Papers of an alert have the line of their mail: its text is encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from paperreader.errors import Problem
from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.source import Source

if TYPE_CHECKING:
    from email.message import Message

_FROM_LINE = re.compile(rb"From [^\n]{0,200}\d\d:\d\d[^\n]{0,60}\d{4}[^\n]{0,40}$")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:(?:\s|$)")
_KNOWN = re.compile(
    rb"^(from|to|date|subject|message-id|mime-version|received|return-path|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_HEADERS = 3
_LARGEST = 1 << 25  # bytes of a mail; the rest of it is not read
_ALERT = "gse_alrt_title"
_NO_PAPERS = "mails without papers"


def sniff(head: bytes) -> float:
    """Return the confidence: certain with three headers of mails at the beginning."""
    first, _, rest = head.lstrip().partition(b"\n")
    if not (_FROM_LINE.match(first.rstrip()) or _HEADER.match(first)):
        return 0.0
    headers = (first + b"\n" + rest).replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return CERTAIN if len({name.lower() for name in _KNOWN.findall(headers)}) >= _LEAST_HEADERS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the mails; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


class _Mail(NamedTuple):
    """The bytes of a mail, and the line where it begins."""

    line: int
    data: bytes


def _items(source: Source) -> Iterator[Item]:
    for mail in _mails(source):
        if len(mail.data) > _LARGEST:
            yield Problem(source.display_name, mail.line, "a mail over 32 MB; its rest was not read")
        try:
            yield from _papers(mail)
        except RecursionError:
            yield Problem(source.display_name, mail.line, "a mail whose parts are nested too deeply; it was not read")


def _mails(source: Source) -> Iterator[_Mail]:
    """Yield the mails of a dump; one that is too large comes with the first bytes over the bound."""
    number, start, lines, size = 0, 1, list[bytes](), 0
    rest, after_blank = b"", True
    for chunk in _with_last_line(source):
        *complete, rest = (rest + chunk).split(b"\n")
        for line in complete:
            number += 1
            if after_blank and line.startswith(b"From ") and _FROM_LINE.match(line.rstrip()):
                if lines:
                    yield _Mail(start, b"\n".join(lines))
                start, lines, size = number, [], 0
            elif size <= _LARGEST:
                lines.append(line)
                size += len(line) + 1
            after_blank = not line.strip()
        rest = rest[: _LARGEST + 1]
    if lines:
        yield _Mail(start, b"\n".join(lines))


def _with_last_line(source: Source) -> Iterator[bytes]:
    yield from source.chunks()
    yield b"\n"


def _papers(mail: _Mail) -> Iterator[Item]:
    from email import message_from_bytes

    found = False
    for part in message_from_bytes(mail.data.lstrip(b"\r\n")).walk():
        kind = part.get_content_type()
        items = _alert(part) if kind == "text/html" else _digest(part) if kind == "text/plain" else iter(())
        for item in items:
            found = True
            if isinstance(item, Record):
                item.line = mail.line
            yield item
    if not found:
        yield NotRead(mail.line, _NO_PAPERS)


def _alert(part: Message) -> Iterator[Item]:
    """Yield the papers in the HTML of an alert."""
    text = _text(part)
    if _ALERT in text:
        from paperreader.formats.records.html import scholar_results
        from paperreader.formats.records.html.html_tree import parse_html

        yield from scholar_results.papers(parse_html(text).root)


def _digest(part: Message) -> Iterator[Item]:
    """Yield the papers in a text as arXiv sends it."""
    text = _text(part)
    if "\\\\\narXiv:" in text.replace("\r\n", "\n"):
        from paperreader.formats.arxiv_mail import find_records
        from paperreader.formats.records.lines.text_lines import lines_of

        for item in find_records(lines_of(text.encode("utf-8", "replace"))):
            yield item if isinstance(item, Record) else NotRead(1, "blocks without a title")


def _text(part: Message) -> str:
    """Return the text of a part; a dump is UTF-8 already where the part is not encoded."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("base64", "quoted-printable")
    try:
        return data.decode((part.get_content_charset() or "utf-8") if encoded else "utf-8")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")
