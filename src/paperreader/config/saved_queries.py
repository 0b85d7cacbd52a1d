"""Queries that the reader saves by name: a file of their own beside the settings, which stay as the user wrote them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from paperreader.errors import PaperReaderError, Problem
from paperreader.marks.log import replace_file
from paperreader.paths import shown_path

_HEAD = """\
# Queries that the reader saved with :save NAME, and takes away with :forget NAME. Comments are not kept here;
# queries of your own are better in [queries] of config.toml. A name that is there, too, means what it says.
"""
_TABLE = "queries"
_NAME = re.compile(r"[\w-]+")


def is_query_name(name: str) -> bool:
    """Return whether a query can have a name: letters, digits, `-` and `_`."""
    return _NAME.fullmatch(name) is not None


class SavedQueries:
    """The file of saved queries; it need not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[dict[str, str], tuple[Problem, ...]]:
        """Return the queries by name, and why the file cannot be read."""
        try:
            return self._parse(self.path.read_bytes()), ()
        except FileNotFoundError:
            return {}, ()
        except OSError as error:
            return {}, (Problem(str(self.path), 0, f"cannot be read: {error.strerror}"),)
        except PaperReaderError as error:
            return {}, (Problem(str(self.path), 0, error.detail),)

    def save(self, name: str, text: str) -> None:
        """Save a query under a name. Raises PaperReaderError."""
        self._change(lambda queries: {**queries, name: text})

    def forget(self, name: str) -> None:
        """Take a query away. Raises PaperReaderError."""
        self._change(lambda queries: {other: text for other, text in queries.items() if other != name})

    def _change(self, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
        import tomli_w

        def changed(content: bytes) -> bytes:
            return (_HEAD + tomli_w.dumps({_TABLE: change(self._parse(content))})).encode(errors="replace")

        try:
            replace_file(Path(os.path.realpath(self.path)), changed)
        except OSError as error:
            raise PaperReaderError(f"cannot write {shown_path(self.path)}", error.strerror or str(error)) from error

    def _parse(self, content: bytes) -> dict[str, str]:
        """Return the queries in the content of the file. Raises PaperReaderError."""
        import tomllib

        try:
            table: dict[str, Any] = tomllib.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
            raise PaperReaderError(f"cannot read {shown_path(self.path)}", f"is not TOML: {error}") from error
        queries = table.get(_TABLE)
        found = queries.items() if isinstance(queries, dict) else ()
        return {name: text for name, text in found if isinstance(text, str) and is_query_name(name)}
