"""What is recommended: the order that stars and reads teach, the words that say why, and the plain reference."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.library.library import Library
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.recommend import Recommender, learn
from paperreader.recommend.ridge import fit
from paperreader.recommend.tfidf import TfIdf
from paperreader.recommend.word_counts import count_words, word_id
from paperreader.text import normalize_bytes
from tests.libraries import NOON, change, entry, library, modest
from tests.recommend import reference

VOCABULARY = [
    "sparse",
    "autoencoder",
    "autoencoders",
    "circuits",
    "of",
    "in",
    "Größe",
    "注意",
    "GPT-4",
    "x",
    "diffusion",
]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)
PAPERS = st.lists(st.tuples(TEXTS, TEXTS), min_size=4, max_size=14)

CIRCUITS = [
    "Sparse Circuits in Language Models",
    "Circuits of Sparse Autoencoders",
    "Finding Circuits with Autoencoders",
]
IMAGES = ["Diffusion for Images", "Faster Diffusion Sampling", "Images from Noise by Diffusion", "Video Diffusion"]
MORE = ["Autoencoders Explain Circuits", "Diffusion at Night", "Planning with Trees"]


def titles_only(*titles: str) -> Library:
    """Return a library of papers without abstracts."""
    return library(*[entry(title, abstract=None) for title in titles])


def starring(file: Path, papers: Library, starred: list[str], read: list[str] = []) -> MarkStore:  # noqa: B006 - not changed
    """Return marks for papers, given by their titles."""
    keys = dict(zip(papers.titles, papers.keys, strict=True))
    marks = MarkStore(file)
    marks.apply([change(keys[title], STARRED) for title in starred])
    marks.apply([change(keys[title], READ, at=NOON + timedelta(minutes=n)) for n, title in enumerate(read)])
    return marks


def best_first(papers: Library, recommender: Recommender | None) -> list[str]:
    """Return all titles by their scores."""
    assert recommender
    return [
        papers.titles[row]
        for row in sorted(range(papers.row_count), key=lambda row: recommender.score(row) or 0, reverse=True)
    ]


@settings(modest, max_examples=25)
@given(PAPERS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_scores_are_those_of_the_plain_reference(papers: list[tuple[str, str]], random: Random, batch: int) -> None:
    order = random.sample(range(len(papers)), len(papers))
    starred, read = order[: len(order) // 2], order[len(order) // 2 : -1]
    texts = [(title, abstract.encode()) for title, abstract in papers]
    tfidf = TfIdf([count_words(texts[start : start + batch]) for start in range(0, len(texts), batch)])
    scores = tfidf.scores(fit(tfidf, starred, read))
    assert scores.tolist() == pytest.approx(reference.scores(papers, starred, read), abs=1e-5)
    again = fit(tfidf, random.sample(starred, len(starred)), random.sample(read, len(read)))
    assert np.array_equal(tfidf.scores(again), scores)


@given(st.text())
def test_words_are_counted_as_in_the_normalized_text(text: str) -> None:
    counted = count_words([("", text.encode("utf-8", "replace")), ("between", b""), ("", b"")])
    words = [word for word in normalize_bytes(text.encode("utf-8", "replace")).split() if len(word) > 1]
    expected = {word_id(word): 0 for word in words}
    for word in words:
        expected[word_id(word)] += 1
    first = counted.paper(0)
    assert dict(zip(first.ids.tolist(), first.counts.tolist(), strict=True)) == {
        word: min(count, 5) for word, count in expected.items()
    }
    assert counted.bounds.tolist()[1:] == [len(first.ids), len(first.ids) + 1, len(first.ids) + 1]


def test_papers_like_the_starred_come_first_and_those_like_the_read_last(tmp_path: Path) -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    marks = starring(tmp_path / "state.toml", papers, CIRCUITS, IMAGES)
    order = best_first(papers, learn(papers, Library(), marks))
    assert [title for title in order if title in MORE] == [MORE[0], MORE[2], MORE[1]]
    assert set(order[-5:]) == {*IMAGES, "Diffusion at Night"}


def test_stars_alone_teach(tmp_path: Path) -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    marks = starring(tmp_path / "state.toml", papers, CIRCUITS)
    assert set(best_first(papers, learn(papers, Library(), marks))[:4]) == {*CIRCUITS, MORE[0]}


def test_two_stars_are_too_few(tmp_path: Path) -> None:
    papers = titles_only(*CIRCUITS)
    assert learn(papers, Library(), starring(tmp_path / "state.toml", papers, CIRCUITS[:2])) is None


def test_starred_papers_of_other_dumps_teach_by_their_titles(tmp_path: Path) -> None:
    papers = titles_only(*MORE, *IMAGES)
    unlisted = Library()
    for title in CIRCUITS:
        unlisted.add_unlisted(title.lower(), title, 0, None)
    recommender = learn(papers, unlisted, MarkStore(tmp_path / "state.toml"))
    assert best_first(papers, recommender)[0] == MORE[0]


def test_the_reasons_are_words_of_the_paper(tmp_path: Path) -> None:
    others = [f"The Learning of {word}" for word in ("Trees", "Graphs", "Words", "Plans", "Games", "Proteins", "Music")]
    papers = titles_only("The Circuits and Diffusion", *others, *CIRCUITS[:2], *IMAGES[:2], "Circuitry")
    starred = [*CIRCUITS[:2], "Circuitry"]
    recommender = learn(papers, Library(), starring(tmp_path / "state.toml", papers, starred, IMAGES[:2] + others[:3]))
    assert recommender
    words_for, words_against = recommender.reasons(0)
    assert words_for[0] == "circuits"
    assert words_against[0] == "diffusion"
    assert "the" not in words_against  # though the papers read have it
