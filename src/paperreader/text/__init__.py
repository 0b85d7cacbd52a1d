"""Text of dumps made safe to show (`sanitizing`) and fit to compare (`folding`).

It is the only guard of the terminal, and the only definition of equal titles.
"""

from paperreader.text.folding import (
    RECORD_END,
    VALUE_END,
    blank_macros,
    normalize_bytes,
    normalize_many_plain,
    normalize_plain,
    normalize_records,
    normalize_title,
    normalize_titles,
    normalize_with_positions,
)
from paperreader.text.sanitizing import count_of, display_width, find_urls, sanitize, single_line, unwrap_paragraphs

__all__ = [
    "RECORD_END",
    "VALUE_END",
    "blank_macros",
    "count_of",
    "display_width",
    "find_urls",
    "normalize_bytes",
    "normalize_many_plain",
    "normalize_plain",
    "normalize_records",
    "normalize_title",
    "normalize_titles",
    "normalize_with_positions",
    "sanitize",
    "single_line",
    "unwrap_paragraphs",
]
