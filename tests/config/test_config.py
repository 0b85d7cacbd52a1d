"""The file of settings: its values, the messages about mistakes, and the defaults."""

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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def load_text(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load_config(str(file))


def problems(config: Config) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in config.problems]


def test_values_of_the_file_are_used_and_defaults_for_the_rest(file: Path) -> None:
    config = load_text(
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
        mark.star = ["s", "+"]
        "query.todo" = "T"
        """,
    )
    home = str(Path.home())
    assert problems(config) == []
    assert config.settings == Settings(
        dumps=(f"{home}/papers", "/dumps", str(file.parent / "here")),
        state=str(file.parent / "marks.toml"),
        theme="light",
        columns=("comments", "organization"),
        auto_read=False,
        lookup="scholar",
        queries={"todo": "is:unread year:2025"},
        keys={"mark.star": ("s", "+"), "query.todo": ("T",)},
    )


def test_all_mistakes_are_reported_with_line_and_nearest_name(file: Path) -> None:
    config = load_text(
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
    assert problems(config) == [
        (1, "themes: there is no such setting; did you mean theme"),
        (2, "theme: drak is not one of auto, dark, light; did you mean dark"),
        (3, "dumps: 3 is neither a string nor a list of strings"),
        (4, "is not TOML: Invalid value; write words in quotes"),
        (7, "queries.todo: there is no field yaer:; did you mean year: — searched as words"),
        (8, "queries.two words: a name has only letters, digits, - and _"),
        (9, "queries.loop: @loop contains itself — searched as words"),
        (11, "mark.str: there is no command mark.str; did you mean mark.star"),
        (12, "app.quit: ctrl+shift+ is not a key; write j, ctrl+d or f5, or y t for two in sequence"),
        (13, "read.next: shift+j is not a key; write j, ctrl+d or f5, or y t for two in sequence"),
    ]
    assert config.settings.density == "roomy"
    assert config.settings.keys == {"read.next": ("n",)}
    assert set(config.settings.queries) == {"todo", "loop"}


def test_a_key_set_twice_or_taken_from_a_command_is_reported(file: Path) -> None:
    config = load_text(file, '[keys]\nview.all = "s"\nview.unread = "s"\nview.starred = ["3", "y"]\nmove.up = []\n')
    copies = ["citation", "title", "link", "bibtex", "markdown"]
    assert problems(config) == [
        (2, "view.all: leaves mark.star without a key"),
        (3, "view.unread: s is set for view.all already"),
        *[(4, f"view.starred: leaves copy.{what} without a key") for what in copies],
    ]
    assert config.settings.keys == {"view.all": ("s",), "view.starred": ("3", "y"), "move.up": ()}


def test_a_key_of_the_settings_no_longer_runs_its_former_command() -> None:
    commands = with_keys(with_named_queries({"todo": "is:unread"}), {"query.todo": ("n", "y t"), "mark.star": ("S",)})
    keys = KeyMap(commands)
    assert keys.command("list", "n") == "query.todo"
    assert keys.command("list", "y t") == "query.todo"
    assert keys.command("list", "y y") == "copy.citation"
    assert keys.command("list", "s") is None
    assert keys.command("list", "S") == "mark.star"
    assert keys.command("list", "S d") is None
    assert keys.command("list", "j") == "move.down"


def test_every_default_key_can_be_set(file: Path) -> None:
    lines = [f"{command.id} = {list(command.keys)}" for command in COMMANDS]
    config = load_text(file, "[keys]\n" + "\n".join(lines))
    assert problems(config) == []
    assert with_keys(COMMANDS, config.settings.keys) == COMMANDS


def test_only_a_named_file_must_exist(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.config.platform_folder", lambda _: file.parent)
    assert load_config() == Config(file)
    with pytest.raises(PaperReaderError, match=r"--config names it .*config init"):
        load_config(str(file))
    monkeypatch.setenv("PAPERREADER_CONFIG", str(file))
    with pytest.raises(PaperReaderError, match=r"PAPERREADER_CONFIG names it .*config init"):
        load_config()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"theme = '''never closed\nx = 1", b"\x00", b"[[queries]]\n[[keys]]", b"[keys"]
)
def test_an_unreadable_file_is_reported_and_defaults_are_used(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    config = load_config(str(file))
    assert config.settings == Settings()
    assert config.problems


_STATEMENTS = (
    *(f"{setting.name} = {setting.example}" for setting in SETTINGS),
    "[queries]", 'todo = "is:unread year:2025"', 'queries.new = "@todo is:new"', "queries = 3", "[[keys]]",
    "[keys]", '"mark.star" = ["s", "+"]', 'mark.read = "r"', "keys = {mark = {star = []}}", '"" = 1', "= 2",
    f"theme = {'[' * 3000}{']' * 3000}", f"theme = {'1' * 5000}", f"[{'a.' * 3000}a]", f"{'keys.' * 3000}a = 1",
    f"columns = {'{a=' * 50}1{'}' * 50}", 'theme = """dark', "state = 0x", "dumps = 2026-11-26", "\ufeff", "\x00", "#",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_STATEMENTS), st.text(max_size=9)), max_size=8), st.data())
def test_any_file_can_be_loaded(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    content = "\n".join(lines).encode(errors="replace")
    start, cut = (data.draw(st.integers(0, len(content))) for _ in range(2))
    file.write_bytes(content[:start] + data.draw(st.binary(max_size=3)) + content[cut:])
    assert "theme" in "".join(format_settings(load_config(str(file)), {}))


@pytest.mark.parametrize(
    ("text", "line", "mistake"),
    [
        ('theme = "dark"\ntheme = "light"\n', 2, "theme: is there twice; what line 1 sets holds"),
        ('[keys]\n[queries]\na = "x"\n[queries]\n', 4, "queries: is there twice; what line 2 sets holds"),
        ('[queries]\na = "x"\na = "y"\n', 3, "queries.a: is there twice; what line 2 sets holds"),
        (f'theme = "dark"\nx = {"1" * 5000}\n', 2, "is not TOML: a number is too long"),
        (f'theme = "dark"\nx = {"[" * 1000}{"]" * 1000}\n', 2, "is not TOML: it is nested too deeply"),
        (f"x = {'{y=' * 90}1{'}' * 90}\n", 1, "is not TOML: it is nested too deeply"),
    ],
)
def test_what_toml_forbids_is_told_with_its_line(file: Path, text: str, line: int, mistake: str) -> None:
    assert problems(load_text(file, text)) == [(line, mistake)]


def test_what_is_there_twice_counts_once_and_the_rest_holds(file: Path) -> None:
    config = load_text(file, 'theme = "dark"\ntheme = "light"\n[queries]\na = "x"\n[queries]\na = "y"\nb = "z"\n')
    assert config.settings.theme == "dark"
    assert config.settings.queries == {"a": "x", "b": "z"}


def test_a_table_declared_in_two_ways_is_told(file: Path) -> None:
    config = load_text(file, 'queries.a = "x"\n[queries]\nb = "y"\n')
    assert config.settings.queries == {"a": "x", "b": "y"}
    assert [text.partition(":")[0] for _, text in problems(config)] == ["is not TOML"]


def test_the_template_sets_nothing_and_its_examples_are_valid(file: Path) -> None:
    assert load_text(file, config_template()).settings == Settings()
    lines = [line.removeprefix("# ") if " = " in line else line for line in config_template().split("\n")]
    config = load_text(file, "\n".join(lines))
    assert problems(config) == []
    assert set(config.lines) >= {setting.name for setting in SETTINGS}


def test_values_are_shown_as_toml_with_their_origins(file: Path) -> None:
    config = load_text(
        file, 'theme = "dark"\nlookup = "nowhere"\n[queries]\ntodo = "is:unread"\n[keys]\nmark.star = "S"'
    )
    text = "".join(format_settings(config, {"state": ("/x.toml", "--state")}))
    shown = tomllib.loads(text)
    assert (shown["theme"], shown["lookup"], shown["state"], shown["auto_read"]) == ("dark", "arxiv", "/x.toml", "on")
    assert (shown["queries"], shown["keys"]) == ({"todo": "is:unread"}, {"mark.star": ["S"]})
    origins = {line.split(" = ")[0]: line.partition("  # ")[2] for line in text.split("\n") if " = " in line}
    assert origins["theme"] == f"{file}:1"
    assert origins["lookup"] == "default"
    assert origins["state"] == "--state"
    assert origins['"mark.star"'] == f"{file}:6"


def test_the_examples_of_the_table_are_the_defaults() -> None:
    examples = tomllib.loads("\n".join(f"{setting.name} = {setting.example}" for setting in SETTINGS))
    defaults = Settings()
    for setting in SETTINGS:
        if setting.name not in ("dumps", "state"):
            assert setting.read(examples[setting.name]) == getattr(defaults, setting.name)


def test_a_broken_statement_is_reported_at_its_first_line_and_the_others_are_used(file: Path) -> None:
    config = load_text(
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
  "+"]
""",
    )
    assert [line for line, _ in problems(config)] == [2, 4, 7]
    assert (config.settings.theme, config.settings.density, config.settings.lookup) == ("dark", "roomy", "arxiv")
    assert config.settings.queries == {"todo": "is:unread"}
    assert config.settings.keys == {"mark.star": ("s", "+")}


@pytest.mark.parametrize(
    "key", ["ctrl+D", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+/", "ctrl+[", "shift+a", "j k l", ""]
)
def test_a_key_that_no_terminal_sends_is_invalid(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize("key", ["ctrl+d", "alt+s", "f5", "ctrl+left", "Z t", "+", "ctrl+pagedown", "é"])
def test_a_key_that_terminals_send_is_valid(key: str) -> None:
    assert is_key(key)


def test_mistakes_in_queries_of_papers_to_hide_are_told(file: Path) -> None:
    config = load_text(file, 'hide = ["survey", "yaer:2024"]\n')
    assert config.settings.hide == ("survey", "yaer:2024")
    assert [line for line, text in problems(config) if "did you mean year" in text] == [1]
