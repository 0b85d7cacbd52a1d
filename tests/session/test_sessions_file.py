"""The file of remembered sessions: each set of dumps has its own, and nothing that happens to the file does harm."""

from __future__ import annotations

import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.session.sessions_file import RememberedSession, SessionsFile, default_sessions_path

SESSION = RememberedSession("is:unread sparse", "date", reverse=True, key="a-paper", offset=7, filters=True)


def file(folder: Path, *dumps: str) -> SessionsFile:
    return SessionsFile(folder / "state" / "sessions.toml", dumps)


def test_the_session_of_the_same_dumps_comes_back(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "page.txt")
    file(tmp_path, str(tmp_path / "page.txt"), "other").save(SESSION, ["sparse"])
    file(tmp_path).save(RememberedSession(key="another"), [])
    assert file(tmp_path, "other", str(tmp_path / "link")).read() == SESSION
    assert file(tmp_path, "other").read() == RememberedSession()
    assert file(tmp_path).read() == RememberedSession(key="another")


def test_typed_queries_are_shared_and_each_is_kept_once(tmp_path: Path) -> None:
    file(tmp_path, "one").save(SESSION, ["sparse", "graphs"])
    file(tmp_path, "two").save(SESSION, ["sparse"])
    assert file(tmp_path).read_history() == ["graphs", "sparse"]


def test_the_file_holds_a_limited_number_of_sessions_the_last_ones(tmp_path: Path) -> None:
    for number in range(60):
        file(tmp_path, str(number)).save(SESSION, [])
    assert file(tmp_path, "9").read() == RememberedSession()
    assert [file(tmp_path, str(number)).read() for number in (10, 59)] == [SESSION, SESSION]
    file(tmp_path, "10").save(SESSION, [])
    file(tmp_path, "60").save(SESSION, [])
    assert file(tmp_path, "10").read() == SESSION


def test_sessions_that_end_at_once_are_all_kept(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: file(tmp_path, str(number)).save(SESSION, [f"query {number}"]), range(8)))
    assert all(file(tmp_path, str(number)).read() == SESSION for number in range(8))
    assert len(file(tmp_path).read_history()) == 8
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["sessions.toml"]


@given(st.binary(), st.integers(0, 400), st.integers(0, 20))
def test_a_broken_file_is_passed_over_and_written_anew(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    file(folder).save(SESSION, ["sparse"])
    path = folder / "state" / "sessions.toml"
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + junk + whole[at + cut :])
    file(folder).read()
    file(folder).read_history()
    file(folder).save(SESSION, ["graphs"])
    assert file(folder).read() == SESSION
    assert file(folder).read_history()[-1] == "graphs"


@pytest.mark.parametrize("value", ['query = 3\nkey = ["x"]\noffset = true\nreverse = 1', "nothing = 1"])
def test_values_of_another_type_are_passed_over(tmp_path: Path, value: str) -> None:
    file(tmp_path).save(RememberedSession(order="date"), [])
    path = tmp_path / "state" / "sessions.toml"
    path.write_text(path.read_text().replace('order = "date"', f'order = "date"\n{value}'))
    assert file(tmp_path).read() == RememberedSession(order="date")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    file(tmp_path).save(SESSION, [])
    assert file(tmp_path).read() == RememberedSession()


def test_a_folder_that_is_a_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    file(tmp_path).save(SESSION, ["sparse"])
    assert file(tmp_path).read() == RememberedSession()
    assert file(tmp_path).read_history() == []


def test_the_file_is_in_the_folder_for_state_and_valid_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = default_sessions_path()
    SessionsFile(path, ["bad \udcff\n name"]).save(SESSION, ['a "quoted\\" query', "long " * 300])
    assert path.is_relative_to(tmp_path)
    content = tomllib.loads(path.read_text())
    assert content["history"] == ['a "quoted\\" query']
    assert "marks" in path.read_text().splitlines()[0]
