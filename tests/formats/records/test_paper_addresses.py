"""Addresses of papers among those of other pages."""

from __future__ import annotations

import time

import pytest

from paperreader.formats.records.paper_addresses import is_paper_address


@pytest.mark.parametrize(
    ("address", "is_paper"),
    [
        ("https://arxiv.org/abs/2402.15570", True),
        ("https://www.example.org/talks/paper.pdf#page=2", True),
        ("https://github.com/lovelace/gardens", False),
        ("https://arxiv.org/list/cs.CL/recent", False),
    ],
)
def test_an_address_of_a_paper_is_known_by_its_site_or_its_ending(address: str, *, is_paper: bool) -> None:
    assert is_paper_address(address) == is_paper


def test_an_address_of_any_length_is_judged_at_once() -> None:
    start = time.process_time()
    assert not is_paper_address("https://" + 30_000 * "a.")
    assert time.process_time() - start < 0.5
