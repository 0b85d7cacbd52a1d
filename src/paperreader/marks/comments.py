"""Comments in the text of the state file, and which part of it they belong to.

A comment above a paper's table, in it, or behind one of its values is the paper's: it is kept with it when the file is
written anew. Knows TOML's strings, in which `#` begins no comment.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(?P<comment>#[^\r\n]*)', re.DOTALL
)


def top_comments(text: str) -> str:
    """Return the comments at the top of a text, a line each; "" if there are none."""
    top = takewhile(lambda line: not line.strip() or line.startswith("#"), text.split("\n", 200)[:200])
    return "".join([f"{line.rstrip()}\n" for line in top if line.strip()])


class PieceComments(NamedTuple):
    """The comments of a piece of text: those up to its last value, and those below it, above what follows."""

    own: tuple[str, ...] = ()
    following: tuple[str, ...] = ()


def piece_comments(piece: str) -> PieceComments:
    """Return the comments of a piece of valid TOML."""
    if "#" not in piece:
        return PieceComments()
    found = [match for match in _TOKEN.finditer(piece) if match["comment"]]
    end, own = len(piece.rstrip()), len(found)
    while own and found[own - 1].end() == end and _begins_line(piece, found[own - 1].start()):
        own -= 1
        end = len(piece[: found[own].start()].rstrip())
    texts = [match[0].rstrip() for match in found]
    return PieceComments(tuple(texts[:own]), tuple(texts[own:]))


def _begins_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()


def joined_comments(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Join comments, each once."""
    return one if not other or one == other else tuple(dict.fromkeys((*one, *other)))
