"""The file of settings: what it sets, what is told of mistakes, and that nothing keeps the program from starting."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.commands import COMMANDS, KeyMap, is_key, with_keys, with_named_queries
from paperreader.config import Config, Settings, load_config
from paperreader.config.display import config_template, format_settings
from paperreader.config.schema import SETTINGS
from paperreader.errors import PaperReaderError
from tests.libraries import modest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def configured(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load_config(str(file))


def told(config: Config) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in config.problems]


def test_what_the_file_sets_holds_and_the_rest_is_as_usual(file: Path) -> None:
    config = configured(
        file,
        """
        dumps = ["~/papers", "/dumps", "here"]
        state = "marks.toml"
        theme = "light"
        columns = ["comments", "organization"]
        auto_read = "off"
        lookup = "scholar"
        queries.todo = "is:unread year:2025"
        [keys]
        mark.star = ["s", "*"]
        "query.todo" = "T"
        """,
    )
    home = str(Path.home())
    assert told(config) == []
    assert config.settings == Settings(
        dumps=(f"{home}/papers", "/dumps", str(file.parent / "here")),
        state=str(file.parent / "marks.toml"),
        theme="light",
        columns=("comments", "organization"),
        auto_read=False,
        lookup="scholar",
        queries={"todo": "is:unread year:2025"},
        keys={"mark.star": ("s", "*"), "query.todo": ("T",)},
    )


def test_all_mistakes_are_told_at_once_each_with_its_line_and_the_nearest_name(file: Path) -> None:
    config = configured(
        file,
        """themes = "dark"
theme = "drak"
dumps = 3
auto_read = off
density = "roomy"
[queries]
todo = "is:unread yaer:2025"
"two words" = "x"
loop = "@loop"
[keys]
mark.str = "x"
app.quit = "ctrl+shift+"
read.next = ["n", "shift+j"]
""",
    )
    assert told(config) == [
        (1, "themes: there is no such setting; did you mean theme"),
        (2, "theme: drak is not one of auto, dark, light; did you mean dark"),
        (3, "dumps: 3 is neither a string nor a list of strings"),
        (4, "is not TOML: Invalid value; write words in quotes"),
        (7, "queries.todo: there is no field yaer:; did you mean year: — searched as words"),
        (8, "queries.two words: a name has only letters, digits, - and _"),
        (9, "queries.loop: @loop contains itself — searched as a word"),
        (11, "mark.str: there is no command mark.str; did you mean mark.star"),
        (12, "app.quit: ctrl+shift+ is not a key; write j, ctrl+d or f5, or y t for two in sequence"),
        (13, "read.next: shift+j is not a key; write j, ctrl+d or f5, or y t for two in sequence"),
    ]
    assert config.settings.density == "roomy"
    assert config.settings.keys == {"read.next": ("n",)}
    assert set(config.settings.queries) == {"todo", "loop"}


def test_a_key_that_is_given_twice_or_leaves_a_command_without_one_is_told(file: Path) -> None:
    config = configured(file, '[keys]\nview.all = "s"\nview.unread = "s"\nview.starred = ["3", "y"]\nmove.up = []\n')
    copies = ["citation", "title", "link", "bibtex", "markdown"]
    assert told(config) == [
        (2, "view.all: leaves mark.star without a key"),
        (3, "view.unread: s is set for view.all already"),
        *[(4, f"view.starred: leaves copy.{what} without a key") for what in copies],
    ]
    assert config.settings.keys == {"view.all": ("s",), "view.starred": ("3", "y"), "move.up": ()}


def test_a_key_taken_from_a_command_means_no_more_what_it_meant() -> None:
    commands = with_keys(with_named_queries({"todo": "is:unread"}), {"query.todo": ("n", "y t"), "mark.star": ("S",)})
    keys = KeyMap(commands)
    assert keys.command("list", "n") == "query.todo"
    assert keys.command("list", "y t") == "query.todo"
    assert keys.command("list", "y y") == "copy.citation"
    assert keys.command("list", "s") is None
    assert keys.command("list", "S") == "mark.star"
    assert keys.command("list", "S d") is None
    assert keys.command("list", "j") == "move.down"


def test_every_key_of_the_usual_table_can_be_given_by_a_person(file: Path) -> None:
    lines = [f"{command.id} = {list(command.keys)}" for command in COMMANDS]
    config = configured(file, "[keys]\n" + "\n".join(lines))
    assert told(config) == []
    assert with_keys(COMMANDS, config.settings.keys) == COMMANDS


def test_a_file_that_is_not_there_is_no_mistake_unless_it_was_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERREADER_CONFIG", str(file))
    assert load_config() == Config(file)
    with pytest.raises(PaperReaderError, match="config init"):
        load_config(str(file))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"theme = '''never closed\nx = 1", b"\x00", b"[[queries]]\n[[keys]]", b"[keys"]
)
def test_a_file_that_cannot_be_understood_is_told_and_the_usual_holds(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    config = load_config(str(file))
    assert config.settings == Settings()
    assert config.problems


@modest
@given(st.text())
def test_no_text_keeps_the_program_from_starting(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    file.write_text(text, encoding="utf-8", errors="replace")
    load_config(str(file))


def test_the_file_to_begin_with_sets_nothing_and_all_it_shows_can_be_set(file: Path) -> None:
    assert configured(file, config_template()).settings == Settings()
    lines = [line.removeprefix("# ") if " = " in line else line for line in config_template().split("\n")]
    config = configured(file, "\n".join(lines))
    assert told(config) == []
    assert set(config.lines) >= {setting.name for setting in SETTINGS}


def test_what_holds_is_shown_as_toml_with_where_it_came_from(file: Path) -> None:
    config = configured(
        file, 'theme = "dark"\nlookup = "nowhere"\n[queries]\ntodo = "is:unread"\n[keys]\nmark.star = "S"'
    )
    text = "".join(format_settings(config, {"state": ("/x.toml", "--state")}))
    held = tomllib.loads(text)
    assert (held["theme"], held["lookup"], held["state"], held["auto_read"]) == ("dark", "arxiv", "/x.toml", "on")
    assert (held["queries"], held["keys"]) == ({"todo": "is:unread"}, {"mark.star": ["S"]})
    origins = {line.split(" = ")[0]: line.partition("  # ")[2] for line in text.split("\n") if " = " in line}
    assert origins["theme"] == f"{file}:1"
    assert origins["lookup"] == "default"
    assert origins["state"] == "--state"
    assert origins['"mark.star"'] == f"{file}:6"


def test_the_usual_settings_are_what_the_table_gives_as_examples() -> None:
    examples = tomllib.loads("\n".join(f"{setting.name} = {setting.example}" for setting in SETTINGS))
    usual = Settings()
    for setting in SETTINGS:
        if setting.name not in ("dumps", "state"):
            assert setting.read(examples[setting.name]) == getattr(usual, setting.name)


def test_a_statement_that_is_broken_is_told_where_it_begins_and_the_others_hold(file: Path) -> None:
    config = configured(
        file,
        """theme = "dark"
dumps = ["~/papers",
density = "roomy"
lookup = 'scholar
[queries]
todo = "is:unread"
bad = "x
[keys]
mark.star = ["s",
  "*"]
""",
    )
    assert [line for line, _ in told(config)] == [2, 4, 7]
    assert (config.settings.theme, config.settings.density, config.settings.lookup) == ("dark", "roomy", "arxiv")
    assert config.settings.queries == {"todo": "is:unread"}
    assert config.settings.keys == {"mark.star": ("s", "*")}


@pytest.mark.parametrize(
    "key", ["ctrl+D", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+/", "ctrl+[", "shift+a", "j k l", ""]
)
def test_what_no_terminal_sends_is_no_key(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize("key", ["ctrl+d", "alt+s", "f5", "ctrl+left", "Z t", "+", "ctrl+pagedown", "é"])
def test_what_terminals_send_is_a_key(key: str) -> None:
    assert is_key(key)
