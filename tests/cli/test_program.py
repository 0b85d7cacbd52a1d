"""The program as a shell sees it: standard streams, exit statuses, hostile input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paperreader import __version__
from paperreader.cli.subcommands import SUBCOMMANDS
from paperreader.export.writers import EXPORT_FORMATS
from terminal import Terminal
from tests.cli.running import PAPERS, SPARSE, Result, Run, safe, start
from tests.libraries import ABSTRACT, SEEDS
from tests.strategies import PagePaper, page


def test_check_and_add_need_a_path(run: Run) -> None:
    assert [run("check").status, run("add").status] == [2, 2]


@pytest.mark.parametrize(
    "line",
    [
        ("list", "--wombat"),
        ("list", "--limit"),
        ("list", "--limit", "many"),
        ("list", "--limit", "-1"),
        ("list", "--format", "wombat"),
        ("list", "--sort", "wombat"),
        ("list", "--fields", "title,wombat"),
        ("list", "--fields", "title", "--format", "bibtex"),
        ("list", "--group", "day", "--format", "csv"),
        ("list", "--group", "wombat"),
        ("list", "--group", ""),
        ("list", "--group", "day", "--fields", "title"),
        ("list", "--reverse=1"),
        ("check", "--format", "keys", "x"),
        ("--capture-date", "yesterday", "list"),
        ("keys", "--limit", "3"),
        ("stats", "--format", "csv"),
        ("-is:read",),
        ("page.txt",),
    ],
)
def test_wrong_usage_prints_one_message_and_has_status_2(run: Run, line: tuple[str, ...]) -> None:
    result = run(*line)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("paperreader: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_help_is_printed_on_standard_output(run: Run, command: str) -> None:
    for option in ("--help", "-h"):
        result = run(*filter(None, (command, option)))
        assert (result.status, result.err) == (0, "")
        assert result.out.startswith(f"paperreader {command}".strip())


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version") == Result(0, f"paperreader {__version__}\n", "")


def test_every_command_and_its_keys_are_printed(run: Run) -> None:
    from paperreader.commands import COMMANDS

    assert len(run("keys").lines) == len(COMMANDS)
    assert run("keys", "--markdown").lines[0].startswith("| keys")


def test_the_capture_date_is_set_for_all_dumps_or_for_one(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(
            page(
                [
                    PagePaper(f"The Paper of Dump {name}", ABSTRACT, 2, 3),
                    PagePaper(f"More of Dump {name}", ABSTRACT, 2, 4),
                ]
            )
        )
    listed = ("list", "--from", "a.txt", "--from", "b.txt", "--fields", "date", "--capture-date", "2021-03-01")
    assert set(run(*listed).lines) == {"2021-02-03", "2021-02-04"}
    both = run(*listed, "--capture-date", "b.txt=2019-03-01").lines
    assert both == ["2021-02-03", "2021-02-04", "2019-02-03", "2019-02-04"]


def test_a_dump_is_read_from_standard_input(dump: Path) -> None:
    with dump.open("rb") as file:
        process = start("list", "sparse", "--from", "-", "--format", "jsonl", stdin=file)
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    row = json.loads(out)
    assert (row["title"], row["sources"][0]["path"]) == (SPARSE, "-")
    assert row["abstract"] == ABSTRACT.strip()


def test_a_closed_pipe_is_not_an_error() -> None:
    process = start("list", "--format", "jsonl", "--from", SEEDS)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    talk = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), talk) == (0, b"")


def run_without(stream: int, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program with a closed stream: 0 is standard input, 1 output, 2 error."""
    sh = ("sh", "-c", f'exec "$@" {stream}>&-', "sh", sys.executable, "-m", "paperreader", *map(str, arguments))
    return subprocess.run(sh, capture_output=True, check=False)


def test_a_closed_standard_output_is_an_error_if_something_is_to_be_printed(dump: Path) -> None:
    ended = run_without(1, "list", "--from", dump)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(b"paperreader: the output cannot be written")
    assert run_without(1, "list", "no such words", "--from", dump).returncode == 0


def test_a_closed_standard_error_takes_no_status_and_no_data(dump: Path) -> None:
    ended = run_without(2, "list", "--from", dump)
    assert (ended.returncode, ended.stdout.count(b"\n")) == (0, len(PAPERS))


def test_keys_of_a_closed_standard_input_mark_nothing(run: Run, dump: Path) -> None:
    ended = run_without(0, "mark", "star", "-", "--from", dump)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert b"cannot read (standard input): it is closed (nothing is marked" in ended.stderr
    assert run("list", "is:starred", "--from", dump).out == ""


def ascii_locale() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.fixture
def greek(tmp_path: Path) -> Path:
    """A dump with letters that ASCII lacks, in its name too."""
    file = tmp_path / "café.txt"
    file.write_text(page([PagePaper("β-VAE für “Zürich” – 時系列", ABSTRACT, 1, 2, 2023), PAPERS[0]]), "utf-8")
    return file


def test_pipes_and_files_get_utf_8_in_any_locale(greek: Path) -> None:
    for line in (("check", greek), ("keys",), ("add", greek), ("list", "--from", greek)):
        process = start(*line, env=ascii_locale())
        out, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
    assert "β-VAE für “Zürich” – 時系列" in out.decode()
    start("list", "--from", greek, "--output", "out.txt", env=ascii_locale()).communicate()
    assert Path("out.txt").read_text(encoding="utf-8") == out.decode()
    process = start("mark", "star", "-", "--from", greek, env=ascii_locale(), stdin=subprocess.PIPE)
    keys = start("list", "--from", greek, "--format", "keys").communicate()[0]
    assert process.communicate(keys)[0] == b"2 marked starred\n"


def test_a_terminal_without_utf_8_gets_readable_letters_in_as_many_cells(greek: Path) -> None:
    master, slave = os.openpty()
    start("list", "--from", greek, stdout=slave, env=ascii_locale()).communicate()
    os.close(slave)
    shown = os.read(master, 1 << 16).decode("ascii")
    os.close(master)
    assert '-VAE fur "Zurich" - ShXiLi' in shown
    assert "* 2023-01-02" in shown


@pytest.mark.parametrize(("kind", "status"), [("dumb", 2), ("xterm", 0), ("no-such-kind", 0)])
def test_a_terminal_that_cannot_place_its_cursor_is_told_to_use_list(dump: Path, kind: str, status: int) -> None:
    terminal = Terminal([sys.executable, "-m", "paperreader", str(dump)], os.environ | {"TERM": kind})
    if status == 0:
        terminal.wait_for(b"help")
        terminal.send("Q")
    ended, output = terminal.end(20)
    assert ended == status
    assert (b"paperreader list" in output) is (status == 2)
    assert (b"\x1b" in output) is (status == 0)


def test_output_that_cannot_be_written_is_an_error(run: Run, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    result = run("list", "--from", dump)
    assert result.status == 1
    assert "No space left" in result.err


def test_an_interrupt_ends_without_a_message(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("paperreader.cli.inputs.Inputs.parse_query", interrupt)
    assert run("list") == Result(130, "", "")


def test_an_error_that_nobody_expected_is_one_line_that_names_its_report(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("three\x1b[31m\nlines\n")

    monkeypatch.setattr("paperreader.cli.inputs.Inputs.parse_query", fail)
    result = run("list")
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1)
    assert "unexpected error: ValueError('three" in result.err
    report = tmp_path / "home" / "state" / "paperreader" / "error.txt"
    assert f"please report it with {report}" in result.err
    text = report.read_text("utf-8")
    assert f"paperreader {__version__}, Python" in text
    assert 'raise ValueError("three' in text
    assert report.stat().st_mode & 0o777 == 0o600
    report.unlink()
    report.parent.rmdir()
    report.parent.touch()  # no folder can be made there
    assert run("list").err.endswith("; please report it\n")


def test_an_interrupt_while_the_program_is_loaded_is_no_traceback() -> None:
    program = """
import re, sys  # as the installed program does
class Interrupting:
    def find_spec(self, name, *_):
        if name not in ("__future__", "collections.abc", "paperreader", "paperreader.cli"):
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from paperreader.cli import entry
entry()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "")


NAMES = ("\x1b]0;owned\x07.txt", "a\nb.txt", "\x9b2J.txt", "\udcff.txt", "\u202egnp.txt")


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_name_prints_no_control_character(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(page([*PAPERS, PagePaper("A Paper on No Day of the Calendar", ABSTRACT, 2, 31, 2023)]), "utf-8")
    for line in (
        ("check", file),
        ("check", file, "--format", "json"),
        ("list", "--from", file),
        ("list", "--from", file, "--format", "jsonl"),
        ("list", "--from", file, "--format", "json"),
        ("list", "--from", file, "--fields", "title,sources"),
        ("list", "--from", f"{file}.missing"),
        ("list", f"source:{name}", "--from", file),
        ("add", file),
    ):
        result = run(*line)
        assert result.status in (0, 1)
        assert safe(result.out)
        assert safe(result.err)


def test_a_file_name_that_is_not_utf8_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "\udcff.txt"
    file.write_text(page(PAPERS), "utf-8")
    result = run("list", "--from", file, "--fields", "title,sources", "--output", "out.txt")
    assert result.status == 0
    assert len(Path("out.txt").read_text("utf-8").splitlines()) == 4


@pytest.mark.parametrize("evil", ["\x1b[31m", "\x1b]0;owned\x07", "\x9b2J", "\u202e", "\u200b", "\x7f", "\r", "\x08"])
def test_a_hostile_title_prints_no_control_character(run: Run, tmp_path: Path, evil: str) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(
        page(
            [PagePaper(f"An {evil}Evil{evil} Title of Some Length", f"{evil}{ABSTRACT}{evil}", 1, 2, 2023), PAPERS[0]]
        ).encode()
    )
    for form in EXPORT_FORMATS:
        result = run("list", "--from", file, "--format", form)
        assert len(json.loads(result.out) if form == "json" else result.lines) >= 2
        assert safe(result.out.replace("\r\n", "\n"))
        assert "\u202e" not in result.out
    assert run("mark", "star", "--all", "--from", file).out == "2 marked starred\n"
    assert run("state", "check").status == 0


@pytest.mark.parametrize(
    "query", ["\x1b]0;owned\x07:x", "year:\x1b[31m", "\udcff", "a" * 10_000, '"' * 1000, "date:>9999"]
)
def test_a_hostile_query_prints_no_control_character(run: Run, dump: Path, query: str) -> None:
    result = run("list", query, "--from", dump)
    assert result.status == 0
    assert safe(result.out)
    assert safe(result.err)


def test_a_pipe_and_a_file_on_standard_input_are_read_without_a_path(dump: Path) -> None:
    for first, second in [(("list", "--format", "keys"), ("stats",)), (("stats",), ("list", "--format", "keys"))]:
        with dump.open("rb") as file:
            process = start(*first, stdin=file)
            from_file = process.communicate()[0]
        piped = start(*second, stdin=subprocess.PIPE)
        from_pipe = piped.communicate(dump.read_bytes())[0]
        printed = {first[0]: from_file, second[0]: from_pipe}
        assert len(printed["list"].splitlines()) == 4
        assert printed["stats"].startswith(b"papers\tall\t4\n")


def test_an_empty_pipe_of_a_timer_means_the_default_dumps() -> None:
    process = start("list", "--format", "keys", stdin=subprocess.PIPE)
    assert len(process.communicate(b"")[0].splitlines()) == 86


def test_an_empty_pipe_into_the_reader_is_told_and_opens_nothing_else() -> None:
    terminal, screen = os.openpty()
    process = start(stdin=subprocess.PIPE, stdout=screen)
    assert process.communicate(b"")[1].decode() == (
        "paperreader: nothing came through the pipe (without a pipe the default dumps open)\n"
    )
    assert process.returncode == 1
    os.close(screen)
    os.close(terminal)


def test_a_loop_over_keys_that_marks_does_not_take_them_for_a_dump(dump: Path) -> None:
    with dump.open("rb") as file:
        process = start("mark", "star", "successor", stdin=file)
        assert process.communicate()[0] == b"1 marked starred\n"


def test_it_is_told_that_standard_input_is_waited_for(dump: Path) -> None:
    process = start("list", "--format", "keys", stdin=subprocess.PIPE)
    assert process.stderr is not None
    assert b"waiting for a dump on standard input" in process.stderr.readline()
    assert len(process.communicate(dump.read_bytes())[0].splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["lsit"], "list"),
        (["chekc"], "check"),
        (["dump"], "dumps"),
        (["stat"], "stats"),
        (["help"], "--help"),
        (["version"], "--version"),
        (["search", "attention"], "list"),
        (["star", "attention"], "mark star"),
    ],
)
def test_a_word_that_is_nearly_a_subcommand_is_told(run: Run, words: list[str], name: str) -> None:
    result = run(*words)
    assert result.status == 2
    assert f"did you mean: paperreader {name}" in result.err


def test_words_that_are_no_files_are_what_list_searches_for(run: Run) -> None:
    told = run("sparse", "attention heads")
    assert told.status == 2
    assert "to search: paperreader list sparse 'attention heads'" in told.err
    assert "to search" not in run("missing.txt").err


def test_a_file_named_nearly_as_a_subcommand_is_opened(run: Run, dump: Path) -> None:
    dump.rename("lists")
    assert "needs a terminal" in run("lists").err
