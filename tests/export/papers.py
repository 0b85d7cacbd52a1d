"""Rows to export: papers in memory, with hostile text as a reader of dumps would leave it."""

from __future__ import annotations

from typing import Any

from paperreader.export.record import ExportRow
from paperreader.library.library import Library
from paperreader.text import single_line, unwrap_paragraphs
from tests.libraries import add_dump, entry


def export_row(title: str, abstract: str | None = None, *, path: str = "made.txt", **known: Any) -> ExportRow:
    """Return the row of a paper with its abstract; `known` has attributes of the entry and of `ExportRow`."""
    marks = {name: known.pop(name) for name in ("read", "starred", "tags", "note", "score") if name in known}
    library = Library()
    add_dump(library, path, entry(single_line(title), **known))
    return ExportRow(library, 0, unwrap_paragraphs(abstract) if abstract else None, **marks)


FULL = export_row(
    "Successor Heads: Recurring, Interpretable Attention Heads",
    "We study heads.\n\nOur code is at https://github.com/a/b_c.",
    day=20231214,
    authors_count=6,
    comments=0,
    arxiv_id="2312.09230",
    line=87,
)
HOSTILE = (
    "An Open { Brace", "A Closed } Brace", "} Turned {", "\\{", "Ends in \\", "C:\\Users\\name", "{\\bf X} and {Y}",
    "$5 and $10 of 100%", "A & B # C_D ~ E ^ F", '"Quotes", \'more\' `and` ``these\'\'', "a, b; c\td", "=1+1", "+1", "-1",
    "@article{x, title={y}}", "ER  - ", "TY  - JOUR", "大语言模型的研究", "👩‍💻 Emoji 🇺🇦", "été İ ß ΐ", "# Heading", "1. List",
    "- Item", "> Quote", "*Bold* _and_ [x](y) <b> `c` &copy; ~~s~~ ![i](j) | t", "http://a.b/c_d?e=f&g=h", "\udcff", "\x1b]0;x\x07",
    "one\u2028two", "SAP^{2} of {scriptsize X}", "LLM$\\times$MapReduce", "\\textbf{X} is $O(n^{2})$ at 5\\%", "N<sub>2</sub>O",
)  # fmt: skip
"""Titles and paragraphs with syntax of the export formats."""
