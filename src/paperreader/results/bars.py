"""Bars of block characters for counts."""

from __future__ import annotations

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(share: float, width: int, *, blocks: bool = True) -> str:
    """Return a bar of a share of `width` cells; the smallest share is still visible. Without block characters it is of `#`."""
    if not blocks:
        return "#" * (max(1, round(share * width)) if width else 0)
    eighths = max(1, round(share * width * 8)) if width else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
