"""Citation keys: as people type them, the same in every export, and distinct."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.export.citation_keys import citation_key
from paperreader.formats.entry import Entry
from paperreader.library.library import Library
from tests.libraries import add_dump, entry, library
from tests.strategies import hostile_text


def keys(papers: Library) -> list[str]:
    return [citation_key(papers, row) for row in range(len(papers))]


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (
            entry("A Fast Learning Algorithm for Deep Belief Nets", authors=("Geoffrey Hinton",), day=20060700),
            "hinton2006fast",
        ),
        (
            entry("Attention Is All You Need", authors=("Ashish Vaswani", "Noam Shazeer"), day=20170612),
            "vaswani2017attention",
        ),
        (
            entry("Visualizing Data using t-SNE", authors=("Laurens van der Maaten",), day=20080000),
            "vandermaaten2008visualizing",
        ),
        (entry("Über die Grundlagen der Ökonomie", authors=("Kurt Gödel",)), "godeluber"),
        (
            entry("Observation of a New Particle", authors=("The ATLAS Collaboration",), day=20120700),
            "atlas2012observation",
        ),
        (entry("On the $\\alpha$-Divergence of It All", authors=("Ada Lovelace",), day=20240101), "lovelace2024alpha"),
        (entry("Sparse Autoencoders Find Features", day=20240101), "sparseautoencodersfind2024"),
        (entry("Sparse Autoencoders Find Features"), "sparseautoencodersfind"),
        (entry("大语言模型的研究 GPT", authors=("张伟",), day=20240101), "gpt2024"),
    ],
)
def test_a_key_is_made_of_the_first_author_the_year_and_a_word_of_the_title(paper: Entry, key: str) -> None:
    assert keys(library(paper)) == [key]


def test_papers_with_the_same_key_have_a_checksum_whichever_of_them_is_exported() -> None:
    first = entry("Large Models of Language", authors=("Wei Wang",), day=20240101)
    second = entry("Large Graphs and Their Many Uses", authors=("Lei Wang",), day=20240500)
    other = entry("Large Graphs and Their Older Uses", authors=("Lei Wang",), day=20230500)
    one, two, three = keys(library(first, second, other))
    assert one.startswith("wang2024large-")
    assert two.startswith("wang2024large-")
    assert (one != two, three) == (True, "wang2023large")
    assert keys(library(other, second, first)) == [three, two, one]


def test_a_paper_that_comes_later_is_counted() -> None:
    papers = library(entry("Large Models of Language", authors=("Wei Wang",), day=20240101))
    assert keys(papers) == ["wang2024large"]
    add_dump(papers, "more.txt", entry("Large Graphs and Their Many Uses", authors=("Lei Wang",), day=20240101))
    assert all(key.startswith("wang2024large-") for key in keys(papers))


@given(st.lists(st.tuples(hostile_text(), st.none() | hostile_text(), st.sampled_from((0, 20240101))), max_size=8))
def test_keys_of_any_papers_are_distinct_and_accepted_by_bibtex(papers: list[tuple[str, str | None, int]]) -> None:
    made = library(*(entry(title, authors=(name,) if name else None, day=day) for title, name, day in papers))
    found = keys(made)
    assert len(set(found)) == len(found)
    assert all(key.isascii() and key.replace("-", "").isalnum() for key in found)
