"""Files without papers, refused by what they are: lists of feeds, errors of servers, web pages, Markdown, tables.

Files that are no text are refused by `paperreader.source` before.
"""

from __future__ import annotations

import html
import re
from typing import cast

from paperreader.errors import NotADumpError
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.source import FORMATS_HINT, Source
from paperreader.text import count_of, single_line

_LONGEST_WORDS = 300  # letters of a file's own words in a message
_MOST_COUNTED = 1 << 26  # bytes of a list of feeds
_OVERLAP = 64  # bytes: longer than an attribute's name
_FEED = re.compile(rb"\bxmlUrl\s*=", re.IGNORECASE)
_PAGE_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{1,300})", re.IGNORECASE)
_XML_ERROR = re.compile(rb"<(?:\w+:)?error\b[^>]*>\s*([^<]{1,300})", re.IGNORECASE)
_ARXIV_ERROR = re.compile(rb"arxiv\.org/api/errors.*?<summary>\s*([^<]{1,300})", re.DOTALL)
_SHORT_ANSWER = 400  # bytes
_SERVER_ERROR = re.compile(
    rb"\s*(?:HTTP\S* )?(?:error:? )?(?:[45]\d\d\b|rate (?:limit )?exceeded|too many requests|resource not found|not found|forbidden|"
    rb"unauthorized|access denied|bad gateway|bad request|service unavailable|internal server error|gateway time-?out)",
    re.IGNORECASE,
)
_JSON_START = re.compile(rb"\s*(?:\[\s*(?:[{\[\"\]]|$)|\{\s*(?:[\"}]|$))")
_QUOTED = re.compile(rb'"[^"]*"')
_MARKDOWN = re.compile(rb"^(?:#{1,6} |[-*+] |\d+\. |> |```)|\]\(", re.MULTILINE)
_IN_MARKDOWN = frozenset(("div", "p", "h1", "h2", "img", "a", "center", "picture", "details", "br", "table", "span"))
_RECORDS = re.compile(rb"<(?:\w+:)?(?:entry|item|record|outline|PubmedArticle|PubmedBookArticle|paper)[\s/>]")
_ANSWERS = frozenset(("feed", "rss", "rdf", "oai-pmh", "pubmedarticleset", "xml", "records"))
_NO_LETTER = re.compile(r"[^A-Za-z]")
_TOTALS = frozenset(("total", "totalresults", "totalcount", "hitcount", "resultcount", "numfound", "count"))
_DEPTH_OF_TOTALS = 2
_SEPARATORS = b",;\t"
_LINES_OF_A_TABLE = 2


def is_empty_answer(head: bytes) -> bool:
    """Return whether a file is the answer of a server that has no records and no error, or a feed without entries.

    Args:
        head: the file, or its first bytes.
    """
    if head.lstrip()[:1] in (b"{", b"["):
        answer = _json(head)
        return answer == [] or (not _json_error(head) and _counts_none(answer, _DEPTH_OF_TOTALS))
    root = root_name(head)
    if root == "rdf" and b"channel" not in head:  # not of a feed: Zotero's own export, ontologies
        return False
    return root in _ANSWERS and not _RECORDS.search(head) and not _xml_error(head)


def _counts_none(answer: object, depth: int) -> bool:
    """Return whether a JSON answer has a number of results, and it is 0."""
    if not isinstance(answer, dict):
        return False
    return any(
        str(value) == "0" if _NO_LETTER.sub("", name).lower() in _TOTALS else depth and _counts_none(value, depth - 1)
        for name, value in answer.items()
    )


def refusal(source: Source, found: str) -> NotADumpError:
    """Return the error that a file has no papers, with what it is.

    Args:
        source: the file.
        found: the name of its format; "" without one.

    Raises:
        PaperReaderError: the file cannot be read.
    """
    name, head = source.display_name, source.head()
    kind = _kind(source, head)
    if kind:
        return NotADumpError(f"{name} {kind}", hint=FORMATS_HINT)
    return NotADumpError(f"{name}: no papers found; {_why(head, found)}", hint=FORMATS_HINT)


def _kind(source: Source, head: bytes) -> str:
    """Return what a file is, as the end of a sentence about it; "" if that is not known."""
    root = root_name(head)
    if root == "opml":
        return f"lists {count_of(_count_feeds(source), 'feed')}, not papers"
    error = _xml_error(head) if root else _json_error(head)
    if not error and len(head) <= _SHORT_ANSWER and _SERVER_ERROR.match(head):
        error = _shown(head)
    if error:
        return f"is the error of a server, not its answer: {error}"
    if root in ("html", "head", "body", "meta"):
        title = _PAGE_TITLE.search(head)
        return "is a web page without papers" + (f' ("{_shown(title[1])}")' if title else "")
    return ""


def _why(head: bytes, found: str) -> str:
    """Return why a file that is not known by name has no papers."""
    if found:
        return f"it looks like {found}, but nothing in it could be read as a paper with a title"
    if _JSON_START.match(head):
        return "its JSON has no records that are known"
    root = root_name(head)
    if root and not (root in _IN_MARKDOWN and _MARKDOWN.search(head)):
        return f"XML with the root element `{_shortened(root)}` is not known"
    if _MARKDOWN.search(head):
        return "Markdown lists, digests and pages are read"
    if _is_table(head):
        return "a table needs a column with titles"
    return "it has none of the known formats"


def _count_feeds(source: Source) -> int:
    feeds, counted, rest = 0, 0, b""
    for chunk in source.chunks():
        data = rest + chunk
        found = [match.end() for match in _FEED.finditer(data)]
        feeds, counted = feeds + len(found), counted + len(chunk)
        rest = data[max(found[-1] if found else 0, len(data) - _OVERLAP) :]
        if counted > _MOST_COUNTED:
            break
    return feeds


def _xml_error(head: bytes) -> str:
    found = _ARXIV_ERROR.search(head) or _XML_ERROR.search(head)
    return _shown(found[1]) if found else ""


def _json_error(head: bytes) -> str:
    """Return the error that a JSON answer reports. Answers with errors are short, so the first bytes are enough."""
    from paperreader.formats.records.json.json_records import reported_error

    return reported_error(_json(head)) if head.lstrip().startswith(b"{") else ""


def _json(head: bytes) -> object:
    """Return the value of a short JSON text; None for a longer one, and for anything else."""
    import orjson

    try:
        return cast("object", orjson.loads(head))
    except orjson.JSONDecodeError:
        return None


def _is_table(head: bytes) -> bool:
    lines = head.split(b"\n")[:_LINES_OF_A_TABLE]
    counts = [[line.count(separator) for separator in _SEPARATORS] for line in map(_without_quoted, lines)]
    return len(lines) == _LINES_OF_A_TABLE and counts[0] == counts[1] and any(counts[0])


def _without_quoted(line: bytes) -> bytes:
    return _QUOTED.sub(b"", line)


def _shown(raw: bytes) -> str:
    return _shortened(single_line(html.unescape(raw.decode("utf-8", "replace"))))


def _shortened(words: str) -> str:
    """Return words of a file as they are shown: in the file they may be of any length."""
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
