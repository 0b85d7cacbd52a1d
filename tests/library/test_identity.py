"""Entries with the same identifier or the same key are one paper, whatever dump they are in."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.entry import Entry
from paperreader.library.library import Library
from paperreader.library.report import make_report
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.results.facets import facet_values
from paperreader.source import Source, Span
from tests.libraries import add_dump, entry, library

OLD, NEW = "LightBagel: A Light Model of Images", "LightFusion: A Light Model of Images"
ID, DOI = "2510.22946", "10.1000/light"


def titles(made: Library) -> list[str]:
    return [paper.title for paper in made.papers]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": ID}, {"arxiv_id": ID}),
        ({"doi": DOI}, {"doi": DOI}),
        ({"arxiv_id": ID}, {"doi": f"10.48550/arxiv.{ID}"}),
        ({"ids": ("pmid:1",)}, {"ids": ("openreview:x", "pmid:1")}),
    ],
)
def test_entries_with_one_identifier_are_one_paper(one: dict[str, object], other: dict[str, object]) -> None:
    made = library(entry(OLD, **one), entry(NEW, **other))
    assert titles(made) == [OLD]
    assert len(made.papers[0].sources) == 2


@pytest.mark.parametrize("known", [{"doi": DOI}, {"arxiv_id": "2401.00001"}, {"ids": ("openreview:x",)}])
def test_other_identifiers_do_not_make_two_papers(known: dict[str, object]) -> None:
    assert len(library(entry(OLD, arxiv_id=ID, ids=("openreview:y",)), entry(OLD, **known))) == 1


def test_identifiers_that_tell_nothing_do_not_join() -> None:
    assert len(library(entry(OLD, ids=("openreview:x",)), entry(NEW, ids=("openreview:x",)))) == 2


def test_a_short_title_without_an_abstract_is_found_by_its_identifier() -> None:
    with_abstract = entry("Magistral", opening=b"We introduce Magistral, a model that reasons.", arxiv_id=ID)
    assert len(library(with_abstract, entry("Magistral", abstract=None, arxiv_id=ID))) == 1
    assert len(library(with_abstract, entry("Magistral", abstract=None))) == 2


def test_a_renamed_paper_is_found_by_both_titles() -> None:
    made = library(entry(OLD, arxiv_id=ID), entry(NEW, arxiv_id=ID), NEW)
    assert len(made) == 1
    assert made.row_of("lightfusion-a-light-model-of-images") == made.row_of(made.keys[0]) == 0


CRUDE: dict[str, Any] = {"authors": ("S. Darby",), "doi": "10.1016/j.aqpro.2013.07.003"}


@pytest.mark.parametrize("authors", [("S. P. Holland", "E. Mansur"), ("Holland SP",)])
def test_an_identifier_that_a_program_gives_to_any_paper_does_not_join(authors: tuple[str, ...]) -> None:
    green = "Is Real-Time Pricing Green?"
    made = library(
        entry("The Effectiveness of Feedback", arxiv_id=ID, **CRUDE), entry(green, **(CRUDE | {"authors": authors}))
    )
    assert titles(made) == ["The Effectiveness of Feedback", green]
    (problem,) = made.problems
    assert problem.text.startswith("it has an identifier of another paper, “The Effectiveness of Feedback”")
    add_dump(made, "more.txt", entry("The Effect of Feedback", arxiv_id=ID))
    assert len(made) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"title": NEW, "authors": ("Ann Other",)},  # a word of the titles is common
        {"title": "Is Pricing Green?", "authors": ("Darby S", "Ann Other")},
        {"title": "Is Pricing Green?"},
        {"title": "Is Pricing Green?", "authors": ("莎拉·达比",)},
    ],
)
def test_a_common_author_or_word_or_another_script_lets_an_identifier_join(other: dict[str, Any]) -> None:
    assert len(library(entry(OLD, **CRUDE), entry(**other, doi=CRUDE["doi"]))) == 1


# -- rows that turn out to be one paper -------------------------------------------------------------


@pytest.fixture
def joined() -> Library:
    """Two rows with different titles and identifiers, then an entry that has both identifiers."""
    made = library(
        entry(OLD, arxiv_id=ID, day=20240101, comments=3),
        "Another Paper between the Two",
        entry(NEW, doi=DOI, abstract=Span(Source("long.txt"), 0, 900), organization=("acme", "Acme")),
    )
    assert len(made) == 3
    add_dump(made, "more.txt", entry("A Third Title of the Model", arxiv_id=ID, doi=DOI))
    return made


def test_the_first_row_stays_with_its_key_and_takes_what_the_other_knew(joined: Library) -> None:
    assert titles(joined) == [OLD, "Another Paper between the Two"]
    paper = joined.papers[0]
    assert (paper.arxiv_id, paper.doi, paper.organization, paper.comments) == (ID, DOI, "Acme", 3)
    assert [source.path for source in paper.sources] == ["made.txt", "made.txt", "more.txt"]
    assert paper.span is not None
    assert paper.span.length == 900
    assert paper.key == "lightbagel-a-light-model-of-images"


def test_an_absorbed_row_is_listed_nowhere(joined: Library) -> None:
    assert len(joined) == len(joined.papers) == 2
    assert list(select(parse(""), joined).rows) == [0, 1]
    assert list(select(parse("lightfusion"), joined).exact_rows) == []
    assert list(select(parse("org:acme"), joined).rows) == [0]
    assert list(select(parse("-org:other"), joined).rows) == [0, 1]
    assert facet_values(joined, "org") == ["acme"]
    assert len(joined.papers[-2:]) == 2
    report = make_report(joined, [])
    assert (report.entries, report.papers, report.merged) == (4, 2, 1)


def test_all_keys_of_joined_rows_lead_to_the_first(joined: Library) -> None:
    keys = ["lightfusionalightmodelofimages", "athirdtitleofthemodel", "lightbagelalightmodelofimages"]
    assert [joined.row_of(key) for key in keys] == [0, 0, 0]
    assert joined.rows_with(keys) == [None, None, 0]
    add_dump(joined, "again.txt", NEW)
    assert len(joined) == 2


def test_a_chain_of_rows_becomes_one_paper() -> None:
    ids = [f"2401.{number:05}" for number in range(20)]
    made = library(*[entry(f"Title of the Paper Number {number}", arxiv_id=each) for number, each in enumerate(ids)])
    for one, other in reversed(list(pairwise(ids))):
        add_dump(made, "chain.txt", entry("A Joining Title of an Entry", arxiv_id=one, doi=f"10.48550/arxiv.{other}"))
    assert titles(made) == ["Title of the Paper Number 0"]


def test_rows_are_joined_within_a_batch() -> None:
    joint = entry("A Third Title of the Model", arxiv_id=ID, doi=DOI)
    made = library(entry(OLD, arxiv_id=ID), entry(NEW, doi=DOI, comments=7), joint, entry(NEW, doi=DOI, comments=9))
    assert titles(made) == [OLD]
    assert made.papers[0].comments == 9


# -- titles that are only an identifier -------------------------------------------------------------


@pytest.mark.parametrize("title", [ID, f"arXiv:{ID}v2", f"https://arxiv.org/abs/{ID}"])
def test_a_title_takes_the_place_of_an_identifier(title: str) -> None:
    assert titles(library(entry(title, arxiv_id=ID), entry(NEW, arxiv_id=ID))) == [NEW]
    assert titles(library(entry(NEW, arxiv_id=ID), entry(title, arxiv_id=ID))) == [NEW]
    assert titles(library(entry(title, arxiv_id=ID), entry(ID, arxiv_id=ID))) == [title]


def test_a_title_that_contains_an_identifier_stays() -> None:
    title = f"A Comment on arXiv:{ID}"
    assert titles(library(entry(title, arxiv_id=ID), entry(NEW, arxiv_id=ID))) == [title]


# -- years that an identifier contradicts -----------------------------------------------------------


@pytest.mark.parametrize(
    "dated",
    [
        {"day": 529},
        {"day": 20250529, "year_inferred": True},
        {"day": 20250529},  # printed by a program that inferred it
        {"day": 20250529, "venue": "arXiv.org"},
    ],
)
def test_a_year_that_contradicts_the_arxiv_id_is_mended_and_told(dated: dict[str, object]) -> None:
    known: dict[str, object] = {"arxiv_id": "2606.00683"}
    orders: list[list[dict[str, object]]] = [[dated | known], [dated, known], [known, dated]]
    for entries in orders:
        made = library(*[entry(OLD, **each) for each in entries])
        assert (str(made.papers[0].date), made.papers[0].date_basis) == ("2026-05-29", "inferred")
        assert [problem.text for problem in made.problems] == [
            "the year of a date is taken to be 2026, as its arXiv id says, not 2025"
        ]


def test_years_that_dumps_of_one_paper_contradict_are_told_in_one_line() -> None:
    made = library(entry(OLD, day=529, line=3), entry(NEW, day=601, line=5))
    assert not made.problems
    add_dump(made, "ids.txt", entry(OLD, arxiv_id="2606.00683"), entry(NEW, arxiv_id="2606.00684"))
    assert [str(problem) for problem in made.problems] == [
        "made.txt:3: the year of a date is taken to be 2026, as its arXiv id says, not 2025 (and 1 other)"
    ]


@pytest.mark.parametrize(
    "dated",
    [
        {"day": 20080709},  # the date may be years before the paper came to arXiv
        {"day": 20250529, "venue": "A Journal"},
        {"day": 20270529},
        {"day": 20080000, "year_inferred": True},
        {"day": 20260601, "year_inferred": True},
        {"day": 20261231, "year_inferred": True},  # near no year of the id
    ],
)
def test_other_dates_beside_an_arxiv_id_stay(dated: dict[str, object]) -> None:
    made = library(entry(OLD, arxiv_id="2606.00683", **dated))
    assert (made.days[0], made.problems) == (dated["day"], [])


# -- any entries ------------------------------------------------------------------------------------

_NAMES = st.sampled_from(["The First of the Titles", "The Second of the Titles", "The Third of the Titles"])
_ENTRIES = st.builds(
    entry,
    _NAMES,
    arxiv_id=st.sampled_from([None, None, "2401.00001", "2401.00002", "2401.00003"]),
    doi=st.sampled_from([None, None, "10.1/a", "10.1/b"]),
    ids=st.sampled_from([(), (), ("pmid:1",), ("pmid:2",)]),
)


def components(papers: list[Entry]) -> list[set[int]]:
    """Return the lines of the entries of each paper, by their definition: they share a title or an identifier."""
    groups: list[tuple[set[str], set[int]]] = []
    for paper in papers:
        names = {name for name in (paper.title, paper.arxiv_id, paper.doi, *paper.ids) if name}
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if group not in joined]
        groups.append((names.union(*[group[0] for group in joined]), {paper.line}.union(*[x[1] for x in joined])))
    return [lines for _, lines in groups]


@given(st.lists(_ENTRIES, max_size=12), st.integers(1, 12))
def test_papers_are_the_entries_joined_by_titles_and_identifiers(made: list[Entry], size: int) -> None:
    numbered = [paper._replace(line=line) for line, paper in enumerate(made, 1)]
    read = Library()
    for start in range(0, len(numbered), size):
        add_dump(read, f"{start}.txt", *numbered[start : start + size])
    found = [{source.line for source in paper.sources} for paper in read.papers]
    assert sorted(map(sorted, found)) == sorted(map(sorted, components(numbered)))
    assert [min(lines) for lines in found] == sorted(min(lines) for lines in found)
