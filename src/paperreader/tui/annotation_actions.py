"""Tags and notes from the screen: the typed lines that change them, and the actions that open these."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from paperreader.errors import Notice, PaperReaderError
from paperreader.session.mark_turns import LONG
from paperreader.session.tag_changes import parse_tag_changes
from paperreader.text import sanitize
from paperreader.tui.hints import Hint
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Reader
from paperreader.tui.tab_completion import TabCompletion
from paperreader.tui.widgets.search_bar import MAX_LENGTH

if TYPE_CHECKING:
    from paperreader.query.completion import Completion

_LINE_BREAK = "↵"
"""Stands for a line break of a note in the typed line."""
_MOST_TAGS = 40  # characters of the tags shown before the typed text


class TagPrompt(Prompt):
    """Adds tags to the papers that a mark acts on, or takes them; it stays open until every word can be a tag."""

    guide = "a word for each: todo to-read"
    hints = (Hint("enter", "add, or remove -tag"), Hint("tab", "complete"), Hint("escape", "back"))

    def __init__(self, reader: Reader, text: str = "") -> None:
        self._reader = reader
        self._keys = reader.session.marking.target_keys()
        tags = self._tags() if len(self._keys) < LONG else []
        common = " ".join(sorted(set.intersection(*tags))) if tags else ""
        shown = common if len(common) <= _MOST_TAGS else f"{common[: _MOST_TAGS - 1]}…"
        self.sign = f"tags{_of_selected(reader)}{f' [{shown}]' if shown else ''}: "
        self.text = text
        self._completion = TabCompletion(reader, self._complete)

    def _tags(self) -> list[set[str]]:
        return [set(self._reader.session.marks.tags(key)) for key in self._keys]

    def changed(self, _: str) -> None:
        self._completion.reset()

    def completed(self, steps: int) -> None:
        self._completion.press(steps)

    def _complete(self, line: str, cursor: int) -> Completion:
        """Complete a tag: one of all tags, the most frequent first; behind `-` one that any of the papers has."""
        from paperreader.query.completion import Completion

        word = line[:cursor].replace(",", " ").rpartition(" ")[2]
        sign = word[:1] if word[:1] in ("+", "-") else ""
        known = sorted(set().union(*self._tags())) if sign == "-" else _all_tags(self._reader)
        texts = tuple(f"{sign}{tag} " for tag in known if tag.startswith(word.removeprefix(sign)) and " " not in tag)
        common = os.path.commonprefix(texts) or word  # noqa: RUF071 - letter by letter is meant
        return Completion(cursor - len(word), cursor, texts, common)

    def accepted(self, text: str) -> None:
        try:
            changes = parse_tag_changes(text)
        except PaperReaderError as error:
            self._reader.typed_line.open(TagPrompt(self._reader, text))
            self._reader.show_status(Notice("warning", sanitize(str(error))))
        else:
            if changes:
                self._reader.mark_updates.show_step(self._reader.session.marking.change_tags(changes))


def _all_tags(reader: Reader) -> list[str]:
    return [tag for tag, _ in reader.session.marks.tag_counts().most_common()]


class NotePrompt(Prompt):
    """Writes the note of the papers that a mark acts on; it begins with the note that they have."""

    hints = (Hint("enter", "write"), Hint("ctrl+e", "in the editor"), Hint("escape", "back"))

    def __init__(self, reader: Reader, note: str | None = None) -> None:
        self._reader = reader
        self.note = _common_note(reader)
        self.sign = f"note{_of_selected(reader)}: "
        self.text = (self.note if note is None else note).replace("\n", _LINE_BREAK)

    def pressed(self, key: str) -> bool:
        if key != "ctrl+e":
            return False
        note = self._reader.typed_line.bar.text.replace(_LINE_BREAK, "\n")
        self._reader.typed_line.close(accepted=False)
        _edit_note(self._reader, note)
        return True

    def accepted(self, text: str) -> None:
        note = text.replace(_LINE_BREAK, "\n")
        if note != self.note:
            self._reader.mark_updates.show_step(self._reader.session.marking.write_note(note))


def _edit_note(reader: Reader, note: str) -> None:
    """Have a note edited in the user's editor, and write it; if that fails, it can be edited in the typed line."""
    from paperreader.tui.editor import edit_text

    try:
        edited = edit_text(reader, note, "note.md")
    except PaperReaderError as error:
        if len(note) < MAX_LENGTH:
            reader.typed_line.open(NotePrompt(reader, note))
        reader.show_status(Notice("error", sanitize(str(error))))
    else:
        reader.mark_updates.show_step(reader.session.marking.write_note(edited))


def _common_note(reader: Reader) -> str:
    """Return the note that all papers acted on have; "" if they differ or are many."""
    keys = reader.session.marking.target_keys()
    notes = {reader.session.marks.note(key) for key in keys} if len(keys) < LONG else set()
    return notes.pop() if len(notes) == 1 else ""


def _of_selected(reader: Reader) -> str:
    selected = len(reader.session.selection)
    return f" of {selected} selected" if selected else ""


def _change_tags(reader: Reader, text: str) -> None:
    """Change tags as an argument says; without one, ask for them."""
    prompt = TagPrompt(reader, text)
    if text:
        prompt.accepted(text)
    elif reader.session.current:
        reader.typed_line.open(prompt)


def _write_note(reader: Reader, text: str) -> None:
    """Write a note given as an argument; without one, ask for it, in the editor if it is long."""
    if text:
        reader.mark_updates.show_step(reader.session.marking.write_note(text))
    elif reader.session.current:
        prompt = NotePrompt(reader)
        if len(prompt.text) < MAX_LENGTH:
            reader.typed_line.open(prompt)
        else:
            _edit_note(reader, prompt.note)


ANNOTATING_ACTIONS: dict[str, Callable[[Reader, str], None]] = {
    "mark.tags": _change_tags,
    "mark.note": _write_note,
}
