"""Characters as wide as the screen was laid out for, whatever the terminal draws.

How many cells emoji of several characters and the signs of some scripts take depends on the terminal and its year.
"""

from __future__ import annotations

import re
from functools import cache

from rich.cells import cell_len

# All terminals agree on these: Latin, Greek, Cyrillic, Hebrew; punctuation, symbols; CJK, kana, Hangul; letters of formulas.
_CERTAIN = (
    r"\x00-\u05ff\u1e00-\u200a\u2010-\u20cf\u2100-\u2bff\u2c60-\u2c7f\u2e80-\ua4cf\uac00-\ud7a3\ue000-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U0001d400-\U0001d7ff\U00020000-\U0003ffff"
)
_MAY_BE_EMOJI = r"#*0-9\xa9\xae\u2010-\u2bff\u3030\u303d\u3297\u3299"  # before a sign that asks for an emoji
_PERHAPS = (
    ("\u0600", "\u1dff"),
    ("\u200b", "\u200f"),
    ("\u20d0", "\u20ff"),
    ("\u2c00", "\U0010ffff"),
)  # all others are certain


@cache
def _uncertain() -> re.Pattern[str]:
    """Return the pattern of uncertain characters; it takes 4 ms to compile, and few screens have any."""
    return re.compile(rf"[{_MAY_BE_EMOJI}]?[^{_CERTAIN}]+")


def with_certain_widths(output: str) -> str:
    """Return output of the screen in which what follows uncertain characters is placed by their width in `rich.cells`.

    The cells are blanked, the characters drawn, the cursor put back (DECSC, DECRC) and moved behind the cells.
    """
    if output.isascii() or not any(low <= letter <= high for letter in set(output) for low, high in _PERHAPS):
        return output  # nearly always
    return _uncertain().sub(_placed, output)


def _placed(run: re.Match[str]) -> str:
    width = cell_len(run[0])
    return f"\x1b7{' ' * width}\x1b8{run[0]}\x1b8\x1b[{width}C" if width else ""
