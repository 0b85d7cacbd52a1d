"""The tables `[sources]` and `[fetch]`: their values, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

from paperreader.config import load_config
from paperreader.config.display import config_template
from paperreader.config.settings import FetchSettings


def test_sources_and_how_they_are_fetched(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '[sources]\ncl = "arxiv:cs.CL"\n[fetch]\nevery = "2h"\non_start = "on"\ncontact = "me@example.org"\n'
        'keys = { s2 = "pass show s2" }\n'
    )
    config = load_config(str(file))
    assert config.problems == ()
    assert config.settings.sources == {"cl": "arxiv:cs.CL"}
    assert config.settings.fetch == FetchSettings(
        every="2h", on_start=True, contact="me@example.org", keys={"s2": "pass show s2"}
    )
    assert config.settings.fetch.seconds == 7200


def test_mistakes_are_told_with_their_lines_and_the_rest_is_used(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '[sources]\nhf = "hf"\nbad = "arxv:cs.CL"\nnumber = 1\n'
        '[fetch]\nevry = "6h"\nevery = "5m"\nkeys = { s3 = "x" }\n'
    )
    config = load_config(str(file))
    assert [(problem.line, problem.text) for problem in config.problems] == [
        (3, "sources.bad: arxv:cs.CL is not a source; did you mean arxiv:"),
        (4, "sources.number: 1 is not a string"),
        (6, "fetch.evry: there is no such setting; did you mean every"),
        (7, "fetch.every: 5m is too short for the sites: write 30m or more"),
        (8, "fetch.keys: there is no key s3; there are hf, s2; did you mean s2"),
    ]
    assert (config.settings.sources, config.settings.fetch) == ({"hf": "hf"}, FetchSettings())


def test_the_file_to_begin_with_names_a_source_of_each_kind(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    text = config_template()
    begin = text.index("[sources]")
    file.write_text(text[begin:].replace("\n# ", "\n").replace("\nHow they", "\n# How they"))
    assert len(load_config(str(file)).settings.sources) == 6
