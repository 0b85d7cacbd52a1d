"""Papers labelled as relevant or not, for `recommend.py`: tables of reviews, and the topics of a dump."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.library.library import Library
from paperreader.library.loading import load_library
from paperreader.marks import MarkStore
from paperreader.query.model import Query, Term
from paperreader.query.selection import select
from paperreader.recommend.library_words import row_texts
from paperreader.recommend.word_counts import Texts
from paperreader.results.facets import facets

MOST_PAPERS = 2000
"""Of a dump with more papers a sample is read."""
LEAST, MOST_SHARE = 10, 0.25
"""How many papers, and what share of all, have a value that is taken as a topic."""


class Table(NamedTuple):
    """Papers, which of them are relevant, and numbers that grow with their dates."""

    name: str
    texts: list[Texts]
    relevant: NDArray[np.bool_]
    days: list[int]

    def __str__(self) -> str:
        return f"{self.name}, {self.relevant.sum()} of {len(self.texts)}"


def read_review(path: Path) -> Table:
    """Read a table with the columns `title`, `abstract`, `label_included` (1: relevant), and perhaps `year`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [(row["title"], row["abstract"].encode()) for row in rows]
    days = [int(row["year"]) if row.get("year", "").isdigit() else index for index, row in enumerate(rows)]
    return Table(path.stem, texts, np.array([row["label_included"] == "1" for row in rows]), days)


def read_topics(paths: list[str], field: str, count: int, state: str | None = None) -> list[Table]:
    """Read dumps, and take each of the most frequent values of a query field as what one reader is after.

    Args:
        paths: the dumps.
        field: a field with a facet, such as `venue`, `cat`, `org` or `tag`.
        count: the number of values.
        state: the file of marks that has the tags; None for the user's own.

    Raises:
        SystemExit: the field has no value that would do.
    """
    library, marks = load_library(paths)[0], MarkStore(state) if state else MarkStore()
    values = [value for facet in facets(Query(), library, marks) if facet.field == field for value in facet.values]
    rows = list(library.listed(range(library.row_count)))
    rows = sorted(Random(0).sample(rows, min(len(rows), MOST_PAPERS)))
    topics = (
        _topic(
            library, rows, f"{field}:{value.value}", select(Query((Term(field, (value.value,)),)), library, marks).rows
        )
        for value in values
    )
    fitting = list(
        islice((topic for topic in topics if LEAST <= topic.relevant.sum() <= MOST_SHARE * len(rows)), count)
    )
    if not fitting:
        raise SystemExit(f"no value of {field} is that of {LEAST} papers to {MOST_SHARE:.0%} of {len(rows)}")
    return fitting


def _topic(library: Library, rows: list[int], name: str, having: Iterable[int]) -> Table:
    relevant = set(having)
    return Table(
        name,
        row_texts(library, rows),
        np.array([row in relevant for row in rows]),
        [library.days[row] for row in rows],
    )
