"""Make queries from titles as people misremember and mistype them.

A way is a function of a title's normalized words and a source of randomness. It returns None for a title that it
cannot change (too few words, none long enough); the caller then takes another title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from string import ascii_lowercase
from typing import NamedTuple


class MisrememberedTitle(NamedTuple):
    """A query, and the words of the title that it was made from, in the title's order."""

    query: str
    words: tuple[str, ...]


Way = Callable[[Sequence[str], Random], MisrememberedTitle | None]

_TYPO_MIN_LETTERS = 5
_TWO_TYPOS_MIN_LETTERS = 8
_CONTENT_MIN_LETTERS = 4  # of a word that is abbreviated, or typed with an abbreviation
_THINNED_MIN_LETTERS = 6


def ways(titles: Sequence[str]) -> dict[str, Way]:
    """Return all ways by name. Wrong words are taken from the titles, which are normalized."""
    return {
        "one typo": one_typo,
        "two typos": two_typos,
        "words dropped": words_dropped,
        "reordered": reordered,
        "prefixes": prefixes,
        "abbreviation": abbreviation,
        "subsequence": subsequence,
        "glued": glued,
        "one wrong word": lambda words, chance: wrong_word(words, chance, titles),
    }


def choose(words: Sequence[str], fewest: int, most: int, chance: Random) -> list[str]:
    """Return `fewest` to `most` random words in their order; an empty list if there are too few."""
    if len(words) < fewest:
        return []
    count = chance.randint(fewest, min(most, len(words)))
    return [words[index] for index in sorted(chance.sample(range(len(words)), count))]


def misremembered(words: Sequence[str], query: Sequence[str]) -> MisrememberedTitle:
    return MisrememberedTitle(" ".join(query), tuple(words))


def typo(word: str, chance: Random) -> str:
    """Return a word with two letters swapped, or one letter left out, doubled, inserted or replaced."""
    index, letter = chance.randrange(len(word)), chance.choice(ascii_lowercase)
    before, at, after = word[:index], word[index], word[index + 1 :]
    mistyped = chance.choice(
        [
            before + after[:1] + at + after[1:],
            before + after,
            before + at + at + after,
            before + letter + at + after,
            before + letter + after,
        ],
    )
    return typo(word, chance) if mistyped == word else mistyped


def one_typo(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return three to five words with a typo in one of them."""
    chosen = choose(words, 3, 5, chance)
    indices = [index for index, word in enumerate(chosen) if len(word) >= _TYPO_MIN_LETTERS]
    if not indices:
        return None
    index = chance.choice(indices)
    return misremembered(chosen, [*chosen[:index], typo(chosen[index], chance), *chosen[index + 1 :]])


def two_typos(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return three to five words with a typo in two of them, or with two typos in a long one."""
    chosen = choose(words, 3, 5, chance)
    indices = [index for index, word in enumerate(chosen) if len(word) >= _TYPO_MIN_LETTERS]
    choices = [[index, index] for index in indices if len(chosen[index]) >= _TWO_TYPOS_MIN_LETTERS]
    if len(indices) > 1:
        choices += [
            chance.sample(indices, 2) for _ in range(max(1, len(choices)))
        ]  # two words are as likely as one long word
    if not choices:
        return None
    query = list(chosen)
    for index in chance.choice(choices):
        query[index] = typo(query[index], chance)
    return misremembered(chosen, query)


def words_dropped(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return about half of the words, in order."""
    count = min(max(len(words) // 2, 3), 6)
    chosen = choose(words, count, count, chance)
    return misremembered(chosen, chosen) if chosen and len(words) > count else None


def reordered(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return three to six words, shuffled."""
    chosen = choose(words, 3, 6, chance)
    query = list(chosen)
    chance.shuffle(query)
    return misremembered(chosen, query) if query != chosen else None


def prefixes(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return the first three to five letters of three to five words."""
    chosen = choose([word for word in words if len(word) >= _CONTENT_MIN_LETTERS], 3, 5, chance)
    return misremembered(chosen, [word[: chance.randint(3, 5)] for word in chosen]) if chosen else None


def abbreviation(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return adjacent words joined by their prefixes (`mechint`) or, in a third of the cases, initials, and other words."""
    initials = chance.random() < 1 / 3
    length = chance.randint(3, 5) if initials else 2
    starts = [start for start in range(len(words) - length + 1) if initials or _are_content(words[start : start + 2])]
    if not starts:
        return None
    start = chance.choice(starts)
    joined = "".join(word[: 1 if initials else chance.randint(3, 4)] for word in words[start : start + length])
    outside = [*range(start), *range(start + length, len(words))]
    others = [index for index in outside if len(words[index]) >= _CONTENT_MIN_LETTERS]
    count = 2 if initials else chance.randint(1, 2)
    if len(others) < count:
        return None
    additional = chance.sample(others, count)
    chosen = [words[index] for index in sorted([*additional, *range(start, start + length)])]
    query = sorted([*((index, words[index]) for index in additional), (start, joined)])
    return misremembered(chosen, [word for _, word in query])


def _are_content(pair: Sequence[str]) -> bool:
    return min(map(len, pair)) >= _CONTENT_MIN_LETTERS


def subsequence(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return three or four words, the long ones without a third of their inner letters (`intrprtblty`)."""
    chosen = choose(words, 3, 4, chance)
    thin = [thinned(word, chance) if len(word) >= _THINNED_MIN_LETTERS else word for word in chosen]
    return misremembered(chosen, thin) if thin != chosen else None


def thinned(word: str, chance: Random) -> str:
    """Return a word without a third of its inner letters, vowels first."""
    inner = list(range(1, len(word) - 1))
    chance.shuffle(inner)
    inner.sort(key=lambda index: word[index] not in "aeiou")
    removed = set(inner[: round(len(inner) / 3)])
    return "".join(letter for index, letter in enumerate(word) if index not in removed)


def wrong_word(words: Sequence[str], chance: Random, titles: Sequence[str]) -> MisrememberedTitle | None:
    """Return four to six words with a word of another title, inserted or instead of one of them."""
    chosen = choose(words, 4, 6, chance)
    wrong = chance.choice(chance.choice(titles).split() or [""])
    if not chosen or not wrong or wrong in words:
        return None
    index = chance.randrange(len(chosen))
    before, after = chosen[:index], chosen[index + chance.randint(0, 1) :]
    return misremembered(before + after, [*before, wrong, *after])


def glued(words: Sequence[str], chance: Random) -> MisrememberedTitle | None:
    """Return the first four or five letters of two or three words as one word, in the title's order (`succheadwild`)."""
    chosen = choose([word for word in words if len(word) >= _CONTENT_MIN_LETTERS], 2, 3, chance)
    return misremembered(chosen, ["".join(word[: chance.randint(4, 5)] for word in chosen)]) if chosen else None
