"""Words glued together from the beginnings of a title's words, as in fuzzy finders (`succheadwild`, `attnheads`).

The beginnings stand in the title's order, with any words between. Only words that no title has, not even with a typo,
are taken apart: into pieces that begin words of any titles (`splits`), which are then looked for in each (`glued`).
Beginnings of three letters, or of four beside an abbreviation, stand in one title by chance so rarely that random
letters and beginnings of words of different titles find nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from paperreader.search.rules import ABBREVIATION_MIN_LETTERS, abbreviation

_MIN_LETTERS, _MAX_LETTERS = 7, 40  # of a glued word
_PIECE_MIN_LETTERS = 3
_BESIDE_ABBREVIATION_MIN_LETTERS = 4
_ABBREVIATION_EDITS = 1
GAP_EDITS = 1
"""The edits of words between those that make a query word."""


class GluedPiece(NamedTuple):
    """Letters of a query word, from `start` up to `end`: they begin a word of a title, or abbreviate it."""

    start: int
    end: int
    letters: str
    is_abbreviation: bool = False


class Split(NamedTuple):
    """Ways to take a query word apart.

    Attributes:
        pieces: by their start. Any that follow each other from the first letter to the last are one way.
        edits: as which each way counts at least; see `ranking`.
    """

    pieces: tuple[GluedPiece, ...]
    edits: int


def splits(word: str, vocabularies: Sequence[Sequence[str]]) -> tuple[Split, ...]:
    """Return the ways to take a query word apart: into beginnings of words of titles, if it can be.

    Else the first or the last piece abbreviates a word, and begins none.

    Args:
        word: a query word that no title has.
        vocabularies: the words of all titles, in sorted sequences.
    """
    end = len(word)
    if not _MIN_LETTERS <= end <= _MAX_LETTERS:
        return ()
    beginnings = list(_beginnings(word, vocabularies))
    if pieces := _connected(beginnings, end):
        return (Split(pieces, 0),)
    long = [piece for piece in beginnings if len(piece.letters) >= _BESIDE_ABBREVIATION_MIN_LETTERS]
    shorter = range(ABBREVIATION_MIN_LETTERS, end)
    known = {(piece.start, piece.end) for piece in beginnings}
    first = [GluedPiece(0, cut, word[:cut], is_abbreviation=True) for cut in shorter if (0, cut) not in known]
    last = [
        GluedPiece(end - size, end, word[-size:], is_abbreviation=True)
        for size in shorter
        if (end - size, end) not in known
    ]
    found = (_connected([*first, *long], end), _connected([*long, *reversed(last)], end))
    return tuple([Split(pieces, _ABBREVIATION_EDITS) for pieces in found if pieces])


def _beginnings(word: str, vocabularies: Sequence[Sequence[str]]) -> Iterator[GluedPiece]:
    """Yield the pieces that begin words of titles, by their start; none is the whole word."""
    for start in range(len(word)):
        for end in range(start + _PIECE_MIN_LETTERS, len(word) + (start > 0)):
            letters = word[start:end]
            if not any([_has_prefix(words, letters) for words in vocabularies]):
                break
            yield GluedPiece(start, end, letters)


def _has_prefix(words: Sequence[str], prefix: str) -> bool:
    """Return whether any of sorted words begins with a prefix."""
    index = bisect_left(words, prefix)
    return index < len(words) and words[index].startswith(prefix)


def _connected(pieces: Sequence[GluedPiece], end: int) -> tuple[GluedPiece, ...]:
    """Return the pieces, which are in order, that are part of a way from the first letter to the end."""
    from_start, to_end = {0}, {end}
    for piece in pieces:
        if piece.start in from_start:
            from_start.add(piece.end)
    for piece in reversed(pieces):
        if piece.end in to_end:
            to_end.add(piece.start)
    return tuple([piece for piece in pieces if piece.start in from_start and piece.end in to_end])


class Glued(NamedTuple):
    """How the words of a title make a query word.

    Attributes:
        pieces: each with the index of the word for which it stands.
        edits: as which it counts; see `ranking`.
    """

    pieces: tuple[tuple[int, GluedPiece], ...]
    edits: int


def glued(words: Sequence[str], ways: Sequence[Split]) -> Glued | None:
    """Return how words of a title, in their order, make a query word, given the ways to take it apart; None if not."""
    for gap_edits, follow in ((0, _adjacent), (GAP_EDITS, _in_order)):
        for split in ways:
            pieces = follow(words, split.pieces)
            if pieces:
                return Glued(pieces, split.edits + gap_edits)
    return None


_Placed = tuple[tuple[int, GluedPiece], ...]


def _adjacent(words: Sequence[str], pieces: Sequence[GluedPiece]) -> _Placed:
    """Return pieces for adjacent words that make the whole query word, each with its word's index; none if there are none."""
    before: dict[int, _Placed] = {0: ()}  # by the letters done with the words before
    for index, other in enumerate(words):
        after: dict[int, _Placed] = {0: ()}
        for piece in pieces:
            if piece.start in before and _stands_for(piece, other):
                after[piece.end] = (*before[piece.start], (index, piece))
        if pieces[-1].end in after:
            return after[pieces[-1].end]
        before = after
    return ()


def _in_order(words: Sequence[str], pieces: Sequence[GluedPiece]) -> _Placed:
    """Return the same for words in the title's order, with any words between."""
    found: dict[int, _Placed] = {0: ()}  # by the letters done
    for index, other in enumerate(words):
        for piece in reversed(pieces):  # the last first, so that no word is taken twice
            if piece.start in found and piece.end not in found and _stands_for(piece, other):
                found[piece.end] = (*found[piece.start], (index, piece))
    return found.get(pieces[-1].end, ())


def _stands_for(piece: GluedPiece, other: str) -> bool:
    if piece.is_abbreviation:
        return abbreviation(piece.letters, other) is not None
    return other.startswith(piece.letters)
