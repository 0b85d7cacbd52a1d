"""Facets: the values by which a query can be narrowed, with their counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paperreader.library.library import Library
from paperreader.query.model import Query
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.results.facets import Facet, FacetValue, facets
from tests.libraries import NOON, Marked, add_dump, entry, library


def _papers() -> Library:
    made = library(
        entry("Sparse Autoencoders Find Features", day=20230915, organization=("adobe", "Adobe"), has_code=True),
        entry("Attention Heads in the Wild", day=20231214),
        entry(
            "Interpretable Attention for Time Series", day=20240517, organization=("google-research", "Google Research")
        ),
        entry("An Undated Paper About Attention"),
    )
    add_dump(
        made,
        "other.txt",
        entry("Attention Heads in the Wild", day=20231214),
        entry("The Heads of Attention Are Many", day=20240229, organization=("adobe", "Adobe")),
    )
    return made


PAPERS = _papers()
MARKS = Marked(
    read={PAPERS.keys[0]: NOON, PAPERS.keys[1]: NOON},
    starred={PAPERS.keys[1]: NOON},
    tags={PAPERS.keys[0]: ["todo"], PAPERS.keys[1]: ["b", "todo"], PAPERS.keys[3]: ["a"], "elsewhere": ["todo"]},
)


def facet(name: str, query: str = "", papers: Library = PAPERS) -> dict[str, int]:
    found: Facet = next(facet for facet in facets(parse(query), papers, MARKS) if facet.field == name)
    return {value.value: value.count for value in found.values}


def test_each_facet_counts_the_papers_of_its_values() -> None:
    assert facet("is") == {"unread": 3, "read": 2, "starred": 1}
    assert facet("year") == {"2024": 2, "2023": 2}
    assert facet("org") == {"adobe": 2, "google-research": 1}
    assert facet("has") == {"code": 1}
    assert list(facet("tag").items()) == [("todo", 2), ("a", 1), ("b", 1)]
    assert facet("tag", "year:2023 tag:b") == {"todo": 2, "b": 1}


def test_a_paper_of_two_dumps_counts_in_both() -> None:
    assert facet("source") == {"made.txt": 4, "other.txt": 2}


def test_years_begin_with_the_newest_and_organisations_with_the_most_frequent() -> None:
    assert list(facet("year")) == ["2024", "2023"]
    assert list(facet("org")) == ["adobe", "google-research"]


def test_an_organisation_is_shown_by_its_full_name() -> None:
    organizations = next(one for one in facets(Query(), PAPERS) if one.field == "org")
    assert FacetValue("google-research", "Google Research", 1) in organizations.values


def test_counts_follow_the_query_except_its_terms_on_the_same_field() -> None:
    assert facet("year", "org:adobe") == {"2024": 1, "2023": 1}
    assert facet("year", "org:adobe year:2024") == {"2024": 1, "2023": 1}
    assert facet("org", "org:adobe year:2024") == {"google-research": 1, "adobe": 1}
    assert facet("is", "heads") == {"unread": 1, "read": 1, "starred": 1}


def test_without_marks_all_papers_are_unread() -> None:
    states = next(one for one in facets(Query(), PAPERS) if one.field == "is")
    assert [value.count for value in states.values] == [5, 0, 0]


def test_authors_venues_and_categories_are_counted_the_few_most_frequent_authors_last() -> None:
    papers = library(
        *(entry(f"Paper {number} of a Long Series", authors=("Ada Lovelace", f"Author {number}"), venue="ICML",
                categories=("cs.CL", "cs.LG"), pdf="https://example.org") for number in range(40)),
        entry("A Paper of Another Kind", authors=("Alan Turing",), categories=("math.LO",)),
    )  # fmt: skip
    assert facet("venue", papers=papers) == {"ICML": 40}
    assert facet("cat", papers=papers) == {"cs.CL": 40, "cs.LG": 40, "math.LO": 1}
    assert facet("author", papers=papers)["Ada Lovelace"] == 40
    assert len(facet("author", papers=papers)) == 30
    assert facet("cat", "author:turing", papers) == {"math.LO": 1}
    assert facet("has", papers=papers) == {"code": 0, "pdf": 40}
    fields = [one.field for one in facets(Query(), papers)]
    assert fields == ["is", "@", "tag", "date", "year", "org", "cat", "venue", "author", "source", "has"]


def test_the_newest_months_are_counted_without_dates_that_have_none() -> None:
    days = [20250300, 20250312, 20240101, 20240000, 0, *(20230001 + 100 * month for month in range(1, 13))]
    papers = library(*(entry(f"Paper {number} of a Kind", day=day) for number, day in enumerate(days)))
    months = facet("date", papers=papers)
    assert list(months.items())[:3] == [("2025-03", 2), ("2024-01", 1), ("2023-12", 1)]
    assert len(months) == 12
    assert next(one for one in facets(Query(), papers) if one.field == "date").values[0].label == "Mar 2025"


_FILTERS = st.sampled_from(
    ("", "attention", "heads", "year:2024", "org:adobe", "is:unread", "has:code", "-year:2023", "tag:todo", "-tag:todo")
)


@given(st.lists(_FILTERS, max_size=3).map(" ".join).map(parse))
def test_selecting_a_value_shows_as_many_papers_as_its_count(query: Query) -> None:
    for one in facets(query, PAPERS, MARKS):
        for value in one.values:
            chosen = query.without(one.field).with_value_toggled(one.field, value.value)
            assert len(select(chosen, PAPERS, MARKS).rows) == value.count


def test_two_dumps_of_one_name_are_one_value_with_the_count_of_both() -> None:
    made = Library()
    add_dump(made, "2024/page.txt", "One Paper of Some Length", "Another Paper of Some Length")
    add_dump(made, "2025/page.txt", "Another Paper of Some Length", "A Third Paper of Some Length")
    values = next(one for one in facets(Query(), made) if one.field == "source").values
    for value in values:
        assert len(select(Query().with_value_toggled("source", value.value), made).rows) == value.count
    assert len({value.value for value in values}) == len(values)
