"""The index of folded titles, and the search that asks each level of tolerance in turn.

Ranking is in honest tiers (see `ranking.Tier`). A tolerant level is looked for only when those
before gave fewer than `ENOUGH` papers; from the typo tiers on a hit is *near*. Inside a tier whole
numbers decide: words matched only as prefixes, edits, letters left over, length of the title,
newer first, order read. There is no cap on the number of hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from paperreader.search.ranking import LEFT_MOST, Tier, exact_rank, near_rank, score, word_codes
from paperreader.search.spans import matched
from paperreader.search.tolerance import INITIALS_FROM, LOOSE_FROM, budget, split_pattern, words_to_miss
from paperreader.search.vocabulary import Vocabulary
from paperreader.text import fold

ENOUGH = 20
_LONGEST_QUERY = 400  # folded characters; no title is found by more
_MOST_WORDS = 24
_ORDER_BITS = 32
_KEPT = 64  # words whose tolerated rows are kept
_CHUNK = 2000  # rows between two looks at whether the answer is still wanted

Wanted = Callable[[], bool]


class Abandoned(Exception):  # noqa: N818 - no error: nobody wants to know any more
    """The answer is no longer wanted."""


class Hits:
    """The answer to one query: `rows` best first, those from place `near_from` on being near.

    Args:
        codes: the ranks' codes, one a row.
        titles: all titles by row.
        words: the query's folded words.
    """

    def __init__(
        self,
        rows: list[int],
        near_from: int,
        codes: list[int] | None = None,
        titles: Sequence[str] = (),
        words: tuple[str, ...] = (),
    ) -> None:
        self.rows = rows
        self.near_from = near_from
        self._codes = codes or []
        self._titles = titles
        self._words = words

    @cached_property
    def _code_of(self) -> dict[int, int]:
        return dict(zip(self.rows, self._codes, strict=True))

    def score(self, row: int) -> float:
        """From 100 for the exact title down; never higher for a later hit."""
        return score(self._code_of[row])

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """The letters of the row's title that match, as (start, end) code points."""
        return matched(self._titles[row], self._words)


class TitleIndex:
    """Folded titles by row, and the rows of every word. Rows are only ever added."""

    def __init__(self) -> None:
        self._titles: Sequence[str] = ()
        self._days: Sequence[int] = ()
        self._folded: list[str] = []  # each with a space at both ends, so that ` word` finds a word
        self._letters: list[int] = []
        self._initials: list[str] = []
        self._order: list[int] = []  # of rows otherwise alike: shorter, newer, earlier read first
        self._row_at: list[int] = []  # the rows in that order
        self._rows: dict[str, list[int]] = {}
        self._vocabulary = Vocabulary(())
        self._tolerated: dict[tuple[str, bool, Tier], dict[int, int]] = {}
        self._answered: tuple[tuple[str, ...], int, Hits] = ((), 0, Hits([], 0))
        self._last: tuple[tuple[str, ...], list[int], int] = ((), [], -1)

    def __len__(self) -> int:
        return len(self._folded)

    def extend(self, titles: Sequence[str], days: Sequence[int], wanted: Wanted = lambda: True) -> None:
        """Take in the titles from row `len(self)` on; `days` order titles otherwise alike, newer first.

        Raises:
            Abandoned: `wanted` said no; what was taken in so far stays, and the rest may follow.
        """
        self._titles, self._days = titles, days
        for row in range(len(self._folded), len(titles)):
            if row % 500 == 0 and not wanted():
                raise Abandoned
            folded = fold(titles[row])
            words = folded.split()
            for word in set(words):
                rows = self._rows.get(word)
                if rows is None:
                    self._rows[word] = [row]
                else:
                    rows.append(row)
            self._initials.append("".join([word[0] for word in words]))
            self._letters.append(min(len(folded) - folded.count(" "), LEFT_MOST))
            self._folded.append(f" {folded} ")
        if len(self._order) != len(self._folded):
            self._sort()

    def _sort(self) -> None:
        """Work out what only changes when titles come: the order of rows alike, the vocabulary."""
        titles, days = self._titles, self._days
        rows = sorted(range(len(self._folded)), key=lambda row: (len(titles[row]), -days[row], row))
        order = [0] * len(rows)
        self._row_at = rows
        for place, row in enumerate(rows):
            order[row] = place
        self._vocabulary = Vocabulary(list(self._rows))
        self._order = order
        self._tolerated.clear()

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        return self._folded[row][1:-1]

    def containing(self, phrase: str) -> set[int]:
        """The rows whose titles hold these whole words, one after the other."""
        wanted = f" {fold(phrase)} "
        return {row for row, title in enumerate(self._folded) if wanted in title} if wanted.strip() else set()

    def search(self, words: str, wanted: Wanted = lambda: True) -> Hits:
        """The rows whose titles match, best first. A query without letters or digits finds nothing.

        Args:
            words: as typed; the last word counts as a prefix, being still typed.
            wanted: asked now and then; once it says no, the search is given up.

        Raises:
            Abandoned: `wanted` said no.
        """
        asked = tuple(fold(words[: 4 * _LONGEST_QUERY])[:_LONGEST_QUERY].split()[:_MOST_WORDS])
        if not asked:
            return Hits([], 0)
        before, size, hits = self._answered
        if (before, size) == (asked, len(self._folded)):  # facets and empty lists ask the same words again
            return hits
        exact = self._sorted(self._exact(asked, wanted))
        self._last = (asked, exact[0], len(self._folded))
        near = self._near(asked, set(exact[0]), wanted) if len(exact[0]) < ENOUGH else []
        rows, codes = self._sorted(near)
        hits = Hits(exact[0] + rows, len(exact[0]), exact[1] + codes, self._titles, asked)
        self._answered = (asked, len(self._folded), hits)
        return hits

    def _packed(self, row: int, code: int) -> int:
        """A rank's code and the standing order of its row as one number, so that numbers are sorted."""
        return code << _ORDER_BITS | self._order[row]

    def _sorted(self, packed: list[int]) -> tuple[list[int], list[int]]:
        """Rows, best first, and their codes."""
        packed.sort()
        mask, row_at = (1 << _ORDER_BITS) - 1, self._row_at
        return [row_at[number & mask] for number in packed], [number >> _ORDER_BITS for number in packed]

    # -- exact --------------------------------------------------------------------------------

    def _exact(self, asked: tuple[str, ...], wanted: Wanted) -> list[int]:
        """The rows in which every word is found or begun, packed."""
        rows = self._candidates(asked)
        packed: list[int] = []
        for begin in range(0, len(rows), _CHUNK):
            if not wanted():
                raise Abandoned
            some = rows[begin : begin + _CHUNK]
            packed += self._exact_word(asked[0], some) if len(asked) == 1 else self._exact_words(asked, some)
        return packed

    def _candidates(self, asked: tuple[str, ...]) -> Sequence[int]:
        """Where to look: among the hits of the query before, if this one only goes on with it."""
        before, rows, size = self._last
        goes_on = 0 < len(before) <= len(asked) and all(
            [word.startswith(begun) for word, begun in zip(asked, before, strict=False)]
        )
        return rows if goes_on and size == len(self._folded) else range(len(self._folded))

    def _exact_word(self, word: str, rows: Sequence[int]) -> list[int]:
        """One word, the way most queries begin: the ranks of `exact_rank` without its calls."""
        folded, letters, order = self._folded, self._letters, self._order
        is_title, is_word, is_begun = word_codes()
        start, whole, length = f" {word}", f" {word} ", len(word)
        return [
            (is_begun if whole not in title else is_title if title == whole else is_word) + letters[row] - length
            << _ORDER_BITS
            | order[row]
            for row in rows
            if start in (title := folded[row])
        ]

    def _exact_words(self, asked: tuple[str, ...], rows: Sequence[int]) -> list[int]:
        folded = self._folded
        for start in sorted((f" {word}" for word in asked), key=len, reverse=True):
            rows = [row for row in rows if start in folded[row]]
        phrase = " " + " ".join(asked)
        return [self._packed(row, exact_rank(folded[row], asked, phrase).code()) for row in rows]

    # -- near ---------------------------------------------------------------------------------

    def _near(self, asked: tuple[str, ...], known: set[int], wanted: Wanted) -> list[int]:
        """The rows that only a tolerant level finds, packed; `known` are those found exactly."""
        found: list[int] = []

        def take(tier: Tier, rows: dict[int, int]) -> bool:
            fresh = {row: edits for row, edits in rows.items() if row not in known}
            known.update(fresh)
            for row, edits in fresh.items():
                found.append(self._packed(row, near_rank(self._folded[row], asked, tier, edits).code()))
            return len(known) >= ENOUGH

        words = self._tolerate(asked, Tier.TYPO, wanted)
        if take(Tier.TYPO, _meet(words)):
            return found
        loose = self._tolerate(asked, Tier.LOOSE, wanted)
        loose = [also | rows for also, rows in zip(loose, words, strict=True)]
        if take(Tier.LOOSE, self._joined(asked, wanted) | _meet(loose)):
            return found
        take(Tier.MOST, _most(words, words_to_miss(len(asked))))
        return found

    def _tolerate(self, asked: tuple[str, ...], tier: Tier, wanted: Wanted) -> list[dict[int, int]]:
        """For each word, the rows in which it is found at a level, with the edits; kept for the next letter."""
        if len(self._tolerated) > _KEPT:
            self._tolerated.clear()
        words = []
        for place, word in enumerate(asked):
            last = place == len(asked) - 1
            if (word, last, tier) not in self._tolerated:
                if not wanted():
                    raise Abandoned
                typos = self._loose(word, last=last) if tier is Tier.LOOSE else self._typos(word, last=last)
                self._tolerated[word, last, tier] = typos
            words.append(self._tolerated[word, last, tier])
        return words

    def _typos(self, word: str, *, last: bool) -> dict[int, int]:
        return self._misspelt(word, budget(word, 1), last=last) | self._begun(word)

    def _begun(self, word: str) -> dict[int, int]:
        """The rows in which a word is found or begun: no edits."""
        start = f" {word}"
        return dict.fromkeys([row for row, title in enumerate(self._folded) if start in title], 0)

    def _misspelt(self, word: str, allowed: int, *, last: bool) -> dict[int, int]:
        """The rows in which a word stands with typos, but not without; with the typos."""
        if not allowed:
            return {}
        similar = dict(self._vocabulary.begun_misspelt(word, allowed)) if last else {}
        for other, edits in self._vocabulary.misspelt(word, allowed):
            similar[other] = min(edits, similar.get(other, edits))
        return self._rows_of(other for other in similar.items() if not other[0].startswith(word))

    def _loose(self, word: str, *, last: bool) -> dict[int, int]:
        """The rows in which a word stands with two typos, split, as initials or abbreviated."""
        rows = dict.fromkeys(self._split(word), 1)
        if len(word) >= INITIALS_FROM:
            rows |= dict.fromkeys([row for row, initials in enumerate(self._initials) if word in initials], 1)
        if len(word) >= LOOSE_FROM:
            rows = self._rows_of((other, 2) for other in self._vocabulary.abbreviated(word)) | rows
        return self._misspelt(word, budget(word, 2), last=last) | rows

    def _split(self, word: str) -> list[int]:
        """The rows in which a word stands as the beginnings of two words in a row."""
        pattern, start = split_pattern(word), f" {word[:2]}"
        if pattern is None:
            return []
        return [row for row, title in enumerate(self._folded) if start in title and pattern.search(title)]

    def _rows_of(self, words: Iterable[tuple[str, int]]) -> dict[int, int]:
        """The rows of some words, each with the fewest edits."""
        rows: dict[int, int] = {}
        for word, edits in sorted(words, key=lambda word: -word[1]):
            rows |= dict.fromkeys(self._rows[word], edits)
        return rows

    def _joined(self, asked: tuple[str, ...], wanted: Wanted) -> dict[int, int]:
        """The rows that glue two neighbouring words of the query (`few shot` finds `fewshot`)."""
        rows: dict[int, int] = {}
        for place in range(len(asked) - 1):
            if not wanted():
                raise Abandoned
            glued = (*asked[:place], asked[place] + asked[place + 1], *asked[place + 2 :])
            starts = [f" {word}" for word in glued]
            for row, title in enumerate(self._folded):
                if starts[place] in title and all([start in title for start in starts]):
                    rows[row] = 1
        return rows


def _meet(words: list[dict[int, int]]) -> dict[int, int]:
    """The rows found by all words, with the edits over all words."""
    fewest = min(words, key=len)
    return {row: sum([rows[row] for rows in words]) for row in fewest if all([row in rows for rows in words])}


def _most(words: list[dict[int, int]], missing: int) -> dict[int, int]:
    """The rows found by all words but at most `missing`: one of the rarest `missing + 1` finds each."""
    if not missing:
        return {}
    rarest = sorted(words, key=len)[: missing + 1]
    least = len(words) - missing
    found = {}
    for row in set().union(*rarest):
        edits = [rows[row] for rows in words if row in rows]
        if len(edits) >= least:
            found[row] = sum(edits)
    return found
