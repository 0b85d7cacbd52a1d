"""Citation keys as people type them: `hinton2006fast`, made of the first author, the year and a word of the title.

The key of a paper depends on the paper alone, unless its library has another paper with the same key. Then both have a
checksum of their own behind it (`wang2024large-1f3a5c`), whichever of them is exported, and in which order: a key
that went over to another paper would cite that one unnoticed.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from weakref import WeakKeyDictionary

from paperreader.dates import YEAR_UNIT
from paperreader.library.author_names import is_group, name_parts
from paperreader.library.library import Library
from paperreader.paper import compact_key
from paperreader.text import normalize_title

_SKIPPED = re.compile(
    "a|an|the|on|of|in|into|for|from|to|towards?|with|without|and|or|via|by|at|as|is|are|be|do|does|can|how|what|why|when"
    "|where|which|who|using|beyond|la|les?|une?|des?|der|die|das|eine?|el|los"
)
_OTHER = re.compile(r"[^a-z0-9]")
_counts: WeakKeyDictionary[Library, dict[tuple[int, int], Counter[str]]] = WeakKeyDictionary()


def citation_key(library: Library, row: int) -> str:
    """Return the citation key of a paper: ASCII letters, digits and `-`, accepted by every BibTeX program."""
    key = _plain_key(library, row)
    if key and _plain_keys(library, library.days[row] // YEAR_UNIT)[key] == 1:
        return key
    checksum = zlib.crc32(compact_key(library.keys[row]).encode("utf-8", "replace"))
    return f"{key or 'paper'}-{checksum:08x}"


def _plain_keys(library: Library, year: int) -> Counter[str]:
    """Return how many papers of a year have each plain key; counted once, since a large library has many."""
    known = _counts.setdefault(library, {})
    version = year, library.entries
    if version not in known:
        days, rows = library.days, library.listed(range(library.row_count))
        known[version] = Counter(_plain_key(library, row) for row in rows if days[row] // YEAR_UNIT == year)
    return known[version]


def _plain_key(library: Library, row: int) -> str:
    """Return the key without a checksum; of a paper without authors, three words of the title and the year."""
    authors, year = library.columns["authors"].get(row), library.days[row] // YEAR_UNIT or ""
    words = _content_words(library.titles[row])
    author = _letters(_short_name(authors[0])) if authors else ""
    return f"{author}{year}{next(words, '')}" if author else f"{''.join(islice(words, 3))}{year}"


def _content_words(title: str) -> Iterator[str]:
    words = normalize_title(title).split()
    return (letters for word in words if not _SKIPPED.fullmatch(word) and (letters := _OTHER.sub("", word)))


def _short_name(author: str) -> str:
    """Return the family name, or the name of a group without the word that says so."""
    return author.rpartition(" ")[0].removeprefix("The ") if is_group(author) else name_parts(author).family


def _letters(name: str) -> str:
    return _OTHER.sub("", normalize_title(name))
