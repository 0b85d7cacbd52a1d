"""The table of the reader's commands: keys, palette, help and the README's list follow from it.

Knows names and keys only: `tui.actions` has a function for each command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAIN = ("list", "detail")
PANES = ("list", "detail", "filters")
HELP = ("help",)
EVERYWHERE = (*PANES, *HELP)
"""Scopes: the panes of papers, all panes, the help page, and all of these."""

SECTIONS = {
    "Move": ("move", "pane"),
    "Read and mark": ("read", "mark", "select"),
    "Search and filter": ("search", "filters", "highlights", "query"),
    "Copy and export": ("copy", "open", "export"),
    "Views": ("view", "sort", "list"),
    "Program": ("dump", "app"),
    "On this page": HELP,
}
"""The sections of the help page, each with its groups of commands."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: its name, `group.action`, as the settings use it.
        keys: its keys, each a sequence of one or two (`j`, `ctrl+d`, `y t`), which work in the panes `scopes` (or on the help page).
        title: what it does, in a few words; `help` is a note to it.
        argument: the name of the text that the palette gives it (`:save NAME`), in brackets if it may be left out;
            "" for a command that takes none.
        bulk: whether it changes many papers; the palette runs it only by its whole name.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str = ""
    scopes: tuple[str, ...] = PANES
    argument: str = ""
    bulk: bool = False

    @property
    def group(self) -> str:
        """The first part of the id."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The second part of the id."""
        return self.id.partition(".")[2]


COMMANDS = (
    Command("move.down", ("j", "down"), "down", "in the focused pane", EVERYWHERE),
    Command("move.up", ("k", "up"), "up", "in the focused pane", EVERYWHERE),
    Command("move.half_down", ("ctrl+d",), "half a page down", "", EVERYWHERE),
    Command("move.half_up", ("ctrl+u",), "half a page up", "", EVERYWHERE),
    Command("move.page_down", ("ctrl+f", "pagedown"), "a page down", "", EVERYWHERE),
    Command("move.page_up", ("ctrl+b", "pageup"), "a page up", "", EVERYWHERE),
    Command("move.ten_down", ("}",), "ten rows down", "", EVERYWHERE),
    Command("move.ten_up", ("{",), "ten rows up", "", EVERYWHERE),
    Command("move.top", ("g", "home"), "to the top", "", EVERYWHERE),
    Command("move.bottom", ("G", "end"), "to the bottom", "", EVERYWHERE),
    Command("move.window_top", ("H",), "to the top of the window", "", ("list", "filters")),
    Command("move.window_middle", ("M",), "to the middle of the window", "", ("list", "filters")),
    Command("move.window_bottom", ("L",), "to the bottom of the window", "", ("list", "filters")),
    Command(
        "move.scroll_down",
        ("ctrl+e",),
        "scroll down by a line",
        "the cursor stays while it is in the window",
        EVERYWHERE,
    ),
    Command(
        "move.scroll_up", ("ctrl+y",), "scroll up by a line", "the cursor stays while it is in the window", EVERYWHERE
    ),
    Command("read.next", ("n",), "next unread paper", "marks the paper that is left as read; stops at the end", MAIN),
    Command("read.previous", ("p", "N"), "previous unread paper", "marks nothing", MAIN),
    Command("read.page", ("space",), "page the abstract", "at its end: next unread paper", MAIN),
    Command("read.page_back", ("b", "backspace"), "page the abstract back", "", MAIN),
    Command("read.line_down", ("J",), "scroll the abstract", "from the list", ("list",)),
    Command("read.line_up", ("K",), "scroll the abstract back", "from the list", ("list",)),
    Command("read.paper_down", ("J",), "next paper", "from the abstract", ("detail",)),
    Command("read.paper_up", ("K",), "previous paper", "from the abstract", ("detail",)),
    Command(
        "read.raw", ("=",), "text as the dump has it", "with its LaTeX and all authors; again: easier to read", MAIN
    ),
    Command(
        "read.why",
        ("w",),
        "why it is recommended",
        "the words for and against, and the starred papers most like it",
        MAIN,
    ),
    Command(
        "pane.right", ("enter", "l", "right"), "open: one pane right", "marks the paper as read; again: full screen"
    ),
    Command("pane.left", ("h", "left"), "one pane left", "order: filters, list, detail"),
    Command("pane.next", ("tab",), "next pane"),
    Command("pane.previous", ("shift+tab",), "previous pane"),
    Command(
        "search.type",
        ("/",),
        "search as you type",
        "typing replaces the query, moving or / edits it; up: older queries, down: newer ones, then the matches; in the filter pane: find a value",
    ),
    Command(
        "search.like", ("m",), "more like this", "papers whose titles share rare words with it; Esc goes back", MAIN
    ),
    Command("highlights.keep", ("*",), "highlight the searched words", "for good; again: no longer"),
    Command("highlights.filter", ("&",), "only papers with highlights", "again: all"),
    Command("highlights.show", ("#",), "show or hide highlights"),
    Command(
        "search.save", (), "save the query", "as @NAME, which the filters list with its unread papers", argument="NAME"
    ),
    Command("search.forget", (), "forget a saved query", "queries of the settings stay", argument="NAME"),
    Command("filters.toggle", ("f",), "open or close the filters"),
    Command("filters.choose", ("space",), "filter by this value", "again: remove the filter", ("filters",)),
    Command("filters.exclude", ("-",), "exclude this value", "", ("filters",)),
    Command("view.all", ("1",), "all papers", "keeps the other filters"),
    Command("view.unread", ("2",), "unread papers", "again: refresh the view"),
    Command("view.starred", ("3",), "starred papers", "papers of dumps that are not open are dimmed"),
    Command(
        "view.recommended",
        ("4",),
        "recommended papers",
        "unread ones, first those most like your starred papers; again: refresh the order",
    ),
    Command(
        "view.recommend",
        (),
        "recommend by a tag",
        "by papers with the tag in place of starred ones; without it: by starred ones again",
        argument="[tag:NAME]",
    ),
    Command("view.hidden", ("i",), "show what is hidden", "by the setting hide; again: hide it"),
    Command("mark.star", ("s",), "star", "again: unstar; a selection is starred as a whole", MAIN),
    Command("mark.read", ("r",), "mark as read", "again: as unread; a selection is marked as a whole", MAIN),
    Command(
        "mark.all_read",
        ("A",),
        "mark all shown papers as read",
        "only the selected ones if there are any; except near matches; one undo step",
        MAIN,
        bulk=True,
    ),
    Command(
        "mark.tags",
        ("t",),
        "add or take tags",
        "several at once, Tab completes; again, or -tag: take; a selection is tagged as a whole",
        MAIN,
        argument="[TAGS]",
    ),
    Command(
        "mark.note", ("a",), "write a note", "ctrl+e: in your editor; an empty one removes it", MAIN, argument="[TEXT]"
    ),
    Command(
        "mark.repeat",
        (".",),
        "repeat the last mark",
        "or note, on the paper under the cursor, or on the selection",
        MAIN,
    ),
    Command("mark.undo", ("u",), "undo the last marks", "back to the start of the program"),
    Command("mark.redo", ("ctrl+r",), "redo"),
    Command("select.paper", ("x",), "select the paper, and move down", "again: unselect it; in a range: end it", MAIN),
    Command("select.range", ("v",), "begin or end a range", "it follows the cursor; its papers are selected", MAIN),
    Command("select.shown", ("V",), "select all shown papers", "again: none; except near matches", MAIN),
    Command("copy.citation", ("y y",), "copy a citation line", "one for each selected paper", MAIN),
    Command("copy.title", ("y t",), "copy the title", "", MAIN),
    Command("copy.link", ("y l",), "copy the link", "", MAIN),
    Command("copy.bibtex", ("y b",), "copy as BibTeX", "", MAIN),
    Command("copy.markdown", ("y m",), "copy as Markdown", "", MAIN),
    Command("sort.read_order", ("S r",), "sort in the order read"),
    Command("sort.date", ("S d",), "sort by date", "newest first, undated last"),
    Command("sort.title", ("S t",), "sort by title"),
    Command("sort.comments", ("S c",), "sort by comments", "most comments first"),
    Command("sort.relevance", ("S R",), "sort by relevance"),
    Command("sort.recommended", ("S p",), "sort by recommendation", "first those most like your starred papers"),
    Command("list.density", ("z",), "lines for each paper", "one, or two with authors and date"),
    Command("open.browser", ("o",), "open in the browser", "over ssh the link is shown", MAIN),
    Command("open.pdf", ("P",), "open the PDF", "of an arXiv paper also where the dump has no address of it", MAIN),
    Command("open.link", ("O",), "choose a link by its number", "", MAIN),
    Command(
        "export.shown",
        ("e",),
        "export the selected papers, or all shown",
        "to a file; its ending sets the format",
        argument="[FILE]",
    ),
    Command(
        "export.pipe",
        ("|",),
        "pipe the papers to a command",
        "the selected ones, or the one under the cursor, as text on its standard input",
        MAIN,
    ),
    Command("dump.reload", ("R",), "read the dumps again"),
    Command(
        "dump.fetch",
        ("F",),
        "fetch new papers",
        "of the sources in the settings, or of one such as hf:2026-08-20; Esc stops it",
        argument="[SOURCE]",
    ),
    Command("dump.sources", (), "how the sources stand", "when each was fetched last, what failed, and why"),
    Command("app.palette", (":",), "command palette", ":q quits, :123 goes to a row"),
    Command("app.help", ("?", "f1"), "help", ":help WORD searches it", argument="[WORD]"),
    Command("app.theme", (), "switch between dark and light"),
    Command("app.suspend", ("ctrl+z",), "suspend", "", EVERYWHERE),
    Command("app.redraw", ("ctrl+l",), "redraw the screen", "", EVERYWHERE),
    Command(
        "app.back",
        ("escape",),
        "one layer back",
        "closes the menu or the search bar, unselects, closes a pane, removes words, the last filter; never quits",
    ),
    Command("app.interrupt", ("ctrl+c",), "copy the selected text", "without a selection: cancel typing, else quit"),
    Command("app.leave", ("q",), "back to the list", "in the list: quit"),
    Command("app.quit", ("Q", "Z Z", "Z Q"), "quit", "in the palette: :q"),
    Command("help.page", ("space",), "help: a page down", "", HELP),
    Command("help.page_back", ("b", "backspace"), "help: a page up", "", HELP),
    Command("help.search", ("/",), "help: search", "matches are marked", HELP),
    Command("help.next", ("n",), "help: next match", "", HELP),
    Command("help.previous", ("N",), "help: previous match", "", HELP),
    Command("help.close", ("q", "escape", "?", "f1", "ctrl+c"), "help: close", "", HELP),
)

COMMANDS_BY_ID = {command.id: command for command in COMMANDS}
QUERY = "query"
"""The group of the commands that run a named query."""


def with_named_queries(named: Mapping[str, str]) -> tuple[Command, ...]:
    """Return all commands, with one for each named query (text by name)."""
    return (*COMMANDS, *(Command(f"{QUERY}.{name}", (), f"@{name}", text) for name, text in named.items()))


def typed_names(commands: Sequence[Command]) -> dict[str, str]:
    """Return for each id what is typed to run the command: the second part of the id if it is the only one, its argument."""
    counts = Counter(command.action for command in commands)
    names = {row.id: row.action if counts[row.action] == 1 else row.id for row in commands}
    return {command.id: f"{names[command.id]} {command.argument}".rstrip() for command in commands}


def markdown_table(commands: Sequence[Command] = COMMANDS) -> str:
    """Return the commands and their keys as a Markdown table; those without a key by their names."""
    names = typed_names(commands)
    lines = ["| keys | command | |", "|---|---|---|"]
    for command in commands:
        keys = " ".join(f"`{keys}`" for keys in command.keys) or f"`:{names[command.id]}`"
        lines.append(f"| {keys} | {command.title} | {command.help} |".replace("|`", "\\|`"))
    return "\n".join(lines)
