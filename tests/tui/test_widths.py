"""What follows emoji and marks stands where it was laid out, whatever a terminal draws for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.tui.widths import with_certain_widths

PIECES = (
    "⚠️", "❤️", "1️⃣", "👍🏽", "☝🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "©️", "क्षि", "น้ำ", "நி", "😀", "e\u0301", "時系列", "β-VAE", "한국어",
    "ﬁ", "𝒜", "—", "●★ ", "plain ", "\x1b[1;31m", "\x1b[0m",
)  # fmt: skip


def drawn(output: str, width_of: Callable[[str], int]) -> list[str]:
    """Return the columns of a line that a terminal shows, each character as wide as `width_of` says."""
    columns, at, saved = [" "] * 200, 0, 0
    for code, forward, character in re.findall(r"\x1b([78]|\[[\d;]*m)|\x1b\[(\d+)C|([^\x1b])", output):
        if code == "7":
            saved = at
        elif code == "8":
            at = saved
        elif forward:
            at += int(forward)
        elif character and (width := width_of(character)):
            columns[at : at + width] = [character, *[""] * (width - 1)]
            at += width
    return columns


def by_parts(character: str) -> int:
    """Return the width where each part of a sequence is drawn beside the other."""
    return 1 if unicodedata.category(character) in ("Cf", "Mc", "Me") else cell_len(character)


def narrow(character: str) -> int:
    """Return the width where emoji are as wide as letters."""
    return 1 if by_parts(character) == 2 and ord(character) > 0x1F000 else by_parts(character)


@pytest.mark.parametrize("width_of", [by_parts, narrow])
@given(before=st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_what_follows_stands_at_its_column(width_of: Callable[[str], int], before: str) -> None:
    column = cell_len(re.sub(r"\x1b[^m]*m", "", before))
    shown = drawn(with_certain_widths(f"{before}Feb 24"), width_of)
    assert "".join(shown[column : column + 6]) == "Feb 24"


def test_usual_text_is_sent_as_it_is() -> None:
    usual = "\x1b[1m ● ★  β-VAE für “Zürich” — naïve Ω → ∞ 時系列 한국어 Привет ✓ ✗ █ ─\x1b[0m"
    assert with_certain_widths(usual) == usual
