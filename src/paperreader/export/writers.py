"""The table of export formats, by the names that `--format` accepts. A format's module is imported at its first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, cast

from paperreader.export.record import IN_ABSTRACTS, ExportRow

Write = Callable[[Iterable[ExportRow], Sequence[str]], Iterator[str]]
"""Takes rows and the chosen fields (none: all), yields text in pieces of one paper."""


class ExportFormat(NamedTuple):
    """An export format.

    Attributes:
        module: the module of `paperreader.export` with its function, a `Write`.
        ending: the ending of its files.
        fields: whether fields can be chosen.
        abstracts: whether it shows abstracts.
        formulas: whether a spreadsheet may take a value for a formula, which `safe_write` prevents.
    """

    module: str
    function: str
    ending: str
    fields: bool = False
    abstracts: bool = True
    formulas: bool = False

    @property
    def write(self) -> Write:
        """The function that writes the format, imported here."""
        return cast("Write", getattr(import_module(f"paperreader.export.{self.module}"), self.function))

    @property
    def safe_write(self) -> Write:
        """`write`, with no value that a spreadsheet takes for a formula; only with `formulas`."""
        return partial(cast("Callable[..., Iterator[str]]", self.write), safe=True)

    def needs_abstracts(self, fields: Sequence[str]) -> bool:
        """Return whether the rows need their abstracts, given the chosen fields."""
        return not IN_ABSTRACTS.isdisjoint(fields) if fields else self.abstracts


EXPORT_FORMATS = {
    "text": ExportFormat("lines", "as_text", ".txt", fields=True, abstracts=False),
    "jsonl": ExportFormat("lines", "as_jsonl", ".jsonl", fields=True),
    "json": ExportFormat("lines", "as_json", ".json", fields=True),
    "csv": ExportFormat("lines", "as_csv", ".csv", fields=True, formulas=True),
    "tsv": ExportFormat("lines", "as_tsv", ".tsv", fields=True, formulas=True),
    "bibtex": ExportFormat("bibliography", "as_bibtex", ".bib"),
    "ris": ExportFormat("bibliography", "as_ris", ".ris"),
    "markdown": ExportFormat("digest", "as_list", ".md", abstracts=False),
    "keys": ExportFormat("lines", "as_keys", ".keys", abstracts=False),
}
FORMAT_OF_ENDING = {form.ending: name for name, form in EXPORT_FORMATS.items()}
"""The names of the formats by the endings of their files."""
