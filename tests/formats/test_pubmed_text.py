"""Citations of PubMed as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, only_entry, read_text, recognized

ABSTRACT = """1. Lancet. 2020 Feb 15;395(10223):497-506. doi: 10.1016/S0140-6736(20)30183-5. Epub\x20
2020 Jan 24.

Clinical features of patients infected with 2019 novel coronavirus in Wuhan,\x20
China.

Huang C(1), Wang Y Jr(2), Study Group(3).

Author information:
(1)Hospital, Wuhan.
(2)Academy, Beijing.

Comment in
    Lancet. 2020 Feb 15;395(10223):496.

BACKGROUND: A recent cluster of cases was caused by
1. a novel betacoronavirus.

2. METHODS: All patients were admitted.

Copyright © 2020 Elsevier Ltd. All rights reserved.

DOI: 10.1016/S0140-6736(20)30183-5
PMCID: PMC7159299
PMID: 31986264 [Indexed for MEDLINE]

Conflict of interest statement: None declared.
"""
SECOND = """

2. Nature. 2015 May;521(7553):436-44.

[Deep learning].

[No authors listed]

It allows.

PMID: 26017442
"""


def test_an_abstract_is_read(tmp_path: Path) -> None:
    entry = only_entry(read_text(tmp_path, "pubmed_text", ABSTRACT))
    assert entry.title == "Clinical features of patients infected with 2019 novel coronavirus in Wuhan, China."
    assert entry.authors == ("C Huang", "Y Wang, Jr", "Study Group")
    assert (entry.venue, entry.day, entry.doi) == ("Lancet", 20200215, "10.1016/s0140-6736(20)30183-5")
    assert entry.ids == ("pmid:31986264", "pmcid:PMC7159299")
    assert entry.links == ("https://pubmed.ncbi.nlm.nih.gov/31986264/",)
    assert abstract(entry) == (
        "BACKGROUND: A recent cluster of cases was caused by 1. a novel betacoronavirus.\n\n2. METHODS: All patients were admitted."
    )


def test_many_abstracts_with_and_without_authors_are_read(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "pubmed_text", ABSTRACT + SECOND)
    _, entry = reading.entries
    assert (entry.authors, entry.venue, entry.day) == (None, "Nature", 20150500)
    assert (abstract(entry), entry.ids) == ("It allows.", ("pmid:26017442",))


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_summaries_are_read(tmp_path: Path, between: str) -> None:
    summaries = [
        "1: Huang C, van der Berg AB, Li X. Is it clear? Features, 2.5 of them. Lancet. 2020 Feb 15;395(10223):497-506. doi: 10.1016/S0140-6736(20)30183-5. Epub 2020 Jan 24. PMID: 31986264; PMCID: PMC7159299.",
        "2: A title without authors. Nature. 2015;521(7553):436-44. PMID: 26017442.",
    ]
    first, second = read_text(tmp_path, "pubmed_text", between.join(summaries)).entries
    assert (first.title, first.authors) == (
        "Is it clear? Features, 2.5 of them.",
        ("C Huang", "AB van der Berg", "X Li"),
    )
    assert (first.venue, first.day, first.doi) == ("Lancet", 20200215, "10.1016/s0140-6736(20)30183-5")
    assert first.ids == ("pmid:31986264", "pmcid:PMC7159299")
    assert (second.title, second.authors, second.venue) == ("A title without authors.", None, "Nature")
    assert (second.day, second.ids) == (20150000, ("pmid:26017442",))


def test_a_list_with_links_is_markdown() -> None:
    assert (
        recognized(
            "1. [A title](https://arxiv.org/abs/2402.01234) PMID: 31986264\n2. [B](https://arxiv.org/abs/2402.01235)\n"
        )
        == "markdown_list"
    )
