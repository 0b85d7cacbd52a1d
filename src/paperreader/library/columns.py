r"""The table of attributes: all that the program knows of an attribute of papers stands in one row.

Library, query fields, facets, orders, columns of the list and exports follow from it. To add an attribute, add a row
here and a field to `Entry` and `Paper`, let formats fill it, and show it in the detail.

Of the entries about one paper the best of each field wins, by the rule in its row. Outside the table: the first title
stays, unless it is only an identifier (`row_map`); the longer abstract wins (`abstracts`), so that neither a summary nor
one that was cut replaces the whole, and raw mathematics wins over stripped (`$\times$` over `times`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from paperreader.library.column_types import (
    Column,
    MergeRule,
    NameColumn,
    NumberColumn,
    TextColumn,
    first_known,
    longest,
    union,
)
from paperreader.library.date_column import DateColumn, best_date
from paperreader.library.packed_columns import PackedListColumn, PackedTextColumn, RegisteredIdsColumn

FieldKind = Literal["number", "year", "date", "name", "phrase", "category", "author"]
"""How a query field understands its values; see `paperreader.query.fields`."""


class FacetNames(NamedTuple):
    """A facet: its name in the statistics, its title, and how many values are listed, the most frequent (None: all)."""

    name: str
    title: str
    limit: int | None = None


class ListColumn(NamedTuple):
    """A column of the list.

    Attributes:
        name: in the setting `columns`.
        cells: its width, a gap included.
        least_cells: its width in a narrow list.
        template: how a value is shown; `{comments}` and `{upvotes}` are the signs of these.
    """

    name: str
    cells: int
    least_cells: int
    template: str = "{value}"


class Attribute(NamedTuple):
    """One attribute of papers.

    Attributes:
        name: the field of `Entry` (the date is `day` there), and of `Paper` if papers show it.
        storage: the class of the column.
        merge: how several entries about one paper are merged.
        exports: names in the JSON record and in tables.
        query_fields: kinds of the query fields by name; a facet writes the first one.
        has: the value of the field `has:`.
        facet: the facet of the values.
        order: name of the sort order.
        list_column: column of the list.
    """

    name: str
    storage: type[Column]
    merge: MergeRule
    exports: tuple[str, ...] = ()
    query_fields: Mapping[str, FieldKind] = MappingProxyType({})
    has: str = ""
    facet: FacetNames | None = None
    order: str = ""
    list_column: ListColumn | None = None


def published_first(known: str, new: str) -> str:
    """Merge rule for venues and DOIs: one of arXiv gives way to a journal's or a conference's; else the first stays."""
    return new if is_published(new) and not is_published(known) else known


def is_published(venue: str | None) -> bool:
    """Return whether a venue, or a DOI, is a journal's or a conference's: known, and not arXiv."""
    return bool(venue) and venue != "CoRR" and "arxiv" not in (venue or "").lower()


# fmt: off
ATTRIBUTES = (
    Attribute("date", DateColumn, best_date, ("date", "date_basis"), {"year": "year", "date": "date"}, has="date",
              facet=FacetNames("year", "Year"), order="date", list_column=ListColumn("date", 13, 7)),
    Attribute("authors_count", NumberColumn, max, ("authors_count",), {"authors": "number"}, order="authors"),
    Attribute("authors", PackedListColumn, longest, ("authors",), {"author": "author"}, has="authors",
              facet=FacetNames("author", "Author", 30), list_column=ListColumn("authors", 22, 14)),
    Attribute("organization", NameColumn, first_known, ("organization",), {"org": "name"}, has="org",
              facet=FacetNames("organization", "Organization"), list_column=ListColumn("organization", 20, 12)),
    Attribute("venue", PackedTextColumn, published_first, ("venue",), {"venue": "phrase"}, has="venue",
              facet=FacetNames("venue", "Venue", 100), list_column=ListColumn("venue", 16, 12)),
    Attribute("categories", TextColumn, union, ("categories",), {"cat": "category"}, has="cat",
              facet=FacetNames("category", "Category", 200), list_column=ListColumn("category", 10, 10)),
    Attribute("comments", NumberColumn, max, ("comments",), {"comments": "number"}, has="comments",
              order="comments", list_column=ListColumn("comments", 5, 4, "{comments}{value}")),
    Attribute("upvotes", NumberColumn, max, ("upvotes",), {"upvotes": "number"}, order="upvotes",
              list_column=ListColumn("upvotes", 6, 6, "{upvotes}{value}")),
    Attribute("arxiv_id", PackedTextColumn, first_known, ("arxiv_id",), has="arxiv"),
    Attribute("doi", PackedTextColumn, published_first, ("doi",), has="doi"),
    Attribute("ids", RegisteredIdsColumn, union, ("ids",)),
    Attribute("pdf", PackedTextColumn, first_known, ("pdf",), has="pdf"),
    Attribute("code", PackedTextColumn, first_known, ("code",)),
    Attribute("links", PackedListColumn, union, ("links",)),
    Attribute("keywords", PackedListColumn, union, ("keywords",), {"keyword": "phrase"}, has="keywords"),
    Attribute("comment", PackedTextColumn, longest, ("comment",)),
    Attribute("github_stars", NumberColumn, max, ("github_stars",)),
    Attribute("has_links", NumberColumn, max),
    Attribute("has_code", NumberColumn, max, has="code"),
)
# fmt: on

LIST_COLUMNS = {row.list_column.name: (row.name, row.list_column) for row in ATTRIBUTES if row.list_column}
"""Attribute and column of the list by the name in the setting `columns`."""


def make_columns() -> dict[str, Column]:
    """Return empty columns for all attributes, by name."""
    return {row.name: row.storage(row.name, row.merge) for row in ATTRIBUTES}
