"""`paperreader list --sort recommended`: the order that stars teach, its scores and its reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run, titles
from tests.libraries import ABSTRACT
from tests.strategies import PagePaper, page

CIRCUITS = ["Circuits in Language Models", "Sparse Circuits of Autoencoders", "Sparse Autoencoders for Circuits"]
DIFFUSION, PLANNING, SPARSE = "Diffusion of Images", "Planning with Trees", "Features of Sparse Autoencoders"
LIST = ("list", "--sort", "recommended")
JSON_LINES = ("--format", "jsonl")


@pytest.fixture
def papers(run: Run, tmp_path: Path) -> Path:
    """A dump whose papers about circuits are starred, and those about diffusion read."""
    file = tmp_path / "papers.txt"
    days = enumerate([DIFFUSION, PLANNING, SPARSE, *CIRCUITS], 1)
    file.write_text(page([PagePaper(title, ABSTRACT, 3, day, 2025) for day, title in days]), "utf-8")
    run("mark", "star", "circuits", "--from", file)
    run("mark", "read", "diffusion", "--from", file)
    return file


def test_what_is_like_the_starred_comes_first_and_the_query_narrows(run: Run, papers: Path) -> None:
    result = run(*LIST, "--from", papers, *JSON_LINES)
    assert (result.status, result.err) == (0, "")
    assert set(titles(result)[:3]) == set(CIRCUITS)
    assert titles(result)[3] == SPARSE
    scores = [json.loads(line)["score"] for line in result.lines]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0 > scores[-1]
    assert titles(run(*LIST, "-is:starred", "--limit", "1", "--from", papers, *JSON_LINES)) == [SPARSE]
    assert titles(run(*LIST, "--reverse", "--from", papers, *JSON_LINES)) == titles(result)[::-1]


def test_with_words_the_score_is_that_of_the_recommendation(run: Run, papers: Path) -> None:
    lines = run(*LIST, "of", "--from", papers, *JSON_LINES).lines
    all_scores = {
        (paper := json.loads(line))["title"]: paper["score"] for line in run(*LIST, "--from", papers, *JSON_LINES).lines
    }
    found = {(paper := json.loads(line))["title"]: paper["score"] for line in lines}
    assert list(found) == [CIRCUITS[1], SPARSE, DIFFUSION]
    assert found.items() <= all_scores.items()


def test_explain_adds_the_words_for_and_against(run: Run, papers: Path) -> None:
    (line,) = run(*LIST, "features", "--explain", "--from", papers, *JSON_LINES).lines
    why = json.loads(line)["why"]
    assert why["for"][:1] == ["autoencoders"] or why["for"][:1] == ["sparse"]
    assert "features" not in why["for"]
    (line,) = run(*LIST, "diffusion", "--explain", "--from", papers).lines
    assert f"{DIFFUSION}  (" in line
    assert "against: " in line
    assert "diffusion" in line.partition("against: ")[2]
    (line,) = run(*LIST, "features", "--explain", "--fields", "title", "--from", papers, *JSON_LINES).lines
    assert list(json.loads(line)) == ["title", "why", "explored"]
    assert "why" not in run(*LIST, "--from", papers, *JSON_LINES).out


def test_with_fewer_than_three_stars_papers_are_listed_by_date(run: Run, papers: Path) -> None:
    run("mark", "unstar", "language", "--from", papers)
    result = run(*LIST, "--explain", "--from", papers, *JSON_LINES)
    assert result.status == 0
    assert result.err == "paperreader: star three papers to teach it; listed by date\n"
    assert titles(result) == [*reversed(CIRCUITS), SPARSE, PLANNING, DIFFUSION]
    assert [json.loads(line)["why"] for line in result.lines] == 6 * [{"for": [], "against": []}]


@pytest.mark.usefixtures("papers")
def test_stars_of_a_dump_that_is_not_open_teach_too(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(page([PagePaper(title, ABSTRACT, 3, 1, 2025) for title in (DIFFUSION, PLANNING, SPARSE)]), "utf-8")
    result = run(*LIST, "--explain", "--from", other, *JSON_LINES)
    assert titles(result)[0] == SPARSE
    starred = run(*LIST, "is:starred", "--explain", "--from", other, *JSON_LINES)
    assert [json.loads(line)["score"] for line in starred.lines] == [None] * 3
    assert [json.loads(line)["why"] for line in starred.lines] == [{"for": [], "against": []}] * 3


@pytest.fixture
def week(run: Run, tmp_path: Path) -> Path:
    """A dump of a week: on each day a paper about circuits and three others; three of the first are starred."""
    file = tmp_path / "week.txt"
    titles = [
        (day, title)
        for day, name in enumerate(["Amber", "Birch", "Coral", "Delta", "Ebony", "Flint", "Grove"], 1)
        for title in (f"{name} Circuits", f"Diffusion of {name}", f"Planning for {name}", f"Proteins and {name}")
    ]
    file.write_text(page([PagePaper(title, ABSTRACT, 3, day, 2025) for day, title in titles]), "utf-8")
    run("mark", "star", "amber circuits", "--from", file)
    run("mark", "star", "birch circuits", "--from", file)
    run("mark", "star", "coral circuits", "--from", file)
    return file


def test_one_place_in_five_is_for_exploration_and_says_so(run: Run, week: Path) -> None:
    lines = run(*LIST, "-is:starred", "--explain", "--from", week, *JSON_LINES).lines
    papers = [json.loads(line) for line in lines]
    explored = [paper["explored"] for paper in papers]
    assert explored[:16] == [*[None] * 4, "newest", *[None] * 4, "unlike", *[None] * 4, "newest", None]
    assert papers[4]["date"] == "2025-03-07"
    assert papers[4]["score"] < papers[5]["score"]
    text = run(*LIST, "-is:starred", "--limit", "5", "--from", week).lines
    assert [line.endswith("  (explored: newest)") for line in text] == 4 * [False] + [True]


def test_a_digest_has_the_best_first_and_the_explored_last(run: Run, week: Path) -> None:
    options = ("-is:starred", "--limit", "6", "--from", week, "--format")
    best_day = json.loads(run(*LIST, *options, "jsonl").lines[0])["date"]
    digest = run(*LIST, *options, "markdown", "--group", "day").out
    assert digest.startswith(f"## {best_day} · ")
    assert digest.index("Circuits") < digest.index("\n  *Explored:* newest\n")
    (group,) = run(*LIST, *options, "text", "--group", "organization").out.split("\n\n\n")
    assert group.splitlines()[3].endswith("Circuits")
    assert "Explored: newest" in group.split("\n\n")[-1]


def test_a_tag_or_several_papers_teach_in_place_of_stars(run: Run, week: Path) -> None:
    run("mark", "tag", "todo", "diffusion amber", "--from", week)
    tagged = run("list", "--like", "tag:todo", "--limit", "4", "--from", week, *JSON_LINES)
    assert (tagged.status, tagged.err) == (0, "")
    assert all("Diffusion" in title or "Amber" in title for title in titles(tagged))
    assert "Diffusion of Amber" not in titles(tagged)
    keys = [
        json.loads(line)["key"] for line in run("list", "planning", "--limit", "2", "--from", week, *JSON_LINES).lines
    ]
    both = run("list", "--like", keys[0], "--like", keys[1], "--limit", "4", "--from", week, *JSON_LINES)
    assert all("Planning" in title for title in titles(both))
    assert not {*keys} & {json.loads(line)["key"] for line in both.lines}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--like", "tag:none"), "no paper has the tag none"),
        (("--like", "no-key", "--like", "tag:none"), "there is no paper no-key"),
    ],
)
def test_what_nobody_can_be_like_is_told(run: Run, papers: Path, options: tuple[str, ...], message: str) -> None:
    result = run("list", *options, "--from", papers)
    assert (result.status, result.out) == (1, "")
    assert message in result.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--explain",), "--explain needs --sort recommended"),
        (("--like", "tag:todo", "--sort", "date"), "--sort date does not work with --like"),
        (("--sort", "recommended", "--explain", "--format", "ris"), "--explain does not work with --format ris"),
        (("--sort", "recommended", "--explain", "--group", "day"), "--explain does not work with --group"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, papers: Path, options: tuple[str, ...], message: str
) -> None:
    result = run("list", *options, "--from", papers)
    assert (result.status, result.out) == (2, "")
    assert message in result.err
