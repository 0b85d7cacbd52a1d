"""The tables `[sources]` and `[fetch]` of the settings: what is fetched, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from paperreader.config.schema import FETCH_SETTINGS, SettingError
from paperreader.config.settings import FetchSettings
from paperreader.errors import suggestion

Report = Callable[[str, str], object]
"""Takes the dotted name of a value, and what is wrong with it."""


def read_sources(table: Any, report: Report) -> dict[str, str]:
    """Return the valid sources by name, and report the others."""
    sources: dict[str, str] = {}
    if not isinstance(table, dict) or not table:
        return sources
    from paperreader.fetch.subscription import SubscriptionError, read_subscription

    for name, text in table.items():
        if not isinstance(text, str):
            report(f"sources.{name}", f"{text} is not a string")
            continue
        try:
            read_subscription(text, name)
            sources[name] = text
        except SubscriptionError as error:
            report(f"sources.{name}", str(error))
    return sources


def read_fetch(table: Any, report: Report) -> FetchSettings:
    """Return the valid values of `[fetch]`, with defaults for the others, which are reported."""
    known = {setting.name: setting for setting in FETCH_SETTINGS}
    values: dict[str, Any] = {}
    for name, value in table.items() if isinstance(table, dict) else ():
        if name not in known:
            report(f"fetch.{name}", f"there is no such setting{suggestion(name, known)}")
            continue
        try:
            values[name] = known[name].read(value)
        except SettingError as error:
            report(f"fetch.{name}", str(error))
    return FetchSettings(**values)
