"""Completion in the shell: every script offers what the program's own tables offer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from paperreader.cli import main
from paperreader.cli.arguments import SUBCOMMANDS, options_of, split
from paperreader.cli.completion_command import FILE, FREE, QUERY, SHELLS, VALUES, WORDS, script, terms_of_queries
from paperreader.errors import UsageError
from paperreader.query import FIELDS, parse
from tests.test_architecture import loaded_by

Offer = Callable[..., list[set[str]]]
"""Lines of a shell to what Tab offers at the end of each: words, or what of them stands behind their last : or =."""

# As readline does before it calls the function that `complete` names: words end at blanks, and : and = are words.
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


def offers(folder: Path, shell: str) -> Offer:
    file = folder / ".script"
    file.write_text(script(shell, ["todo"]) + {"bash": _READLINE, "fish": _FISH}[shell])
    quiet = {"bash": "--norc", "fish": "--no-config"}[shell]

    def offered(*lines: str) -> list[set[str]]:
        ran = subprocess.run(
            [shell, quiet, file],
            input="".join(f"{line}\n" for line in lines),
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
            env={"HOME": str(folder), "PATH": os.environ["PATH"]},
        )
        told = ran.stdout.split("----\n")[:-1]
        assert len(told) == len(lines)
        return [{_end(text) for text in part.splitlines()} for part in told]

    return offered


def _end(text: str) -> str:
    return re.split(r"[:=](?=.)", text.partition("\t")[0])[-1]


@pytest.fixture(params=["bash", "fish"])
def offered(request: pytest.FixtureRequest, folder: Path) -> Offer:
    if not shutil.which(request.param):
        pytest.skip(f"needs {request.param}")
    return offers(folder, request.param)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_takes_its_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_subcommands_and_paths_are_offered_first(offered: Offer) -> None:
    first, begun, path = offered("paperreader ", "paperreader lis", "paperreader page.txt pa")
    assert first >= {*SUBCOMMANDS, "page.txt"}
    assert begun == {"list"}
    assert "page.txt" in path


def test_every_option_of_every_subcommand_is_offered(offered: Offer) -> None:
    commands = ("", *SUBCOMMANDS)
    found = offered(*(f"paperreader {command} --" for command in commands))
    assert found == [{f"--{name}" for name in options_of(command)} for command in commands]


def test_every_option_with_a_value_offers_what_it_can_be(offered: Offer) -> None:
    options = [(f"{command} --{name}", known) for command in VALUES for name, known in VALUES[command].items()]
    for (option, known), found in zip(options, offered(*(f"paperreader {name} " for name, _ in options)), strict=True):
        if known == FILE:
            assert "page.txt" in found, option
        elif known == FREE:
            assert "json" not in found, option
        else:
            assert found == set(known), option
    assert offered("paperreader list --format=cs", "paperreader list sparse --sort=rel") == [{"csv"}, {"relevance"}]


@pytest.mark.parametrize("command", ["", *SUBCOMMANDS])
def test_no_option_that_takes_a_value_is_forgotten(command: str) -> None:
    valued = {name for name, takes in options_of(command).items() if takes}
    assert valued == {*VALUES[""], *VALUES.get(command, {})}


@pytest.mark.parametrize(("command", "option"), [("list", name) for name in ("format", "sort", "group", "fields")])
def test_a_value_that_is_offered_is_one_that_the_program_takes(
    command: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = ["--state", str(tmp_path / "state.toml"), "--limit", "1"]
    for value in VALUES[command][option]:
        assert main([command, f"--{option}", value, *state]) == 0
    assert main([command, f"--{option}", "none-of-these", *state]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_words_of_every_subcommand_are_offered(offered: Offer) -> None:
    lines, wanted = [], []
    for command, places in WORDS.items():
        for number, known in enumerate(places):
            lines.append(" ".join(["paperreader", command, *(values[0] for values in places[:number]), ""]))
            wanted.append(known)
    for line, known, found in zip(lines, wanted, offered(*lines), strict=True):
        if known == FILE:
            assert "page.txt" in found, line
        elif known == QUERY:
            assert {"unread", "year:"} < found, line
            assert "page.txt" not in found, line
        else:
            assert found == set(known), line


def test_no_subcommand_is_forgotten() -> None:
    assert tuple(WORDS) == SUBCOMMANDS


def test_terms_are_offered_before_and_behind_their_colon_and_after_a_minus(offered: Offer) -> None:
    cases = {
        "list up": {"upvotes:"},
        "list is:": set(FIELDS["is"].known),
        "list year:2024 sparse has:cod": {"code"},
        "mark star is:unr": {"unread"},
        "list -is:unr": {"unread"},
        "stats @t": {"@todo"},
    }
    assert offered(*(f"paperreader {line}" for line in cases)) == list(cases.values())


def test_behind_a_field_that_may_have_any_value_bash_ends_no_word(folder: Path) -> None:
    assert offers(folder, "bash")("paperreader list upvotes:", "paperreader list zz") == [set(), set()]


def test_every_field_has_a_term_and_every_term_is_understood() -> None:
    terms = list(terms_of_queries())
    assert {term.partition(":")[0] for term in terms} == set(FIELDS)
    assert not [term for term in terms if parse(term).notes]


def test_a_file_with_a_blank_in_its_name_is_one_file(folder: Path) -> None:
    assert offers(folder, "bash")("paperreader check a") == [{"a page.txt"}]


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "zsh"]])
def test_only_the_three_shells_are_known(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", *words]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err
    with pytest.raises(UsageError):
        split(["completion", "--format", "x"])


def test_nothing_else_waits_for_what_writes_the_scripts(tmp_path: Path) -> None:
    program = "from paperreader.cli import main\nassert main(['list', '--limit', '1']) == 0"
    assert loaded_by(program, tmp_path) & {"argparse", "shtab"} == set()
