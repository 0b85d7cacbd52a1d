"""Actions that move and scroll in the focused pane."""

from __future__ import annotations

from paperreader.tui.reader_protocol import Action, Reader

_FAR = 10**9  # lines
_STEP = 10  # rows of a longer step


def move_papers(reader: Reader, papers: int) -> None:
    """Move the cursor of the list down by a number of papers, up if it is negative."""
    _move_to_paper(reader, reader.session.cursor.position + papers)


def _move_to_paper(reader: Reader, position: int) -> None:
    reader.session.cursor.move_to(position)
    reader.refresh_cursor()


def _move(reader: Reader, lines: int) -> None:
    if reader.scope == "detail":
        reader.detail.scroll_by(lines)
    elif reader.scope == "filters":
        reader.filters.move_cursor(lines)
    else:
        move_papers(reader, lines)


def _move_pages(reader: Reader, pages: float) -> None:
    sizes = {"list": reader.list.page_size, "detail": reader.detail.page_size, "filters": reader.filters.page_size}
    _move(reader, round(sizes[reader.scope] * pages) or (1 if pages > 0 else -1))


def _move_in_window(reader: Reader, part: float) -> None:
    """Move to a row of the window: 0 is the first one, 1 the last one."""
    pane = reader.filters if reader.scope == "filters" else reader.list
    rows = pane.visible_rows()
    if rows:
        _put_cursor(reader, rows[round((len(rows) - 1) * part)])


def _scroll(reader: Reader, rows: int) -> None:
    """Scroll by rows; the cursor stays on its row as long as that is in the window."""
    if reader.scope == "detail":
        reader.detail.scroll_by(rows)
        return
    pane = reader.filters if reader.scope == "filters" else reader.list
    pane.scroll_by(rows * pane.row_height)
    visible = pane.visible_rows()
    if visible and pane.cursor not in visible:
        _put_cursor(reader, visible[0] if pane.cursor < visible[0] else visible[-1])


def _put_cursor(reader: Reader, row: int) -> None:
    if reader.scope == "filters":
        reader.filters.set_cursor(row)
    else:
        _move_to_paper(reader, row)


MOVE_ACTIONS: dict[str, Action] = {
    "move.down": lambda reader: _move(reader, 1),
    "move.up": lambda reader: _move(reader, -1),
    "move.half_down": lambda reader: _move_pages(reader, 0.5),
    "move.half_up": lambda reader: _move_pages(reader, -0.5),
    "move.page_down": lambda reader: _move_pages(reader, 1),
    "move.page_up": lambda reader: _move_pages(reader, -1),
    "move.ten_down": lambda reader: _move(reader, _STEP),
    "move.ten_up": lambda reader: _move(reader, -_STEP),
    "move.top": lambda reader: _move(reader, -_FAR),
    "move.bottom": lambda reader: _move(reader, _FAR),
    "move.window_top": lambda reader: _move_in_window(reader, 0),
    "move.window_middle": lambda reader: _move_in_window(reader, 0.5),
    "move.window_bottom": lambda reader: _move_in_window(reader, 1),
    "move.scroll_down": lambda reader: _scroll(reader, 1),
    "move.scroll_up": lambda reader: _scroll(reader, -1),
    "read.paper_down": lambda reader: move_papers(reader, 1),
    "read.paper_up": lambda reader: move_papers(reader, -1),
}
