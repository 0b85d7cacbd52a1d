"""The addresses of a paper: its own, and those in its abstract."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paperreader.paper_links import all_links, numbered_links, own_links

ADDRESSES = st.sampled_from([f"https://x.org/{name}" for name in "abcdef"])


@given(st.lists(ADDRESSES, unique=True), st.lists(ADDRESSES))
def test_the_own_links_give_all_links_again(own: list[str], mentioned: list[str]) -> None:
    abstract = " and ".join(mentioned)
    links = all_links(own, abstract)
    found = own_links(links, abstract)
    assert all_links(found, abstract) == links
    assert len(found) <= len(own)


def test_links_that_are_not_all_links_of_the_abstract_are_all_own() -> None:
    assert own_links(["https://x.org/a"], "See https://x.org/b.") == ("https://x.org/a",)


def test_thousands_of_links_in_an_abstract_are_told_apart() -> None:
    abstract = " ".join(f"https://x.org/{number}" for number in range(50_000))
    assert own_links(all_links(["https://own.org/1"], abstract), abstract) == ("https://own.org/1",)


def test_the_numbered_links_are_all_that_is_known_with_those_at_arxiv_where_no_dump_has_them() -> None:
    page, pdf, code = "https://huggingface.co/papers/2402.15570", "https://x.org/p.pdf", "https://github.com/a/b"
    arxiv = "https://arxiv.org/abs/2402.15570"
    abstract = f"See {code} and https://project.org."
    assert numbered_links([page, "https://site.org"], pdf, code, "2402.15570", abstract) == [
        (page, ""),
        ("https://site.org", ""),
        (pdf, "PDF"),
        (code, "code"),
        (arxiv, ""),
        ("https://project.org", ""),
    ]
    derived = [(f"{arxiv}v2", ""), ("https://arxiv.org/pdf/2402.15570", "PDF")]
    assert numbered_links([f"{arxiv}v2"], None, None, "2402.15570", None) == derived
    assert numbered_links([pdf], None, None, None, None) == [(pdf, "PDF")]
