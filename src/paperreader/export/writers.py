"""The formats by the names that `--format` takes; the module of each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple, cast

from paperreader.export.record import IN_ABSTRACTS, ExportRow

Write = Callable[[Iterable[ExportRow], Sequence[str]], Iterator[str]]
"""Papers, and the fields asked for (none: all), to text, a piece a paper."""


class ExportFormat(NamedTuple):
    """A format: where it is written, the ending of its files, and what it is to be given."""

    module: str
    function: str
    ending: str
    fields: bool = False  # whether it can show some fields alone
    abstracts: bool = True  # whether it shows abstracts

    @property
    def write(self) -> Write:
        """What makes text of papers."""
        return cast("Write", getattr(import_module(f"paperreader.export.{self.module}"), self.function))

    def needs_abstracts(self, fields: Sequence[str]) -> bool:
        """Whether the papers are to be given with their abstracts."""
        return not IN_ABSTRACTS.isdisjoint(fields) if fields else self.abstracts


EXPORT_FORMATS = {
    "text": ExportFormat("lines", "as_text", ".txt", fields=True, abstracts=False),
    "jsonl": ExportFormat("lines", "as_jsonl", ".jsonl", fields=True),
    "json": ExportFormat("lines", "as_json", ".json", fields=True),
    "csv": ExportFormat("delimited", "as_csv", ".csv", fields=True),
    "tsv": ExportFormat("delimited", "as_tsv", ".tsv", fields=True),
    "bibtex": ExportFormat("bibliography", "as_bibtex", ".bib"),
    "ris": ExportFormat("bibliography", "as_ris", ".ris"),
    "markdown": ExportFormat("digest", "as_list", ".md", abstracts=False),
    "keys": ExportFormat("lines", "as_keys", ".keys", abstracts=False),
}
DIGESTS = {"markdown": "as_markdown_digest", "text": "as_text_digest"}
"""The formats that can be grouped, with the functions of `paperreader.export.digest` for that."""
