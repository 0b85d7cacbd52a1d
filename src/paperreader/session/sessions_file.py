"""The file in which sessions are remembered, in the user's folder for state: one for this machine, and no marks in it.

Nothing depends on it: what cannot be read is passed over, and what cannot be written is forgotten.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from paperreader.marks.log import replace_file
from paperreader.paths import platform_folder
from paperreader.session.query_history import LONGEST, latest
from paperreader.text import sanitize

_KEPT = 50  # sets of dumps
_HEAD = (
    "# What the reader remembers of its last sessions on this machine. It may be deleted; the marks are elsewhere.\n"
)
_SESSIONS, _HISTORY = "sessions", "history"


class RememberedSession(NamedTuple):
    """What a session showed when it ended.

    Attributes:
        query: as text.
        order: one of `sorting.ORDERS`, or "".
        key: of the paper under the cursor.
        offset: lines of the list between the top of the window and the cursor.
        density: "compact" or "roomy"; "" for that of the settings.
        filters: whether the filter pane was open.
        pane: the pane that had the keys: "list", "detail" or "filters".
        full_screen: whether the detail filled the screen.
    """

    query: str = ""
    order: str = ""
    reverse: bool = False
    key: str = ""
    offset: int = 0
    density: str = ""
    filters: bool = False
    pane: str = "list"
    full_screen: bool = False


def default_sessions_path() -> Path:
    """Return the path of the file; it need not exist."""
    return platform_folder("state") / "sessions.toml"


class SessionsFile:
    """The file, as a session with one set of dumps reads and writes it.

    Args:
        path: the file; it need not exist.
        dumps: the paths that the user named; none for the default dumps.
    """

    def __init__(self, path: Path, dumps: Sequence[str]) -> None:
        self._path = path
        self._dumps = sorted({os.path.realpath(dump) for dump in dumps})
        names = b"\0".join(map(os.fsencode, self._dumps))
        self._id = f"{zlib.crc32(names):08x}{zlib.adler32(names):08x}"  # `hashlib` takes milliseconds to import

    def read(self) -> RememberedSession:
        """Return the last session with these dumps. Parses only its own table: the rest takes longer than the screen has."""
        text = self._text()
        start = text.find(f"[{_SESSIONS}.{self._id}]\n")
        end = text.find("\n[", start)
        return (
            _session(_parse(text[start : end if end >= 0 else None]), self._id) if start >= 0 else RememberedSession()
        )

    def read_history(self) -> list[str]:
        """Return the queries typed in earlier sessions with any dumps, the latest last."""
        return _history(_parse(self._text()))

    def save(self, session: RememberedSession, queries: Iterable[str]) -> None:
        """Write what a session shows, and the queries typed in it. Other sessions stay, the last `_KEPT` of them."""
        import tomli_w

        def changed(content: bytes) -> bytes:
            table = _parse(content.decode(errors="replace"))
            others = {name: other for name, other in _tables(table).items() if name != self._id}
            own = {"dumps": list(map(sanitize, self._dumps)), **_changed_values(session)}
            sessions = {**dict([*others.items()][1 - _KEPT :]), self._id: own}
            kept = {_HISTORY: latest([*_history(table), *queries]), _SESSIONS: sessions}
            return (_HEAD + tomli_w.dumps(kept)).encode(errors="replace")

        with suppress(OSError):
            replace_file(self._path, changed)

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode(errors="replace")
        except OSError:
            return ""


def _parse(text: str) -> dict[str, Any]:
    """Return a text as a table, an empty one if it is not TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}


def _tables(table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the sessions in a table, as tables."""
    sessions = table.get(_SESSIONS)
    found = sessions.items() if isinstance(sessions, dict) else ()
    return {name: session for name, session in found if isinstance(session, dict)}


def _session(table: dict[str, Any], name: str) -> RememberedSession:
    """Return one session of a table; values that it cannot have are passed over."""
    found = _tables(table).get(name, {})
    values = RememberedSession()._asdict()
    values |= {name: value for name, value in found.items() if type(value) is type(values.get(name))}
    return RememberedSession(**values)


def _changed_values(session: RememberedSession) -> dict[str, Any]:
    """Return the values that differ from those of a new session; a long text is passed over."""
    defaults = RememberedSession()._asdict()
    changed = {name: value for name, value in session._asdict().items() if value != defaults[name]}
    return {name: value for name, value in changed.items() if not isinstance(value, str) or len(value) <= LONGEST}


def _history(table: dict[str, Any]) -> list[str]:
    texts = table.get(_HISTORY)
    return latest(text for text in texts if isinstance(text, str)) if isinstance(texts, list) else []
