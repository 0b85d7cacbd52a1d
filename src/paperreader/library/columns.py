"""The table of attributes: all that the program knows of an attribute of papers stands in one row.

It is read by the library (storing and merging entries, making papers), the query fields, the facets and
statistics, the sort orders, the columns of the list and the exports. To add an attribute, add a row here and a field
to `Entry` and `Paper`, let formats fill it, and show it in the detail.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from paperreader.library.column_types import (
    Column,
    FlagColumn,
    InternedColumn,
    MergeRule,
    NumberColumn,
    SparseColumn,
    first_known,
    union,
)
from paperreader.library.date_column import DateColumn, printed_first


class FieldKind(Enum):
    """How a query field understands its values; see `paperreader.query.fields`."""

    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the list.

    Attributes:
        name: in the setting `columns`.
        cells: its width.
        template: how a value is shown; `{up}` is the sign for upvotes.
    """

    name: str
    cells: int
    template: str = "{value}"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of papers.

    Attributes:
        name: the field of `Paper`, and of `Entry` (the date is `day` there).
        storage: the class of the column.
        merge: how several entries about one paper are merged.
        query_fields: names and kinds of the query's fields; a facet writes the first one.
        has: the value of the field `has:`.
        facet: name in the statistics and title of the facet.
        order: name of the order.
        list_column: column of the list.
        exports: names in the JSON record and in tables.
    """

    name: str
    storage: type[Column]
    merge: MergeRule
    query_fields: tuple[tuple[str, FieldKind], ...] = ()
    has: str = ""
    facet: tuple[str, str] | None = None
    order: str = ""
    list_column: ListColumn | None = None
    exports: tuple[str, ...] = ()


ATTRIBUTES = (
    Attribute(
        "date",
        DateColumn,
        printed_first,
        query_fields=(("year", FieldKind.YEAR), ("date", FieldKind.DATE)),
        has="date",
        facet=("year", "Year"),
        order="date",
        list_column=ListColumn("date", 13),
        exports=("date", "date_basis"),
    ),
    Attribute(
        "authors_count",
        NumberColumn,
        first_known,
        query_fields=(("authors", FieldKind.NUMBER),),
        order="authors",
        list_column=ListColumn("authors", 7, "{value} au"),
        exports=("authors_count",),
    ),
    Attribute("authors", SparseColumn, first_known, exports=("authors",)),
    Attribute(
        "organization",
        InternedColumn,
        first_known,
        query_fields=(("org", FieldKind.NAME),),
        has="org",
        facet=("organization", "Organisation"),
        list_column=ListColumn("organization", 20),
        exports=("organization",),
    ),
    Attribute("venue", InternedColumn, first_known, exports=("venue",)),
    Attribute("categories", SparseColumn, union, exports=("categories",)),
    Attribute(
        "comments",
        NumberColumn,
        max,
        query_fields=(("comments", FieldKind.NUMBER),),
        has="comments",
        order="comments",
        list_column=ListColumn("comments", 4),
        exports=("comments",),
    ),
    Attribute(
        "upvotes",
        NumberColumn,
        max,
        query_fields=(("upvotes", FieldKind.NUMBER),),
        list_column=ListColumn("upvotes", 6, "{up}{value}"),
        exports=("upvotes",),
    ),
    Attribute("arxiv_id", SparseColumn, first_known, exports=("arxiv_id",)),
    Attribute("doi", SparseColumn, first_known, exports=("doi",)),
    Attribute("links", SparseColumn, union, exports=("links",)),
    Attribute("has_links", FlagColumn, max),
    Attribute("has_code", FlagColumn, max, has="code"),
)

LIST_COLUMNS = {
    attribute.list_column.name: (attribute.name, attribute.list_column)
    for attribute in ATTRIBUTES
    if attribute.list_column
}
"""Attribute and column of the list by the name in the setting `columns`."""


def make_columns() -> dict[str, Column]:
    """Return empty columns for all attributes, by name."""
    return {attribute.name: attribute.storage(attribute.name, attribute.merge) for attribute in ATTRIBUTES}
