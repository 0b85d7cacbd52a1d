"""The output of `paperreader stats`: numbers and bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.cli.stats_command import TerminalCaps, stats_bars, stats_json, stats_lines
from paperreader.marks import STARRED, Mark, MarkChange, MarkStore, PaperRef, tag_mark
from paperreader.results.statistics import Stats, count_papers
from paperreader.session import Session
from paperreader.text import display_width
from tests.libraries import NOON, add_dump, change, entry, library, make_session

ADOBE = ("adobe", "Adobe")
COUNTS = {
    "papers": 4,
    "year": {"2024": 2, "2023": 1},
    "author": {},
    "organization": {"Adobe": 2, "香港科技大学": 1},
    "venue": {},
    "category": {},
    "source": {"made.txt": 3},
    "state": {"unread": 3, "read": 1, "starred": 1},
    "tag": {"todo": 1},
}


def make_marked_session(folder: Path) -> Session:
    """Return a session of four papers, and a starred paper of 2024 whose dump is not open."""
    session = make_session(
        folder / "state.toml",
        entry("The First Paper of Them All", day=20240223, organization=ADOBE),
        entry("The Second Paper of Them All", day=20230517, organization=("adobe-2", "Adobe")),
        entry("The Third Paper of Them All", organization=("hkust", "香港科技大学")),
        entry("A Paper That Is Not Asked For", day=20200101, organization=("other", "Other")),
    )
    gone = PaperRef("gone-paper", "A Gone Paper", NOON.date().replace(year=2024))
    session.marks.apply([MarkChange(gone, STARRED, Mark(on=True, since=NOON)), change(session.library.keys[0])])
    session.loaded()
    todo = Mark(on=True, since=NOON)
    session.marks.apply([MarkChange(paper, tag_mark("todo"), todo) for paper in session.papers.paper_refs([1, 3])])
    return session


def count_rows(session: Session, rows: list[int]) -> Stats:
    return count_papers(session.library, session.papers.unlisted, session.marks, rows)


def test_papers_are_counted_by_year_organization_source_and_state(tmp_path: Path) -> None:
    counts = count_rows(make_marked_session(tmp_path), [0, 1, 2, -1])
    assert json.loads(stats_json(counts)) == COUNTS
    assert list(stats_lines(counts)) == [
        "papers\tall\t4\n",
        "year\t2024\t2\n",
        "year\t2023\t1\n",
        "organization\tAdobe\t2\n",
        "organization\t香港科技大学\t1\n",
        "source\tmade.txt\t3\n",
        "state\tunread\t3\n",
        "state\tread\t1\n",
        "state\tstarred\t1\n",
        "tag\ttodo\t1\n",
    ]


def test_bars_have_one_scale_and_fill_the_width(tmp_path: Path) -> None:
    lines = "".join(stats_bars(count_rows(make_marked_session(tmp_path), [0, 1, 2, -1]), TerminalCaps(40))).splitlines()
    assert lines[:9] == [
        "4 papers",
        "",
        "Year",
        f"  2024 2 {'█' * 30}",
        f"  2023 1 {'█' * 15}",
        "",
        "Organization",
        f"  Adobe        2 {'█' * 22}",
        f"  香港科技大学 1 {'█' * 11}",
    ]


def test_bars_follow_the_characters_and_colors_of_the_terminal() -> None:
    counts = Stats(3, (("year", "Year", tuple((str(year), 1) for year in range(2024, 1990, -1))),))
    plain = "".join(stats_bars(counts, TerminalCaps(30, blocks=False)))
    assert plain.isascii()
    assert "\x1b" not in plain
    assert "  ... and 19 more\n" in plain
    colored = "".join(stats_bars(counts, TerminalCaps(30, colors=True)))
    assert "\x1b[36m█" in colored
    assert "… and 19 more" in colored


def test_without_papers_there_are_no_bars(tmp_path: Path) -> None:
    assert "".join(stats_bars(count_rows(make_marked_session(tmp_path), []), TerminalCaps(80))) == "0 papers\n"


def test_every_value_is_counted_and_values_of_one_count_stand_by_name(tmp_path: Path) -> None:
    names = [f"name{number}" for number in range(450, 200, -1)]
    papers = library(
        *(entry(f"A Paper by {name}", authors=(name,), venue=name, categories=(name,)) for name in names),
    )
    for dump in ("b.txt", "a.txt"):
        add_dump(papers, dump, entry("A Paper of Two Dumps"))
    counts = count_papers(papers, library(), MarkStore(tmp_path / "state.toml"), range(len(papers)))
    counted = json.loads(stats_json(counts))
    for field in ("author", "venue", "category"):
        assert list(counted[field]) == sorted(names)
    assert list(counted["source"]) == ["made.txt", "a.txt", "b.txt"]


@given(
    st.builds(TerminalCaps, st.integers(20, 200), st.booleans(), st.just(value=False)),
    st.lists(st.tuples(st.text("aé大", min_size=1, max_size=60), st.integers(1, 10**6)), min_size=1, max_size=30),
)
def test_no_line_is_wider_than_the_terminal_and_every_value_has_a_bar(
    terminal: TerminalCaps, values: list[tuple[str, int]]
) -> None:
    lines = "".join(stats_bars(Stats(9, (("x", "Title", tuple(values)),)), terminal)).splitlines()
    assert all(display_width(line) <= terminal.width for line in lines)
    assert all(line[-1] in ("▏▎▍▌▋▊▉█" if terminal.blocks else "#") for line in lines[3 : 3 + min(len(values), 15)])


@pytest.mark.parametrize("width", [1, 5, 10])
def test_a_terminal_too_narrow_for_bars_is_not_an_error(width: int) -> None:
    assert list(stats_bars(Stats(1, (("x", "Title", (("a long label", 1),)),)), TerminalCaps(width)))
