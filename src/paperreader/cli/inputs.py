"""What the subcommands work on: dumps, marks and queries, as the command line names them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.cli.arguments import Call
from paperreader.cli.output import tell
from paperreader.errors import UsageError

if TYPE_CHECKING:
    from paperreader.query import Query
    from paperreader.session import Session
    from paperreader.state import State


def state_of(call: Call) -> State:
    """The marks of `--state`, or of the usual file; what is to be told of them is told."""
    from paperreader.state import State

    state = State(call.options["state"][-1] if call.has("state") else None)
    for notice in state.notices:
        tell(notice)
    return state


def captured(call: Call) -> dict[str, date]:
    """The days of capture by path; "" is for every dump not named."""
    days: dict[str, date] = {}
    for option in call.options.get("capture-date", []):
        path, _, day = option.rpartition("=")
        try:
            days[path] = date.fromisoformat(day)
        except ValueError:
            raise UsageError(f"--capture-date {option}", "no day like 2025-03-01", "or FILE=2025-03-01") from None
    return days


def dumps_folder() -> Path:
    """Where `add` keeps dumps."""
    from paperreader.state import data_folder

    return data_folder() / "dumps"


def default_paths() -> list[str]:
    """The dumps kept with `add`; without any, those that come with the program."""
    kept = dumps_folder()
    if kept.is_dir() and any(kept.iterdir()):
        return [str(kept)]
    packed = Path(__file__).parents[1] / "seeds"
    return [str(packed if packed.is_dir() else Path(__file__).parents[3] / "seeds")]


def open_session(call: Call) -> tuple[Session, bool]:
    """The library of `--from` with the state, and whether every dump could be read."""
    from paperreader.loading import load_library
    from paperreader.news import arranged
    from paperreader.session import Session

    state = state_of(call)
    paths = call.options.get("from") or default_paths()
    library, errors = load_library(paths, captured(call), lambda dumps: arranged(dumps, state.dumps))
    for error in errors:
        tell(error)
    session = Session(library, state)
    session.loaded()
    return session, not errors


def query_of(words: Sequence[str]) -> Query:
    """The query of some words of the shell, which has taken the quotes from `org:"Two Words"`."""
    from paperreader.query import FIELDS, parse

    quoted = []
    for word in words:
        name, colon, value = word.partition(":")
        bare = colon and name.lstrip("-") in FIELDS and " " in value and '"' not in value
        quoted.append(f'{name}:"{value}"' if bare else word)
    query = parse(" ".join(quoted))
    for note in query.notes:
        tell(note)
    return query


def choice(call: Call, name: str, known: tuple[str, ...], default: str) -> str:
    """The value of an option that knows a few; the default when it is not given. Raises UsageError."""
    value = call.last(name, default)
    if value != default and value not in known:
        raise UsageError(f"--{name} {value}", hint=f"one of {', '.join(known)}")
    return value


def limit_of(call: Call) -> int | None:
    """The number of `--limit`; None without. Raises UsageError."""
    if not call.has("limit"):
        return None
    text = call.last("limit", "")
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"--limit {text}", "not a number")
    return int(text)
