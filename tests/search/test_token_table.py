"""The words of folded titles: what stands in the text comes out of it, sorted, each once."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.search.token_table import TokenTable
from paperreader.text import normalize_title, normalize_titles
from tests.libraries import modest
from tests.strategies import hostile_text

LONG = "electroencephalographically"
_TITLES = st.lists(
    st.lists(st.sampled_from(["a", "ab", "sparse", LONG, f"{LONG}s", LONG[:24], "переобучение", "模", "é", "π"])).map(
        " ".join
    )
    | hostile_text(5)
)


@modest
@given(_TITLES)
@example([])
@example(["", "a", ""])
@example([f"{LONG} {LONG}s", f"{LONG}s {LONG}"])
def test_words_are_those_of_each_title_folded(titles: list[str]) -> None:
    split = [normalize_title(title).split() for title in titles]
    words = TokenTable(normalize_titles(titles))
    read = [word for title in split for word in title]
    assert words.distinct == sorted(set(read))
    assert [words.distinct[number] for number in words.numbers] == read
    assert words.counts.tolist() == [len(title) for title in split]
    assert words.letters.tolist() == [sum(map(len, title)) for title in split]


@modest
@given(_TITLES)
def test_each_word_has_its_places_in_order(titles: list[str]) -> None:
    words = TokenTable(normalize_titles(titles))
    read = [words.distinct[number] for number in words.numbers]
    for word, begin, end in zip(words.distinct, words.ends, words.ends[1:], strict=False):
        assert words.places[begin:end].tolist() == [place for place, other in enumerate(read) if other == word]
