"""A file of settings to begin with, and the settings as they hold, each with where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from paperreader.config.schema import SETTINGS
from paperreader.config.settings import Config


def config_template() -> str:
    """A file that sets nothing, with every setting told and ready to be changed."""
    lines = ["# Settings of paperreader. Take the # from what you change; `paperreader config show` tells what holds."]
    for setting in SETTINGS:
        lines += ["", f"# {setting.about}", f"# {setting.name} = {setting.example}"]
    return "\n".join([*lines, "", *_TABLES]) + "\n"


_TABLES = [
    "# Named queries: type @todo where a query goes, find them in the filter pane and with :",
    "[queries]",
    '# todo = "is:unread year:2025"',
    "",
    "# Keys by command, as `paperreader keys` lists them; what a key meant before it means no more.",
    '# A key is j, J, ctrl+d, f5; one after the other y t; several ["s", "*"]; none [].',
    "[keys]",
    '# "mark.star" = ["s", "*"]',
    '# "query.todo" = "T"',
]


def format_settings(config: Config, given: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The settings as TOML, a line each, with where each came from.

    Args:
        config: what the file says.
        given: (value, origin) by the names of settings that an option or the environment has set.
    """
    settings = config.settings
    rows = [(setting.name, getattr(settings, setting.name), setting.name) for setting in SETTINGS]
    yield from _aligned(
        (
            name,
            _toml(given[name][0] if name in given else value),
            given[name][1] if name in given else _origin(config, key),
        )
        for name, value, key in rows
    )
    for table in ("queries", "keys"):
        held = getattr(settings, table)
        if held:
            yield f"\n[{table}]\n"
            yield from _aligned(
                (_name(name), _toml(value), _origin(config, f"{table}.{name}")) for name, value in held.items()
            )


def _aligned(rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    told = [(f"{name} = {value}", origin) for name, value, origin in rows]
    width = max((len(text) for text, _ in told), default=0)
    return (f"{text:{width}}  # {origin}\n" for text, origin in told)


def _origin(config: Config, name: str) -> str:
    return f"{config.path}:{config.lines[name]}" if name in config.lines else "usual"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return '"on"' if value else '"off"'
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return f"[{', '.join(map(_toml, value))}]" if isinstance(value, Sequence) else str(value)


def _name(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
