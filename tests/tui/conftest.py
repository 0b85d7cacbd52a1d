"""The environment of the tests of the screen: a terminal of all colours without multiplexer, display and ssh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True, scope="session")
def _style_sheets_parsed_once() -> Iterator[None]:
    """Keep the rules of each style sheet for the next app with the same colors: parsing takes a fifth of its start."""
    parsed: dict[Any, Iterable[RuleSet]] = {}

    def parse_once(scope: str, css: str, *place: Any, **how: Any) -> Iterable[RuleSet]:
        colors = frozenset(
            (name, *(token.value for token in tokens)) for name, tokens in how["variable_tokens"].items()
        )
        key = (scope, css, place, colors, how["is_default_rules"], how["tie_breaker"])
        if key not in parsed:
            parsed[key] = list(parse(scope, css, *place, **how))
        return parsed[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("textual.css.stylesheet.parse", parse_once)
        yield
