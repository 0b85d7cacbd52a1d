"""Completion in the shell: every script offers what the table of subcommands has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from paperreader.cli import main
from paperreader.cli.completion_command import query_terms, script
from paperreader.cli.subcommands import SUBCOMMANDS, Values
from paperreader.query.fields import FIELDS
from paperreader.query.parser import parse
from tests.test_architecture import loaded_by

SHELLS = ("bash", "zsh", "fish")
NAMES = {name for name in SUBCOMMANDS if name}

Complete = Callable[..., list[set[str]]]
"""Takes command lines; returns the words that Tab offers at the end of each, without the part up to their last : or =."""

# Splits a line as readline does before it calls the function that `complete` names: at blanks, and around : and =.
_READLINE = r"""
function=$(complete -p paperreader | sed -E 's/.*-F ([^ ]+).*/\1/')
while IFS= read -r line; do
  COMP_LINE=$line COMP_POINT=${#line}
  parts=${line//:/ : }
  read -ra COMP_WORDS <<< "${parts//=/ = }"
  [[ $line == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  $function 2> /dev/null
  printf '%s\n' "${COMPREPLY[@]}" ----
done
"""
_FISH = """
while read -l line
  complete -C $line
  echo ----
end
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").touch()
    (tmp_path / "a page.txt").touch()
    return tmp_path


def completer(folder: Path, shell: str) -> Complete:
    file = folder / ".script"
    file.write_text(script(shell, ["todo"]) + {"bash": _READLINE, "fish": _FISH}[shell])
    quiet = {"bash": "--norc", "fish": "--no-config"}[shell]

    def complete(*lines: str) -> list[set[str]]:
        ran = subprocess.run(
            [shell, quiet, file],
            input="".join(f"{line}\n" for line in lines),
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
            env={"HOME": str(folder), "PATH": os.environ["PATH"]},
        )
        answers = ran.stdout.split("----\n")[:-1]
        assert len(answers) == len(lines)
        return [{_end(text) for text in answer.splitlines()} for answer in answers]

    return complete


def _end(text: str) -> str:
    return re.split(r"[:=](?=.)", text.partition("\t")[0])[-1]


@pytest.fixture(params=["bash", "fish"])
def complete(request: pytest.FixtureRequest, folder: Path) -> Complete:
    if not shutil.which(request.param):
        pytest.skip(f"needs {request.param}")
    return completer(folder, request.param)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_accepts_its_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    assert main(["completion", shell, "--config", str(_config(tmp_path))]) == 0
    file = tmp_path / "script"
    file.write_text(capsys.readouterr().out)
    assert "@todo" in file.read_text()
    subprocess.run([shell, "-n", file], check=True)


def _config(folder: Path) -> Path:
    file = folder / "config.toml"
    file.write_text('[queries]\ntodo = "is:unread year:2024"\n')
    return file


def test_subcommands_and_paths_are_offered_first(complete: Complete) -> None:
    first, begun, path = complete("paperreader ", "paperreader lis", "paperreader page.txt pa")
    assert first >= {*NAMES, "page.txt"}
    assert begun == {"list"}
    assert "page.txt" in path


def test_every_option_of_every_subcommand_is_offered(complete: Complete) -> None:
    found = complete(*(f"paperreader {name} --" for name in SUBCOMMANDS))
    assert found == [{f"--{option}" for option in row.all_options} for row in SUBCOMMANDS.values()]


def test_every_option_with_a_value_offers_its_values(complete: Complete) -> None:
    options = [
        (f"paperreader {name} --{option.name} ", option.values)
        for name, row in SUBCOMMANDS.items()
        for option in row.all_options.values()
        if option.values.kind != "none"
    ]
    for (line, values), found in zip(options, complete(*(line for line, _ in options)), strict=True):
        _check_offer(line, values, found)
    assert complete("paperreader list --format=cs", "paperreader list sparse --sort=rel") == [{"csv"}, {"relevance"}]


def test_the_arguments_of_every_subcommand_are_offered(complete: Complete) -> None:
    examples = {"file": "page.txt", "query": "sparse"}
    lines = []
    for name, row in SUBCOMMANDS.items():
        words = ["paperreader", name] if name else ["paperreader", "page.txt"]
        for argument in row.arguments:
            lines.append((" ".join([*words, ""]), argument.values))
            words.append(examples.get(argument.values.kind) or argument.values.choices()[0])
    for (line, values), found in zip(lines, complete(*(line for line, _ in lines)), strict=True):
        _check_offer(line, values, found)


def _check_offer(line: str, values: Values, found: set[str]) -> None:
    if values.kind == "file":
        assert "page.txt" in found, line
    elif values.kind == "query":
        assert {"unread", "year:"} < found, line
        assert "page.txt" not in found, line
    elif values.kind == "free":
        assert "json" not in found, line
    else:
        assert found == set(values.choices()), line


def test_zsh_offers_an_option_again_only_if_every_value_counts() -> None:
    text = script("zsh")
    assert '"*--from[' in text
    assert '"*--capture-date[' in text
    assert '"*--limit[' not in text


@pytest.mark.parametrize("option", ["format", "sort", "group", "fields"])
def test_every_offered_value_is_accepted_by_the_program(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = ["--state", str(tmp_path / "state.toml"), "--limit", "1"]
    for value in SUBCOMMANDS["list"].all_options[option].values.choices():
        assert main(["list", f"--{option}", value, *state]) == 0
    capsys.readouterr()  # the recommended order tells that nothing is starred
    assert main(["list", f"--{option}", "none-of-these", *state]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_query_terms_are_completed_before_and_after_their_colon_and_after_a_minus(complete: Complete) -> None:
    cases = {
        "list up": {"upvotes:"},
        "list is:": set(FIELDS["is"].values),
        "list year:2024 sparse has:cod": {"code"},
        "mark star is:unr": {"unread"},
        "list -is:unr": {"unread"},
        "stats @t": {"@todo"},
    }
    assert complete(*(f"paperreader {line}" for line in cases)) == list(cases.values())


def test_bash_offers_nothing_for_a_field_with_any_value_or_an_unknown_word(folder: Path) -> None:
    assert completer(folder, "bash")("paperreader list upvotes:", "paperreader list zz") == [set(), set()]


def test_every_query_field_has_a_term_and_every_term_is_valid() -> None:
    terms = list(query_terms())
    assert {term.partition(":")[0] for term in terms} == set(FIELDS)
    assert not [term for term in terms if not term.endswith(":") and parse(term).notes]


def test_a_file_name_with_a_blank_is_one_word(folder: Path) -> None:
    assert completer(folder, "bash")("paperreader check a") == [{"a page.txt"}]


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "zsh"]])
def test_only_the_three_shells_are_accepted(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", *words]) == 2
    assert re.search(r"bash\W+zsh\W+fish", capsys.readouterr().err)


def test_other_commands_do_not_import_the_script_writer(tmp_path: Path) -> None:
    program = "from paperreader.cli import main\nassert main(['list', '--limit', '1']) == 0"
    assert loaded_by(program, tmp_path) & {"argparse", "shtab"} == set()
