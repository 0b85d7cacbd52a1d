"""Identifiers are found in text and brought into one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.identifiers import arxiv_id_in, doi_in, identifiers, pubmed_id_in, year_by_arxiv_id


@pytest.mark.parametrize(
    "text",
    [
        "2402.15570",
        " 2402.15570v2 ",
        "[2402.15570]",
        "2402.15570v1.pdf",
        "arXiv:2402.15570v2",
        "arXiv: 2402.15570 [cs.CL]",
        "arXiv preprint arXiv:2402.15570",
        "ArXiv abs/2402.15570",
        "abs/2402.15570",
        "oai:arXiv.org:2402.15570",
        "https://arxiv.org/abs/2402.15570",
        "http://export.arxiv.org/pdf/2402.15570v3.pdf",
        "see https://arxiv.org/html/2402.15570v1#S3, there",
        "https://huggingface.co/papers/2402.15570",
        "https://hf.co/papers/2402.15570",
        "https://www.alphaxiv.org/abs/2402.15570v1",
        "https://ar5iv.labs.arxiv.org/html/2402.15570",
        "10.48550/arXiv.2402.15570",
        "https://doi.org/10.48550/ARXIV.2402.15570",
    ],
)
def test_each_spelling_of_an_arxiv_id_is_found_without_its_version(text: str) -> None:
    assert arxiv_id_in(text) == "2402.15570"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("math-ph/0309136v2", "math-ph/0309136"),
        ("https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
        ("arXiv:hep-th/9901001", "hep-th/9901001"),
        ("https://arxiv.org/pdf/cs/0112017v1.pdf", "cs/0112017"),
        ("arXiv:0704.0001", "0704.0001"),
    ],
)
def test_arxiv_ids_of_early_papers_are_found(text: str, expected: str) -> None:
    assert arxiv_id_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version 2402.15570 of the text",  # nothing says that it is an arXiv id
        "arXiv:2413.15570",  # no month 13
        "arXiv:2402.155701",
        "https://www.biorxiv.org/content/10.1101/2020.01.01.123456",
        "10.1103/PhysRevD.76.013009",
        "physics/99",
    ],
)
def test_other_numbers_are_no_arxiv_ids(text: str) -> None:
    assert arxiv_id_in(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/XYZ", "10.1000/xyz"),
        ("doi:10.1000/xyz.", "10.1000/xyz"),
        ("https://doi.org/10.1000/xyz", "10.1000/xyz"),
        ("http://dx.doi.org/10.1000%2Fxyz", "10.1000/xyz"),
        ("(see 10.1000/xyz)", "10.1000/xyz"),
        ("10.1016/0022-2836(81)90087-5", "10.1016/0022-2836(81)90087-5"),
        ("10.1016/s0140-6736(20)", "10.1016/s0140-6736(20)"),
        ("[link](https://doi.org/10.1000/xyz), next", "10.1000/xyz"),
        (
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
        ("<a>10.1000/xyz</a>", "10.1000/xyz"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://www.frontiersin.org/articles/10.3389/fpsyg.2020.00001/full", "10.3389/fpsyg.2020.00001"),
        ("https://dl.acm.org/doi/pdf/10.1145/123.456?download=true", "10.1145/123.456"),
        ("https://link.springer.com/article/10.1007/s11192-020-1-1#Sec1", "10.1007/s11192-020-1-1"),
        ("10.1000.10/123456 and 10.1000/2", "10.1000.10/123456"),
    ],
)
def test_a_doi_is_found_in_lower_case_without_the_text_around_it(text: str, expected: str) -> None:
    assert doi_in(text) == expected


@pytest.mark.parametrize("text", ["", "10.5/x", "10.1000/", "210.1000/x", "10.1000/ x", "10.1000/.)"])
def test_other_numbers_are_no_doi(text: str) -> None:
    assert doi_in(text) is None


@pytest.mark.parametrize(
    "text", ["31452104", "PMID: 31452104", "https://pubmed.ncbi.nlm.nih.gov/31452104/", "PMID31452104 [pmid]"]
)
def test_a_pubmed_id_is_found(text: str) -> None:
    assert pubmed_id_in(text) == "31452104"


@pytest.mark.parametrize("text", ["", "0", "pages 31452104", "123456789", "٣"])
def test_other_numbers_are_no_pubmed_id(text: str) -> None:
    assert pubmed_id_in(text) is None


def test_identifiers_name_their_kind_and_come_once() -> None:
    assert identifiers("2402.15570", "10.48550/arxiv.2402.15570", ("pmid:1", "openreview:abc")) == (
        "arxiv:2402.15570",
        "pmid:1",
    )
    assert identifiers(None, "10.1000/xyz") == ("doi:10.1000/xyz",)
    assert identifiers(None) == ()


@pytest.mark.parametrize(
    ("arxiv_id", "day", "year"),
    [
        ("2606.00683", 529, 2026),
        ("2601.00001", 1231, 2025),
        ("2512.00001", 105, 2026),
        ("math/9901001", 1220, 1998),
        ("cs/0112017", 1201, 2001),
        ("2606.00683", 1231, 0),  # no year is near
        ("2402.00001", 229, 2024),
        ("2503.00001", 229, 0),  # 2025 is no leap year
        ("unknown", 529, 0),
        ("2606.00683", 0, 0),
    ],
)
def test_an_arxiv_id_tells_the_year_of_a_day_near_its_month(arxiv_id: str, day: int, year: int) -> None:
    assert year_by_arxiv_id(arxiv_id, day) == year


@given(st.text("10./arxiv:()<>%v pmid240215570abs\"'", max_size=60))
def test_an_identifier_found_in_any_text_is_found_again_in_itself(text: str) -> None:
    for find in (arxiv_id_in, doi_in, pubmed_id_in):
        found = find(text)
        assert found is None or find(found) == found
