"""Ways in which people misremember and mistype a title: each makes a query of a title's words.

A way is a pure function of the folded words and of chance; it answers None when a title cannot be
spoiled so (too few words, none long enough), and the caller takes another title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from string import ascii_lowercase
from typing import NamedTuple


class Spoiled(NamedTuple):
    """A query, and the words of the title that it was made of, in the title's order."""

    query: str
    words: tuple[str, ...]


Way = Callable[[Sequence[str], Random], Spoiled | None]

_TYPO_FROM = 5  # letters
_TWO_TYPOS_FROM = 8
_TELLING = 4  # letters of a word that one would abbreviate, or type beside an abbreviation
_THINNED_FROM = 6


def ways(strangers: Sequence[str]) -> dict[str, Way]:
    """All ways by name; `strangers` are folded titles to take wrong words from."""
    return {
        "one typo": one_typo,
        "two typos": two_typos,
        "words dropped": words_dropped,
        "reordered": reordered,
        "prefixes": prefixes,
        "abbreviation": abbreviation,
        "subsequence": subsequence,
        "one wrong word": lambda words, chance: wrong_word(words, chance, strangers),
    }


def some(words: Sequence[str], fewest: int, most: int, chance: Random) -> list[str]:
    """From `fewest` to `most` of the words, in order; none when there are too few."""
    if len(words) < fewest:
        return []
    count = chance.randint(fewest, min(most, len(words)))
    return [words[place] for place in sorted(chance.sample(range(len(words)), count))]


def spoiled(words: Sequence[str], queried: Sequence[str]) -> Spoiled:
    return Spoiled(" ".join(queried), tuple(words))


def typo(word: str, chance: Random) -> str:
    """Two letters swapped, one left out, doubled, put in or replaced."""
    place, letter = chance.randrange(len(word)), chance.choice(ascii_lowercase)
    before, here, after = word[:place], word[place], word[place + 1 :]
    mistyped = chance.choice(
        [
            before + after[:1] + here + after[1:],
            before + after,
            before + here + here + after,
            before + letter + here + after,
            before + letter + after,
        ],
    )
    return typo(word, chance) if mistyped == word else mistyped


def one_typo(words: Sequence[str], chance: Random) -> Spoiled | None:
    """Three to five words, a typo in one of them."""
    chosen = some(words, 3, 5, chance)
    places = [place for place, word in enumerate(chosen) if len(word) >= _TYPO_FROM]
    if not places:
        return None
    place = chance.choice(places)
    return spoiled(chosen, [*chosen[:place], typo(chosen[place], chance), *chosen[place + 1 :]])


def two_typos(words: Sequence[str], chance: Random) -> Spoiled | None:
    """Three to five words, a typo in each of two of them, or two in one long word."""
    chosen = some(words, 3, 5, chance)
    places = [place for place, word in enumerate(chosen) if len(word) >= _TYPO_FROM]
    choices = [[place, place] for place in places if len(chosen[place]) >= _TWO_TYPOS_FROM]
    if len(places) > 1:
        choices += [chance.sample(places, 2) for _ in range(max(1, len(choices)))]  # as often as one long word
    if not choices:
        return None
    query = list(chosen)
    for place in chance.choice(choices):
        query[place] = typo(query[place], chance)
    return spoiled(chosen, query)


def words_dropped(words: Sequence[str], chance: Random) -> Spoiled | None:
    """About half of the words, in order."""
    count = min(max(len(words) // 2, 3), 6)
    chosen = some(words, count, count, chance)
    return spoiled(chosen, chosen) if chosen and len(words) > count else None


def reordered(words: Sequence[str], chance: Random) -> Spoiled | None:
    """Three to six words, shuffled."""
    chosen = some(words, 3, 6, chance)
    query = list(chosen)
    chance.shuffle(query)
    return spoiled(chosen, query) if query != chosen else None


def prefixes(words: Sequence[str], chance: Random) -> Spoiled | None:
    """Three to five words, each cut to its first three to five letters."""
    chosen = some([word for word in words if len(word) >= _TELLING], 3, 5, chance)
    return spoiled(chosen, [word[: chance.randint(3, 5)] for word in chosen]) if chosen else None


def abbreviation(words: Sequence[str], chance: Random) -> Spoiled | None:
    """Words glued to one (`mechint`), a third of the time to their initials, and other words of the title."""
    initials = chance.random() < 1 / 3
    length = chance.randint(3, 5) if initials else 2
    starts = [start for start in range(len(words) - length + 1) if initials or _glues(words[start : start + 2])]
    if not starts:
        return None
    start = chance.choice(starts)
    glued = "".join(word[: 1 if initials else chance.randint(3, 4)] for word in words[start : start + length])
    outside = [*range(start), *range(start + length, len(words))]
    others = [place for place in outside if len(words[place]) >= _TELLING]
    wanted = 2 if initials else chance.randint(1, 2)
    if len(others) < wanted:
        return None
    beside = chance.sample(others, wanted)
    chosen = [words[place] for place in sorted([*beside, *range(start, start + length)])]
    query = sorted([*((place, words[place]) for place in beside), (start, glued)])
    return spoiled(chosen, [word for _, word in query])


def _glues(pair: Sequence[str]) -> bool:
    return min(map(len, pair)) >= _TELLING


def subsequence(words: Sequence[str], chance: Random) -> Spoiled | None:
    """Three or four words, the long ones without a third of their inner letters (`intrprtblty`)."""
    chosen = some(words, 3, 4, chance)
    thin = [thinned(word, chance) if len(word) >= _THINNED_FROM else word for word in chosen]
    return spoiled(chosen, thin) if thin != chosen else None


def thinned(word: str, chance: Random) -> str:
    """A word without a third of its inner letters, vowels first."""
    inner = list(range(1, len(word) - 1))
    chance.shuffle(inner)
    inner.sort(key=lambda place: word[place] not in "aeiou")
    gone = set(inner[: round(len(inner) / 3)])
    return "".join(letter for place, letter in enumerate(word) if place not in gone)


def wrong_word(words: Sequence[str], chance: Random, strangers: Sequence[str]) -> Spoiled | None:
    """Four to six words, one of them replaced by a word of another title, or that word put in."""
    chosen = some(words, 4, 6, chance)
    stranger = chance.choice(chance.choice(strangers).split() or [""])
    if not chosen or not stranger or stranger in words:
        return None
    place = chance.randrange(len(chosen))
    before, behind = chosen[:place], chosen[place + chance.randint(0, 1) :]
    return spoiled(before + behind, [*before, stranger, *behind])
