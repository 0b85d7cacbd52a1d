"""Actions on recommended papers: their view, what teaches it, and the reasons for a paper."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.results.sorting import RECOMMENDED
from paperreader.text import sanitize
from paperreader.tui.reader_protocol import Action, Reader
from paperreader.tui.reasons_text import reasons_text

_TAG = "tag:"


def _show_recommended(reader: Reader) -> None:
    """Show the unread papers best first, from the best one on; again: in the order of now."""
    reader.searching.ask(reader.session.choose_view(RECOMMENDED), to_best=True)


def _teach(reader: Reader, text: str) -> None:
    """Let the papers with a tag teach in place of the starred ones; without a tag the starred ones again."""
    marks, tag = reader.session.marks, text.removeprefix(_TAG)
    if tag and tag not in marks.tag_counts():
        reader.show_status(Notice("warning", f"no paper has the tag {sanitize(tag)}"))
        return
    reader.session.recommending.like = (f"{_TAG}{tag}",) if tag else ()
    _show_recommended(reader)


def _explain(reader: Reader) -> None:
    """Say why the paper is recommended, by the order shown, or else by what is learned for it."""
    if reader.session.view.recommender:
        show_reasons(reader)
    else:
        reader.searching.ask_reasons()


def show_reasons(reader: Reader) -> None:
    """Say why the paper under the cursor is recommended."""
    row, width = reader.session.cursor.row, reader.status_area.width - 1
    if row is not None and not reader.typed_line.is_open:
        reader.status_area.show_text(reasons_text(reader.session, row, width, reader.glyphs.ellipsis))


RECOMMEND_ACTIONS: dict[str, Action] = {"view.recommended": _show_recommended, "read.why": _explain}

TEACHING_ACTIONS: dict[str, Callable[[Reader, str], None]] = {"view.recommend": _teach}
"""Those of the commands with an argument."""
