"""Queries that the reader saves beside the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.config import load_config, saved_settings_beside
from paperreader.config.display import format_settings
from paperreader.config.saved_settings import Saved
from paperreader.errors import PaperReaderError

OWN = """\
# mine
[queries]
todo = "is:unread @later"  # why
[keys]
"query.later" = "T"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(OWN)
    return path


def test_saved_settings_stand_beside_those_of_the_settings_which_hold_and_stay_as_they_are(file: Path) -> None:
    saved = saved_settings_beside(file)
    saved.save("later", 'year:2024 "attention heads"')
    saved.save("todo", "is:starred")
    config = load_config(str(file))
    assert config.problems == ()
    assert config.settings.queries == {"later": 'year:2024 "attention heads"', "todo": "is:unread @later"}
    assert config.settings.keys == {"query.later": ("T",)}
    assert f"# {saved.path}" in "".join(format_settings(config, {}))
    saved.forget("later")
    assert "there is no query @later" in load_config(str(file)).problems[0].text
    assert file.read_text() == OWN


def test_saved_settings_need_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.config.platform_folder", lambda _: tmp_path / "new")
    saved_settings_beside(tmp_path / "new" / "config.toml").save("todo", "is:unread")
    assert load_config().settings.queries == {"todo": "is:unread"}


def test_a_broken_file_is_told_and_not_written(file: Path) -> None:
    saved = saved_settings_beside(file)
    saved.path.write_text('[queries]\ntodo = "is:unread\n')
    config = load_config(str(file))
    assert [problem.source for problem in config.problems if "is not TOML" in problem.text] == [str(saved.path)]
    with pytest.raises(PaperReaderError, match=r"saved\.toml"):
        saved.save("later", "year:2024")
    assert saved.path.read_text() == '[queries]\ntodo = "is:unread\n'


@given(st.binary())
def test_no_bytes_of_the_file_keep_the_program_from_starting(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("saved") / "config.toml"
    file.write_text("")
    saved_settings_beside(file).path.write_bytes(content)
    load_config(str(file))


@given(st.text())
def test_any_query_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    saved = saved_settings_beside(tmp_path_factory.mktemp("saved") / "config.toml")
    saved.save("it", text)
    assert saved.load() == (Saved({"it": text}), ())


def test_highlights_are_saved_beside_queries_and_follow_those_of_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('highlight = ["CLIP"]\n')
    saved = saved_settings_beside(file)
    saved.save("todo", "is:unread")
    saved.save_highlights(["CLIP", "sparse heads"])
    assert load_config(str(file)).settings.highlight == ("CLIP", "CLIP", "sparse heads")
    saved.save_highlights([])
    assert saved.load()[0] == Saved({"todo": "is:unread"})
    assert file.read_text() == 'highlight = ["CLIP"]\n'
