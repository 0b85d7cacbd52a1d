"""Every command of the reader: one table that feeds keys, palette, help and README.

Knows names and keys, not what a command does: `tui.actions` has a function for each id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

MAIN = ("list", "detail")
PANES = ("list", "detail", "filters")


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: its name, `group.deed`; settings and tests use it.
        keys: each a sequence of one or two keys as a person writes them (`j`, `ctrl+d`, `y t`).
        title: what it does, in a few words.
        help: what else one should know; "" when the title says all.
        scopes: the panes in which the keys work.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str = ""
    scopes: tuple[str, ...] = PANES

    @property
    def group(self) -> str:
        """What kind of command it is, as its id begins."""
        return self.id.partition(".")[0]


COMMANDS = (
    Command("move.down", ("j", "down"), "down", "in the focused pane"),
    Command("move.up", ("k", "up"), "up", "in the focused pane"),
    Command("move.half_down", ("ctrl+d",), "half a page down"),
    Command("move.half_up", ("ctrl+u",), "half a page up"),
    Command("move.page_down", ("ctrl+f", "pagedown"), "a page down"),
    Command("move.page_up", ("ctrl+b", "pageup"), "a page up"),
    Command("move.top", ("g", "home"), "to the top"),
    Command("move.bottom", ("G", "end"), "to the bottom"),
    Command("read.next", ("n",), "next unread paper", "marks the one left as read; does not wrap", MAIN),
    Command("read.previous", ("p", "N"), "previous unread paper", "marks nothing", MAIN),
    Command("read.page", ("space",), "page the abstract", "at its end go to the next unread paper", MAIN),
    Command("read.page_back", ("b",), "page the abstract back", "", MAIN),
    Command("read.line_down", ("J",), "scroll the abstract", "from the list", ("list",)),
    Command("read.line_up", ("K",), "scroll the abstract back", "from the list", ("list",)),
    Command("read.paper_down", ("J",), "next paper", "from the abstract", ("detail",)),
    Command("read.paper_up", ("K",), "previous paper", "from the abstract", ("detail",)),
    Command("pane.right", ("enter", "l", "right"), "open: one pane right", "marks the paper read; again: full screen"),
    Command("pane.left", ("h", "left"), "one pane left", "order: filters, list, detail"),
    Command("pane.next", ("tab",), "next pane"),
    Command("pane.previous", ("shift+tab",), "previous pane"),
    Command("search.type", ("/",), "search as you type", "again: edit the query; in the filters: find a value"),
    Command("search.like", ("m",), "more like this", "titles that share its rare words; Esc goes back", MAIN),
    Command("filters.toggle", ("f",), "open or close the filters"),
    Command("filters.choose", ("space",), "filter by this value", "again: no more", ("filters",)),
    Command("filters.exclude", ("-",), "exclude this value", "", ("filters",)),
    Command("view.all", ("1",), "all papers", "keeps the other filters"),
    Command("view.unread", ("2",), "unread papers", "again: refreshes"),
    Command("view.starred", ("3",), "starred papers", "those of dumps that are not open are dimmed"),
    Command("mark.star", ("s",), "star", "again: take the star", MAIN),
    Command("mark.read", ("r",), "read or unread", "", MAIN),
    Command("mark.all_read", ("A",), "mark all shown read", "near hits excepted; one undo", MAIN),
    Command("mark.undo", ("u",), "undo the last marks", "as deep as the sitting"),
    Command("mark.redo", ("ctrl+r",), "redo"),
    Command("copy.citation", ("y y",), "copy a citation line", "", MAIN),
    Command("copy.title", ("y t",), "copy the title", "", MAIN),
    Command("copy.link", ("y l",), "copy the link", "", MAIN),
    Command("copy.bibtex", ("y b",), "copy as BibTeX", "", MAIN),
    Command("copy.markdown", ("y m",), "copy as Markdown", "", MAIN),
    Command("sort.read_order", ("S r",), "sort in the order read"),
    Command("sort.date", ("S d",), "sort by date", "newest first, undated last"),
    Command("sort.title", ("S t",), "sort by title"),
    Command("sort.comments", ("S c",), "sort by comments", "most first"),
    Command("sort.relevance", ("S R",), "sort by relevance"),
    Command("list.density", ("z",), "lines a paper", "one, or two with who and when"),
    Command("open.browser", ("o",), "open in the browser", "over ssh the address is shown", MAIN),
    Command("open.link", ("O",), "choose a link by its number", "", MAIN),
    Command("export.shown", ("e",), "export what is shown", "to a file; its ending tells the format", PANES),
    Command("export.pipe", ("|",), "pipe the paper to a command", "as text, on its standard input", MAIN),
    Command("dump.reload", ("R",), "read the dumps again"),
    Command("app.palette", (":",), "command palette", ":q quits, :123 goes to a row"),
    Command("app.help", ("?",), "help", "type to search"),
    Command("app.theme", (), "switch between dark and light"),
    Command("app.suspend", ("ctrl+z",), "suspend"),
    Command("app.redraw", ("ctrl+l",), "redraw the screen"),
    Command(
        "app.back", ("escape",), "one layer back", "menu, typing, detail or filters, words, last filter; never quits"
    ),
    Command("app.interrupt", ("ctrl+c",), "copy selected text", "else cancel typing, else quit"),
    Command("app.leave", ("q",), "to the list; in the list: quit"),
    Command("app.quit", ("Q",), "quit"),
)

COMMANDS_BY_ID = {command.id: command for command in COMMANDS}
QUERY = "query"
"""The group of the commands that ask a named query."""


def with_named_queries(named: Mapping[str, str]) -> tuple[Command, ...]:
    """All commands, those that ask a person's named queries among them."""
    asking = (Command(f"{QUERY}.{name}", (), f"@{name}", text) for name, text in named.items())
    return (*COMMANDS, *asking)


def with_keys(commands: Sequence[Command], keys: Mapping[str, Sequence[str]]) -> tuple[Command, ...]:
    """The commands with a person's keys by id; what these keys meant before they mean no more."""
    given = [(command, own) for command in commands for own in keys.get(command.id, ())]

    def left(command: Command) -> Iterator[str]:
        for own in command.keys:
            if not any(_clash(own, key) and set(command.scopes) & set(other.scopes) for other, key in given):
                yield own

    return tuple(
        replace(command, keys=tuple(keys[command.id] if command.id in keys else left(command))) for command in commands
    )


def _clash(one: str, other: str) -> bool:
    """Whether two sequences of keys cannot both be meant: they are the same, or one begins the other."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


_NAMED_KEYS = frozenset(
    ["space", "tab", "enter", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"]
    + ["up", "down", "left", "right"]
    + [f"f{number}" for number in range(1, 25)]
)
_WITH_CTRL = "abcdefgklnopqrstuvwxyz"  # for i, m, j and h a terminal sends Tab, Enter, Enter, Backspace
_MODIFIERS = ("ctrl", "alt", "shift", "super")


def is_key(text: str) -> bool:
    """Whether a text is a key as the table writes it, or a sequence of two: `j`, `ctrl+d`, `y t`."""
    keys = text.split(" ")
    return 1 <= len(keys) <= 2 and all(map(_is_one_key, keys))  # noqa: PLR2004 - see above


def _is_one_key(key: str) -> bool:
    *modifiers, name = [key] if len(key) == 1 else key.split("+")
    if not all(modifier in _MODIFIERS for modifier in modifiers):
        return False
    if name in _NAMED_KEYS:
        return True
    if "ctrl" in modifiers and (name not in _WITH_CTRL or len(name) != 1):
        return False
    return len(name) == 1 and name.isprintable() and name != " " and modifiers != ["shift"]


class KeyMap:
    """Which command a sequence of keys means in a pane."""

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._prefixes: dict[tuple[str, str], list[Command]] = {}
        for command in commands:
            for keys in command.keys:
                first, _, second = keys.partition(" ")
                for scope in command.scopes:
                    self._ids[scope, keys] = command.id
                    if second:
                        self._prefixes.setdefault((scope, first), []).append(command)

    def command(self, scope: str, keys: str) -> str | None:
        """The id of the command that the keys mean, or None."""
        return self._ids.get((scope, keys))

    def commands_after_prefix(self, scope: str, key: str) -> list[Command]:
        """The commands whose sequence begins with a key; [] when none does."""
        return self._prefixes.get((scope, key), [])


def markdown_table(commands: Sequence[Command] = COMMANDS) -> str:
    """Commands and keys as a Markdown table."""
    lines = ["| keys | command | |", "|---|---|---|"]
    for command in commands:
        keys = " ".join(f"`{keys}`" for keys in command.keys) or "(palette)"
        lines.append(f"| {keys} | {command.title} | {command.help} |".replace("|`", "\\|`"))
    return "\n".join(lines)
