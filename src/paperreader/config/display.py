"""The settings as TOML: a file to begin with, and the values in use with the origin of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from paperreader.config import saved_settings_beside
from paperreader.config.schema import FETCH_SETTINGS, SETTINGS
from paperreader.config.settings import Config

_TABLES = """\
# Named queries: type @todo in a query, or find them in the filter pane and with :
[queries]
# todo = "is:unread year:2025"

# Keys by command, as listed by `paperreader keys`. A key that is set here no longer runs its former command.
# A key is j, J, ctrl+d, f5; two in sequence: y t; several: ["s", "+"]; none: [].
[keys]
# "mark.star" = ["s", "+"]
# "query.todo" = "T"
"""
_SOURCES = """\
# What is fetched, by names of your own; without any, the daily papers of Hugging Face. See docs/fetch.md.
[sources]"""
_EXAMPLES = {
    "hf": "hf",
    "cl": "arxiv:cs.CL+cs.LG",
    "gardens": "arxiv search: abs:garden AND cat:cs.LG",
    "neuro": 'europepmc: "spiking network" AND SRC:PPR',
    "mine": "s2 stars",
    "nature": "https://www.nature.com/neuro.rss",
}


def config_template() -> str:
    """Return a file that sets nothing and explains every setting."""
    lines = [
        "# Settings of paperreader. Remove the # to change one; `paperreader config show` prints the values in use."
    ]
    for setting in SETTINGS:
        lines += ["", f"# {setting.help}", f"# {setting.name} = {setting.example}"]
    lines += ["", _TABLES, _SOURCES, *(f"# {name} = {toml_value(text)}" for name, text in _EXAMPLES.items())]
    lines += ["", "# How they are fetched", "[fetch]"]
    for setting in FETCH_SETTINGS:
        lines += [f"# {setting.help}", f"# {setting.name} = {setting.example}"]
    return "\n".join([*lines, ""])


def format_settings(config: Config, overrides: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Yield the settings as lines of TOML, each with a comment that names its origin.

    Args:
        config: the settings of the file.
        overrides: (value, origin) by name, for the settings of an option or the environment.
    """
    settings = config.settings
    rows = []
    for name in (setting.name for setting in SETTINGS):
        value, origin = overrides.get(name) or (getattr(settings, name), _origin(config, name))
        rows.append((f"{name} = {toml_value(value)}", origin))
    yield from _aligned(rows)
    fetch = {name: value for name, value in settings.fetch._asdict().items() if f"fetch.{name}" in config.lines}
    tables = {"queries": settings.queries, "keys": settings.keys, "sources": settings.sources, "fetch": fetch}
    for table, values in tables.items():
        if values:
            yield f"\n[{table}]\n"
            yield from _aligned(
                [
                    (f"{_key(name)} = {toml_value(value)}", _origin(config, f"{table}.{name}"))
                    for name, value in values.items()
                ]
            )


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = max((len(text) for text, _ in rows), default=0)
    return (f"{text:{width}}  # {origin}\n" for text, origin in rows)


def _origin(config: Config, name: str) -> str:
    if name in config.lines:
        return f"{config.path}:{config.lines[name]}"
    return str(saved_settings_beside(config.path).path) if name.startswith("queries.") else "default"


def toml_value(value: object) -> str:
    """Return a value of a setting as TOML."""
    if isinstance(value, bool):
        return '"on"' if value else '"off"'
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(name)} = {toml_value(inner)}' for name, inner in value.items())} }}"
    return f"[{', '.join(map(toml_value, value))}]" if isinstance(value, Sequence) else str(value)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
