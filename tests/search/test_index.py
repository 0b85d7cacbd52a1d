"""The search by title: what is found, and that it never fails."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.search import Hits, SearchCancelled, TitleIndex
from paperreader.text import normalize_title
from tests.libraries import modest
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
    made = TitleIndex()
    made.extend(titles, [0] * len(titles))
    return made


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
def test_case_accents_order_and_word_ends_do_not_matter(words: str, rows: list[int]) -> None:
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
def test_a_typo_an_abbreviation_or_a_word_too_many_gives_near_hits(words: str, row: int) -> None:
    hits = index(*TITLES).search(words)
    assert row in near(hits)
    assert row not in exact(hits)


@pytest.mark.parametrize("words", ["haeds", "sucessor", "zebrafsih"])
def test_the_paper_that_was_meant_comes_first(words: str) -> None:
    hits = index(*TITLES).search(words)
    assert hits.rows[0] in (HEADS, ZEBRAFISH)


@pytest.mark.parametrize("words", ["egg", "fwe", "zzzz", "heads zzzz", "sparse zebrafish zzzz yyyy"])
def test_short_words_bear_no_typo_and_nonsense_finds_nothing(words: str) -> None:
    assert list(index(*TITLES).search(words).rows) == []


@pytest.mark.parametrize("words", ["", " ", "???", "\x1b\x07", "\ud800", "’"])
def test_a_query_without_letters_or_digits_finds_nothing(words: str) -> None:
    assert list(index(*TITLES).search(words).rows) == []


def test_near_hits_are_not_looked_for_when_there_are_enough_exact_ones() -> None:
    many = [f"Attention Study Number {number}" for number in range(20)]
    assert near(index(*many, "Atention Misspelt").search("attention")) == []
    assert near(index(*many[:-1], "Atention Misspelt").search("attention")) == [19]


def test_all_hits_are_given_however_many() -> None:
    many = [f"Attention Study Number {number}" for number in range(3000)]
    assert len(index(*many).search("attention").rows) == 3000


def test_titles_can_be_added_after_a_search() -> None:
    titles = ["Attention Heads in the Wild"]
    made = TitleIndex()
    made.extend(titles, [0])
    assert list(made.search("atention").rows) == [0]
    titles.append("More Attention to Heads")
    made.extend(titles, [0, 0])
    assert sorted(made.search("attention heads").rows) == [0, 1]
    assert sorted(made.search("atention").rows) == [0, 1]
    assert len(made) == 2


def test_a_search_that_is_no_longer_wanted_is_given_up() -> None:
    made = index(*TITLES)
    with pytest.raises(SearchCancelled):
        made.search("sparse", lambda: False)
    answers = iter((True, False))
    with pytest.raises(SearchCancelled):
        made.search("sparsse", lambda: next(answers))


def test_an_index_whose_making_was_given_up_can_be_finished() -> None:
    titles = [f"Attention Study Number {number}" for number in range(9000)]
    answers = iter((True, False))
    made = TitleIndex()
    with pytest.raises(SearchCancelled):
        made.extend(titles, [0] * 9000, lambda: next(answers))
    assert 0 < len(made) < 9000
    assert made.search("attention").rows
    made.extend(titles, [0] * 9000)
    assert len(made.search("attention").rows) == 9000


def test_a_phrase_is_whole_words_in_a_row() -> None:
    made = index(*TITLES)
    assert made.containing("attention heads") == {HEADS}
    assert made.containing("Few shot") == {FEW}
    assert made.containing("attention head") == set()
    assert made.containing("???") == set()


_TITLES = st.lists(st.one_of(st.sampled_from(TITLES), hostile_text(6)), max_size=8)
_QUERIES = st.one_of(
    hostile_text(8),
    st.text(max_size=30),
    st.builds(lambda piece, times: (piece * times)[:10_000], st.text(min_size=1, max_size=6), st.just(10_000)),
    st.sampled_from(TITLES).flatmap(lambda title: st.integers(0, len(title)).map(lambda end: title[:end])),
)


@modest
@given(_TITLES, _QUERIES)
def test_no_titles_and_no_query_make_the_search_fail(titles: list[str], words: str) -> None:
    made = index(*titles)
    hits = made.search(words)
    assert len(set(hits.rows)) == len(hits.rows)
    assert 0 <= hits.near_from <= len(hits.rows)
    for row in hits.rows:
        assert 0 < hits.score(row) <= 100
        assert isinstance(hits.spans(row), tuple)


@modest
@given(st.lists(st.sampled_from(TITLES), unique=True, min_size=1))
def test_a_whole_title_finds_its_paper_first(titles: list[str]) -> None:
    made = index(*titles)
    for row, title in enumerate(titles):
        hits = made.search(title)
        assert hits.rows[0] == row
        assert hits.score(row) == 100


@modest
@given(st.sampled_from(TITLES), st.data())
def test_a_paper_stays_found_while_its_words_are_typed(title: str, data: st.DataObject) -> None:
    folded = normalize_title(title)
    typed = folded[: data.draw(st.integers(1, len(folded)))]
    assert TITLES.index(title) in exact(index(*TITLES).search(typed))


def test_a_title_of_one_letter_over_and_over_is_answered_in_good_time() -> None:
    program = (
        "from paperreader.search import TitleIndex\n"
        "made = TitleIndex()\n"
        "made.extend(['a' * 60], [0])\n"
        "print(list(made.search('a' * 20 + 'b' * 9).rows))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=15, check=True)
    assert ran.stdout == "[]\n"
