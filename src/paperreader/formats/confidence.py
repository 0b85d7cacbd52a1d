"""The scale of a format's confidence that a dump is its own, as `sniff` returns it; 0 for another format."""

from __future__ import annotations

CERTAIN = 1.0
"""The dump has a mark that no other format has."""
LIKELY = 0.5
GUESS = 0.1
"""Only the shape of the text fits."""
LAST_GUESS = 0.05
"""Only a shape fits that many texts have: any other format's guess is better."""
