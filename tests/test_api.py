"""The library for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

import paperreader
from paperreader.api import LoadedLibrary

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> LoadedLibrary:
    return paperreader.load([str(SEEDS)])


def test_a_search_with_a_typo_finds_the_paper_and_its_matched_letters(seeds: LoadedLibrary) -> None:
    hits = seeds.search("adversrial atacks", limit=3)
    assert hits[0].paper.title == "Fast Adversarial Attacks on Language Models In One GPU Minute"
    assert hits[0].near
    assert len(hits) <= 3
    assert [hits[0].paper.title[start:end] for start, end in hits[0].spans]
    assert all(0 <= start < end <= len(hits[0].paper.title) for start, end in hits[0].spans)


def test_the_best_hit_comes_first(seeds: LoadedLibrary) -> None:
    scores = [hit.score for hit in seeds.search("interpretable")]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] <= 100


def test_a_query_selects_papers(seeds: LoadedLibrary) -> None:
    chosen = seeds.select("year:2024 interpretable")
    assert chosen
    assert all(paper.date and paper.date.year == 2024 for paper in chosen)
    assert seeds.select("") == list(seeds.papers)
    assert seeds.select("is:read") == []
    assert len(seeds.select("is:unread")) == 86
