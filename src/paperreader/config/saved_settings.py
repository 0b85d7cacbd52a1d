"""Settings that the reader saves, named queries and highlights: in a file of their own, since the user's file is never rewritten."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from paperreader.errors import PaperReaderError, Problem
from paperreader.marks.log import replace_file
from paperreader.paths import shown_path

_HEAD = """\
# Queries that the reader saved with :save NAME, and takes away with :forget NAME, and highlights made with *.
# Comments are not kept here; what you write yourself is better in config.toml. A name that is there, too, means
# what it says.
"""
_QUERIES, _HIGHLIGHT = "queries", "highlight"
_NAME = re.compile(r"[\w-]+")


def is_query_name(name: str) -> bool:
    """Return whether a query can have a name: letters, digits, `-` and `_`."""
    return _NAME.fullmatch(name) is not None


class Saved(NamedTuple):
    """Queries by name, and words and phrases to highlight."""

    queries: Mapping[str, str] = MappingProxyType({})
    highlight: tuple[str, ...] = ()


class SavedSettings:
    """The file of what is saved; it need not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[Saved, tuple[Problem, ...]]:
        """Return what is saved, and why the file cannot be read."""
        try:
            return self._parse(self.path.read_bytes()), ()
        except FileNotFoundError:
            return Saved(), ()
        except OSError as error:
            return Saved(), (Problem(str(self.path), 0, f"cannot be read: {error.strerror}"),)
        except PaperReaderError as error:
            return Saved(), (Problem(str(self.path), 0, error.detail),)

    def save(self, name: str, text: str) -> None:
        """Save a query under a name. Raises PaperReaderError."""
        self._change(lambda saved: saved._replace(queries={**saved.queries, name: text}))

    def forget(self, name: str) -> None:
        """Remove a query. Raises PaperReaderError."""
        self._change(
            lambda saved: saved._replace(
                queries={other: text for other, text in saved.queries.items() if other != name}
            )
        )

    def save_highlights(self, texts: Sequence[str]) -> None:
        """Save the words and phrases to highlight, instead of those saved before. Raises PaperReaderError."""
        self._change(lambda saved: saved._replace(highlight=tuple(texts)))

    def _change(self, change: Callable[[Saved], Saved]) -> None:
        import tomli_w

        def changed(content: bytes) -> bytes:
            saved = change(self._parse(content))
            highlight = {_HIGHLIGHT: list(saved.highlight)} if saved.highlight else {}
            return (_HEAD + tomli_w.dumps(highlight | {_QUERIES: dict(saved.queries)})).encode(errors="replace")

        try:
            replace_file(Path(os.path.realpath(self.path)), changed)
        except OSError as error:
            raise PaperReaderError(f"cannot write {shown_path(self.path)}", error.strerror or str(error)) from error

    def _parse(self, content: bytes) -> Saved:
        """Return what the content of the file says. Raises PaperReaderError."""
        import tomllib

        try:
            table: dict[str, Any] = tomllib.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
            raise PaperReaderError(f"cannot read {shown_path(self.path)}", f"is not TOML: {error}") from error
        queries, texts = table.get(_QUERIES), table.get(_HIGHLIGHT)
        found = queries.items() if isinstance(queries, dict) else ()
        return Saved(
            {name: text for name, text in found if isinstance(text, str) and is_query_name(name)},
            tuple(text for text in texts if isinstance(text, str)) if isinstance(texts, list) else (),
        )
