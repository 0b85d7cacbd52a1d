"""The program as a shell sees it: words in, data on standard output, talk on standard error, a status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from paperreader import __version__
from paperreader.cli import main
from paperreader.cli.subcommands import SUBCOMMANDS
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.library.library import Library
from paperreader.marks import MarkStore
from tests.libraries import ABSTRACT, SEEDS, change
from tests.strategies import Told, page

PAPERS = (
    Told("Successor Heads Recurring in the Wild", ABSTRACT, 12, 14, 2023, authors_count=6, comments=2),
    Told("Sparse Autoencoders Find Features", ABSTRACT, 9, 15, 2023, organization=("adobe", "Adobe")),
    Told("Heads of Attention Without a Date", ABSTRACT),
    Told("Mechanistic Interpretability of Models", ABSTRACT, 5, 17, 2024, authors_count=1),
)
TITLES = [paper.title for paper in PAPERS]
HEADS, SPARSE, UNDATED, MECHANISTIC = TITLES


@dataclass(frozen=True)
class Ran:
    """What a run left: its status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folders of their own, so that nobody's marks are touched."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.delenv("PAPERREADER_STATE", raising=False)
    monkeypatch.delenv("PAPERREADER_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process; `stdin` is what is piped into it."""

    def ran(*arguments: str | Path, stdin: str | None = None) -> Ran:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return ran


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A dump of four papers."""
    file = tmp_path / "page.txt"
    file.write_text(page(PAPERS), "utf-8")
    return file


def shell(*arguments: str | Path, **more: object) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "paperreader", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **pipes | more)  # type: ignore[call-overload, no-any-return]


def titles(ran: Ran) -> list[str]:
    return [json.loads(line)["title"] for line in ran.lines]


def safe(text: str) -> bool:
    return all(sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") for sign in text)


# -- list -----------------------------------------------------------------------------------------------


def test_without_dumps_the_two_that_come_with_the_program_are_listed(run: Run) -> None:
    ran = run("list")
    assert (ran.status, ran.err) == (0, "")
    assert len(ran.lines) == 86
    assert "Fast Adversarial Attacks on Language Models" in ran.lines[0]


def test_a_dump_that_was_added_is_listed_from_then_on(run: Run, dump: Path, home: Path) -> None:
    added = run("add", dump)
    assert added.status == 0
    assert added.out.endswith(": 4 papers\n")
    dump.unlink()
    assert titles(run("list", "--format", "jsonl")) == TITLES
    assert list(home.glob("data/paperreader/dumps/*.txt"))


def test_a_list_has_a_line_for_each_paper_in_the_order_read(run: Run, dump: Path) -> None:
    ran = run("list", "--from", dump)
    assert ran.lines == [
        f" ● 2023-12-14  {HEADS}",
        f" ● 2023-09-15  {SPARSE}",
        f" ●             {UNDATED}",
        f" ● 2024-05-17  {MECHANISTIC}",
    ]
    assert (ran.status, ran.err) == (0, "")


def test_a_page_of_one_paper_is_one_paper(run: Run, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text(page(PAPERS[:1]), "utf-8")
    assert titles(run("list", "--from", one, "--format", "jsonl")) == [HEADS]
    assert run("check", one).status == 0


def test_words_are_searched_for_and_the_best_hit_comes_first(run: Run, dump: Path) -> None:
    assert titles(run("list", "heads", "of", "--from", dump, "--format", "jsonl")) == [UNDATED]
    scores = [json.loads(line)["score"] for line in run("list", "heads", "--from", dump, "--format", "jsonl").lines]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)


def test_near_hits_are_listed_only_when_asked_for_or_when_there_is_no_other(run: Run, tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    both.write_text(
        page(
            [
                Told("Attention as It Is Spelt", ABSTRACT, 1, 2, 2023),
                Told("Atention Misspelt Here", ABSTRACT, 1, 2, 2023),
            ]
        )
    )
    listed = ("list", "--from", both, "--format", "jsonl")
    assert titles(run(*listed, "attention")) == ["Attention as It Is Spelt"]
    assert titles(run(*listed, "attention", "--fuzzy")) == ["Attention as It Is Spelt", "Atention Misspelt Here"]
    assert len(titles(run(*listed, "attentoin"))) == 2


def test_a_query_without_hits_is_no_error_and_prints_nothing(run: Run, dump: Path) -> None:
    assert run("list", "zzzz", "--from", dump) == Ran(0, "", "")
    assert json.loads(run("list", "zzzz", "--from", dump, "--format", "json").out) == []


def test_a_query_term_may_begin_with_a_dash_and_needs_no_quotes(run: Run, dump: Path) -> None:
    assert titles(run("list", "-org:adobe", "has:date", "--from", dump, "--format", "jsonl")) == [HEADS, MECHANISTIC]


def test_quotes_that_the_shell_took_are_not_missed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "g.txt"
    file.write_text(
        page(
            [
                PAPERS[0],
                Told(
                    "A Paper by an Organisation",
                    ABSTRACT,
                    1,
                    2,
                    2023,
                    organization=("google-research", "Google Research"),
                ),
            ]
        )
    )
    assert len(run("list", "org:Google Research", "--from", file).lines) == 1
    assert run("list", "-org:Google Research", "--from", file, "--format", "jsonl").lines[0].count(HEADS) == 1


@pytest.mark.parametrize("query", ["year:2023 -org:adobe", "is:unread successor", "has:date authors:6.."])
def test_a_whole_query_in_the_quotes_of_the_shell_is_understood(run: Run, dump: Path, query: str) -> None:
    ran = run("list", query, "--from", dump, "--format", "jsonl")
    assert (titles(ran), ran.err) == ([HEADS], "")


def test_a_field_that_does_not_exist_is_told_and_searched_as_words(run: Run, dump: Path) -> None:
    ran = run("list", "yaer:2024", "--from", dump)
    assert ran.status == 0
    assert len(ran.err.splitlines()) == 1
    assert "year:" in ran.err


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("--sort", "date"), [MECHANISTIC, HEADS, SPARSE, UNDATED]),
        (("--sort", "date", "--reverse"), [SPARSE, HEADS, MECHANISTIC, UNDATED]),
        (("--sort", "title"), [UNDATED, MECHANISTIC, SPARSE, HEADS]),
        (("--sort", "comments"), [HEADS, SPARSE, MECHANISTIC, UNDATED]),
        (("--sort", "authors", "--reverse"), [MECHANISTIC, HEADS, SPARSE, UNDATED]),
        (("--reverse",), [MECHANISTIC, UNDATED, SPARSE, HEADS]),
        (("--sort", "read-order", "--limit", "2"), [HEADS, SPARSE]),
        (("--limit", "0"), []),
    ],
)
def test_a_list_can_be_sorted_turned_round_and_cut(
    run: Run, dump: Path, order: tuple[str, ...], expected: list[str]
) -> None:
    assert titles(run("list", "--from", dump, "--format", "jsonl", *order)) == expected


def test_only_the_fields_named_are_printed(run: Run, dump: Path) -> None:
    assert run("list", "--from", dump, "--fields", "date,title", "--limit", "1").out == f"2023-12-14\t{HEADS}\n"
    (row,) = json.loads(run("list", "--from", dump, "--fields", "key,upvotes", "--format", "json", "--limit", "1").out)
    assert row == {"key": "successor-heads-recurring-in-the-wild", "upvotes": None}


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_format_goes_to_the_shell_as_it_goes_to_a_file(dump: Path, tmp_path: Path, form: str) -> None:
    out, _ = shell("list", "--from", dump, "--format", form).communicate()
    shell("list", "--from", dump, "--format", form, "--output", tmp_path / "out").communicate()
    assert out == (tmp_path / "out").read_bytes()
    assert (b"Sparse" in out) is (form != "keys")


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_a_list_of_nothing_is_nothing_but_what_its_format_needs(run: Run, dump: Path, form: str) -> None:
    assert run("list", "zzqxvzz", "--from", dump, "--format", form).out == ("[]\n" if form == "json" else "")


def test_a_json_line_knows_marks_and_where_the_paper_stands(run: Run, dump: Path) -> None:
    run("mark", "star", "sparse", "--from", dump)
    (line,) = run("list", "sparse", "--from", dump, "--format", "jsonl").lines
    row = json.loads(line)
    assert row["starred"].endswith("Z")
    assert row["read"] is None
    assert row["organization"] == "Adobe"
    assert row["abstract"] == ABSTRACT.strip()
    number = dump.read_text("utf-8").split("\n").index(SPARSE) + 1
    assert row["sources"] == [{"path": str(dump), "line": number}]


def test_a_paper_of_two_dumps_is_listed_once_with_both_places(run: Run, dump: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text(page([Told("Sparse Auto-encoders: Find Features", ABSTRACT, 9, 15, 2023), PAPERS[3]]))
    lines = run("list", "--from", dump, "--from", again, "--format", "jsonl").lines
    places = [[place["path"] for place in json.loads(line)["sources"]] for line in lines]
    assert places == [[str(dump)], [str(dump), str(again)], [str(dump)], [str(dump), str(again)]]


def test_a_list_can_be_written_to_a_file_but_not_over_one(run: Run, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    assert run("list", "--from", dump, "--output", file) == Ran(0, "", "")
    written = file.read_text("utf-8")
    assert len(written.splitlines()) == 4
    refused = run("list", "sparse", "--from", dump, "--output", file)
    assert (refused.status, refused.out) == (1, "")
    assert "--force" in refused.err
    assert file.read_text("utf-8") == written
    assert run("list", "sparse", "--from", dump, "--output", file, "--force").status == 0
    assert len(file.read_text("utf-8").splitlines()) == 1
    assert sorted(other.name for other in tmp_path.iterdir() if other.is_file()) == ["out.txt", "page.txt"]


@pytest.mark.parametrize("place", ["missing/out.txt", "page.txt/out.txt", "."])
def test_a_file_that_cannot_be_written_is_told(run: Run, dump: Path, place: str) -> None:
    ran = run("list", "--from", dump, "--output", place, "--force")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("paperreader: ")


def test_starred_papers_without_their_dump_are_listed(run: Run, dump: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        page(
            [
                Told("Zebra Paper of Another Dump", ABSTRACT, 1, 1, 2020),
                Told("Yet Another Paper There", ABSTRACT, 1, 1, 2021),
            ]
        )
    )
    run("mark", "star", "--all", "--from", other)
    run("mark", "star", "sparse", "--from", dump)
    listed = ("list", "is:starred", "--from", dump, "--format", "jsonl")
    assert titles(run(*listed)) == [SPARSE, "Yet Another Paper There", "Zebra Paper of Another Dump"]
    (line,) = [line for line in run(*listed).lines if "Zebra" in line]
    row = json.loads(line)
    assert (row["date"], row["sources"], row["abstract"]) == ("2020-01-01", [], None)


@pytest.mark.parametrize(
    "order", [(), ("--sort", "date"), ("--sort", "title"), ("--sort", "starred"), ("--sort", "comments")]
)
def test_papers_without_their_dump_do_not_stand_in_the_way_of_the_other_way_round(
    run: Run, dump: Path, order: tuple[str, ...]
) -> None:
    gone = ("a-paper-gone", "zz-paper-gone", "mm-paper-gone", "bb-paper-gone", "cc-paper-gone", "dd-paper-gone")
    MarkStore("marks.toml").apply([change(key, "starred", title=key) for key in gone])
    ran = run("list", "is:starred", "--from", dump, "--state", "marks.toml", "--format", "jsonl", "--reverse", *order)
    assert ran.status == 0
    assert sorted(titles(ran)) == sorted(gone)


def test_the_other_way_round_by_title_papers_without_their_dump_stand_by_their_own_title(run: Run, dump: Path) -> None:
    MarkStore("marks.toml").apply(
        [change(key, "starred", title=key) for key in ("alpha paper gone", "zulu paper gone")]
    )
    ran = run(
        "list",
        "is:starred",
        "--from",
        dump,
        "--state",
        "marks.toml",
        "--format",
        "jsonl",
        "--reverse",
        "--sort",
        "title",
    )
    assert titles(ran) == ["zulu paper gone", "alpha paper gone"]


# -- mark -----------------------------------------------------------------------------------------------


def test_marking_says_how_many_were_marked_and_how_many_were_already(run: Run, dump: Path) -> None:
    assert run("mark", "read", "heads", "--from", dump) == Ran(0, "2 marked read\n", "")
    assert run("mark", "read", "--all", "--from", dump).out == "2 marked read (2 were already)\n"
    assert run("list", "is:unread", "--from", dump).out == ""
    assert run("mark", "unread", "sparse", "--from", dump).out == "1 marked unread\n"
    assert titles(run("list", "is:unread", "--from", dump, "--format", "jsonl")) == [SPARSE]


def test_stars_are_given_and_taken(run: Run, dump: Path) -> None:
    assert run("mark", "star", "year:2023", "--from", dump).out == "2 marked starred\n"
    assert run("mark", "unstar", "sparse", "--from", dump).out == "1 marked unstarred\n"
    assert run("list", "--from", dump).lines[0].startswith("★●")
    assert titles(run("list", "is:starred", "--from", dump, "--format", "jsonl")) == [HEADS]


def test_marking_takes_exact_hits_only(run: Run, dump: Path) -> None:
    assert run("mark", "star", "mechanstic", "--from", dump).out == "0 marked starred\n"
    assert run("list", "is:starred", "--from", dump).out == ""


def test_keys_that_were_listed_can_be_marked(run: Run, dump: Path) -> None:
    keys = run("list", "has:date", "--from", dump, "--format", "keys").out
    assert keys.splitlines()[0] == "successor-heads-recurring-in-the-wild"
    assert run("mark", "star", "-", "--from", dump, stdin=keys) == Ran(0, "3 marked starred\n", "")
    assert run("mark", "unstar", "-", "--from", dump, stdin=f"\n{keys}{keys}\n").out == "3 marked unstarred\n"


def test_keys_are_known_without_their_hyphens_and_unknown_ones_are_told(run: Run, dump: Path) -> None:
    ran = run("mark", "read", "-", "--from", dump, stdin="sparseautoencoders-findfeatures\nno-such-paper\n")
    assert (ran.status, ran.out) == (1, "1 marked read\n")
    assert "no-such-paper" in ran.err


def test_a_star_can_be_taken_from_a_paper_without_its_dump(run: Run, dump: Path) -> None:
    MarkStore("marks.toml").apply([change("gone-paper-of-another-dump", "starred", title="Gone Paper of Another Dump")])
    ran = run("mark", "unstar", "-", "--from", dump, "--state", "marks.toml", stdin="gone-paper-of-another-dump\n")
    assert ran.out == "1 marked unstarred\n"
    assert MarkStore("marks.toml").starred_at("gone-paper-of-another-dump") is None


@pytest.mark.parametrize(
    "line", [("mark",), ("mark", "star"), ("mark", "wombat", "x"), ("mark", "read", "--limit", "3", "x")]
)
def test_marking_needs_a_deed_and_papers(run: Run, line: tuple[str, ...]) -> None:
    ran = run(*line)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_an_empty_query_marks_nothing_by_accident(run: Run, dump: Path) -> None:
    ran = run("mark", "read", "", "--from", dump)
    assert ran.status == 2
    assert run("list", "is:read", "--from", dump).out == ""


def test_marks_that_cannot_be_saved_end_with_status_one(run: Run, dump: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    ran = run("mark", "read", "--all", "--from", dump, "--state", tmp_path / "newer.toml")
    assert ran.status == 0
    (tmp_path / "newer.toml").write_text("version = 2\n")
    ran = run("mark", "read", "--all", "--from", dump, "--state", tmp_path / "newer.toml")
    assert (ran.status, ran.out) == (1, "")
    assert "not saved" in ran.err
    assert (tmp_path / "newer.toml").read_text() == "version = 2\n"


# -- where the marks are ----------------------------------------------------------------------------------


def test_marks_are_in_the_data_folder_unless_the_environment_or_an_option_says_otherwise(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("state", "path").out == f"{home / 'data' / 'paperreader' / 'state.toml'}\n"
    monkeypatch.setenv("PAPERREADER_STATE", str(tmp_path / "env.toml"))
    assert run("state", "path").out == f"{tmp_path / 'env.toml'}\n"
    assert run("--state", "option.toml", "state", "path").out == "option.toml\n"


def test_marks_go_where_the_option_says(run: Run, dump: Path) -> None:
    run("mark", "read", "sparse", "--from", dump, "--state", "mine.toml")
    assert "sparse-autoencoders-find-features" in tomllib.loads(Path("mine.toml").read_text())["papers"]
    assert len(run("list", "is:read", "--from", dump, "--state=mine.toml").lines) == 1
    assert run("list", "is:read", "--from", dump).out == ""


def test_a_sound_file_of_marks_is_said_to_be_sound(run: Run, dump: Path) -> None:
    run("mark", "read", "--all", "--from", dump)
    run("mark", "star", "sparse", "--from", dump)
    ran = run("state", "check")
    assert ran.status == 0
    assert "4 papers, 4 read, 1 starred" in ran.out


def test_a_broken_file_of_marks_is_told_by_check_and_left_alone(run: Run) -> None:
    Path("broken.toml").write_text("broken [")
    ran = run("state", "check", "--state", "broken.toml")
    assert (ran.status, ran.out) == (1, "")
    assert "broken.toml" in ran.err
    assert Path("broken.toml").read_text() == "broken ["


def test_a_broken_file_of_marks_is_set_aside_and_told_before_marking(run: Run, dump: Path, tmp_path: Path) -> None:
    Path("broken.toml").write_text("broken [")
    ran = run("mark", "read", "sparse", "--from", dump, "--state", "broken.toml")
    assert ran.out == "1 marked read\n"
    assert "broken" in ran.err
    assert "broken [" in [other.read_text() for other in tmp_path.glob("broken.broken-*.toml")]


def test_what_of_the_marks_cannot_be_understood_is_told_by_check(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text('version = 1\n[papers.a-b-c]\nread = true\n[[event]]\nset = "starred"\n')
    ran = run("state", "check", "--state", file)
    assert (ran.status, ran.out) == (1, "")
    assert "papers.a-b-c: read = True is no time" in ran.err
    assert "an event that is not understood" in ran.err


def test_copies_of_the_marks_are_taken_in(run: Run) -> None:
    MarkStore("copy.toml").apply([change("a-paper-elsewhere"), change("another-paper", "starred")])
    MarkStore("other.toml").apply([change("a-paper-elsewhere")])
    assert run("state", "merge", "copy.toml", "other.toml", "--state", "mine.toml").out == (
        "2 marks merged from 2 files\n"
    )
    assert run("state", "merge", "copy.toml", "--state", "mine.toml").out == "0 marks merged from 1 file\n"
    assert len(MarkStore("mine.toml")) == 2
    assert run("state", "merge", "missing.toml", "--state", "mine.toml").status == 1


def test_as_git_s_merge_driver_two_versions_become_one(run: Run, tmp_path: Path) -> None:
    for name in ("base", "ours", "theirs"):
        MarkStore(f"{name}.toml").apply([change(f"a-paper-of-{name}")])
    assert run("state", "merge", "--driver", "base.toml", "ours.toml", "theirs.toml") == Ran(0, "", "")
    assert {paper.key for paper in MarkStore("ours.toml").papers()} == {"a-paper-of-ours", "a-paper-of-theirs"}
    (tmp_path / "theirs.toml").write_text("broken [")
    before = (tmp_path / "ours.toml").read_bytes()
    assert run("state", "merge", "--driver", "base.toml", "ours.toml", "theirs.toml").status == 1
    assert (tmp_path / "ours.toml").read_bytes() == before


@pytest.mark.parametrize(
    "line", [("merge",), ("merge", "--driver", "a", "b"), ("check", "--driver"), ("path", "--driver")]
)
def test_merging_needs_files(run: Run, line: tuple[str, ...]) -> None:
    assert run("state", *line).status == 2


@pytest.mark.parametrize("line", [("state",), ("state", "wombat"), ("state", "path", "more")])
def test_the_state_command_needs_to_know_what_to_do(run: Run, line: tuple[str, ...]) -> None:
    assert run(*line).status == 2


# -- check ------------------------------------------------------------------------------------------------


def test_the_dumps_that_come_with_the_program_have_no_problem(run: Run) -> None:
    ran = run("check", SEEDS)
    assert (ran.status, ran.err) == (0, "")
    assert "no problems" in ran.out.splitlines()[-1]
    found = json.loads(run("check", SEEDS, "--format", "json").out)
    assert found["problems"] == []
    assert found["papers"] == 86


def test_a_problem_is_told_with_its_line_and_status_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    text = page([PAPERS[0], Told("A Paper on No Day of the Calendar", ABSTRACT, 2, 31, 2023), PAPERS[1]])
    file.write_text(text, "utf-8")
    ran = run("check", file)
    assert ran.status == 1
    first = ran.lines[0]
    assert first.startswith(f"{file}:")
    assert "calendar" in first
    assert "1 problem" in ran.lines[-1]


def test_a_dump_that_cannot_be_read_is_told_and_the_others_are_read(run: Run, dump: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for missing in ("missing.txt", "empty.txt"):
        ran = run("check", dump, missing)
        assert ran.status == 1
        assert missing in ran.err
        assert "4 papers" in ran.out
        listed = run("list", "--from", missing, "--from", dump)
        assert (listed.status, len(listed.lines)) == (1, 4)
        assert missing in listed.err


def test_check_and_add_need_a_path(run: Run) -> None:
    assert [run("check").status, run("add").status] == [2, 2]


# -- everywhere -------------------------------------------------------------------------------------------


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
def test_wrong_use_has_status_two_one_line_of_talk_and_no_output(run: Run, line: tuple[str, ...]) -> None:
    ran = run(*line)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("paperreader: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_help_is_data_and_no_error(run: Run, command: str) -> None:
    for option in ("--help", "-h"):
        ran = run(*filter(None, (command, option)))
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(f"paperreader {command}".strip())


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == Ran(0, f"paperreader {__version__}\n", "")


def test_every_command_and_its_keys_can_be_listed(run: Run) -> None:
    from paperreader.commands import COMMANDS

    assert len(run("keys").lines) == len(COMMANDS)
    assert run("keys", "--markdown").lines[0].startswith("| keys")


def test_the_day_of_capture_can_be_told_for_all_dumps_or_one(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(
            page([Told(f"The Paper of Dump {name}", ABSTRACT, 2, 3), Told(f"More of Dump {name}", ABSTRACT, 2, 4)])
        )
    listed = ("list", "--from", "a.txt", "--from", "b.txt", "--fields", "date", "--capture-date", "2021-03-01")
    assert set(run(*listed).lines) == {"2021-02-03", "2021-02-04"}
    both = run(*listed, "--capture-date", "b.txt=2019-03-01").lines
    assert both == ["2021-02-03", "2021-02-04", "2019-02-03", "2019-02-04"]


def test_a_dump_may_come_from_standard_input(dump: Path) -> None:
    with dump.open("rb") as file:
        process = shell("list", "sparse", "--from", "-", "--format", "jsonl", stdin=file)
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    row = json.loads(out)
    assert (row["title"], row["sources"][0]["path"]) == (SPARSE, "-")
    assert row["abstract"] == ABSTRACT.strip()


def test_check_reads_standard_input(dump: Path) -> None:
    with dump.open("rb") as file:
        process = shell("check", "-", stdin=file)
        out, _ = process.communicate()
    assert process.returncode == 0
    assert b"4 papers" in out


def test_a_closed_pipe_is_no_error() -> None:
    process = shell("list", "--format", "jsonl", "--from", SEEDS)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    talk = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), talk) == (0, b"")


def test_output_in_a_poor_encoding_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "café.txt"
    file.write_text(page([Told("Café Models for Everything There Is", ABSTRACT, 1, 2, 2023), PAPERS[0]]), "utf-8")
    for line in (("list", "--from", file), ("check", file), ("keys",), ("add", file)):
        process = shell(*line, env=os.environ | {"PYTHONIOENCODING": "ascii"})
        _, err = process.communicate()
        assert (process.returncode, err) == (0, b"")


def test_output_that_cannot_be_written_is_told(run: Run, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    ran = run("list", "--from", dump)
    assert ran.status == 1
    assert "No space left" in ran.err


def test_an_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("paperreader.cli.inputs.Inputs.parse_query", interrupt)
    assert run("list") == Ran(130, "", "")


# -- hostile names and titles --------------------------------------------------------------------------------

NAMES = ("\x1b]0;owned\x07.txt", "a\nb.txt", "\x9b2J.txt", "\udcff.txt", "\u202egnp.txt")


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_name_prints_no_control_character(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(page([*PAPERS, Told("A Paper on No Day of the Calendar", ABSTRACT, 2, 31, 2023)]), "utf-8")
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
        ran = run(*line)
        assert ran.status in (0, 1)
        assert safe(ran.out)
        assert safe(ran.err)


def test_a_file_name_that_is_no_utf8_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "\udcff.txt"
    file.write_text(page(PAPERS), "utf-8")
    ran = run("list", "--from", file, "--fields", "title,sources", "--output", "out.txt")
    assert ran.status == 0
    assert len(Path("out.txt").read_text("utf-8").splitlines()) == 4


@pytest.mark.parametrize("evil", ["\x1b[31m", "\x1b]0;owned\x07", "\x9b2J", "\u202e", "\u200b", "\x7f", "\r", "\x08"])
def test_a_hostile_title_prints_no_control_character(run: Run, tmp_path: Path, evil: str) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(
        page(
            [Told(f"An {evil}Evil{evil} Title of Some Length", f"{evil}{ABSTRACT}{evil}", 1, 2, 2023), PAPERS[0]]
        ).encode()
    )
    for form in EXPORT_FORMATS:
        ran = run("list", "--from", file, "--format", form)
        assert len(json.loads(ran.out) if form == "json" else ran.lines) >= 2
        assert safe(ran.out.replace("\r\n", "\n"))
        assert "\u202e" not in ran.out
    assert run("mark", "star", "--all", "--from", file).out == "2 marked starred\n"
    assert run("state", "check").status == 0


@pytest.mark.parametrize(
    "query", ["\x1b]0;owned\x07:x", "year:\x1b[31m", "\udcff", "a" * 10_000, '"' * 1000, "date:>9999"]
)
def test_a_hostile_query_prints_no_control_character_and_is_no_error(run: Run, dump: Path, query: str) -> None:
    ran = run("list", query, "--from", dump)
    assert ran.status == 0
    assert safe(ran.out)
    assert safe(ran.err)


def test_papers_like_one_are_listed_by_its_key(run: Run, dump: Path) -> None:
    key = run("list", "--from", str(dump), "--format", "keys", "successor").out.strip()
    ran = run("list", "--from", str(dump), "--like", key)
    assert HEADS not in ran.out
    assert UNDATED in ran.out
    missing = run("list", "--from", str(dump), "--like", "no-such-paper")
    assert (missing.status, missing.out) == (1, "")
    assert "there is no paper no-such-paper" in missing.err


def test_a_state_that_is_no_file_is_told_and_not_waited_for(run: Run, dump: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ran = run("list", "--from", dump, "--state", pipe, "--limit", "1")
    assert ran.status == 0
    assert "no regular file" in ran.err
    assert run("mark", "star", "heads", "--from", dump, "--state", pipe).status == 1


# -- settings -------------------------------------------------------------------------------------------


def test_settings_name_dumps_marks_and_queries(run: Run, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text(f'dumps = "{dump}"\nstate = "mine.toml"\n[queries]\nold = "year:2023"\n', "utf-8")
    ran = run("list", "@old", "--config", file, "--format", "keys")
    assert (ran.status, ran.err, len(ran.lines)) == (0, "", 2)
    assert run("mark", "star", "-@old", "--config", file).out == "2 marked starred\n"
    assert (tmp_path / "mine.toml").exists()
    assert run("state", "path", "--config", file).out == f"{tmp_path / 'mine.toml'}\n"


def test_a_mistake_in_the_settings_is_told_and_the_list_comes(run: Run, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text('thme = "dark"\n', "utf-8")
    ran = run("list", "--from", dump, "--config", file)
    assert (ran.status, len(ran.lines)) == (0, 4)
    assert f"{file}:1: thme: there is no such setting; did you mean theme" in ran.err


def test_the_settings_are_begun_shown_and_never_written_over(run: Run, home: Path, dump: Path) -> None:
    where = run("config", "path").out.strip()
    assert where.startswith(str(home))
    assert run("config", "init").out == f"{where}\n"
    assert run("config", "init").status == 1
    Path(where).write_text('theme = "dark"\n[keys]\nmark.star = "*"\n', "utf-8")
    assert f'theme = "dark"                  # {where}:1' in run("config", "show").out
    assert "*                mark.star" in run("keys").out
    assert run("config").status == 2
    assert run("list", "--config", "nowhere.toml", "--from", dump).status == 1


def test_an_option_comes_before_the_environment_and_that_before_a_setting(
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


def test_abstracts_are_searched_from_the_shell(run: Run) -> None:
    ran = run("list", "abstract:surrog*", "text:model*", "--format", "jsonl")
    assert ran.status == 0
    assert ran.lines
    assert all("surrog" in json.loads(line)["abstract"].lower() for line in ran.lines)


# -- stats ------------------------------------------------------------------------------------------------


def test_stats_count_what_list_would_print(run: Run, dump: Path) -> None:
    run("mark", "read", "sparse", "--from", dump)
    assert run("stats", "heads", "--from", dump).lines[:2] == ["papers\tall\t2", "year\t2023\t1"]
    told = json.loads(run("stats", "--from", dump, "--format", "json").out)
    assert told == {
        "papers": 4,
        "year": {"2024": 1, "2023": 2},
        "organization": {"Adobe": 1},
        "source": {"page.txt": 4},
        "state": {"unread": 3, "read": 1, "starred": 0},
    }
    assert run("stats", "zzqxvzz", "--from", dump).lines[0] == "papers\tall\t0"


@pytest.mark.parametrize(("no_color", "encoding", "sign"), [("", "utf-8", "\x1b[36m█"), ("1", "ascii", "# ")])
def test_stats_on_a_terminal_are_bars_with_colours_only_where_they_are_wanted(
    dump: Path, no_color: str, encoding: str, sign: str
) -> None:
    master, slave = os.openpty()
    environment = os.environ | {"NO_COLOR": no_color, "PYTHONIOENCODING": encoding, "TERM": "xterm"}
    process = shell("stats", "--from", dump, stdout=slave, env=environment)
    process.communicate()
    os.close(slave)
    shown = os.read(master, 1 << 16).decode().replace("\r\n", " \n")
    os.close(master)
    assert sign in shown
    assert ("\x1b" in shown) is (not no_color)


def test_no_abstract_is_read_beyond_what_a_limit_asks_for(
    run: Run, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperreader.results.results._STEP", 2)
    read: list[int] = []
    looked = Library.raw_abstracts

    def watched(library: Library, rows: Sequence[int]) -> list[bytes]:
        read.extend(rows)
        return looked(library, rows)

    monkeypatch.setattr(Library, "raw_abstracts", watched)
    assert len(run("list", "abstract:zz,large", "--format", "keys", "--limit", "2", "--from", dump).lines) == 2
    assert set(read) == {0, 1}
    assert len(run("list", "abstract:zz,large", "--format", "keys", "--from", dump).lines) == 4
    reverse = run("list", "abstract:zz,large", "--format", "keys", "--from", dump, "--reverse").lines
    assert len(reverse) == 4
    assert reverse[::-1] == run("list", "--format", "keys", "--from", dump).lines


@pytest.mark.parametrize("query", [["-is:starrd"], ["sparse", "-yaer:2024"], ["-@typo"], ["-", "foo"]])
def test_nothing_is_marked_by_a_query_that_is_not_understood(run: Run, dump: Path, query: list[str]) -> None:
    ran = run("mark", "read", *query, "--from", dump)
    assert (ran.status, ran.out) == (2, "")
    assert run("list", "is:read", "--from", dump).lines == []


def test_papers_like_another_can_be_narrowed_by_words(run: Run) -> None:
    key = run("list", "successor heads", "--format", "keys").lines[0]
    like = set(run("list", "--like", key, "--format", "keys").lines)
    words = set(run("list", "attention", "--format", "keys").lines)
    assert set(run("list", "--like", key, "attention", "--format", "keys").lines) == like & words != set()
