"""What the index of titles costs: its building in batches, as the reader does it, and its memory."""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from array import array
from collections.abc import Sequence
from importlib import import_module

from paperreader.search import TitleIndex, preload

BATCH = 6000  # titles; the reader gathers 2,000 to 8,000 while it reads a large dump


def loaded() -> float:
    """Load what the index needs, which the first search waits for once; the processor seconds of that."""
    start = time.process_time()
    import_module("paperreader.search.indexed")
    preload()
    return time.process_time() - start


def built(titles: Sequence[str], days: Sequence[int]) -> tuple[TitleIndex, float]:
    """An index of the titles, and the processor seconds that building took."""
    index, growing, growing_days, spent = TitleIndex(), list[str](), array("i"), 0.0
    for begin in range(0, len(titles), BATCH):
        growing += titles[begin : begin + BATCH]
        growing_days.extend(days[begin : begin + BATCH])
        start = time.process_time()
        index.extend(growing, growing_days)
        spent += time.process_time() - start
    start = time.process_time()
    index.finish()
    return index, spent + time.process_time() - start


def memory(titles: Sequence[str], days: Sequence[int]) -> int:
    """The bytes of an index that has answered once, without the titles and days that it was given."""
    gc.collect()
    tracemalloc.start()
    index, _ = built(titles, days)
    index.search("zzqxv")  # what is made on the first search counts
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size - sys.getsizeof([*titles]) - len(days) * array("i").itemsize
