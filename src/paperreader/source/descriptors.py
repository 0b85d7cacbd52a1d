"""A limited number of open file descriptors, shared by all dumps."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager


class DescriptorPool:
    """At most `limit` open descriptors by their owner; the least recently used one is closed first.

    The loader thread opens dumps while the UI thread reads abstracts, so only one thread uses the pool at a time.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open: OrderedDict[object, int] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def descriptor(self, owner: object, path: str) -> Iterator[int]:
        """Yield the owner's descriptor, which stays open meanwhile; open the file if necessary.

        Raises:
            OSError: the file cannot be opened.
        """
        while True:
            with self._lock:
                if owner in self._open:
                    self._open.move_to_end(owner)
                    yield self._open[owner]
                    return
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)  # without the lock: a pipe waits for its writer
            with self._lock:
                self._add(owner, descriptor)

    def _add(self, owner: object, descriptor: int) -> None:
        if owner in self._open:  # another thread was faster
            os.close(descriptor)
            return
        if len(self._open) >= self._limit:
            os.close(self._open.popitem(last=False)[1])
        self._open[owner] = descriptor

    def close(self, owner: object) -> None:
        """Close the owner's descriptor, if it is open."""
        with self._lock:
            if owner in self._open:
                os.close(self._open.pop(owner))
