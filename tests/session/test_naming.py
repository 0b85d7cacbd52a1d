"""Saving queries by name, as the reader tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.config.saved_settings import SavedSettings
from paperreader.session import Session
from paperreader.session.naming import forget_query, save_query


@pytest.fixture
def saved(tmp_path: Path) -> SavedSettings:
    return SavedSettings(tmp_path / "saved.toml")


def ask(session: Session, text: str) -> None:
    session.ask(session.parse(text))


def test_a_saved_query_is_known_at_once_and_can_be_saved_again_with_more(
    session: Session, saved: SavedSettings
) -> None:
    ask(session, "year:2024")
    assert save_query(session, saved, "@todo").text == "saved as @todo: year:2024"
    ask(session, "@todo alpha")
    assert save_query(session, saved, "todo").text == "saved as @todo: year:2024 alpha, was year:2024"
    assert str(session.parse("@todo").terms[0].meaning) == "year:2024 alpha"
    assert saved.load()[0].queries == {"todo": "year:2024 alpha"}


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        ("", "todo", "nothing to save"),
        ("year:2024", "to do", "only letters"),
        ("yaer:2024", "todo", "did you mean year:"),
        ("year:2024", "mine", "in the settings already"),
    ],
)
def test_nothing_is_saved_that_would_not_be_found(
    session: Session, saved: SavedSettings, query: str, name: str, expected: str
) -> None:
    session.settings = session.settings._replace(queries={"mine": "is:unread"})
    ask(session, query)
    assert expected in save_query(session, saved, name).text
    assert not saved.load()[0].queries


def test_a_query_is_forgotten_with_its_key_and_those_of_the_settings_stay(
    session: Session, saved: SavedSettings
) -> None:
    session.settings = session.settings._replace(queries={"mine": "is:unread"}, keys={"query.todo": ("T",)})
    ask(session, "year:2024")
    save_query(session, saved, "todo")
    assert "did you mean todo" in forget_query(session, saved, "tood").text
    assert "in the settings" in forget_query(session, saved, "mine").text
    assert forget_query(session, saved, "todo").text == "@todo is forgotten; it was year:2024"
    assert session.settings.queries == {"mine": "is:unread"}
    assert session.settings.keys == {}
