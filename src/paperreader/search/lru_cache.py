"""What the next key may ask for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Found = TypeVar("Found")


class LRUCache(Generic[Key, Found]):
    """What has been found, as long as it is among the latest `count` that were asked for."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._kept: dict[Key, Found] = {}

    def get(self, key: Key, work: Callable[[], Found]) -> Found:
        """What was found before, or is now."""
        found = self._kept.pop(key, None)
        if found is None:
            found = work()
            while len(self._kept) >= self._count:
                self._kept.pop(next(iter(self._kept)))
        self._kept[key] = found  # the latest used is the last to go
        return found
