"""Tab in the typed line: completion as far as it is certain, then one completion after another."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice

from paperreader.query.completion import Completion
from paperreader.tui.reader_protocol import Reader

_MOST_FILES = 5000  # of a folder that are looked at while a key is pressed


class TabCompletion:
    """Completes the typed line; `complete` returns what can stand at a position of a text."""

    def __init__(self, reader: Reader, complete: Callable[[str, int], Completion]) -> None:
        self._reader = reader
        self._complete = complete
        self._offered: Completion | None = None  # several completions, which Tab tries in turn
        self._chosen = -1

    def press(self, steps: int) -> None:
        """Complete the text before the cursor; pressed again, put the next of several completions there."""
        line, offered = self._reader.typed_line.bar, self._offered
        if offered is None:
            offered = self._complete(line.text, line.input.cursor_position)
            several = len(offered.texts) > 1
            self._offered, self._chosen = (offered if several else None), -1
            text = offered.common if several or not offered.texts else offered.texts[0]
        else:
            count = len(offered.texts)
            self._chosen = (self._chosen + steps) % count if self._chosen >= 0 or steps > 0 else count - 1
            text = offered.texts[self._chosen]
        line.complete(text, offered.start)
        self._reader.typed_line.show_completions(self._offered.texts if self._offered else [], self._chosen)

    def reset(self) -> None:
        """Forget the completions: another text was typed."""
        if self._offered is not None:
            self._reader.typed_line.show_completions([], -1)
            self._offered = None


def complete_path(line: str, cursor: int) -> Completion:
    """Complete a path of a file; folders end with `/`, and hidden files are offered only after a dot."""
    folder, slash, name = line[:cursor].rpartition("/")
    try:
        with os.scandir(os.path.expanduser(f"{folder}{slash}") or ".") as scanned:
            found = [
                f"{folder}{slash}{entry.name}{'/' if entry.is_dir() else ''}"
                for entry in islice(scanned, _MOST_FILES)
                if entry.name.startswith(name) and (name or not entry.name.startswith("."))
            ]
    except (OSError, ValueError):
        found = []
    texts = tuple(sorted(found))
    return Completion(0, cursor, texts, os.path.commonprefix(texts) or line[:cursor])  # noqa: RUF071 - by letters
