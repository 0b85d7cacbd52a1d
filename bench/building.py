"""Measure the index of titles: building it in batches, as the reader does, and its memory."""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from array import array
from collections.abc import Sequence
from importlib import import_module

from paperreader.search import TitleIndex, preload

BATCH = 6000  # titles; the reader adds 2,000 to 8,000 at a time while it reads a large dump


def import_seconds() -> float:
    """Import what the first search needs, and return the processor seconds that it took."""
    start = time.process_time()
    import_module("paperreader.search.indexed")
    preload()
    return time.process_time() - start


def build(titles: Sequence[str], days: Sequence[int]) -> tuple[TitleIndex, float]:
    """Return an index of the titles, and the processor seconds that building it took."""
    index, added, added_days, seconds = TitleIndex(), list[str](), array("i"), 0.0
    for begin in range(0, len(titles), BATCH):
        added += titles[begin : begin + BATCH]
        added_days.extend(days[begin : begin + BATCH])
        start = time.process_time()
        index.extend(added, added_days)
        seconds += time.process_time() - start
    start = time.process_time()
    index.finish()
    return index, seconds + time.process_time() - start


def memory(titles: Sequence[str], days: Sequence[int]) -> int:
    """Return the bytes of an index after one search, without the titles and days themselves."""
    gc.collect()
    tracemalloc.start()
    index, _ = build(titles, days)
    index.search("zzqxv")  # caches that the first search fills count
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size - sys.getsizeof([*titles]) - len(days) * array("i").itemsize
