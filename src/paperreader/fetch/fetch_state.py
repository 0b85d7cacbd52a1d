"""What fetching remembers between runs, in `.fetch/state.json` beside the dumps: times, failures and what servers said.

Losing the file loses no paper: then everything is asked anew, and what is there already is not written again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, cast

from paperreader.fetch.faults import FetchError

_VERSION = 1
_LAST_MOMENT = 1e11
_DAY = 86400.0
_KEPT = 366 * _DAY
_AHEAD = 5.0  # seconds by which a time may lie in the future before the clock is thought to have been wrong


class Failure(NamedTuple):
    """The last failure of a source: what, why, what to do, when first and last, how often in a row, and whether it was offline."""

    what: str
    why: str
    hint: str
    at: float
    since: float
    times: int
    told: float = 0.0
    offline: bool = False


class FetchState:
    """The file of state, read at once and written by `save`.

    Args:
        folder: `.fetch` within the folder of dumps.
        now: the present moment. Times that lie in the future were written while the clock was ahead, and are corrected.
    """

    def __init__(self, folder: Path, now: float) -> None:
        self._path = folder / "state.json"
        self._data = _read(self._path)
        self._mend(now)

    def save(self) -> None:
        """Write the file, whole or not at all. Raises FetchError."""
        temporary = self._path.with_name("part-state")
        try:
            temporary.write_text(json.dumps(self._data, indent=1, sort_keys=True), encoding="utf-8")
            os.replace(temporary, self._path)
        except OSError as error:
            raise FetchError(f"cannot write {self._path}", error.strerror or str(error)) from error

    def _table(self, name: str, key: str) -> dict[str, Any]:
        table: dict[str, Any] = self._data.setdefault(name, {})
        entry: dict[str, Any] = table.setdefault(key, {})
        return entry

    def _mend(self, now: float) -> None:
        saved = self._data.get("saved", 0.0)
        ahead = saved - now
        if ahead > _AHEAD:
            _shift(self._data, saved, ahead)
        self._data["saved"] = now
        answers = self._data.get("answers", {})
        for url in [url for url, answer in answers.items() if answer.get("at", 0) < now - _KEPT]:
            del answers[url]
        for name in [name for name in self.source_names() if 0 < self.asked_source(name) < now - _KEPT]:
            del self._data["sources"][name]

    @property
    def clock_told(self) -> float:
        """When it was last reported that the clock of this computer is wrong; 0 for never."""
        return float(self._data.get("clock_told", 0.0))

    @clock_told.setter
    def clock_told(self, moment: float) -> None:
        self._data["clock_told"] = moment

    # -- sites and hosts --

    def asked(self, site: str) -> float:
        """Return when a site was asked last; 0 for never."""
        return float(self._table("sites", site).get("asked", 0.0))

    def set_asked(self, site: str, moment: float) -> None:
        """Note that a site is asked now."""
        self._table("sites", site)["asked"] = moment
        self._data["saved"] = moment

    def blocked(self, host: str) -> tuple[float, str]:
        """Return until when a host must not be asked, and why; (0, "") without a reason."""
        entry = self._data.get("hosts", {}).get(host, {})
        return float(entry.get("not_before", 0.0)), str(entry.get("why", ""))

    def block(self, host: str, until: float, why: str) -> None:
        """Note that a host must not be asked for a while."""
        if until > self.blocked(host)[0]:
            self._table("hosts", host).update(not_before=until, why=why)

    # -- sources --

    def source(self, name: str) -> dict[str, Any]:
        """Return what is remembered of a source, to be changed in place.

        It has `success` (the last one), `papers` (that came then), `due` (not to be asked before), `failure`, and
        the notes of its kind.
        """
        return self._table("sources", name)

    def source_names(self) -> tuple[str, ...]:
        """Return the names of all sources that are remembered."""
        return tuple(self._data.get("sources", {}))

    def asked_source(self, name: str) -> float:
        """Return when a source was asked last; 0 for never."""
        known = self.source(name)
        return float(max(known.get("success", 0), known.get("failure", {}).get("at", 0)))

    def failure(self, name: str) -> Failure | None:
        """Return the last failure of a source; None if it succeeded since."""
        found = self.source(name).get("failure")
        try:
            return Failure(**found) if found else None
        except TypeError:
            return None

    def set_failure(self, name: str, failure: Failure | None) -> None:
        """Note a failure, or that there is none any more."""
        if failure:
            self.source(name)["failure"] = failure._asdict()
        else:
            self.source(name).pop("failure", None)

    # -- answers --

    def answer(self, url: str) -> Mapping[str, Any]:
        """Return what is remembered of the last answer: `etag`, `modified`, `file`, `sum`; {} for none."""
        found: Mapping[str, Any] = self._data.get("answers", {}).get(url, {})
        return found

    def set_answer(self, url: str, **known: Any) -> None:
        """Remember an answer."""
        self._table("answers", url).update(known)


def _is_number(value: Any) -> bool:
    """Return whether a value is a time that can be, or a count."""
    return isinstance(value, int | float) and 0 <= value < _LAST_MOMENT


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


_NUMBERS = (
    "asked",
    "not_before",
    "success",
    "papers",
    "due",
    "at",
    "saved",
    "clock_told",
    "since",
    "times",
    "told",
)
_SOUND: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(_NUMBERS, _is_number),
    **dict.fromkeys(("why", "etag", "modified", "file", "what", "hint"), lambda value: isinstance(value, str)),
    **dict.fromkeys(("sites", "hosts", "sources", "answers", "days"), lambda value: isinstance(value, dict)),
    "last_day": _is_day,
    "feeds": lambda value: isinstance(value, dict) and all(map(_is_number, value.values())),
    "missed": lambda value: isinstance(value, dict) and all(map(_is_day, value.values())),
    "failure": lambda value: isinstance(value, dict) and _is_sound(value),
}
"""What the values of the file must be, by their names."""


def _read(path: Path) -> dict[str, Any]:
    """Return the content of the file; an empty one if it is missing or damaged."""
    with suppress(OSError, ValueError, RecursionError, AttributeError):
        data = json.loads(path.read_bytes())
        tables = [data.get(name, {}) for name in ("sites", "hosts", "sources", "answers")]
        entries = [entry for table in tables for entry in table.values()]
        if data.get("version") == _VERSION and _is_sound(data) and all(map(_is_sound, entries)):
            return cast("dict[str, Any]", data)
    return {"version": _VERSION}


def _is_sound(entry: Any) -> bool:
    """Return whether all values of a table are what their names say."""
    return all([name not in _SOUND or _SOUND[name](value) for name, value in entry.items()])


def _shift(table: dict[str, Any], saved: float, by: float) -> None:
    """Move all times that are near the moment of saving, or later, back by some seconds."""
    for name, value in table.items():
        if isinstance(value, dict):
            _shift(value, saved, by)
        elif isinstance(value, float) and value > saved - by:
            table[name] = value - by
