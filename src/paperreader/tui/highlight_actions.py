"""Actions on the reader's own highlights: keep the searched words, list the papers that have any, show them or not."""

from __future__ import annotations

from textual.message import Message

from paperreader.errors import Notice, PaperReaderError
from paperreader.query.model import NAMED
from paperreader.session.highlights import NAME, searched_texts
from paperreader.tui.last_work import start_last_work
from paperreader.tui.reader_protocol import Action, Reader
from paperreader.tui.workers import ThreadFinished

_NOTHING = "nothing is highlighted: {} highlights the words of a search"


def _keep_searched(reader: Reader) -> None:
    """Highlight the words of the query; if all are highlighted, do it no longer."""
    session = reader.session
    texts = searched_texts(session.query)
    key = session.settings.key("highlights.keep")
    if not texts:
        reader.show_status(Notice("warning", f"no words are searched for: search, then {key} highlights them"))
        return
    added = session.highlights.switch(texts)
    _save(reader)
    listed = ", ".join(texts)
    reader.mark_updates.show()
    text = f"highlighted: {listed} · {key} takes them back" if added else f"no longer highlighted: {listed}"
    reader.show_status(Notice("information", text))


def _save(reader: Reader) -> None:
    """Save the highlights, in a thread; those that the settings name are not taken from there."""
    saved, texts = reader.saved_settings, reader.session.highlights.texts

    def save() -> Message | None:
        try:
            saved.save_highlights(texts)
        except PaperReaderError as error:
            return ThreadFinished(Notice("error", str(error)))
        return None

    start_last_work(save, reader.post_message, "the saving of highlights")


def _filter(reader: Reader) -> None:
    session = reader.session
    if session.highlights.texts:
        reader.searching.ask(session.with_value_toggled(session.query, NAMED, NAME, negated=False))
    else:
        reader.show_status(Notice("warning", _NOTHING.format(session.settings.key("highlights.keep"))))


def _switch_shown(reader: Reader) -> None:
    session = reader.session
    if not session.highlights.texts:
        reader.show_status(Notice("warning", _NOTHING.format(session.settings.key("highlights.keep"))))
        return
    session.highlights.are_shown = not session.highlights.are_shown
    reader.mark_updates.show()
    reader.show_status(Notice("information", f"highlights {'on' if session.highlights.are_shown else 'off'}"))


HIGHLIGHT_ACTIONS: dict[str, Action] = {
    "highlights.keep": _keep_searched,
    "highlights.filter": _filter,
    "highlights.show": _switch_shown,
}
