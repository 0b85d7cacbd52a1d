"""Which papers teach: those that a reader wants more of, and those read without a star."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.marks import READ, STARRED, MarkStore

FEWEST_STARS = 3
"""With fewer there is too little to learn from."""
_MOST_READ = 300  # those read last teach
_TAG = "tag:"


class Labels(NamedTuple):
    """The papers that teach, in an order that does not depend on that of the marks.

    Attributes:
        wanted: rows of papers to find more of.
        wanted_titles: titles of such papers that the library lacks.
        read: rows of papers that were read and not wanted.
        suffice: whether there is enough to learn from.
    """

    wanted: Sequence[int]
    wanted_titles: Sequence[str]
    read: Sequence[int]
    suffice: bool


def find_labels(library: Library, marks: MarkStore, like: Iterable[str] = ()) -> Labels:
    """Find the papers that teach: the starred ones, and against them those read without a star.

    Args:
        library: the papers.
        marks: the marks.
        like: keys of papers, and tags as `tag:NAME`, that teach in place of the stars. One paper suffices then.

    Raises:
        PaperReaderError: there is no paper with a key or a tag in `like`.
    """
    like, starred = list(like), list(marks.keys_marked(STARRED))
    wanted, titles = set[int](), set[str]()
    for key in _keys_like(library, marks, like) or starred:
        row, paper = library.row_of(key), marks.paper(key)
        if row is not None:
            wanted.add(row)
        elif paper is not None:
            titles.add(paper.title or "")
    read = _rows(library, marks.keys_marked(READ)) - _rows(library, starred) - wanted
    newest = sorted(read, key=lambda row: (marks.read_at(library.keys[row]), row))[-_MOST_READ:]
    suffice = bool(like) or len(wanted) + len(titles) >= FEWEST_STARS
    return Labels(sorted(wanted), sorted(titles), sorted(newest), suffice)


def _keys_like(library: Library, marks: MarkStore, like: Iterable[str]) -> list[str]:
    keys = list[str]()
    for text in like:
        if text.startswith(_TAG):
            keys += _keys_tagged(marks, text.removeprefix(_TAG))
        elif library.row_of(text) is None:
            raise PaperReaderError(f"there is no paper {text}", hint="paperreader list --format keys prints all keys")
        else:
            keys.append(text)
    return keys


def _keys_tagged(marks: MarkStore, name: str) -> list[str]:
    """Return the keys of papers with exactly this tag; without any, with tags that differ from it in case."""
    tagged = list(marks.tagged())
    for wanted in ({name}, {tag for _, tags in tagged for tag in tags if tag.casefold() == name.casefold()}):
        if keys := [key for key, tags in tagged if not wanted.isdisjoint(tags)]:
            return keys
    raise PaperReaderError(f"no paper has the tag {name}", hint="paperreader stats counts the tags")


def _rows(library: Library, keys: Iterable[str]) -> set[int]:
    return {row for row in map(library.row_of, keys) if row is not None}
