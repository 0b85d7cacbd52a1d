"""One title beside a query: what is found, and its rank, in the plain form of the rules.

Both engines go by it: the plain one with every title, the fast one with answers of a few titles.
Titles are folded here, with a space at both ends, so that ` word` finds a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from paperreader.search.ranking import MISSING_EDITS, Rank, Tier
from paperreader.search.rules import QueryUnit, abbreviation, beginnings, budget, initials, misspelt, words_to_miss


def exact_rank(title: str, units: Sequence[QueryUnit], edits: int = 0) -> Rank | None:
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


def _sign(unit: QueryUnit) -> str:
    """What a title with a unit contains."""
    return f" {unit.text} " if unit.whole else f" {unit.text}"


def _is_in_order(title: str, units: Sequence[QueryUnit]) -> bool:
    """Whether the units stand in the title in the query's order; the last may be begun."""
    place = 0
    for unit in units[:-1]:
        place = title.find(f" {unit.text} ", place)
        if place < 0:
            return False
        place += len(unit.text) + 1
    return title.find(_sign(units[-1]), place) >= 0


def _begins_in_order(title: str, units: Sequence[QueryUnit]) -> bool:
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


class QueryWord(NamedTuple):
    """A word of a query beside the words of all titles.

    Attributes:
        text: the word.
        close: the words that it is, begins, or is with one typo; with the typos.
        loose: others that it is with two typos, or abbreviates; with the edits.
    """

    text: str
    close: dict[str, int]
    loose: dict[str, int]

    @classmethod
    def among(cls, words: Collection[str], text: str, *, last: bool) -> QueryWord:
        """A word beside some words; the last word of a query may be a beginning with typos."""
        typos = misspelt(text, words, budget(text, 2), last=last)
        close = {other: edits for other, edits in typos.items() if edits <= budget(text, 1)}
        close |= {other: 0 for other in words if other.startswith(text)}
        short = {other: edits for other in words if (edits := abbreviation(text, other)) is not None}
        loose = short | dict.fromkeys(typos, 2)
        return cls(text, close, {other: edits for other, edits in loose.items() if other not in close})

    def close_edits(self, words: Sequence[str]) -> int | None:
        """The edits with which a title's words have this one, with one typo at most; None: they have not."""
        return min([self.close[word] for word in words if word in self.close], default=None)

    def loose_edits(self, words: Sequence[str]) -> int | None:
        """The same with more tolerance."""
        if beginnings(self.text, words) or initials(self.text, words) is not None:
            return 1
        return min([self.loose[word] for word in words if word in self.loose], default=None)

    def places(self, words: Sequence[str], *, loosely: bool) -> list[int]:
        """Where in a title's words this one stands by itself."""
        return [place for place, other in enumerate(words) if other in self.close or (loosely and other in self.loose)]


def near_rank(tier: Tier, title: str, asked: Sequence[str], edits: int) -> Rank:
    """The rank of a title in a near tier, given all its edits."""
    prefixes = sum([f" {word}" in title and f" {word} " not in title for word in asked])
    return Rank(tier, prefixes, edits, _left_over(title, asked))


def near_edits(tier: Tier, title: str, asked: Sequence[QueryWord]) -> int | None:
    """The edits of a title in a near tier; None when it is not in it."""
    edits = _loose_edits(title, asked) if tier is Tier.LOOSE else _edits(title, asked, tier)
    if edits is None:
        return None
    words, loosely = title.split(), tier is Tier.LOOSE
    return with_order(edits, [word.places(words, loosely=loosely) for word in asked])


def with_order(edits: int, places: Iterable[Sequence[int]]) -> int:
    """The edits with one more for words that stand in another order than the query's; see `_stand_in_order`."""
    return edits + (not _stand_in_order(places))


def _stand_in_order(places: Iterable[Sequence[int]]) -> bool:
    """Whether words stand in a title in this order, given the places of each; those without a place are left out."""
    behind = 0
    for some in places:
        later = [place for place in some if place >= behind]
        if some and not later:
            return False
        behind = later[0] + 1 if later else behind
    return True


def _edits(title: str, asked: Sequence[QueryWord], tier: Tier) -> int | None:
    """The edits with which a title has all words, or at `MOST` most of them, and half of the letters."""
    may_miss = words_to_miss(len(asked)) if tier is Tier.MOST else 0
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


def _loose_edits(title: str, asked: Sequence[QueryWord]) -> int | None:
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
