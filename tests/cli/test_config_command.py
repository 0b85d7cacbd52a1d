"""`paperreader config`, and the settings that subcommands obey."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.config.schema import SETTINGS
from tests.cli.running import Run


def test_settings_give_dumps_marks_and_named_queries(run: Run, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text(f'dumps = "{dump}"\nstate = "mine.toml"\n[queries]\nold = "year:2023"\n', "utf-8")
    result = run("list", "@old", "--config", file, "--format", "keys")
    assert (result.status, result.err, len(result.lines)) == (0, "", 2)
    assert run("mark", "star", "-@old", "--config", file).out == "2 marked starred\n"
    assert (tmp_path / "mine.toml").exists()
    assert run("state", "path", "--config", file).out == f"{tmp_path / 'mine.toml'}\n"


def test_a_mistake_in_the_settings_is_reported_and_papers_are_listed(run: Run, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text('thme = "dark"\n', "utf-8")
    result = run("list", "--from", dump, "--config", file)
    assert (result.status, len(result.lines)) == (0, 4)
    assert f"{file}:1: thme: there is no such setting; did you mean theme" in result.err


def test_a_file_of_settings_is_written_once_and_shown(run: Run, home: Path, dump: Path) -> None:
    where = run("config", "path").out.strip()
    assert where.startswith(str(home))
    assert run("config", "init").out == f"{where}\n"
    written = Path(where).read_text("utf-8").splitlines()
    for setting in SETTINGS:
        assert written[written.index(f"# {setting.help}") + 1] == f"# {setting.name} = {setting.example}"
    assert run("config", "init").status == 1
    Path(where).write_text('theme = "dark"\n[keys]\nmark.star = "*"\n', "utf-8")
    assert f'theme = "dark"                  # {where}:1' in run("config", "show").out
    assert "*                mark.star" in run("keys").out
    assert run("config").status == 2
    assert run("list", "--config", "nowhere.toml", "--from", dump).status == 1


def test_the_option_overrides_the_environment_and_that_the_setting(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "set.toml").write_text('state = "a.toml"\n', "utf-8")
    monkeypatch.setenv("PAPERREADER_CONFIG", str(tmp_path / "set.toml"))
    assert run("state", "path").out == f"{tmp_path / 'a.toml'}\n"
    monkeypatch.setenv("PAPERREADER_STATE", "b.toml")
    assert run("state", "path").out == "b.toml\n"
    assert "# PAPERREADER_STATE" in run("config", "show").out
    assert run("state", "path", "--state", "c.toml").out == "c.toml\n"
    assert "# --state" in run("config", "show", "--state", "c.toml").out
