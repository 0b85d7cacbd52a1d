"""Text of dumps made safe to show (`cleaning`) and fit to compare (`normalization`).

These two modules are the only guard of the terminal, and the only definition of equal titles.
"""

from paperreader.text.cleaning import count_of, display_width, find_urls, sanitize, single_line, unwrap_paragraphs
from paperreader.text.normalization import (
    normalize_bytes,
    normalize_title,
    normalize_titles,
    normalize_with_positions,
)

__all__ = [
    "count_of",
    "display_width",
    "find_urls",
    "normalize_bytes",
    "normalize_title",
    "normalize_titles",
    "normalize_with_positions",
    "sanitize",
    "single_line",
    "unwrap_paragraphs",
]
