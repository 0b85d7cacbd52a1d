"""The search by title: which titles are found, and that no query makes it fail."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.search import Hits, SearchCancelled, TitleIndex
from paperreader.text import normalize_title
from tests.strategies import hostile_text

TITLES = (
    "Sparse Autoencoders Find Highly Interpretable Features",
    "Successor Heads: Recurring, Interpretable Attention Heads In The Wild",
    "Mechanistic Interpretability of Language Models",
    "Few-Shot Learners Need No Fine-Tuning",
    "Sparse Auto Encoders for Zebrafish",
    "Modèles de langue à grande échelle",
    "LLM$\\times$MapReduce: Simplified Long-Sequence Processing",
    "大语言模型的可解释性研究",
    "DBConformer: Dual-Branch Convolutional Transformer for EEG Decoding",
)
SPARSE, HEADS, MECHANISTIC, FEW, ZEBRAFISH, FRENCH, MAPREDUCE, CHINESE, DUAL = range(9)


def index(*titles: str) -> TitleIndex:
    titles_index = TitleIndex()
    titles_index.extend(titles, [0] * len(titles))
    return titles_index


def exact(hits: Hits) -> list[int]:
    return list(hits.rows[: hits.near_from])


def near(hits: Hits) -> list[int]:
    return list(hits.rows[hits.near_from :])


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("successor heads", [HEADS]),
        ("HEADS successor", [HEADS]),
        ("interpretable features sparse", [SPARSE]),
        ("interp feat", [SPARSE]),
        ("modeles echelle", [FRENCH]),
        ("Modèles ÉCHELLE", [FRENCH]),
        ("llmtimesmapreduce", [MAPREDUCE]),
        ("LLM×MapReduce", [MAPREDUCE]),
        ("few-shot", [FEW]),
        ("fewshot", [FEW]),
        ("FewShot learners", [FEW]),
        ("auto encoders find", [SPARSE]),
        ("zebra-fish", [ZEBRAFISH]),
        ("few shot fine tun", [FEW]),
        ("可解释性", [CHINESE]),
        ("eeg dual-branch", [DUAL]),
    ],
)
def test_case_accents_word_order_and_unfinished_words_do_not_matter(words: str, rows: list[int]) -> None:
    assert exact(index(*TITLES).search(words)) == rows


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("sparse autoencodrs", SPARSE),
        ("sucessor heads", HEADS),
        ("successor haeds", HEADS),
        ("mechanstic interp", MECHANISTIC),
        ("interpretabillity language", MECHANISTIC),
        ("zebrafsih", ZEBRAFISH),
        ("convlutonal transformer", DUAL),
        ("intrpblty", MECHANISTIC),
        ("mechint", MECHANISTIC),
        ("sae", ZEBRAFISH),
        ("successor heads tame wild", HEADS),
    ],
)
def test_a_typo_an_abbreviation_or_an_additional_word_gives_near_matches(words: str, row: int) -> None:
    hits = index(*TITLES).search(words)
    assert row in near(hits)
    assert row not in exact(hits)


@pytest.mark.parametrize("words", ["haeds", "sucessor", "zebrafsih"])
def test_the_intended_paper_comes_first(words: str) -> None:
    hits = index(*TITLES).search(words)
    assert hits.rows[0] in (HEADS, ZEBRAFISH)


@pytest.mark.parametrize("words", ["egg", "fwe", "zzzz", "heads zzzz", "sparse zebrafish zzzz yyyy"])
def test_typos_in_short_words_and_nonsense_find_nothing(words: str) -> None:
    assert list(index(*TITLES).search(words).rows) == []


@pytest.mark.parametrize("words", ["", " ", "???", "\x1b\x07", "\ud800", "’"])
def test_a_query_without_letters_or_digits_finds_nothing(words: str) -> None:
    assert list(index(*TITLES).search(words).rows) == []


def test_near_matches_are_left_out_when_there_are_enough_exact_hits() -> None:
    many = [f"Attention Study Number {number}" for number in range(20)]
    assert near(index(*many, "Atention Misspelt").search("attention")) == []
    assert near(index(*many[:-1], "Atention Misspelt").search("attention")) == [19]


def test_all_hits_are_returned_however_many() -> None:
    many = [f"Attention Study Number {number}" for number in range(3000)]
    assert len(index(*many).search("attention").rows) == 3000


def test_titles_can_be_added_after_a_search() -> None:
    titles = ["Attention Heads in the Wild"]
    growing = TitleIndex()
    growing.extend(titles, [0])
    assert list(growing.search("atention").rows) == [0]
    titles.append("More Attention to Heads")
    growing.extend(titles, [0, 0])
    assert sorted(growing.search("attention heads").rows) == [0, 1]
    assert sorted(growing.search("atention").rows) == [0, 1]
    assert len(growing) == 2


def test_a_search_that_is_no_longer_current_is_cancelled() -> None:
    titles_index = index(*TITLES)
    with pytest.raises(SearchCancelled):
        titles_index.search("sparse", lambda: False)
    with pytest.raises(SearchCancelled):
        titles_index.search("sparsse", iter((True, False)).__next__)


def test_a_phrase_is_adjacent_whole_words() -> None:
    titles_index = index(*TITLES)
    assert titles_index.containing("attention heads") == {HEADS}
    assert titles_index.containing("Few shot") == {FEW}
    assert titles_index.containing("attention head") == set()
    assert titles_index.containing("???") == set()


_TITLES = st.lists(st.one_of(st.sampled_from(TITLES), hostile_text(6)), max_size=8)
_QUERIES = st.one_of(
    hostile_text(8),
    st.text(max_size=30),
    st.builds(lambda piece, times: (piece * times)[:10_000], st.text(min_size=1, max_size=6), st.just(10_000)),
    st.sampled_from(TITLES).flatmap(lambda title: st.integers(0, len(title)).map(lambda end: title[:end])),
)


@given(_TITLES, _QUERIES)
def test_no_titles_and_no_query_make_a_search_fail(titles: list[str], words: str) -> None:
    hits = index(*titles).search(words)
    assert len(set(hits.rows)) == len(hits.rows)
    assert 0 <= hits.near_from <= len(hits.rows)
    for row in hits.rows:
        assert 0 < hits.score(row) <= 100
        assert isinstance(hits.spans(row), tuple)


@given(st.lists(st.sampled_from(TITLES), unique=True, min_size=1))
def test_a_whole_title_finds_its_paper_first(titles: list[str]) -> None:
    titles_index = index(*titles)
    for row, title in enumerate(titles):
        hits = titles_index.search(title)
        assert hits.rows[0] == row
        assert hits.score(row) == 100


@given(st.sampled_from(TITLES), st.data())
def test_a_paper_stays_found_while_its_words_are_typed(title: str, data: st.DataObject) -> None:
    normalized = normalize_title(title)
    typed = normalized[: data.draw(st.integers(1, len(normalized)))]
    assert TITLES.index(title) in exact(index(*TITLES).search(typed))


def test_a_title_of_one_repeated_letter_is_searched_in_good_time() -> None:
    program = (
        "from paperreader.search import TitleIndex\n"
        "index = TitleIndex()\n"
        "index.extend(['a' * 60], [0])\n"
        "print(list(index.search('a' * 20 + 'b' * 9).rows))\n"
    )
    completed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=15, check=True)
    assert completed.stdout == "[]\n"
