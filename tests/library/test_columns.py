"""The attributes of papers: how they are stored, merged, exported, and found by one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.dates import YEAR_UNIT
from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record
from paperreader.formats.entry import Entry
from paperreader.library.columns import ATTRIBUTES
from paperreader.library.library import Library
from paperreader.paper import Paper
from tests.libraries import add_dump, entry, library

FULL = {
    "day": 20240517,
    "authors_count": 2,
    "authors": ("Ada Lovelace", "Alan Turing"),
    "organization": ("adobe", "Adobe"),
    "venue": "ICML",
    "categories": ("cs.CL", "cs.LG"),
    "comments": 3,
    "upvotes": 7,
    "arxiv_id": "2405.01234",
    "doi": "10.1000/xyz",
    "ids": ("pmid:33283989", "openreview:aBc", "openreview:dEf"),
    "pdf": "https://a.org/pdf",
    "code": "https://a.org/code",
    "links": ("https://a.org/page", "https://a.org/code"),
    "keywords": ("graphs", "trees"),
    "comment": "12 pages",
    "github_stars": 1200,
}


def one_paper(*entries: dict[str, Any]) -> Library:
    """Return a library of one paper, with one dump for each entry."""
    made = Library()
    for number, values in enumerate(entries):
        add_dump(made, f"{number}.txt", entry("One Paper of Many Dumps", abstract=None, **values))
    assert len(made) == 1
    return made


def test_a_paper_has_all_that_its_entry_gives() -> None:
    paper = one_paper(FULL).papers[0]
    assert (paper.date, paper.date_text, paper.date_basis) == (date(2024, 5, 17), "2024-05-17", "printed")
    assert (paper.organization, paper.own_links, paper.link) == ("Adobe", FULL["links"], "https://a.org/page")
    same = set(FULL) - {"day", "organization", "links"}
    assert {name: getattr(paper, name) for name in same} == {name: FULL[name] for name in same}


def test_an_attribute_that_no_entry_has_is_none() -> None:
    assert one_paper({}).papers[0] == Paper(
        "One Paper of Many Dumps", "one-paper-of-many-dumps", sources=one_paper({}).papers[0].sources
    )


def test_a_record_has_all_that_its_entry_gives_in_the_documented_order() -> None:
    record = paper_record(ExportRow(one_paper(FULL), 0))
    assert tuple(record) == RECORD_FIELDS == (
        *("key", "title", "abstract", "date", "date_basis", "authors_count", "authors", "organization", "venue"),
        *("categories", "comments", "upvotes", "arxiv_id", "doi", "ids", "link", "pdf", "code", "links", "keywords"),
        *("comment", "github_stars", "sources", "read", "starred", "tags", "note", "score"),
    )  # fmt: skip
    assert record["authors"] == ["Ada Lovelace", "Alan Turing"]
    assert (record["organization"], record["venue"], record["doi"]) == ("Adobe", "ICML", "10.1000/xyz")
    assert record["categories"] == ["cs.CL", "cs.LG"]
    assert record["ids"] == {"pmid": "33283989", "openreview": ["aBc", "dEf"]}
    assert (record["link"], record["pdf"], record["code"]) == (
        "https://a.org/page",
        "https://a.org/pdf",
        "https://a.org/code",
    )
    assert record["links"] == ["https://a.org/page", "https://a.org/code"]
    assert (record["keywords"], record["comment"], record["github_stars"]) == (["graphs", "trees"], "12 pages", 1200)


def test_a_record_has_the_date_as_far_as_it_is_known() -> None:
    for day, text in ((20240517, "2024-05-17"), (20240500, "2024-05"), (20240000, "2024")):
        paper = one_paper({"day": day})
        assert paper_record(ExportRow(paper, 0))["date"] == paper.papers[0].date_text == text
        assert (paper.papers[0].date is None) is (len(text) < 10)


def test_the_page_of_an_identifier_is_the_link_of_a_paper_without_another() -> None:
    assert one_paper({"arxiv_id": "2405.01234"}).papers[0].own_links == ("https://arxiv.org/abs/2405.01234",)
    assert one_paper({"doi": "10.1000/xyz"}).papers[0].own_links == ("https://doi.org/10.1000/xyz",)
    pubmed = {"ids": ("openreview:aBc", "pmid:123")}
    assert one_paper(pubmed).papers[0].own_links == ("https://pubmed.ncbi.nlm.nih.gov/123/",)
    assert one_paper({"ids": ("openreview:aBc",)}).papers[0].own_links == ()
    assert one_paper({"arxiv_id": "2405.01234"}, {"links": ("https://a.org",)}).papers[0].link == "https://a.org"


def test_a_year_that_a_dump_gives_as_inferred_stays_so_until_another_dump_prints_it() -> None:
    inferred = {"day": 20240517, "year_inferred": True}
    assert one_paper(inferred).papers[0].date_basis == "inferred"
    for entries in ((inferred, {"day": 20230517}), ({"day": 20230517}, inferred)):
        paper = one_paper(*entries).papers[0]
        assert (paper.date, paper.date_basis) == (date(2023, 5, 17), "printed")


@pytest.mark.parametrize("attribute", ATTRIBUTES, ids=lambda attribute: attribute.name)
def test_an_entry_and_a_record_know_the_attributes_of_the_table(attribute: Any) -> None:
    assert attribute.name in (*Entry._fields, "date")
    assert set(attribute.exports) <= set(RECORD_FIELDS)
    assert not attribute.list_column or hasattr(Paper, attribute.name)


def test_no_name_of_a_field_an_order_or_a_column_stands_for_two_attributes() -> None:
    for names in (
        [name for attribute in ATTRIBUTES for name in attribute.query_fields],
        [attribute.order for attribute in ATTRIBUTES if attribute.order],
        [attribute.list_column.name for attribute in ATTRIBUTES if attribute.list_column],
        [attribute.has for attribute in ATTRIBUTES if attribute.has],
    ):
        assert len(set(names)) == len(names)


# -- merging --------------------------------------------------------------------------------------

_counts = st.none() | st.integers(0, 5)
_texts = st.none() | st.sampled_from(("a", "b"))
_tuples = st.sampled_from(((), ("a",), ("b",), ("b", "a"), ("a", "c")))
_entries = st.fixed_dictionaries(
    {
        "day": st.sampled_from((0, 626, 20240517, 20230101, 20240500, 20220000)),
        "year_inferred": st.booleans(),
        "authors_count": _counts,
        "authors": st.none() | _tuples.filter(bool),
        "organization": st.none() | st.sampled_from((("a", "A"), ("b", "B"))),
        "venue": _texts,
        "categories": _tuples,
        "comments": _counts,
        "upvotes": _counts,
        "doi": _texts,
        "links": _tuples,
        "has_code": st.booleans(),
    }
)


@given(st.lists(_entries, min_size=1, max_size=4))
def test_entries_about_one_paper_are_merged_by_the_rules_of_the_table(entries: list[dict[str, Any]]) -> None:
    def known(name: str) -> list[Any]:
        return [value[name] for value in entries if value[name] not in (None, ())]

    def first(name: str) -> Any:
        return next(iter(known(name)), None)

    def joined(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part for value in known(name) for part in value))

    made = one_paper(*entries)
    paper = made.papers[0]
    assert (paper.venue, paper.doi) == (first("venue"), first("doi"))
    assert paper.authors == max(known("authors"), key=len, default=None)
    assert paper.organization == (first("organization") or (None,))[-1]
    for name in ("authors_count", "comments", "upvotes"):
        assert getattr(paper, name) == max(known(name), default=None)
    assert (paper.categories or (), made.columns["links"][0] or ()) == (joined("categories"), joined("links"))
    assert made.columns["has_code"].has(0) is any(known("has_code"))
    assert (made.days[0], paper.date_basis) == expected_date(entries)


def expected_date(entries: Sequence[dict[str, Any]]) -> tuple[int, str | None]:
    """Return the day and its basis: printed before inferred ones, precise before vague ones, the first of equal ones."""
    dates = [
        (20250000 + day, "inferred") if day < YEAR_UNIT else (day, "inferred" if value["year_inferred"] else "printed")
        for value in entries
        if (day := value["day"])
    ]
    precise = {20240500: 1, 20220000: 0}
    return max(dates, key=lambda known: (known[1] == "printed", precise.get(known[0], 2)), default=(0, None))


AUTHORS = ("Ada Lovelace", "Alan Turing")


@pytest.mark.parametrize(
    ("attribute", "better", "worse"),
    [
        ("day", 20240517, 20240000),
        ("day", 20240517, 20240500),
        ("authors", AUTHORS, ("Ada Lovelace",)),
        ("authors", AUTHORS, ("A. Lovelace", "A. Turing")),
        ("authors_count", 12, 1),
        ("venue", "ICML", "arXiv (Cornell University)"),
        ("venue", "ICML", "CoRR"),
        ("doi", "10.1000/x", "10.48550/arxiv.2402.15570"),
        ("comment", "12 pages, accepted at ICML", "12 pages"),
    ],
)
def test_the_better_value_wins_in_whatever_order_the_dumps_are_read(attribute: str, better: Any, worse: Any) -> None:
    for first, second in ((better, worse), (worse, better)):
        made = one_paper({attribute: first, "arxiv_id": "2402.15570"}, {attribute: second, "arxiv_id": "2402.15570"})
        column = made.columns["date" if attribute == "day" else attribute]
        assert column.get(0) == ((better, True) if attribute == "day" else better)


def test_a_value_is_seen_by_every_row_that_shares_it_and_by_no_other() -> None:
    made = library(*(entry(f"Paper {number} of a Long Series", venue="ABC"[number % 3]) for number in range(9)))
    assert [paper.venue for paper in made.papers] == list("ABC" * 3)


# -- values of texts ------------------------------------------------------------------------------

TEXTS = library(
    entry("One Paper of Two People", authors=("Ada Lovelace", "Alan Turing"), categories=("cs.CL",), venue="ICML 2024"),
    entry("Another Paper of One of Them", authors=("Alan Turing",), categories=("cs.LG", "stat.ML"), venue="acl"),
    entry("A Paper of Unknown People"),
)


def test_each_text_of_a_paper_is_counted() -> None:
    assert TEXTS.columns["authors"].counts(range(3)) == [(("Alan Turing",), 2), (("Ada Lovelace",), 1)]
    assert TEXTS.columns["venue"].counts([1, 2]) == [(("acl",), 1)]


def test_any_attribute_of_numbers_can_have_a_facet() -> None:
    papers = library(
        *(entry(f"A Paper of {count} Comments", comments=count) for count in (3, 0)),
        entry("Another Paper of Three Comments", comments=3),
        entry("A Paper of Unknown Comments"),
    )
    assert papers.columns["comments"].counts(range(4)) == [(("3",), 2), (("0",), 1)]


def test_texts_are_sorted_as_they_are_compared_and_unknown_ones_have_no_key() -> None:
    keys = [TEXTS.columns["venue"].sort_key(row) for row in range(3)]
    assert keys == ["icml 2024", "acl", None]
    assert TEXTS.columns["venue"].ascending


@pytest.mark.parametrize("name", ["authors_count", "comments", "upvotes"])
@pytest.mark.parametrize("number", [1 << 31, 10**30, -5])
def test_a_number_that_cannot_be_stored_is_unknown(name: str, number: int) -> None:
    assert getattr(one_paper({name: number}).papers[0], name) is None
    assert getattr(one_paper({}, {name: number}).papers[0], name) is None
    assert getattr(one_paper({name: 3}, {}).papers[0], name) == 3


def test_many_entries_about_one_paper_are_merged_in_time_linear_in_their_number() -> None:
    made = library(
        *[
            entry(f"{number} Titles of a Paper", doi="10.1/a", links=(f"https://a.org/{number}",))
            for number in range(20_000)
        ]
    )
    assert len(made) == 1  # with time in the square of their number this would take minutes
    assert made.papers[0].own_links[:2] == ("https://a.org/0", "https://a.org/1")
