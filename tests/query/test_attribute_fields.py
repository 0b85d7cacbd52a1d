"""Queries for what a dump knows of a paper: authors, venue, categories, keywords, identifiers, addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.query.model import ID, WORD
from paperreader.query.parser import parse
from paperreader.query.selection import select
from tests.libraries import entry, library

DEEP, FAST, PROTEIN, SURVEY, BARE = range(5)
PAPERS = library(
    entry(
        "Deep Learning for Everything and Everyone", day=20240517, authors=("Geoffrey Hinton", "Émilie du Châtelet"),
        venue="ICML 2024", categories=("cs.CL", "cs.LG"), arxiv_id="2402.15570", keywords=("graph networks", "NLP"),
        links=("https://arxiv.org/abs/2402.15570",), pdf="https://arxiv.org/pdf/2402.15570", code="https://example.org/code",
        has_code=True,
    ),
    entry("A Fast Algorithm for Belief Networks", day=20240500, authors=("G. Hinton", "Wei Li"), venue="icml",
          doi="10.1000/xyz(1)", categories=("stat.ML",)),
    entry("Proteins and Their Many Structures", day=20240000, authors=("Liang Wang",), venue="ICML",
          ids=("pmid:33283989", "openreview:aBcD"), doi="10.48550/arxiv.2402.00001"),
    entry("A Survey of Many Old Things", day=20230100, authors=("Yann Hinton",), categories=("math", "Computer Vision"),
          links=("https://example.org/paper/",), arxiv_id="math/0309136"),
    entry("Nothing Is Known of This One"),
)  # fmt: skip


def found(query: str) -> list[int]:
    return sorted(select(parse(query), PAPERS).rows)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("author:hinton", [DEEP, FAST, SURVEY]),
        ('author:"g hinton"', [DEEP, FAST]),
        ('author:"Hinton, Geoffrey"', [DEEP, FAST]),
        ('author:"geoffrey hinton"', [DEEP, FAST]),
        ('author:"yann hinton"', [SURVEY]),
        ("author:chatelet", [DEEP]),
        ("author:châtelet", [DEEP]),
        ("author:chat", [DEEP]),
        ('author:"emilie du cha"', [DEEP]),
        ("author:li", [FAST]),
        ("author:lia", [PROTEIN]),
        ("author:inton", []),
        ("-author:hinton", [PROTEIN, BARE]),
        ("author:wang,li", [FAST, PROTEIN]),
        ("has:authors", [DEEP, FAST, PROTEIN, SURVEY]),
    ],
)
def test_an_author_is_found_by_names_and_initials(query: str, rows: list[int]) -> None:
    assert found(query) == rows


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("cat:cs.CL", [DEEP]),
        ("cat:CS.cl", [DEEP]),
        ("cat:cs", [DEEP]),
        ("cat:stat", [FAST]),
        ("cat:math", [SURVEY]),
        ("cat:ml", [FAST]),
        ("cat:vision", [SURVEY]),
        ("cat:cs,math", [DEEP, SURVEY]),
        ("-cat:cs", [FAST, PROTEIN, SURVEY, BARE]),
        ("has:cat", [DEEP, FAST, SURVEY]),
        ("keyword:graph", [DEEP]),
        ('keyword:"graph networks"', [DEEP]),
        ("keyword:nlp", [DEEP]),
        ("keyword:net", [DEEP]),
        ("has:keywords", [DEEP]),
    ],
)
def test_a_category_finds_those_below_it_and_a_keyword_its_words(query: str, rows: list[int]) -> None:
    assert found(query) == rows


def test_a_venue_is_found_by_its_words_and_one_spelled_as_in_the_filters_alone() -> None:
    assert found("venue:ICM") == [DEEP, FAST, PROTEIN]
    assert found("venue:ICML") == [PROTEIN]
    assert found('venue:"ICML 2024"') == [DEEP]
    assert found("venue:2024") == [DEEP]
    assert found("has:venue") == [DEEP, FAST, PROTEIN]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("id:2402.15570", [DEEP]),
        ("id:2402.15570v3", [DEEP]),
        ("id:arXiv:2402.15570", [DEEP]),
        ("id:10.1000/XYZ(1)", [FAST]),
        ("id:https://doi.org/10.1000/xyz(1)", [FAST]),
        ("id:pmid:33283989", [PROTEIN]),
        ("id:PMID:33283989", [PROTEIN]),
        ("id:33283989", [PROTEIN]),
        ("id:openreview:aBcD", [PROTEIN]),
        ("id:aBcD", [PROTEIN]),
        ("id:2402.00001", [PROTEIN]),
        ("id:math/0309136", [SURVEY]),
        ("id:2402.1557", []),
        ("id:2402.15570,math/0309136", [DEEP, SURVEY]),
        ("-id:2402.15570", [FAST, PROTEIN, SURVEY, BARE]),
        ("has:arxiv", [DEEP, SURVEY]),
        ("has:doi", [FAST, PROTEIN]),
        ("has:pdf", [DEEP]),
        ("has:code", [DEEP]),
    ],
)
def test_an_identifier_finds_its_paper(query: str, rows: list[int]) -> None:
    assert found(query) == rows


@pytest.mark.parametrize(
    ("query", "rows", "written"),
    [
        ("2402.15570", [DEEP], "id:2402.15570"),
        ("2402.15570v2", [DEEP], "id:2402.15570"),
        ("arXiv:2402.15570v2", [DEEP], "id:2402.15570"),
        ("https://arxiv.org/pdf/2402.15570v1.pdf", [DEEP], "id:2402.15570"),
        ("huggingface.co/papers/2402.15570", [DEEP], "id:2402.15570"),
        ("math.GT/0309136", [SURVEY], "id:math/0309136"),
        ("10.1000/xyz(1)", [FAST], "id:10.1000/xyz(1)"),
        ("doi:10.1000/xyz(1)", [FAST], "id:10.1000/xyz(1)"),
        ("https://doi.org/10.1000/XYZ(1)", [FAST], "id:10.1000/xyz(1)"),
        ("pmid:33283989", [PROTEIN], "id:pmid:33283989"),
        ("https://pubmed.ncbi.nlm.nih.gov/33283989/", [PROTEIN], "id:pmid:33283989"),
        ("https://example.org/paper", [SURVEY], "id:https://example.org/paper"),
        ("https://example.org/code", [DEEP], "id:https://example.org/code"),
        ("2402.15570,10.1000/xyz(1)", [DEEP, FAST], "id:2402.15570,10.1000/xyz(1)"),
        ("2402.15570|math/0309136", [DEEP, SURVEY], "id:2402.15570,math/0309136"),
        ("2402.15570, math/0309136", [DEEP, SURVEY], "id:2402.15570,math/0309136"),
        ("-2402.15570 cat:cs,math", [SURVEY], "-id:2402.15570 cat:cs,math"),
    ],
)
def test_an_identifier_or_address_typed_as_it_is_finds_its_paper(query: str, rows: list[int], written: str) -> None:
    assert found(query) == rows
    assert str(parse(query)) == written
    assert parse(written) == parse(query)


@pytest.mark.parametrize("word", ["2024", "2402.1", "33283989", "v2.0", "10.5", "and/or", "arXiv", "1/2", "2499.15570"])
def test_a_word_that_may_be_meant_otherwise_is_a_word_of_the_title(word: str) -> None:
    assert [term.field for term in parse(word).terms] == [WORD]


@given(st.text(alphabet='10.245/:,|()vabsx-hp "', max_size=24))
def test_an_identifier_written_back_parses_to_the_same_query(text: str) -> None:
    for query in (parse(text), parse(f"https://doi.org/10.1000/{text}"), parse(f"id:{text}"), parse(f"http://{text}")):
        assert parse(str(query)) == query
        assert all(term.field != ID or all(term.values) for term in query.terms)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("date:2024-05..", [DEEP, FAST]),
        ("date:2024-05-01..", [DEEP, FAST]),
        ("date:2024-05", [DEEP, FAST]),
        ("date:2024-05-02..", [DEEP]),
        ("date:..2024-05", [DEEP, FAST, PROTEIN, SURVEY]),
        ("date:..2024-04", [PROTEIN, SURVEY]),
        ("date:2024", [DEEP, FAST, PROTEIN]),
        ("date:2024..", [DEEP, FAST, PROTEIN]),
        ("date:2024-02..", [DEEP, FAST]),
        ("year:2024", [DEEP, FAST, PROTEIN]),
        ("date:2023-01", [SURVEY]),
    ],
)
def test_a_date_known_to_the_month_or_year_is_found_in_the_range_that_begins_with_it(
    query: str, rows: list[int]
) -> None:
    assert found(query) == rows
