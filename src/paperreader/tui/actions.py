"""The action of each command: one function per command id, on the reader's screen and its session."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.commands import COMMANDS_BY_ID, QUERY
from paperreader.errors import Notice
from paperreader.results.sorting import RECOMMENDED
from paperreader.tui.annotation_actions import ANNOTATING_ACTIONS
from paperreader.tui.command_prompt import CommandPrompt
from paperreader.tui.copying import copy_text
from paperreader.tui.fetch_actions import FETCH_ACTIONS, FETCH_SOURCE_ACTIONS
from paperreader.tui.help_actions import open_help
from paperreader.tui.highlight_actions import HIGHLIGHT_ACTIONS
from paperreader.tui.link_actions import LINK_ACTIONS
from paperreader.tui.mark_actions import MARK_ACTIONS
from paperreader.tui.move_actions import MOVE_ACTIONS
from paperreader.tui.paper_actions import EXPORT_ACTIONS, PAPER_ACTIONS
from paperreader.tui.query_actions import QUERY_ACTIONS
from paperreader.tui.query_prompts import QueryPrompt, ValuePrompt
from paperreader.tui.reader_protocol import Action, Reader
from paperreader.tui.recommend_actions import RECOMMEND_ACTIONS, TEACHING_ACTIONS
from paperreader.tui.select_actions import SELECT_ACTIONS

# -- reading --------------------------------------------------------------------------------------


def _next_unread(reader: Reader) -> None:
    notice = reader.session.marking.next_unread()
    reader.refresh_cursor()
    reader.show_status(notice)
    reader.searching.refresh_facets()


def _previous_unread(reader: Reader) -> None:
    notice = reader.session.marking.previous_unread()
    reader.refresh_cursor()
    reader.show_status(notice)


def _page_down(reader: Reader) -> None:
    """Scroll the abstract by a page; at its end, move to the next unread paper."""
    if reader.single and reader.scope == "list":
        _open(reader)
    elif reader.detail.top >= reader.detail.last_top:
        _next_unread(reader)
    else:
        reader.detail.scroll_by(reader.detail.page_size)


def _open(reader: Reader) -> None:
    """Open the paper under the cursor, and mark it read."""
    if reader.session.cursor.row is None:
        return
    notice = reader.session.marking.mark_opened()
    reader.focus_pane("detail")
    reader.refresh_cursor()
    reader.show_status(notice)
    reader.searching.refresh_facets()


def _right(reader: Reader) -> None:
    if reader.scope == "filters":
        reader.focus_pane("list")
    elif reader.scope == "list":
        _open(reader)
    elif not reader.single or reader.full_screen:
        reader.set_full_screen(on=not reader.full_screen)


def _left(reader: Reader) -> None:
    index = reader.panes.index(reader.scope)
    if index:
        reader.focus_pane(reader.panes[index - 1])


def _next_pane(reader: Reader, steps: int) -> None:
    """Focus the pane `steps` panes to the right; the first one follows the last."""
    reader.focus_pane(reader.panes[(reader.panes.index(reader.scope) + steps) % len(reader.panes)])


def _toggle_filters(reader: Reader) -> None:
    reader.set_filters(on=not reader.filters_open)


def _choose_value(reader: Reader, *, negated: bool) -> None:
    """Add the value under the cursor to the query, or remove it."""
    item = reader.filters.current
    if item is not None:
        query = reader.session.with_value_toggled(reader.session.query, item.field, item.value, negated=negated)
        reader.searching.ask(query)


def _back(reader: Reader) -> None:
    """Go back by one step: stop fetching, unselect, leave detail or filters, drop the words, then the last filter. Never quit."""
    filters = reader.filters
    if reader.session.fetching.is_running:
        reader.fetching.stop()
    elif reader.session.selection:
        reader.unselect()
    elif reader.full_screen:
        reader.set_full_screen(on=False)
    elif reader.scope == "filters" and filters.search_text:
        filters.search("")
    elif reader.scope == "detail":
        _left(reader)
    elif reader.filters_open:
        _toggle_filters(reader)
    elif reader.session.query.like is not None and reader.session.cancel_like():
        reader.searching.cancel()
        reader.refresh_all()
        reader.searching.refresh_facets()
    else:
        query, rest = reader.session.query, reader.session.query.without_last_layer()
        if rest.view != query.view:
            reader.session.choose_view(rest.view)
        reader.searching.ask(rest)


def _like(reader: Reader) -> None:
    """List papers like the one under the cursor; Esc returns to it."""
    session, paper = reader.session, reader.session.current
    if paper is not None:
        session.begin_like()
        reader.searching.ask(session.query.with_like(paper.key), to_best=True)
        reader.focus_pane("list")
        back = session.settings.key("app.back")
        reader.show_status(Notice("information", f"{back} goes back · like {paper.title}"))


def _sort(order: str) -> Action:
    def sort(reader: Reader) -> None:
        reader.session.order = order
        reader.searching.ask(reader.session.query)

    return sort


def _switch_raw(reader: Reader) -> None:
    reader.switch_raw()
    if reader.shown:
        text = "text as the dump has it, with all authors" if reader.shown.raw else "text made easier to read"
        _show_switched(reader, "read.raw", text)


def _switch_density(reader: Reader) -> None:
    reader.switch_density()
    lines = "one line" if reader.list.row_height == 1 else "two lines"
    _show_switched(reader, "list.density", f"{lines} for each paper")


def _show_switched(reader: Reader, command: str, text: str) -> None:
    reader.show_status(Notice("information", f"{text} · {reader.session.settings.key(command)} switches back"))


def _view(view: str) -> Action:
    return lambda reader: reader.searching.ask(reader.session.choose_view(view))


def _switch_hidden(reader: Reader) -> None:
    """Show what the standing filters hide, or hide it again."""
    notice = reader.session.switch_hidden()
    reader.searching.ask(reader.session.query)
    reader.show_status(notice)


def act(reader: Reader, command: str, argument: str = "") -> None:
    """Run a command by its id; the command of a named query asks that query.

    A command that needs an argument and is given none, as by its key, asks for it in the palette.
    """
    group, _, name = command.partition(".")
    if group == QUERY:
        reader.searching.ask(reader.session.parse(f"@{name}"))
    elif command not in ARGUMENT_ACTIONS:
        ACTIONS[command](reader)
    elif argument or COMMANDS_BY_ID[command].argument.startswith("["):
        ARGUMENT_ACTIONS[command](reader, argument)
    else:
        reader.typed_line.open(CommandPrompt(reader, f"{name} "))


def _leave(reader: Reader) -> None:
    """Go to the list; in the list, quit."""
    if reader.scope == "list":
        reader.app.exit()
    else:
        reader.focus_pane("list")


def _interrupt(reader: Reader) -> None:
    """Copy the selected text; without a selection, quit."""
    selected = reader.get_selected_text()
    if selected:
        reader.clear_selection()
        copy_text(reader, "selection", selected)
    else:
        reader.app.exit()


ACTIONS: dict[str, Action] = {
    **MOVE_ACTIONS,
    **PAPER_ACTIONS,
    **LINK_ACTIONS,
    **HIGHLIGHT_ACTIONS,
    **MARK_ACTIONS,
    **SELECT_ACTIONS,
    **RECOMMEND_ACTIONS,
    **FETCH_ACTIONS,
    "read.next": _next_unread,
    "read.previous": _previous_unread,
    "read.page": _page_down,
    "read.page_back": lambda reader: reader.detail.scroll_by(-reader.detail.page_size),
    "read.line_down": lambda reader: reader.detail.scroll_by(1),
    "read.line_up": lambda reader: reader.detail.scroll_by(-1),
    "pane.right": _right,
    "pane.left": _left,
    "pane.next": lambda reader: _next_pane(reader, 1),
    "pane.previous": lambda reader: _next_pane(reader, -1),
    "search.type": lambda reader: reader.typed_line.open(
        (ValuePrompt if reader.scope == "filters" else QueryPrompt)(reader)
    ),
    "search.like": _like,
    "filters.toggle": _toggle_filters,
    "filters.choose": lambda reader: _choose_value(reader, negated=False),
    "filters.exclude": lambda reader: _choose_value(reader, negated=True),
    "view.all": _view("all"),
    "view.unread": _view("unread"),
    "view.starred": _view("starred"),
    "view.hidden": _switch_hidden,
    "sort.read_order": _sort("read-order"),
    "sort.date": _sort("date"),
    "sort.title": _sort("title"),
    "sort.comments": _sort("comments"),
    "sort.relevance": _sort("relevance"),
    "sort.recommended": _sort(RECOMMENDED),
    "dump.reload": lambda reader: reader.dump_loading.load_again(),
    "read.raw": _switch_raw,
    "list.density": _switch_density,
    "app.palette": lambda reader: reader.typed_line.open(CommandPrompt(reader)),
    "app.theme": lambda reader: reader.switch_theme(),
    "app.suspend": lambda reader: reader.app.action_suspend_process(),
    "app.redraw": lambda reader: reader.refresh(repaint=True, layout=True),
    "app.back": _back,
    "app.interrupt": _interrupt,
    "app.leave": _leave,
    "app.quit": lambda reader: reader.app.exit(),
}

ARGUMENT_ACTIONS: dict[str, Callable[[Reader, str], None]] = {
    **QUERY_ACTIONS,
    **ANNOTATING_ACTIONS,
    **TEACHING_ACTIONS,
    **FETCH_SOURCE_ACTIONS,
    **EXPORT_ACTIONS,
    "app.help": open_help,
}
"""The actions of the commands with an argument."""
