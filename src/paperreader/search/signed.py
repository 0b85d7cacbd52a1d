"""Words with signs, which tell titles apart that are alike in letters: `c++`, `c#`, `a*`.

Titles are searched by letters alone. A sign in a query that any title has as well lets titles with it come first;
titles without it are near matches, because copies of titles lose signs. Other signs do not count (`autoenc*`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from paperreader.search.cancel import StillCurrent, always
from paperreader.search.hits import Ranking
from paperreader.search.ranking import CODE_LIMIT, ENOUGH_HITS, FIRST_NEAR_CODE
from paperreader.text.signs import signed_words, typed_signed_words

_SHORT = 2  # letters of a word that almost every title has as a prefix
_SIGNS = "+#*"


class SignedWords:
    """The rows of each word with a sign. Rows are only added, by one thread while another searches."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = defaultdict(list)

    def extend(self, titles: Sequence[str], start: int) -> None:
        """Add titles from a row on."""
        for row in range(start, len(titles)):
            for word in signed_words(titles[row]):
                self._rows[word].append(row)

    def typed(self, query: str) -> dict[str, frozenset[int]]:
        """Return the rows for each signed word of a query that titles have; a sign may be unfinished (`c+`)."""
        found = {}
        for word in typed_signed_words(query):
            others = [other for other in list(self._rows) if other.startswith(word)]
            if others:
                found[word] = frozenset([row for other in others for row in self._rows[other]])
        return found


def signs_first(
    ranking: Ranking,
    signed: Mapping[str, frozenset[int]],
    containing: Callable[[str], AbstractSet[int]],
    still_current: StillCurrent,
) -> Ranking:
    """Return the hits that have all signs of a query; if these are few, then the others as near matches.

    Args:
        ranking: the hits by letters alone.
        signed: by word with a sign the rows that have it.
        containing: returns the rows with a whole word.
        still_current: see `cancel.check_cancelled`.
    """
    having = frozenset.intersection(*signed.values())
    best = ranking.among(having, still_current)
    if len(best) >= ENOUGH_HITS:
        return best
    for word in [word.rstrip(_SIGNS) for word in signed]:
        if len(word) <= _SHORT:
            ranking = ranking.among(containing(word), still_current)
    return SignedRanking(having, best, ranking.only(lambda row: row not in having, still_current))


class SignedRanking(Ranking):
    """Hits that have all signs of a query, and then near matches that lack some.

    Args:
        having: the rows with all signs.
        best: hits among these.
        others: hits among other rows.
    """

    def __init__(self, having: AbstractSet[int], best: Ranking, others: Ranking) -> None:
        self._having = having
        self._best = best
        self._others = others
        self.near_from = best.near_from

    def __len__(self) -> int:
        return len(self._best) + len(self._others)

    def __iter__(self) -> Iterator[int]:
        return chain(self._best, self._others)

    def _row_at(self, index: int) -> int:
        count = len(self._best)
        return self._best[index] if index < count else self._others[index - count]

    def code(self, row: int) -> int:
        """See `Ranking`. The titles without the signs have codes between that of the last title with them and the highest code."""
        if row in self._having:
            return self._best.code(row)
        lowest = max(FIRST_NEAR_CODE, self._best.code(self._best[-1]) if len(self._best) else 0)
        return lowest + self._others.code(row) * (CODE_LIMIT - 1 - lowest) // CODE_LIMIT

    def sort_all(self, still_current: StillCurrent = always) -> None:
        """See `Ranking`."""
        self._best.sort_all(still_current)
        self._others.sort_all(still_current)

    def only(self, test: Callable[[int], bool], still_current: StillCurrent) -> SignedRanking:
        """See `Ranking`."""
        return SignedRanking(self._having, self._best.only(test, still_current), self._others.only(test, still_current))

    def among(self, rows: AbstractSet[int], still_current: StillCurrent) -> SignedRanking:
        """See `Ranking`."""
        best, others = self._best.among(rows, still_current), self._others.among(rows, still_current)
        return SignedRanking(self._having, best, others)
