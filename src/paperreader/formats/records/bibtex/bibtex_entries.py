r"""The entries of BibTeX and BibLaTeX text, with the lines on which they stand.

An entry is `@kind{key, name = value, …}` with `{…}` or `(…)` around it. A value is `{…}`, `"…"`, a number or a name of a
`@string`, and `#` joins values. Braces are counted, escaped or not; if they do not pair so, those that are not escaped.
Keys and names may have blanks (Scopus), a field may be twice in an entry (Zotero; the first that is not empty counts),
and all text outside of entries is a comment, as are lines behind `%` between fields, which Biber passes over. An entry
ends at the latest before a line that begins with `@kind{`, so that one that does not end takes no other with it. Each byte
is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from paperreader.formats.records.bibtex.brace_pairs import BracePairs

# possessive (`*+`): what was matched is not tried again, so that the time is linear in the text
_ENTRY = re.compile(rb"(?<![\w.])@[ \t]*(?P<kind>[A-Za-z]+)\s*(?=[{(])")
_KEY = re.compile(rb"\s*+(?P<key>[^,={}\"\n]*+)\s*+(?:,|(?=[)}]))")
_BORDER = re.compile(
    rb"(?:^|(?<=[\n\r}]))[ \t]*@[ \t]*"
    rb"(?:(?:string|comment|preamble)\s*[{(]|[A-Za-z]+\s*+[{(]\s*+[^,={}\"\n\r@]*+,\s*+[A-Za-z][\w \t+.-]*+=)",
    re.IGNORECASE,
)
_NAME = re.compile(rb"(?:[\s,]++|%[^\n]*+)*+(?P<name>[^\s={}\"(),#%@][^={}\",\n]*+)\s*+=\s*+")
_LINE_NAME = re.compile(rb"[\n\r][ \t]*(?P<name>[A-Za-z][\w \t+.-]*+)=\s*+(?=[{\"\w])")
_END = re.compile(rb"(?:[\s,]++|%[^\n]*+)*+[)}]")
_BARE = re.compile(rb"[^\s,#{}\"()=]+")
_JOIN = re.compile(rb"\s*#\s*")
_QUOTE = re.compile(rb"[\"{}]")
_FLAT = re.compile(rb"\{([^{}]*)\}")
_MAX_SIGNS = 1000  # `@` that are looked at to find a border
_NOTHING_MORE = re.compile(rb"\s*\Z")

NOT_ENTRIES = frozenset(("string", "comment", "preamble"))


@dataclass(slots=True)
class BibtexEntry:
    """An entry as it stands in its dump.

    Attributes:
        kind: in lower case, `article`.
        key: "" without one.
        line: on which it begins.
        title_line: on which its title begins.
        fields: raw values, under names in lower case.
        is_closed: whether it ends.
        is_whole: whether all of it was understood.
    """

    kind: str
    key: str
    line: int
    title_line: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    is_closed: bool = False
    is_whole: bool = True


def last_border(data: bytes) -> int:
    """Return where the last entry of some text begins, 0 if it has only one."""
    at = data.rfind(b"@")
    for _ in range(_MAX_SIGNS):
        if at <= 0:
            break
        start = at
        while start and data[start - 1] in b" \t":
            start -= 1
        if _BORDER.match(data, start):
            return start
        at = data.rfind(b"@", 0, at)
    return 0


class BibtexScanner:
    """The entries of a dump's pieces, one after another; names of `@string` hold for the pieces that follow."""

    def __init__(self) -> None:
        self._strings: dict[str, str] = {}

    def entries(self, data: bytes, line: int) -> Iterator[BibtexEntry]:
        """Yield the entries of a piece whose first line is `line`; `@string` and comments are no entries."""
        counted = limit = 0
        pairs = BracePairs(data, 0)
        start = _ENTRY.search(data)
        while start:
            if limit <= start.end():
                border = _BORDER.search(data, start.end())
                limit = border.start() if border else len(data)
                pairs = BracePairs(data, limit)
            line += data.count(b"\n", counted, start.start())
            counted = start.start()
            entry = BibtexEntry(start["kind"].decode().lower(), "", line)
            end = _Body(data, start.end(), limit, pairs, self._strings).read(entry)
            if entry.kind not in NOT_ENTRIES:
                yield entry
            elif entry.kind == "string":
                self._strings.update(entry.fields)
            start = _ENTRY.search(data, end)


class _Body:
    """What stands between the braces of an entry: from `at` to `limit` at most."""

    def __init__(self, data: bytes, at: int, limit: int, pairs: BracePairs, strings: dict[str, str]) -> None:
        self._data = data
        self._at = at + 1
        self._start = at
        self._limit = limit
        self._pairs = pairs
        self._strings = strings
        self._is_broken = False  # whether a value did not end; then values end with their lines

    def read(self, entry: BibtexEntry) -> int:
        """Read key and fields into an entry; return where it ends."""
        if entry.kind in ("comment", "preamble"):
            end = self._pairs.closing(self._start)
            return end + 1 if end >= 0 else self._limit
        key = _KEY.match(self._data, self._at, self._limit)
        if key and entry.kind != "string":
            entry.key = " ".join(key["key"].decode("utf-8", "replace").split())
            self._at = key.end()
        self._read_fields(entry)
        entry.title_line += entry.line
        return self._at

    def _read_fields(self, entry: BibtexEntry) -> None:
        while not entry.is_closed:
            name = _NAME.match(self._data, self._at, self._limit)
            end = None if name else _END.match(self._data, self._at, self._limit)
            if not name and not end:
                entry.is_whole = False
                name = _LINE_NAME.search(self._data, self._at, self._limit)
            if name:
                self._read_field(entry, name)
            else:
                self._at = end.end() if end else self._limit
                if not end:
                    return
                entry.is_closed = True

    def _read_field(self, entry: BibtexEntry, found: re.Match[bytes]) -> None:
        name = found["name"].decode("utf-8", "replace").strip().lower()
        self._at = found.end()
        value = self._value()
        if name == "title" and name not in entry.fields:
            entry.title_line = self._data.count(b"\n", self._start, found.start("name"))
        if not entry.fields.get(name):
            entry.fields[name] = value

    def _value(self) -> str:
        """Return the value that begins here, joined."""
        value = self._part()
        while join := _JOIN.match(self._data, self._at, self._limit):
            self._at = join.end()
            value += self._part()
        return value

    def _part(self) -> str:
        data, at = self._data, self._at
        flat = _FLAT.match(data, at, self._limit)
        if flat:
            self._at = flat.end()
            return flat[1].decode("utf-8", "replace")
        opening = data[at : min(at + 1, self._limit)]
        if opening not in (b"{", b'"'):
            return self._bare()
        end = self._end(opening)
        if end < 0:
            return self._broken(at + 1)
        self._at = end + 1
        return data[at + 1 : end].decode("utf-8", "replace")

    def _end(self, opening: bytes) -> int:
        """Return where the value that begins here ends; -1 if it does not, or has swallowed the fields behind it."""
        if self._is_broken:
            return -1
        start = self._at
        end = self._pairs.closing(start) if opening == b"{" else self._quote(start + 1)
        swallowed = end >= 0 and _NOTHING_MORE.match(self._data, end + 1, self._limit)
        return -1 if swallowed and _LINE_NAME.search(self._data, start, end) else end

    def _bare(self) -> str:
        bare = _BARE.match(self._data, self._at, self._limit)
        if not bare:
            return ""
        self._at = bare.end()
        text = bare[0].decode("utf-8", "replace")
        return self._strings.get(text.lower(), text)

    def _quote(self, at: int) -> int:
        """Return where a value in quotes ends; -1 if it does not. A quote in braces is plain."""
        while sign := _QUOTE.search(self._data, at, self._limit):
            if sign[0] == b'"':
                return sign.start()
            closing = self._pairs.closing(sign.start()) if sign[0] == b"{" else -1
            if closing < 0:
                return -1
            at = closing + 1
        return -1

    def _broken(self, start: int) -> str:
        """Return a value that does not end, up to the next line that begins with a name."""
        self._is_broken = True
        following = _LINE_NAME.search(self._data, start, self._limit)
        self._at = following.start() if following else self._limit
        return self._data[start : self._at].decode("utf-8", "replace").rstrip(' \t\r\n,}"')
