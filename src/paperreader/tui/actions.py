"""What each command does: one function per id of the table, over the screen and its session."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from paperreader.commands import QUERY
from paperreader.export.citation import citation_line, markdown_item
from paperreader.paper import Paper
from paperreader.paper_links import all_links, title_search_url
from paperreader.tui.prompts import CommandPrompt, QueryPrompt, ValuePrompt

if TYPE_CHECKING:
    from paperreader.tui.screen import MainScreen

Action = Callable[["MainScreen"], None]

# -- moving ---------------------------------------------------------------------------------------


def _move(screen: MainScreen, lines: int) -> None:
    """Move in the focused pane."""
    if screen.scope == "detail":
        screen.detail.scroll_by(lines)
    elif screen.scope == "filters":
        screen.filters.move_cursor(lines)
    else:
        screen.session.move_to(screen.session.cursor + lines)
        screen.refresh_cursor()


def _pages(screen: MainScreen, pages: float) -> None:
    sizes = {"list": screen.list.page_size, "detail": screen.detail.page_size, "filters": screen.filters.page_size}
    _move(screen, round(sizes[screen.scope] * pages) or (1 if pages > 0 else -1))


_FAR = 10**9

# -- reading --------------------------------------------------------------------------------------


def _next_unread(screen: MainScreen) -> None:
    told = screen.session.next_unread()
    screen.refresh_cursor()
    screen.show_status(told)
    screen.refresh_facets()


def _previous_unread(screen: MainScreen) -> None:
    told = screen.session.previous_unread()
    screen.refresh_cursor()
    screen.show_status(told)


def _page(screen: MainScreen) -> None:
    """Page the abstract; at its end go to the next unread paper."""
    if screen.single and screen.scope == "list":
        _open(screen)
    elif screen.detail.at_end:
        _next_unread(screen)
    else:
        screen.detail.scroll_by(screen.detail.page_size)


def _step(screen: MainScreen, papers: int) -> None:
    screen.session.move_to(screen.session.cursor + papers)
    screen.refresh_cursor()


# -- panes ----------------------------------------------------------------------------------------


def _open(screen: MainScreen) -> None:
    """Open the paper: it is read now."""
    if screen.session.row is None:
        return
    told = screen.session.mark_opened()
    screen.focus_pane("detail")
    screen.refresh_cursor()
    screen.show_status(told)
    screen.refresh_facets()


def _right(screen: MainScreen) -> None:
    if screen.scope == "filters":
        screen.focus_pane("list")
    elif screen.scope == "list":
        _open(screen)
    elif not screen.single or screen.full_screen:
        screen.set_full_screen(on=not screen.full_screen)


def _left(screen: MainScreen) -> None:
    if screen.scope == "detail":
        screen.focus_pane("list")
    elif screen.scope == "list" and screen.filters.display:
        screen.focus_pane("filters")


def _turn(screen: MainScreen, steps: int) -> None:
    """The next pane round."""
    panes = [*(["filters"] if screen.filters.display else []), "list", "detail"]
    screen.focus_pane(panes[(panes.index(screen.scope) + steps) % len(panes)])


def _toggle_filters(screen: MainScreen) -> None:
    filters = screen.filters
    filters.display = not filters.display
    screen.focus_pane("filters" if filters.display else "list")
    screen.refresh_facets()


def choose_value(screen: MainScreen, *, negated: bool) -> None:
    """Put the value under the cursor into the query, or take it out."""
    item = screen.filters.current
    if item is not None:
        screen.ask(screen.session.narrowed(item.field, item.value, negated=negated))


def _back(screen: MainScreen) -> None:
    """Peel one layer: detail or filters, then words, then the last filter. It never quits."""
    filters = screen.filters
    if screen.full_screen:
        screen.set_full_screen(on=False)
    elif screen.scope == "filters" and filters.search_text:
        filters.search("")
    elif screen.scope == "detail":
        screen.focus_pane("list")
    elif filters.display:
        filters.display = False
        screen.focus_pane("list")
    elif screen.session.query.like is not None and screen.session.cancel_like():
        screen.forget_search()
        screen.refresh_all()
        screen.refresh_facets()
    else:
        screen.ask(screen.session.query.without_last_layer())


def _like(screen: MainScreen) -> None:
    """List papers like the one under the cursor; Esc goes back to it."""
    session = screen.session
    if session.row is not None:
        session.begin_like()
        screen.ask(session.query.with_like(session.key(session.row)), to_best=True)
        screen.focus_pane("list")


# -- typing ---------------------------------------------------------------------------------------


def _type(screen: MainScreen) -> None:
    """Type a query; in the filters, a value to find."""
    screen.open_prompt(ValuePrompt(screen) if screen.scope == "filters" else QueryPrompt(screen))


# -- marking --------------------------------------------------------------------------------------


def _marked(screen: MainScreen, told: str) -> None:
    screen.refresh_marks()
    screen.show_status(told)


# -- taking away ----------------------------------------------------------------------------------


def _copy(screen: MainScreen, what: Callable[[Paper], str], name: str) -> None:
    paper = screen.session.current
    text = what(paper) if paper else ""
    if text:
        screen.app.copy_to_clipboard(text)
        screen.show_status(f"{name} sent to the clipboard")
    elif paper:
        screen.show_status(f"there is no {name} to copy")


def _bibtex(screen: MainScreen, paper: Paper) -> str:
    from paperreader.export.bibliography import bibtex_entry

    return bibtex_entry(paper, screen.shown.abstract if screen.shown else None)


def _link(screen: MainScreen) -> str:
    shown = screen.shown
    links = all_links(shown.paper.own_links, shown.abstract) if shown else []
    if links or not shown:
        return links[0] if links else ""
    return title_search_url(shown.paper.title, screen.session.settings.lookup)


def _export(screen: MainScreen) -> None:
    """Ask for a file to write what is shown to."""
    from paperreader.tui.exporting import FilePrompt

    screen.open_prompt(FilePrompt(screen))


def _pipe(screen: MainScreen) -> None:
    """Ask for a command to give the paper to."""
    from paperreader.tui.exporting import PipePrompt

    if screen.shown:
        screen.open_prompt(PipePrompt(screen))


def _browse(screen: MainScreen, address: str) -> None:
    """Open an address; over ssh, or without a browser, show it."""
    if not address.startswith(("http://", "https://")):
        return
    remote = "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
    screen.show_status(address if remote or not _open_address(address) else f"opened {address}")


_TEXT_BROWSERS = ("www-browser", "links", "elinks", "lynx", "w3m")


def _open_address(address: str) -> bool:
    """Hand an address to a browser with a window of its own; False when there is none."""
    import webbrowser

    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.uname().sysname == "Darwin"):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if getattr(browser, "basename", "") in _TEXT_BROWSERS:
        return False
    return bool(browser.open(address))


def _offer_links(screen: MainScreen) -> None:
    """Wait for the number of a link."""
    shown = screen.shown
    links = all_links(shown.paper.own_links, shown.abstract) if shown else []
    if not links:
        screen.show_status("no links here; o looks the title up")
        return
    screen.links = {str(number): address for number, address in enumerate(links[:9], 1)}
    screen.show_status("open  " + "   ".join(f"{number} {address}" for number, address in screen.links.items()))


def choose_link(screen: MainScreen, key: str) -> None:
    """The key after `O`."""
    links, screen.links = screen.links, {}
    if key in links:
        _browse(screen, links[key])


# -- the program ----------------------------------------------------------------------------------


def _sort(order: str) -> Action:
    def sort(screen: MainScreen) -> None:
        screen.session.order = order
        screen.ask(screen.session.query)

    return sort


def _view(view: str) -> Action:
    return lambda screen: screen.ask(screen.session.query.with_view(view))


def act(screen: MainScreen, command: str) -> None:
    """Do a command by its id; that of a named query asks it."""
    group, _, name = command.partition(".")
    if group == QUERY:
        screen.ask(screen.session.parse(f"@{name}"))
    else:
        ACTIONS[command](screen)


def _leave(screen: MainScreen) -> None:
    """To the list; in the list: quit."""
    if screen.scope == "list":
        screen.app.exit()
    else:
        screen.focus_pane("list")


def _redraw(screen: MainScreen) -> None:
    screen.refresh(repaint=True, layout=True)


def _interrupt(screen: MainScreen) -> None:
    """Copy the selected text; without any, quit."""
    selected = screen.get_selected_text()
    if selected:
        screen.app.copy_to_clipboard(selected)
        screen.clear_selection()
        screen.show_status("selection sent to the clipboard")
    else:
        screen.app.exit()


ACTIONS: dict[str, Action] = {
    "move.down": lambda screen: _move(screen, 1),
    "move.up": lambda screen: _move(screen, -1),
    "move.half_down": lambda screen: _pages(screen, 0.5),
    "move.half_up": lambda screen: _pages(screen, -0.5),
    "move.page_down": lambda screen: _pages(screen, 1),
    "move.page_up": lambda screen: _pages(screen, -1),
    "move.top": lambda screen: _move(screen, -_FAR),
    "move.bottom": lambda screen: _move(screen, _FAR),
    "read.next": _next_unread,
    "read.previous": _previous_unread,
    "read.page": _page,
    "read.page_back": lambda screen: screen.detail.scroll_by(-screen.detail.page_size),
    "read.line_down": lambda screen: screen.detail.scroll_by(1),
    "read.line_up": lambda screen: screen.detail.scroll_by(-1),
    "read.paper_down": lambda screen: _step(screen, 1),
    "read.paper_up": lambda screen: _step(screen, -1),
    "pane.right": _right,
    "pane.left": _left,
    "pane.next": lambda screen: _turn(screen, 1),
    "pane.previous": lambda screen: _turn(screen, -1),
    "search.type": _type,
    "search.like": _like,
    "filters.toggle": _toggle_filters,
    "filters.choose": lambda screen: choose_value(screen, negated=False),
    "filters.exclude": lambda screen: choose_value(screen, negated=True),
    "view.all": _view("all"),
    "view.unread": _view("unread"),
    "view.starred": _view("starred"),
    "mark.star": lambda screen: _marked(screen, screen.session.toggle_star()),
    "mark.read": lambda screen: _marked(screen, screen.session.toggle_read()),
    "mark.all_read": lambda screen: _marked(screen, screen.session.mark_all_read()),
    "mark.undo": lambda screen: _marked(screen, screen.session.undo()),
    "mark.redo": lambda screen: _marked(screen, screen.session.redo()),
    "copy.citation": lambda screen: _copy(screen, citation_line, "citation"),
    "copy.title": lambda screen: _copy(screen, lambda paper: paper.title, "title"),
    "copy.link": lambda screen: _copy(screen, lambda _: _link(screen), "link"),
    "copy.bibtex": lambda screen: _copy(screen, lambda paper: _bibtex(screen, paper), "BibTeX"),
    "copy.markdown": lambda screen: _copy(screen, markdown_item, "Markdown"),
    "sort.read_order": _sort("read-order"),
    "sort.date": _sort("date"),
    "sort.title": _sort("title"),
    "sort.comments": _sort("comments"),
    "sort.relevance": _sort("relevance"),
    "open.browser": lambda screen: _browse(screen, _link(screen)),
    "open.link": _offer_links,
    "export.shown": _export,
    "export.pipe": _pipe,
    "dump.reload": lambda screen: screen.reload(),
    "list.density": lambda screen: screen.switch_density(),
    "app.palette": lambda screen: screen.open_prompt(CommandPrompt(screen, ":")),
    "app.help": lambda screen: screen.open_prompt(CommandPrompt(screen, "help ")),
    "app.theme": lambda screen: screen.app.switch_theme(),  # type: ignore[attr-defined]  # ours: app imports screens, not the reverse
    "app.suspend": lambda screen: screen.app.action_suspend_process(),
    "app.redraw": _redraw,
    "app.back": _back,
    "app.interrupt": _interrupt,
    "app.leave": _leave,
    "app.quit": lambda screen: screen.app.exit(),
}
