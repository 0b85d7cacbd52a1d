"""What is recommended: the order that stars and reads teach, the words that say why, and the plain reference."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.errors import PaperReaderError
from paperreader.formats.entry import Batch
from paperreader.library.library import Library
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.recommend import NEWEST, UNLIKE, LibraryWords, Recommender, learn
from paperreader.recommend.ridge import fit
from paperreader.recommend.tfidf import TfIdf
from paperreader.recommend.word_counts import count_words, word_id
from paperreader.source import Source, Span
from paperreader.text import normalize_bytes
from tests.libraries import NOON, Marked, add_dump, change, entries, entry, library
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


def counted(papers: Library) -> LibraryWords:
    """Return the words of a library, all counted."""
    return counted_on(LibraryWords(papers))


def counted_on(words: LibraryWords) -> LibraryWords:
    """Return words when all papers of their library are counted."""
    while words.count_more():
        pass
    return words


def taught(papers: Library, marks: MarkStore, *like: str) -> Recommender:
    """Return what the marks teach."""
    recommender = learn(counted(papers), marks, like)
    assert recommender
    return recommender


def best_first(papers: Library, marks: MarkStore, *like: str) -> list[str]:
    """Return all titles by their scores."""
    return [papers.titles[row] for row in taught(papers, marks, *like).best_first(range(papers.row_count))]


@given(PAPERS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_scores_are_those_of_the_plain_reference(papers: list[tuple[str, str]], random: Random, batch: int) -> None:
    order = random.sample(range(len(papers)), len(papers))
    starred, read = order[: len(order) // 2], order[len(order) // 2 : -1]
    texts = [(title, abstract.encode()) for title, abstract in papers]
    tfidf = TfIdf([count_words(texts[start : start + batch]) for start in range(0, len(texts), batch)])
    scores = tfidf.scores(fit(tfidf.vectors([*starred, *read]), len(starred)))
    assert scores.tolist() == pytest.approx(reference.scores(papers, starred, read), abs=1e-5)


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


@given(st.randoms(use_true_random=False))
def test_scores_are_the_same_whatever_the_order_of_the_marks(random: Random) -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    rows = random.sample(range(papers.row_count), 7)
    starred = {papers.keys[row]: NOON + timedelta(minutes=row) for row in rows[:3]} | {"paper not listed": NOON}
    read = {papers.keys[row]: NOON for row in rows[3:]}

    def scores() -> list[float | None]:
        marks = Marked(
            starred=dict(random.sample(list(starred.items()), len(starred))),
            read=dict(random.sample(list(read.items()), len(read))),
        )
        return list(map(taught(papers, marks).score, range(papers.row_count)))

    assert scores() == scores()


def test_counting_in_steps_as_a_library_grows_counts_as_all_at_once(tmp_path: Path) -> None:
    titles = [f"{VOCABULARY[n % 11]} {VOCABULARY[n % 7]} number{n}" for n in range(1300)]
    papers, steps = titles_only(*titles[:700]), 0
    words = LibraryWords(papers)
    marks = starring(tmp_path / "state.toml", papers, titles[:30], titles[30:60])
    while words.count_more():
        steps += 1
        assert words.counted <= 128 * steps
        if steps == 4:
            recommender = learn(words, marks)
            assert recommender
            assert recommender.score(511) is not None
            assert (recommender.score(512), recommender.reasons(512), recommender.nearest(512)) == (None, ([], []), [])
            assert list(recommender.best_first([600, 5, 599])) == [5, 599, 600]
    add_dump(papers, "more.txt", *[entry(title, abstract=None) for title in titles[700:]])
    assert words.count_more()
    assert counted_on(words).counted == 1300
    grown, at_once = learn(words, marks), learn(counted(papers), marks)
    assert grown
    assert at_once
    assert list(map(grown.score, range(1300))) == list(map(at_once.score, range(1300)))


def test_abstracts_that_cannot_be_read_leave_the_titles_to_teach(tmp_path: Path) -> None:
    dump = tmp_path / "gone.txt"
    dump.write_text("Abstract.", "utf-8")
    source = Source(str(dump))
    papers = Library()
    abstract = Span(source, 0, 9)
    papers.add(papers.add_source(source), Batch(entries([entry(t, abstract=abstract) for t in [*MORE, *CIRCUITS]])))
    dump.unlink()
    words = counted(papers)
    assert words.problem is not None
    recommender = learn(words, starring(tmp_path / "state.toml", papers, CIRCUITS))
    assert recommender
    assert papers.titles[recommender.best_first(range(3))[0]] == MORE[0]


def test_papers_like_the_starred_come_first_and_those_like_the_read_last(tmp_path: Path) -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    marks = starring(tmp_path / "state.toml", papers, CIRCUITS, IMAGES)
    order = best_first(papers, marks)
    assert [title for title in order if title in MORE] == [MORE[0], MORE[2], MORE[1]]
    assert set(order[-5:]) == {*IMAGES, "Diffusion at Night"}


def test_stars_alone_teach(tmp_path: Path) -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    marks = starring(tmp_path / "state.toml", papers, CIRCUITS)
    assert set(best_first(papers, marks)[:4]) == {*CIRCUITS, MORE[0]}


def test_two_stars_are_too_few(tmp_path: Path) -> None:
    papers = titles_only(*CIRCUITS)
    assert learn(counted(papers), starring(tmp_path / "state.toml", papers, CIRCUITS[:2])) is None


def test_starred_papers_of_other_dumps_teach_by_their_titles() -> None:
    papers = titles_only(*MORE, *IMAGES)
    assert best_first(papers, Marked(starred=dict.fromkeys(map(str.lower, CIRCUITS), NOON)))[0] == MORE[0]


def test_tags_and_keys_teach_in_place_of_stars() -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    keys = dict(zip(papers.titles, papers.keys, strict=True))
    marks = Marked(
        starred={keys[title]: NOON for title in IMAGES}, tags={keys[title]: ["SAE"] for title in CIRCUITS[:2]}
    )
    assert set(best_first(papers, marks, "tag:sae")[:4]) == {*CIRCUITS, MORE[0]}
    assert set(best_first(papers, marks, keys[CIRCUITS[2]], "tag:SAE")[:4]) == {*CIRCUITS, MORE[0]}
    assert best_first(papers, marks, keys[CIRCUITS[0]])[:2] == CIRCUITS[:2]
    assert best_first(papers, marks)[0] in IMAGES
    for unknown, message in (("tag:none", "no paper has the tag none"), ("no-key", "there is no paper no-key")):
        with pytest.raises(PaperReaderError, match=message):
            learn(counted(papers), marks, [unknown])


def test_one_place_in_five_is_for_exploration() -> None:
    topics = ["circuits"] * 30 + ["diffusion"] * 30
    papers = library(*[
        entry(f"{topic} of kind{n}", abstract=None, day=20250101 + n % 28, year_inferred=False)
        for n, topic in enumerate(topics)
    ], "???")  # fmt: skip
    recommender = taught(papers, Marked(starred={papers.keys[row]: NOON for row in range(0, 8, 2)}))
    best = recommender.best_first(range(papers.row_count))
    rows, reasons = recommender.explore(best)
    assert sorted(rows) == sorted(best)
    assert [row for row in rows if row not in reasons] == [row for row in best if row not in reasons]
    assert [rows.index(row) for row in reasons] == list(range(4, 5 * len(reasons), 5))
    assert [reasons[row] for row in rows[4:25:5]] == [NEWEST, UNLIKE, NEWEST, UNLIKE, NEWEST]
    assert papers.days[rows[4]] == papers.days[rows[14]] == 20250128
    assert papers.titles[rows[9]].startswith("diffusion")
    assert all(best.index(row) >= rows.index(row) + 5 for row in reasons)
    assert not reasons.keys() & {*recommender.labels.wanted, papers.row_count - 1}
    assert recommender.explore(best[:4]) == (best[:4], {})


def test_the_nearest_are_the_wanted_papers_that_one_is_like() -> None:
    papers = titles_only(*MORE, *CIRCUITS, *IMAGES)
    keys = dict(zip(papers.titles, papers.keys, strict=True))
    starred = {keys[title]: NOON for title in [*CIRCUITS[:2], *IMAGES[:2]]} | {"autoencoders explain": NOON}
    recommender = taught(papers, Marked(starred=starred))
    assert recommender.nearest(0)[0] == "autoencoders explain"
    assert not {*IMAGES} & {*recommender.nearest(0)}
    assert recommender.nearest(1)[0] in IMAGES
    assert CIRCUITS[0] not in recommender.nearest(3)  # itself


def test_the_reasons_are_words_of_the_paper(tmp_path: Path) -> None:
    others = [f"The Learning of {word}" for word in ("Trees", "Graphs", "Words", "Plans", "Games", "Proteins", "Music")]
    papers = titles_only("The Circuits and Diffusion", *others, *CIRCUITS[:2], *IMAGES[:2], "Circuitry")
    starred = [*CIRCUITS[:2], "Circuitry"]
    recommender = taught(papers, starring(tmp_path / "state.toml", papers, starred, IMAGES[:2] + others[:3]))
    words_for, words_against = recommender.reasons(0)
    assert words_for[0] == "circuits"
    assert words_against[0] == "diffusion"
    assert "the" not in words_against  # though the papers read have it


def test_function_words_are_no_reasons() -> None:
    others = [f"Learning of {word}" for word in ("Trees", "Graphs", "Words", "Plans", "Games", "Proteins", "Music")]
    papers = titles_only("Music via Circuits", *others, "Circuits via Graphs", "Trees via Paths", "Speech and Words")
    starred = {papers.keys[row]: NOON for row in (8, 9, 10)}
    assert taught(papers, Marked(starred=starred)).reasons(0).words_for == ["circuits"]
