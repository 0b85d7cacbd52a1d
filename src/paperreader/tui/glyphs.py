"""Single characters that mark states, on any terminal, and texts shortened with one of them."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from paperreader.cli.substitutes import terminal_encoding


class Glyphs(NamedTuple):
    """Single characters that mark states."""

    unread: str = "●"
    star: str = "★"
    rule: str = "─"
    ellipsis: str = "…"
    included: str = "✓"
    excluded: str = "✗"
    separator: str = "·"
    upvotes: str = "▲"
    selected: str = "▌"
    note: str = "✎"
    tag: str = "#"
    comments: str = "”"
    below: str = "▾"
    strengths: str = "▏▎▍▌▋▊▉█"
    exploration: str = "?"

    @property
    def are_ascii(self) -> bool:
        """Whether the terminal shows nothing else."""
        return self.unread.isascii()


ASCII = Glyphs("o", "*", "-", "~", "x", "-", "-", "^", ">", "+", "#", '"', "v", "12345678")


def terminal_glyphs() -> Glyphs:
    """Return the glyphs for the terminal: ASCII if its encoding is not UTF-8."""
    return Glyphs() if "utf" in terminal_encoding().lower() else ASCII


def truncate(text: str, width: int, ellipsis: str) -> str:
    """Shorten a text to `width` cells, at least 1, ellipsis included, which is 1 cell wide."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)).rstrip() + ellipsis
