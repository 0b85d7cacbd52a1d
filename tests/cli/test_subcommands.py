"""The table of subcommands: every row has its module, and the help follows from it."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from paperreader.cli import program
from paperreader.cli.arguments import split
from paperreader.cli.subcommands import GLOBAL_OPTIONS, SUBCOMMANDS
from paperreader.cli.usage import help_text, readme_block
from paperreader.errors import UsageError
from paperreader.query.fields import FIELDS
from tests.cli.running import Run

COMMANDS = {name: row.arguments[0].values.choices() for name, row in SUBCOMMANDS.items() if row.arguments}
COMMAND_MODULES = {path.stem for path in Path(program.__file__).parent.glob("*_command.py")}


def test_every_subcommand_has_one_module_and_every_module_one_subcommand() -> None:
    assert {f"{name or 'open'}_command" for name in SUBCOMMANDS} == COMMAND_MODULES
    for name in COMMAND_MODULES:
        assert callable(import_module(f"paperreader.cli.{name}").run)


def test_the_table_and_the_general_help_load_no_command() -> None:
    code = "from paperreader.cli import main\nassert main(['--help']) == 0\nimport sys\nprint(*sys.modules)"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "paperreader.cli.subcommands" in output.split()
    assert not [name for name in output.split() if name.endswith("_command")]


ACTIONS = [(name, action) for name in ("mark", "state", "config") for action in COMMANDS[name]]


@pytest.mark.parametrize(("name", "action"), ACTIONS)
def test_every_action_of_the_table_can_be_run(name: str, action: str, run: Run, dump: Path) -> None:
    run("mark", "star", "heads", "--from", dump, "--state", "copy.toml")
    operand = ("todo",) * (action in ("tag", "untag", "note"))
    more = {"mark": (*operand, "sparse", "--from", dump), "state": ("copy.toml",) * (action == "merge")}
    result = run(name, action, *more.get(name, ()))
    assert (result.status, result.err) == (0, "")
    assert result.out


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_the_help_of_a_subcommand_explains_exactly_its_options(name: str) -> None:
    text = help_text(name)
    assert text.startswith(f"paperreader {name}".strip())
    row = SUBCOMMANDS[name]
    assert all(f"  {option}" in text and option.help in text for option in row.options)
    for option in ("from", "format", "limit", "sort", "output", "markdown", "all"):
        try:
            split([*([name] if name else []), f"--{option}", "x"])
        except UsageError:
            assert f"--{option} " not in text
        else:
            assert f"--{option}" in text


def test_the_help_of_list_shows_every_query_field() -> None:
    assert all(f" {name}:" in help_text("list") for name in FIELDS)


def test_the_general_help_lists_every_subcommand_and_every_global_option() -> None:
    for name, row in SUBCOMMANDS.items():
        assert f"paperreader {name}".rstrip() in help_text("")
        assert row.summary in help_text("")
    assert all(f"  {option} " in help_text("") for option in GLOBAL_OPTIONS)


def test_the_readme_block_is_the_list_of_the_general_help() -> None:
    assert all(f"  {line}\n" in help_text("") for line in readme_block().splitlines())
    assert len(readme_block().splitlines()) >= len(SUBCOMMANDS)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_choice_can_be_listed(name: str) -> None:
    row = SUBCOMMANDS[name]
    for values in [argument.values for argument in row.arguments] + [option.values for option in row.options]:
        assert bool(values.choices()) is (values.kind in ("choice", "list"))
