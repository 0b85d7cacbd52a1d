"""The words of a segment that resemble a word of a query, against the rules in their plain form."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.search.cancel import always
from paperreader.search.rules import abbreviation, misspelt
from paperreader.search.vocabulary import Vocabulary

_WORD = st.one_of(
    st.text("abcé模", min_size=1, max_size=9),
    st.sampled_from(["interpretability", "interpretable", "electroencephalographically", "a" * 19 + "b" * 9]),
)
_WORDS = st.sets(_WORD, max_size=30).map(sorted)


@given(words=_WORDS, word=_WORD, allowed=st.integers(1, 2), last=st.booleans())
@example(words=["abcdefgh"], word="bacdefhg", allowed=2, last=False)
@example(words=["interpretability"], word="intrepretabilty", allowed=2, last=True)
def test_misspelt_words_are_found_as_the_rules_say(words: list[str], word: str, allowed: int, *, last: bool) -> None:
    if len(word) < 4 * allowed:  # shorter words may have no such typos; see `rules.allowed_typos`
        return
    ids, edits = Vocabulary.of(words).misspelt(word, allowed, always, last=last)
    found = {words[word_id]: count for word_id, count in zip(ids.tolist(), edits.tolist(), strict=True)}
    assert found == misspelt(word, words, allowed, last=last)


@given(_WORDS, _WORD)
@example(["interpretability", "intrp"], "intrp")
def test_abbreviated_words_are_found_as_the_rules_say(words: list[str], word: str) -> None:
    ids, edits = Vocabulary.of(words).abbreviated(word, always)
    found = {words[word_id]: count for word_id, count in zip(ids.tolist(), edits.tolist(), strict=True)}
    assert found == {other: count for other in words if (count := abbreviation(word, other)) is not None}


@given(_WORDS, _WORD)
def test_a_prefix_is_a_range_of_ids_and_a_word_has_its_own(words: list[str], word: str) -> None:
    vocabulary = Vocabulary.of(words)
    first, end = vocabulary.prefix_range(word)
    assert words[first:end] == [other for other in words if other.startswith(word)]
    assert vocabulary.id_of(word) == (words.index(word) if word in words else None)
    assert (word in vocabulary) is (word in words)


def test_a_mask_is_false_for_the_sentinel() -> None:
    assert Vocabulary.of(["a", "b", "c"]).mask(np.array([0, 2], np.int32)).tolist() == [True, False, True, False]
