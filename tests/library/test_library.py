"""The library: papers of several dumps, merged by key and by title."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import paperreader
from paperreader import Library
from paperreader.errors import PaperReaderError
from paperreader.formats.entry import Batch, Entry
from paperreader.source import Source
from tests.strategies import HEADER, MONTHS, Dump, PagePaper, dumps, page

SEEDS = Path(__file__).parents[2] / "seeds"
SHORT = "We study surrogate models. " * 12
LONG = SHORT + "Our code is at https://github.com/x/y."
TITLE = "Surrogate Models in the Wild"


def sample(
    title: str = TITLE, abstract: str = SHORT.strip(), day: str = "", authors_count: int | None = None
) -> PagePaper:
    """A paper; its day as `Jun 26` or `Jun 26 2024`."""
    if not day:
        return PagePaper(title, abstract)
    month, number, *year = day.split()
    printed = int(year[0]) if year else 0
    return PagePaper(title, abstract, MONTHS.index(month) + 1, int(number), printed, authors_count)


def write(folder: Path, name: str, *papers: PagePaper, modified: int = 2025, upvotes: bool = False) -> str:
    path = folder / name
    path.write_text(page(papers, upvotes=upvotes), encoding="utf-8")
    stamp = (date(modified, 6, 1) - date(1970, 1, 1)).days * 86400 + 43200
    os.utime(path, (stamp, stamp))
    return str(path)


# -- the seeds --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds() -> Library:
    return paperreader.load([str(SEEDS)])


def test_the_seeds_have_94_entries_of_86_papers_and_8_are_in_two_dumps(seeds: Library) -> None:
    assert seeds.entries == 94
    assert len(seeds) == len(seeds.papers) == 86
    both = [paper for paper in seeds.papers if len(paper.sources) == 2]
    assert len(both) == 8
    assert all({Path(location.path).name[:3] for location in paper.sources} == {"000", "003"} for paper in both)


def test_the_seeds_are_read_without_problems(seeds: Library) -> None:
    assert seeds.problems == []


def test_every_paper_of_the_seeds_has_an_abstract(seeds: Library) -> None:
    assert all(len(paper.abstract or "") > 300 for paper in seeds.papers)


def test_dates_without_a_year_in_the_seeds_are_of_2025(seeds: Library) -> None:
    inferred = [paper for paper in seeds.papers if paper.date_basis == "inferred"]
    assert inferred
    assert {paper.date.year for paper in inferred if paper.date} == {2025}
    assert "2025-06-26" in [paper.date_text for paper in inferred]


def test_the_first_paper_of_the_seeds_has_all_attributes(seeds: Library) -> None:
    paper = seeds.papers[0]
    assert paper.title == "Fast Adversarial Attacks on Language Models In One GPU Minute"
    assert paper.key == "fast-adversarial-attacks-on-language-models-in-one-gpu-minute"
    assert (paper.date, paper.date_text, paper.date_basis) == (date(2024, 2, 23), "2024-02-23", "printed")
    assert (paper.authors_count, paper.comments, paper.upvotes) == (6, 0, None)
    assert [location.line for location in paper.sources] == [13]
    assert paper.abstract
    assert paper.abstract.startswith("In this paper, we introduce a novel class of fast, beam search-based")


def test_each_location_of_a_paper_is_the_line_of_its_title(seeds: Library) -> None:
    lines = {path.name: path.read_bytes().split(b"\n") for path in SEEDS.iterdir()}
    for paper in seeds.papers:
        for location in paper.sources:
            line = lines[Path(location.path).name][location.line - 1].decode()
            assert line.strip().replace(" ", "") == paper.title.replace(" ", "")


# -- one paper of several entries -------------------------------------------------------------------


def test_a_paper_of_two_dumps_is_one_row_with_the_attributes_of_both(tmp_path: Path) -> None:
    one = write(tmp_path, "one.txt", sample(day="Jun 26", authors_count=4), sample("Another Title of a Paper"))
    other = write(tmp_path, "other.txt", sample("A Third Title of a Paper"), sample(TITLE.upper() + "!", LONG))
    library = paperreader.load([one, other])
    assert [paper.title for paper in library.papers] == [TITLE, "Another Title of a Paper", "A Third Title of a Paper"]
    paper = library.papers[0]
    assert [(location.path, location.line) for location in paper.sources] == [(one, 13), (other, 17)]
    assert (paper.authors_count, paper.abstract) == (4, LONG)


@pytest.mark.parametrize("swapped", [False, True])
def test_the_longer_abstract_wins(tmp_path: Path, *, swapped: bool) -> None:
    paths = [write(tmp_path, "a.txt", sample()), write(tmp_path, "b.txt", sample(abstract=LONG))]
    (paper,) = paperreader.load(paths[::-1] if swapped else paths).papers
    assert paper.abstract == LONG
    assert paper.links == ("https://github.com/x/y",)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_date_printed_in_another_dump_wins(tmp_path: Path, *, swapped: bool) -> None:
    yearless = write(tmp_path, "a.txt", sample(day="Jun 26"), sample("An Older Paper of Last Year", day="Feb 3 2024"))
    printed = write(tmp_path, "b.txt", sample(day="Jun 26 2021"))
    paths = [yearless, printed]
    paper = next(p for p in paperreader.load(paths[::-1] if swapped else paths).papers if p.title == TITLE)
    assert (paper.date, paper.date_basis) == (date(2021, 6, 26), "printed")


def test_of_two_printed_dates_the_first_stays(tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.txt", sample(day="Jun 26 2021")), write(tmp_path, "b.txt", sample(day="Jul 1 2022"))]
    assert [paper.date for paper in paperreader.load(paths).papers] == [date(2021, 6, 26)]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_date_is_taken_from_the_only_dump_that_has_one(tmp_path: Path, *, swapped: bool) -> None:
    paths = [write(tmp_path, "a.txt", sample()), write(tmp_path, "b.txt", sample(day="Jun 26"), modified=2023)]
    (paper,) = paperreader.load(paths[::-1] if swapped else paths).papers
    assert (paper.date, paper.date_basis) == (date(2023, 6, 26), "inferred")


def test_each_dump_has_its_own_year_of_capture(tmp_path: Path) -> None:
    one = write(tmp_path, "a.txt", sample(day="Jun 26"), modified=2023)
    other = write(tmp_path, "b.txt", sample("Another Title of a Paper", day="Jun 26"), modified=2025)
    assert [paper.date_text for paper in paperreader.load([one, other]).papers] == ["2023-06-26", "2025-06-26"]


@pytest.mark.parametrize("swapped", [False, True])
def test_the_highest_counts_win(tmp_path: Path, *, swapped: bool) -> None:
    one = replace(sample(day="Jun 26"), comments=3, upvotes=5)
    other = replace(sample(day="Jun 26"), comments=0, upvotes=65)
    paths = [write(tmp_path, "a.txt", one, upvotes=True), write(tmp_path, "b.txt", other, upvotes=True)]
    (paper,) = paperreader.load(paths[::-1] if swapped else paths).papers
    assert (paper.comments, paper.upvotes) == (3, 65)


@pytest.mark.parametrize("swapped", [False, True])
def test_unknown_values_of_another_dump_change_nothing(tmp_path: Path, *, swapped: bool) -> None:
    paths = [write(tmp_path, "a.txt", sample(day="Jun 26 2024", authors_count=2)), write(tmp_path, "b.txt", sample())]
    (paper,) = paperreader.load(paths[::-1] if swapped else paths).papers
    assert (paper.comments, paper.authors_count, paper.date_text) == (0, 2, "2024-06-26")


def test_an_organisation_of_another_dump_is_added(tmp_path: Path) -> None:
    one = write(tmp_path, "a.txt", sample(day="Jun 26", authors_count=2))
    other = PagePaper(TITLE, SHORT.strip(), 6, 26, 0, organization=("hkustitd", "香港科技大学"))
    library = paperreader.load([one, write(tmp_path, "b.txt", other)])
    (paper,) = library.select("org:hkustitd")
    assert (paper.organization, paper.authors_count) == ("香港科技大学", 2)


def test_a_paper_twice_in_one_dump_is_one_paper_with_two_locations(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", sample(day="Jun 26"), sample("Another Title of a Paper"), sample(day="Jun 26"))
    library = paperreader.load(path)
    assert len(library) == 2
    assert library.entries == 3
    assert len(library.papers[0].sources) == 2


def test_two_errata_are_two_papers_and_one_erratum_in_two_dumps_is_one(tmp_path: Path) -> None:
    other = "In the proof of Theorem 2 a sign is missing. " * 8
    one = write(tmp_path, "a.txt", sample("Erratum"), sample("Erratum", other.strip()))
    library = paperreader.load([one, write(tmp_path, "b.txt", sample("ERRATUM", LONG))])
    assert [len(paper.sources) for paper in library.papers] == [2, 1]


def test_a_title_that_a_copy_glued_is_the_same_paper(tmp_path: Path) -> None:
    one = write(tmp_path, "a.txt", sample("Source citations of models in the wild"))
    other = write(tmp_path, "b.txt", sample("Sourcecitations of models in the wild"))
    (paper,) = paperreader.load([one, other]).papers
    assert paper.title == "Source citations of models in the wild"


@given(dumps())
def test_reading_a_dump_twice_adds_no_paper(tmp_path_factory: pytest.TempPathFactory, dump: Dump) -> None:
    folder = tmp_path_factory.mktemp("twice")
    paths = []
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes(dump.data)
        paths.append(str(folder / name))
    once, twice = paperreader.load(paths[:1]), paperreader.load(paths)
    assert [paper.key for paper in twice.papers] == [paper.key for paper in once.papers]
    assert [paper.abstract for paper in twice.papers] == [paper.abstract for paper in once.papers]
    assert [paper.date for paper in twice.papers] == [paper.date for paper in once.papers]
    assert twice.entries == 2 * once.entries


# -- dates ------------------------------------------------------------------------------------------


def test_a_date_without_a_year_has_none_until_its_dump_is_read_to_the_end(tmp_path: Path) -> None:
    library = Library()
    source = library.add_source(Source(write(tmp_path, "a.txt", sample())))
    library.add(source, Batch([Entry(TITLE, 13, day=626), Entry("Another Title of a Paper", 17)]))
    before = library.papers[0]
    assert (before.date, before.date_text, before.date_basis) == (None, "Jun 26", None)
    library.add(source, Batch([], capture_year=2025))
    after = library.papers[0]
    assert (after.date, after.date_text, after.date_basis) == (date(2025, 6, 26), "2025-06-26", "inferred")
    undated = library.papers[1]
    assert (undated.date, undated.date_text, undated.date_basis) == (None, "", None)


def test_a_capture_date_gives_the_year(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", sample(day="Jun 26"), sample("Another Title of a Paper", day="Feb 3 2024"))
    days = [paper.date for paper in paperreader.load(path, date(2027, 1, 2)).papers]
    assert days == [date(2027, 6, 26), date(2024, 2, 3)]


@pytest.mark.parametrize("captured", [None, date(2024, 3, 1), date(2025, 3, 1)])
def test_a_leap_day_without_a_year_is_no_error(tmp_path: Path, captured: date | None) -> None:
    (paper,) = paperreader.load(write(tmp_path, "a.txt", sample(day="Feb 29")), captured).papers
    assert paper.date is None or (paper.date.month, paper.date.day) == (2, 29)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(MONTHS),
            st.sampled_from((0, 1, 28, 29, 30, 31, 32, 99)),
            st.sampled_from(("", ", 0000", ", 0001", ", 1900", ", 2023", ", 2024", ", 9999")),
        ),
        min_size=1,
        max_size=6,
    ),
    st.none() | st.dates(),
)
@example([("Feb", 3, ", 9999"), ("Jun", 26, "")], None)
@example([("Feb", 29, "")], date(2025, 3, 1))
def test_no_printed_date_prevents_a_paper_from_being_shown(
    tmp_path_factory: pytest.TempPathFactory, days: list[tuple[str, int, str]], captured: date | None
) -> None:
    blocks = [
        f"Paper Title Number {number}\n\n{SHORT}\n\n\u00b7\n{month} {day}{year}"
        for number, (month, day, year) in enumerate(days)
    ]
    path = tmp_path_factory.getbasetemp() / "days.txt"
    path.write_text(HEADER + "\n\n".join(blocks))
    papers = list(paperreader.load(str(path), captured).papers)
    assert len(papers) == len(days)


# -- the library as a person uses it ----------------------------------------------------------------


def test_papers_are_a_sequence_in_the_order_read(seeds: Library) -> None:
    papers = seeds.papers
    assert [paper.title for paper in papers[:2]] == [papers[0].title, papers[1].title]
    assert papers[-1] == papers[len(papers) - 1]
    assert papers[0] in papers
    with pytest.raises(IndexError):
        papers[len(papers)]


def test_a_paper_is_found_by_its_key_with_or_without_hyphens(seeds: Library) -> None:
    paper = seeds.papers[5]
    assert seeds.row_of(paper.key) == seeds.row_of(paper.key.replace("-", "")) == 5
    assert seeds.row_of("no-such-paper") is None


def test_one_path_can_be_passed_without_a_list(tmp_path: Path) -> None:
    assert len(paperreader.load(write(tmp_path, "a.txt", sample()))) == 1


def test_a_dump_that_cannot_be_read_is_a_problem_of_the_library(tmp_path: Path) -> None:
    library = paperreader.load([write(tmp_path, "a.txt", sample()), str(tmp_path / "gone.txt")])
    assert len(library) == 1
    (problem,) = library.problems
    assert "gone.txt" in str(problem)


def test_loading_no_readable_dump_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PaperReaderError, match=r"cannot read .*gone\.txt"):
        paperreader.load([str(tmp_path / "gone.txt")])


def test_a_paper_known_only_from_its_marks_has_no_location() -> None:
    library = Library()
    row = library.add_unlisted("a-gone-paper", "A Gone Paper", 20240223, "https://a.org/x")
    paper = library.paper(row)
    assert (paper.title, paper.date_text, paper.sources, paper.abstract) == ("A Gone Paper", "2024-02-23", (), None)
    assert paper.links == ("https://a.org/x",)
    assert library.row_of("a-gone-paper") == row


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd"])
def test_what_a_state_file_has_in_place_of_an_address_is_no_link(link: str) -> None:
    library = Library()
    assert library.paper(library.add_unlisted("a-gone-paper", "A Gone Paper", link=link)).link is None
