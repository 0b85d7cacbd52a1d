"""The text of the help page: commands with the user's keys, the query language, the settings. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from paperreader.commands import SECTIONS, Command, key_label, typed_names
from paperreader.config import Settings
from paperreader.config.display import toml_value
from paperreader.config.schema import SETTINGS
from paperreader.query.guide import QUERY_GUIDE
from paperreader.tui.glyphs import Glyphs

_BETWEEN_KEYS, _BETWEEN_QUERIES = "  ", "   "


class HelpRow(NamedTuple):
    """A row of the page: a heading, or an entry.

    Attributes:
        name: keys, a query, or the name of a setting; alone, a heading.
        text: what it does; alone, a paragraph.
        note: a further word.
        dim: whether it can do nothing here and now.
    """

    name: str = ""
    text: str = ""
    note: str = ""
    dim: bool = False


def help_rows(
    commands: Sequence[Command], acts_now: Callable[[Command], bool], settings: Settings, glyphs: Glyphs
) -> list[HelpRow]:
    """Return the rows of the page; `acts_now` returns whether a command has something to act on here and now."""
    return [
        HelpRow(
            text="Dimmed: a command of another pane, or one that has nothing to act on now. This page only explains:"
            " its keys stand under On this page, and no other key does anything here."
        ),
        *_command_rows(commands, acts_now),
        *_sign_rows(glyphs),
        *_query_rows(),
        *_setting_rows(settings),
    ]


def _command_rows(commands: Sequence[Command], acts_now: Callable[[Command], bool]) -> Iterator[HelpRow]:
    names = typed_names(commands)
    for section, groups in SECTIONS.items():
        yield HelpRow(section)
        for command in commands:
            if command.group in groups:
                keys = _BETWEEN_KEYS.join(map(key_label, command.keys)) or f":{names[command.id]}"
                yield HelpRow(keys, command.title, command.help, dim=not acts_now(command))


def _sign_rows(glyphs: Glyphs) -> Iterator[HelpRow]:
    yield HelpRow("Signs")
    yield HelpRow(glyphs.unread, "unread")
    yield HelpRow(glyphs.star, "starred")
    yield HelpRow(glyphs.note, "has a note of yours")
    yield HelpRow(glyphs.tag, "has tags of yours")
    yield HelpRow(glyphs.selected, "selected")
    weak, strong = glyphs.strengths[1], glyphs.strengths[-1]
    yield HelpRow(f"{weak} {strong}", "recommended a little, much", "much is as much as a starred paper on average")
    yield HelpRow(
        glyphs.exploration, "for exploration", "one in five recommended papers: a new one, or one unlike those you mark"
    )
    yield HelpRow(f"{glyphs.comments}2", "2 comments")
    yield HelpRow(f"{glyphs.upvotes}5", "5 upvotes")
    yield HelpRow(glyphs.below, "more below", "at the lower right corner of a pane")


def _query_rows() -> Iterator[HelpRow]:
    for section in QUERY_GUIDE:
        yield HelpRow(section.title)
        for example in section.examples:
            yield HelpRow(_BETWEEN_QUERIES.join(example.queries), example.matches.replace("`", ""))


def _setting_rows(settings: Settings) -> Iterator[HelpRow]:
    yield HelpRow("Settings")
    yield HelpRow(text="paperreader config init writes a file that explains them, config path prints where it is.")
    for setting in SETTINGS:
        value = getattr(settings, setting.name)
        yield HelpRow(setting.name, setting.help, "" if value in ("", ()) else f"now {toml_value(value)}")
    yield HelpRow("[queries]", "named queries, as @name in a query", 'todo = "is:unread year:2025"')
    yield HelpRow("[keys]", "keys by the names of commands, as paperreader keys lists them", '"mark.star" = ["s", "+"]')
