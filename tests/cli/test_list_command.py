"""`paperreader list`: which papers are printed, in which order and format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from paperreader.export.writers import EXPORT_FORMATS
from paperreader.library.abstracts import Abstracts
from paperreader.marks import MarkStore
from tests.cli.running import HEADS, MECHANISTIC, PAPERS, SPARSE, UNDATED, Result, Run, start, titles
from tests.libraries import ABSTRACT, change
from tests.strategies import PagePaper, page


def test_without_dumps_the_two_of_the_program_are_listed(run: Run) -> None:
    result = run("list")
    assert (result.status, result.err) == (0, "")
    assert len(result.lines) == 86
    assert "Fast Adversarial Attacks on Language Models" in result.lines[0]


def test_a_list_has_a_line_for_each_paper_in_the_order_read(run: Run, dump: Path) -> None:
    result = run("list", "--from", dump)
    assert result.lines == [
        f" ● 2023-12-14  {HEADS}",
        f" ● 2023-09-15  {SPARSE}",
        f" ●             {UNDATED}",
        f" ● 2024-05-17  {MECHANISTIC}",
    ]
    assert (result.status, result.err) == (0, "")


def test_a_page_of_one_paper_is_read(run: Run, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text(page(PAPERS[:1]), "utf-8")
    assert titles(run("list", "--from", one, "--format", "jsonl")) == [HEADS]
    assert run("check", one).status == 0


def test_a_file_given_as_a_query_is_said_to_need_an_option(run: Run, dump: Path) -> None:
    told = f"paperreader: {dump} was searched as words: --from reads files (--from {dump})\n"
    assert run("list", dump) == Result(0, "", told)
    assert run("mark", "star", dump) == Result(0, "0 marked starred\n", told)


def test_a_short_option_is_said_to_leave_a_word_out(run: Run, dump: Path) -> None:
    result = run("list", "heads", "-n", "--from", dump)
    assert (
        result.err == "paperreader: -n leaves out papers with the word n: options are long (paperreader list --help)\n"
    )
    assert (result.status, len(result.lines)) == (0, 2)
    assert run("list", "heads", "-of", "-is:read", "--from", dump).err == ""


def test_a_folder_named_like_a_word_of_titles_is_no_file_meant(run: Run, dump: Path) -> None:
    Path("heads").mkdir()
    assert run("list", "heads", "--from", dump).err == ""


def test_words_search_titles_and_the_best_hit_comes_first(run: Run, dump: Path) -> None:
    assert titles(run("list", "heads", "of", "--from", dump, "--format", "jsonl")) == [UNDATED]
    scores = [json.loads(line)["score"] for line in run("list", "heads", "--from", dump, "--format", "jsonl").lines]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)


def test_near_matches_are_listed_with_fuzzy_or_without_an_exact_match(run: Run, tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    both.write_text(
        page(
            [
                PagePaper("Attention as It Is Spelt", ABSTRACT, 1, 2, 2023),
                PagePaper("Atention Misspelt Here", ABSTRACT, 1, 2, 2023),
            ]
        )
    )
    listed = ("list", "--from", both, "--format", "jsonl")
    assert titles(run(*listed, "attention")) == ["Attention as It Is Spelt"]
    assert titles(run(*listed, "attention", "--fuzzy")) == ["Attention as It Is Spelt", "Atention Misspelt Here"]
    assert len(titles(run(*listed, "attentoin"))) == 2


def test_a_query_without_hits_succeeds_and_prints_nothing(run: Run, dump: Path) -> None:
    assert run("list", "zzzz", "--from", dump) == Result(0, "", "")
    assert json.loads(run("list", "zzzz", "--from", dump, "--format", "json").out) == []


def test_a_query_term_may_begin_with_a_dash(run: Run, dump: Path) -> None:
    assert titles(run("list", "-org:adobe", "has:date", "--from", dump, "--format", "jsonl")) == [HEADS, MECHANISTIC]


def test_quotes_removed_by_the_shell_are_restored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "g.txt"
    file.write_text(
        page(
            [
                PAPERS[0],
                PagePaper(
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
def test_a_whole_query_may_be_one_word_of_the_shell(run: Run, dump: Path, query: str) -> None:
    result = run("list", query, "--from", dump, "--format", "jsonl")
    assert (titles(result), result.err) == ([HEADS], "")


def test_an_unknown_field_prints_a_message_and_is_searched_as_words(run: Run, dump: Path) -> None:
    result = run("list", "yaer:2024", "--from", dump)
    assert result.status == 0
    assert len(result.err.splitlines()) == 1
    assert "year:" in result.err


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
        (("--sort", "title", "--limit", "9" * 5000), [UNDATED, MECHANISTIC, SPARSE, HEADS]),
    ],
)
def test_a_list_can_be_sorted_reversed_and_limited(
    run: Run, dump: Path, order: tuple[str, ...], expected: list[str]
) -> None:
    assert titles(run("list", "--from", dump, "--format", "jsonl", *order)) == expected


def test_only_the_chosen_fields_are_printed(run: Run, dump: Path) -> None:
    assert run("list", "--from", dump, "--fields", "date,title", "--limit", "1").out == f"2023-12-14\t{HEADS}\n"
    (row,) = json.loads(run("list", "--from", dump, "--fields", "key,upvotes", "--format", "json", "--limit", "1").out)
    assert row == {"key": "successor-heads-recurring-in-the-wild", "upvotes": None}


@pytest.mark.parametrize("limit", ["-1", "many", "1.5", ""])
def test_a_limit_that_is_no_number_is_told_with_what_is_expected(run: Run, dump: Path, limit: str) -> None:
    result = run("list", "--from", dump, "--limit", limit)
    assert (result.status, result.out) == (2, "")
    assert "is not a number of papers (expected a whole number" in result.err


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_format_is_the_same_in_a_pipe_and_in_a_file(run: Run, dump: Path, tmp_path: Path, form: str) -> None:
    out, _ = start("list", "--from", dump, "--format", form).communicate()
    run("list", "--from", dump, "--format", form, "--output", tmp_path / "out")
    assert out == (tmp_path / "out").read_bytes()
    assert (b"Sparse" in out) is (form != "keys")


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_an_empty_list_is_empty_in_every_format_but_json(run: Run, dump: Path, form: str) -> None:
    assert run("list", "zzqxvzz", "--from", dump, "--format", form).out == ("[]\n" if form == "json" else "")


def test_a_json_line_has_marks_and_source_locations(run: Run, dump: Path) -> None:
    run("mark", "star", "sparse", "--from", dump)
    (line,) = run("list", "sparse", "--from", dump, "--format", "jsonl").lines
    row = json.loads(line)
    assert row["starred"].endswith("Z")
    assert row["read"] is None
    assert row["organization"] == "Adobe"
    assert row["abstract"] == ABSTRACT.strip()
    number = dump.read_text("utf-8").split("\n").index(SPARSE) + 1
    assert row["sources"] == [{"path": str(dump), "line": number}]


def test_a_paper_of_two_dumps_is_listed_once_with_both_locations(run: Run, dump: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text(page([PagePaper("Sparse Auto-encoders: Find Features", ABSTRACT, 9, 15, 2023), PAPERS[3]]))
    lines = run("list", "--from", dump, "--from", again, "--format", "jsonl").lines
    paths = [[location["path"] for location in json.loads(line)["sources"]] for line in lines]
    assert paths == [[str(dump)], [str(dump), str(again)], [str(dump)], [str(dump), str(again)]]


def test_starred_papers_without_their_dump_are_listed(run: Run, dump: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        page(
            [
                PagePaper("Zebra Paper of Another Dump", ABSTRACT, 1, 1, 2020),
                PagePaper("Yet Another Paper There", ABSTRACT, 1, 1, 2021),
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
def test_papers_without_their_dump_can_be_reversed_in_every_order(run: Run, dump: Path, order: tuple[str, ...]) -> None:
    gone = ("a-paper-gone", "zz-paper-gone", "mm-paper-gone", "bb-paper-gone", "cc-paper-gone", "dd-paper-gone")
    MarkStore("marks.toml").apply([change(key, "starred", title=key) for key in gone])
    result = run(
        "list", "is:starred", "--from", dump, "--state", "marks.toml", "--format", "jsonl", "--reverse", *order
    )
    assert result.status == 0
    assert sorted(titles(result)) == sorted(gone)


def test_papers_without_their_dump_are_reversed_by_title(run: Run, dump: Path) -> None:
    MarkStore("marks.toml").apply(
        [change(key, "starred", title=key) for key in ("alpha paper gone", "zulu paper gone")]
    )
    result = run(
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
    assert titles(result) == ["zulu paper gone", "alpha paper gone"]


def test_like_lists_papers_similar_to_the_paper_of_a_key(run: Run, dump: Path) -> None:
    key = run("list", "--from", str(dump), "--format", "keys", "successor").out.strip()
    result = run("list", "--from", str(dump), "--like", key)
    assert HEADS not in result.out
    assert UNDATED in result.out
    missing = run("list", "--from", str(dump), "--like", "no-such-paper")
    assert (missing.status, missing.out) == (1, "")
    assert "there is no paper no-such-paper" in missing.err


def test_like_can_be_combined_with_words(run: Run) -> None:
    key = run("list", "successor heads", "--format", "keys").lines[0]
    like = set(run("list", "--like", key, "--format", "keys").lines)
    words = set(run("list", "attention", "--format", "keys").lines)
    assert set(run("list", "--like", key, "attention", "--format", "keys").lines) == like & words != set()


def test_abstracts_can_be_searched(run: Run) -> None:
    result = run("list", "abstract:surrog*", "text:model*", "--format", "jsonl")
    assert result.status == 0
    assert result.lines
    assert all("surrog" in json.loads(line)["abstract"].lower() for line in result.lines)


def test_a_limit_stops_the_reading_of_abstracts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "many.txt"
    file.write_text(page([PagePaper(f"A Paper of Number {number:04}", ABSTRACT, 1, 2, 2023) for number in range(3000)]))
    read: list[int] = []
    read_abstracts = Abstracts.read

    def counted(abstracts: Abstracts, rows: Sequence[int]) -> list[bytes]:
        read.extend(rows)
        return read_abstracts(abstracts, rows)

    monkeypatch.setattr(Abstracts, "read", counted)
    listed = ("list", "abstract:zz,large", "--format", "keys", "--from", file)
    assert len(run(*listed, "--limit", "2").lines) == 2
    assert len(set(read)) < 1500
    everything = run(*listed).lines
    assert len(everything) == 3000
    assert run(*listed, "--reverse").lines == everything[::-1]


def test_only_tables_can_be_made_safe_for_spreadsheets(run: Run, dump: Path) -> None:
    assert run("list", "--from", dump, "--format", "csv", "--safe", "--fields", "title").lines[1] == HEADS
    result = run("list", "--from", dump, "--safe")
    assert (result.status, "--safe does not work with --format text" in result.err) == (2, True)


def test_names_that_no_title_has_are_told_with_their_field(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "papers.json"
    papers = [
        {"title": f"A Paper of Number {number}", "authors": ["Ashish Vaswani"], "year": 2017} for number in (1, 2)
    ]
    file.write_text(json.dumps([*papers, {"title": "On Tensors of Varwani Type"}]), "utf-8")
    found = run("list", "vaswani", "--from", file, "--fields", "title")
    assert found.lines == ["On Tensors of Varwani Type"]
    assert found.err == "paperreader: only near matches for vaswani · 2 for author:vaswani\n"
    assert run("list", "ashish", "--from", file).err == "paperreader: nothing for ashish · 2 for author:ashish\n"
    assert run("list", "2017", "--from", file).err == "paperreader: nothing for 2017 · 2 for year:2017\n"
    assert run("list", "author:vaswani", "--from", file).err == ""
