"""A table for `str.translate` that is computed as it is used."""

from __future__ import annotations

from collections.abc import Callable


class CharacterTable(dict[int, str]):
    """A table for `str.translate`: the text of each code point, computed at its first use."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        self._convert = convert

    def __missing__(self, point: int) -> str:
        self[point] = converted = self._convert(chr(point))
        return converted
