"""The ranking in its plain form: every title is looked at, by itself.

The engine of small libraries, which need nothing faster (and no numpy), and the measure of the
fast one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from paperreader.search.ranking import ENOUGH, MISSING_EDITS, Rank, Tier
from paperreader.search.tolerance import (
    Unit,
    abbreviation,
    beginnings,
    budget,
    initials,
    misspelt,
    respellings,
    words_to_miss,
)
from paperreader.search.wanted import Wanted, check
from paperreader.text import fold

_CHUNK = 100  # titles between two looks at whether the answer is still wanted
_KEPT = 24  # words of queries that are kept


class Plain:
    """Folded titles by row. Rows are only ever added."""

    def __init__(self) -> None:
        self._folded: list[str] = []  # each with a space at both ends, so that ` word` finds a word
        self._words: set[str] = set()
        self._kept: dict[tuple[str, bool, int], Word] = {}

    def __len__(self) -> int:
        return len(self._folded)

    def extend(self, titles: Sequence[str]) -> None:
        """Take in titles as the next rows."""
        folded = [fold(title) for title in titles]
        self._words = self._words.union(*[title.split() for title in folded])  # anew: a search may be going through it
        self._folded += [f" {title} " for title in folded]

    def settle(self, _: Wanted) -> None:
        """There is nothing to make fewer."""

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        return self._folded[row][1:-1]

    def containing(self, phrase: str) -> set[int]:
        """The rows that hold these folded words, whole and one after the other."""
        return {row for row, title in enumerate(self._folded) if f" {phrase} " in title}

    def frequency(self, word: str) -> int:
        """How often a folded word stands in the titles."""
        return sum([title.split().count(word) for title in self._folded if f" {word} " in title])

    def search(self, asked: tuple[str, ...], wanted: Wanted, *, near: bool = True) -> dict[int, int]:
        """The rows that match folded words, each with the code of its rank; `near`: see `TitleIndex.search`."""
        found = dict(self._exact(asked, wanted))
        enough = ENOUGH if near or not found else len(found)
        for tier in (Tier.TYPO, Tier.LOOSE, Tier.MOST):
            if len(found) < enough:
                found |= dict(self._near(tier, asked, found, wanted))
        return found

    def _exact(self, asked: tuple[str, ...], wanted: Wanted) -> Iterator[tuple[int, int]]:
        ways = [(0, tuple(Unit(word) for word in asked))]
        ways += [(1, spelled.of(asked)) for spelled in respellings(asked) if self._is_possible(spelled.unit)]
        for row, title in self._titles(wanted):
            ranks = [exact_rank(title, units, edits) for edits, units in ways]
            codes = [rank.code() for rank in ranks if rank is not None]
            if codes:
                yield row, min(codes)

    def _is_possible(self, unit: Unit) -> bool:
        return all(word in self._words for word in unit.text.split())

    def _titles(self, wanted: Wanted) -> Iterator[tuple[int, str]]:
        for row, title in enumerate(self._folded):
            if not row % _CHUNK:
                check(wanted)
            yield row, title

    def _near(
        self, tier: Tier, asked: tuple[str, ...], known: Collection[int], wanted: Wanted
    ) -> Iterator[tuple[int, int]]:
        """The rows not yet known that match at a near tier, with their codes."""
        words = [self._word(word, wanted, last=place == len(asked) - 1) for place, word in enumerate(asked)]
        way = {Tier.TYPO: _typo_edits, Tier.LOOSE: _loose_edits, Tier.MOST: _most_edits}[tier]
        for row, title in self._titles(wanted):
            if row not in known:
                edits = way(title, words)
                if edits is not None:
                    edits += not _has_in_order(title.split(), words, loosely=tier is Tier.LOOSE)
                    prefixes = sum([f" {word}" in title and f" {word} " not in title for word in asked])
                    yield row, Rank(tier, prefixes, edits, _left_over(title, asked)).code()

    def _word(self, word: str, wanted: Wanted, *, last: bool) -> Word:
        words = self._words
        kept = word, last, len(words)
        if kept not in self._kept:
            check(wanted)
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept[kept] = Word.among(words, word, last=last)
        return self._kept[kept]


def exact_rank(title: str, units: Sequence[Unit], edits: int = 0) -> Rank | None:
    """The rank of a folded title (a space at both ends) in which every unit is found, or begun."""
    if not all([_sign(unit) in title for unit in units]):
        return None
    left_over = _left_over(title, [unit.text for unit in units])
    phrase = " " + " ".join([unit.text for unit in units])
    if phrase + " " * units[-1].whole in title:
        whole = f"{phrase} " in title
        tier = Tier.TITLE if whole and len(title) == len(phrase) + 1 else Tier.PHRASE
        return Rank(tier, not whole, edits, left_over)
    begun = [f" {unit.text} " not in title for unit in units]
    if any(begun[:-1]):
        return Rank(Tier.PREFIXES, sum(begun), edits + (not _begins_in_order(title, units)), left_over)
    return Rank(Tier.ORDERED if _is_in_order(title, units) else Tier.WORDS, sum(begun), edits, left_over)


def _sign(unit: Unit) -> str:
    """What a title with a unit contains."""
    return f" {unit.text} " if unit.whole else f" {unit.text}"


def _is_in_order(title: str, units: Sequence[Unit]) -> bool:
    """Whether the units stand in the title in the query's order; the last may be begun."""
    place = 0
    for unit in units[:-1]:
        place = title.find(f" {unit.text} ", place)
        if place < 0:
            return False
        place += len(unit.text) + 1
    return title.find(_sign(units[-1]), place) >= 0


def _begins_in_order(title: str, units: Sequence[Unit]) -> bool:
    """The same when every unit may be begun."""
    place = 0
    for unit in units:
        place = title.find(_sign(unit), place)
        if place < 0:
            return False
        place = title.find(" ", place + 1 + len(unit.text))
    return True


def _left_over(title: str, asked: Sequence[str]) -> int:
    """The letters of a title that the query does not account for."""
    return max(0, len(title.replace(" ", "")) - len("".join(asked).replace(" ", "")))


class Word(NamedTuple):
    """A word of a query beside the words of all titles.

    Attributes:
        text: the word.
        close: the words that it is, begins, or is with one typo; with the typos.
        loose: those that it is with two typos, or abbreviates; with the edits.
    """

    text: str
    close: dict[str, int]
    loose: dict[str, int]

    @classmethod
    def among(cls, words: Collection[str], text: str, *, last: bool) -> Word:
        """A word beside some words; the last word of a query may be a beginning with typos."""
        typos = misspelt(text, words, budget(text, 2), last=last)
        close = {other: edits for other, edits in typos.items() if edits <= budget(text, 1)}
        close |= {other: 0 for other in words if other.startswith(text)}
        short = {other: edits for other in words if (edits := abbreviation(text, other)) is not None}
        return cls(text, close, short | dict.fromkeys(typos, 2))

    def close_edits(self, words: Sequence[str]) -> int | None:
        """The edits with which a title's words have this one, with one typo at most; None: they have not."""
        return min([self.close[word] for word in words if word in self.close], default=None)

    def loose_edits(self, words: Sequence[str]) -> int | None:
        """The same with more tolerance."""
        if beginnings(self.text, words) or initials(self.text, words) is not None:
            return 1
        return min([self.loose[word] for word in words if word in self.loose], default=None)


def _has_in_order(words: Sequence[str], asked: Sequence[Word], *, loosely: bool) -> bool:
    """Whether the words of a query that a title has, each by itself, stand there in the query's order."""
    behind = 0
    for word in asked:
        places = [
            place for place, other in enumerate(words) if other in word.close or (loosely and other in word.loose)
        ]
        later = [place for place in places if place >= behind]
        if places and not later:
            return False
        behind = later[0] + 1 if later else behind
    return True


def _typo_edits(title: str, asked: Sequence[Word]) -> int | None:
    return _edits(title, asked, may_miss=0)


def _most_edits(title: str, asked: Sequence[Word]) -> int | None:
    return _edits(title, asked, may_miss=words_to_miss(len(asked)))


def _edits(title: str, asked: Sequence[Word], *, may_miss: int) -> int | None:
    """The edits with which a title has all words, or all but so many, and half of the letters."""
    words, edits, letters = title.split(), 0, 0
    for word in asked:
        one = word.close_edits(words)
        if one is not None:
            edits += one
            letters += len(word.text)
        elif may_miss:
            may_miss -= 1
            edits += MISSING_EDITS
        else:
            return None
    return edits if 2 * letters >= sum([len(word.text) for word in asked]) else None


def _loose_edits(title: str, asked: Sequence[Word]) -> int | None:
    """The edits when each word may be loose by itself, or two neighbours are run together."""
    if _is_run_together(title, [word.text for word in asked]):
        return 1
    words, edits = title.split(), 0
    for word in asked:
        one = word.close_edits(words)
        one = word.loose_edits(words) if one is None else one
        if one is None:
            return None
        edits += one
    return edits


def _is_run_together(title: str, asked: Sequence[str]) -> bool:
    """Whether a title has all words, or begins of them, when two neighbours are one (`auto encod`)."""
    return any(
        f" {asked[place]}{asked[place + 1]}" in title
        and all([f" {word}" in title for word in (*asked[:place], *asked[place + 2 :])])
        for place in range(len(asked) - 1)
    )
