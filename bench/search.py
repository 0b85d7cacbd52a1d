"""Measure the search for known titles by what a person remembers of them, and compare it with other finders.

    python bench/search.py FILE ... [--queries 200] [--titles N] [--seed 1] [--peers [NAME ...]]

Queries are made from real titles in several ways (see `spoiling.py`). The rank of a title is that of the
first of a finder's best ten titles that is equal when normalized. MRR is the mean of one over the rank; a
title that is not among the ten counts as 0. Ambiguous queries (see `recall.py`) are left out, and reported
separately.

Part of the queries is typed key by key: each prefix is searched for, and timed in processor time. The others
are searched for whole, and the peers get these. At large sizes slow peers get fewer queries, unless
`--peer-queries` gives a number. With all peers and a million titles a run takes hours: the result of each way is
printed on standard error when it is done.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import paperreader
from building import BATCH, build, import_seconds, memory
from paperreader.search import TitleIndex
from paperreader.text import normalize_title
from paperreader.tui.gc_policy import GcPolicy
from peers import BEST, Finder, by_index, fzf, scorers
from recall import Answers, Case, Key, attainable, cases, likelihoods, quantile, search_typed, search_whole
from spoiling import ways
from titles import generate

TYPED = 40  # of each way's queries, at most
PEER_QUERIES = {"fzf": 20, "WRatio": 5, "token_set_ratio": 5}  # of each way, from so many titles on:
MANY = 100_000
SPARE = 4  # times as many queries are made as are needed, because ambiguous ones are left out
NO_ANSWER = ["zzqxv", "vvvvv wwwww", "qwrtplk vbnmx"]
HARD = {
    "empty": "",
    "10,000 letters": "abcdefghij" * 1000,
    "10,000 times one letter": "a" * 10_000,
    "2,500 words": "the " * 2500,
    "punctuation": "!?.,;:-()[]{}$\\^'\"" * 5,
    "spaces": " " * 50,
    "control characters": "\x00\x07\x1b[2J\x7f\x9b",
    "an unpaired surrogate": "neural \ud800",
}

Table = dict[str, dict[str, Answers]]
"""The answers by way and by finder."""


def print_recall(table: Table, finders: Sequence[str]) -> None:
    total = {name: Answers([], []) for name in finders}
    for row in table.values():
        total = {name: answers + row[name] for name, answers in total.items()}
    print("\n" + " " * 15 + "".join(f"  {name:^19}" for name in finders))
    print(" " * 15 + "  " + "  ".join("   @1%  @10%   MRR" for _ in finders))
    for way, row in {**table, "all ways": total}.items():
        print(f"{way:15}" + "".join(f" {row[name].summary():>20}" for name in finders))
    counts = (len(next(iter(table.values()))[name].ranks) for name in finders)
    print(f"{'queries a way':15}" + "".join(f"{count:21}" for count in counts))


def print_whole(table: Table, finders: Sequence[str], floor: float) -> None:
    """Print the wall time of whole queries; for fzf also less its floor."""
    ours = 0.0
    print(f"\n{'a whole query, wall time':35}{'median':>9}{'p90':>9}  ms, {'median / ours':>18}")
    for name in finders:
        seconds = [seconds for row in table.values() for seconds in row[name].seconds]
        median, slow = quantile(seconds, 0.5), quantile(seconds, 0.9)
        ours = ours or median
        print(f"{name:35}{median:9.1f}{slow:9.1f}{median / ours:21.2f} times")
        if name == "fzf":
            reading = floor * 1000
            print(f"{'  without reading':35}{median - reading:9.1f}{slow - reading:9.1f}", end="")
            print(f"{(median - reading) / ours:21.2f} times; reading takes {reading:.1f} ms, median of 7 runs")


def print_keys(keys: Sequence[Key], queries: int) -> None:
    """Print the time per key of the typed queries; first letters also by themselves, as they match most titles."""
    firsts = [key for key in keys if len(key.typed) == 1]
    print(f"\n{'a key':35}{'median':>9}{'p99':>9}{'worst':>9}  ms")
    for name, group in (("processor time", keys), ("processor time, first letters", firsts)):
        print(f"{name:35}{quantiles([key.processor for key in group])}", end="")
        print(f"  {len(group)} keys of {len(firsts)} of the {queries} queries")
    print(f"{'wall time':35}{quantiles([key.wall for key in keys])}")
    worst = sorted(keys, key=lambda key: -key.processor)[:3]
    print(f"the worst three: {', '.join(repr(key.typed) for key in worst)}")


def quantiles(seconds: Sequence[float]) -> str:
    return "".join(f"{quantile(seconds, share):9.2f}" for share in (0.5, 0.99, 1))


def print_hard(index: TitleIndex) -> None:
    print(f"\n{'no good answer, hard input':35}{'hits':>9}{'ms':>9}")
    for name, query in {**{f"`{query}`": query for query in NO_ANSWER}, **HARD}.items():
        start = time.process_time()
        hits = len(index.search(query).rows)
        print(f"{name:35}{hits:9}{(time.process_time() - start) * 1000:9.2f}")


def print_cost(titles: Sequence[str], days: Sequence[int], importing: float, building: float) -> None:
    size = memory(titles, days) / len(titles)
    print(
        f"\nthe index: built in {building:.2f} s of processor time, {BATCH} titles at a time; {size:.0f} bytes a title"
    )
    print(f"{importing:.2f} s to import numpy and rapidfuzz, once")


def titles_and_days(arguments: argparse.Namespace) -> tuple[list[str], list[int], list[str]]:
    """Return the titles to search, their days, and the real titles.

    Generated titles are mixed with the real ones, and have days of real ones.
    """
    library = paperreader.load(arguments.files)
    count = arguments.titles or len(library.titles)
    real, days = library.titles[:count], list(library.days[:count])
    if count == len(real):
        return real, days, real
    chance = Random(arguments.seed)
    titles = generate(real, count, arguments.seed)
    days += chance.choices(days, k=count - len(real))
    order = chance.sample(range(count), count)
    return [titles[row] for row in order], [days[row] for row in order], real


@dataclass(frozen=True, slots=True)
class WayQueries:
    """The queries of one way.

    Attributes:
        unambiguous: the queries that are searched for.
        ambiguous: the ambiguous queries made before the last of them, with the likelihood of each title
            (see `recall.likelihoods`).
    """

    unambiguous: list[Case]
    ambiguous: dict[Case, list[float]]


def make_queries(arguments: argparse.Namespace, titles: list[str], real: list[str]) -> dict[str, WayQueries]:
    """Return the queries of each way. All titles are normalized."""
    count, seed = arguments.queries, arguments.seed
    drafts = {name: cases(real, way, SPARE * count, Random(f"{seed} {name}")) for name, way in ways(real).items()}
    likely = likelihoods(titles, [case for way_cases in drafts.values() for case in way_cases])
    found: dict[str, WayQueries] = {}
    for name, way_cases in drafts.items():
        unambiguous = [case for case in way_cases if len(likely[case]) == 1][:count]
        end = way_cases.index(unambiguous[-1]) if unambiguous else len(way_cases)
        ambiguous = {case: likely[case] for case in way_cases[:end] if len(likely[case]) > 1}
        found[name] = WayQueries(unambiguous, ambiguous)
    return found


def search_all(  # noqa: PLR0913, PLR0917 - the finders, and their queries
    ours: Finder,
    index: TitleIndex,
    titles: list[str],
    peers: dict[str, Finder],
    queries: dict[str, WayQueries],
    peer_counts: dict[str, int],
) -> tuple[Table, list[Key]]:
    """Return the answers of all finders to each way's queries, and what the typed keys cost.

    A peer gets as many queries of each way as `peer_counts` says, or all.
    """
    keys, table = list[Key](), Table()
    for name, way_queries in queries.items():
        unambiguous = way_queries.unambiguous
        typed = min(TYPED, len(unambiguous) // 2)
        first = search_typed(index, titles, unambiguous[:typed], keys)
        table[name] = {"paperreader": first + search_whole(ours, unambiguous[typed:])}
        for peer, finder in peers.items():
            count = peer_counts.get(peer, len(unambiguous))
            table[name][peer] = search_whole(finder, unambiguous[-count:])
        recall = "  ".join(f"{finder} {answers.summary()}" for finder, answers in table[name].items())
        print(f"{name:15} {recall}", file=sys.stderr, flush=True)
    return table, keys


def peer_query_counts(arguments: argparse.Namespace, size: int) -> dict[str, int]:
    """Return how many queries of each way a peer gets, if not all."""
    if arguments.peer_queries:
        return dict.fromkeys(arguments.peers, arguments.peer_queries)
    return PEER_QUERIES if size >= MANY else {}


def print_ambiguous(ours: Finder, table: Table, queries: dict[str, WayQueries]) -> None:
    """Print the number of ambiguous queries, the recall with them, and the best that can be reached."""
    ambiguous = {case: likely for way_queries in queries.values() for case, likely in way_queries.ambiguous.items()}
    unambiguous = sum((row["paperreader"] for row in table.values()), Answers([], []))
    total = unambiguous + search_whole(ours, list(ambiguous))
    count = len(total.ranks)
    best = [
        100 * (len(unambiguous.ranks) + sum(attainable(likely, top) for likely in ambiguous.values())) / count
        for top in (1, BEST)
    ]
    print(f"left out, because several titles have all their words: {len(ambiguous)} of {count} queries;")
    print(f"{'with them':15}  {total.summary()}")
    print(f"{'attainable':15} {best[0]:7.1f}{best[1]:6.1f}  about, for a search that knows the words and their order")


def measure(arguments: argparse.Namespace) -> None:
    titles, days, real = titles_and_days(arguments)
    normalized = [normalize_title(title) for title in titles]
    GcPolicy()  # the garbage collector runs as in the reader
    importing = import_seconds()
    index, building = build(titles, days)
    gc.freeze()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(titles)} titles, {len(real)} of them real; seed {arguments.seed}; MRR of the best ten")
    with tempfile.TemporaryDirectory() as folder:
        fzf_finder, floor = fzf(normalized, Path(folder)) if "fzf" in arguments.peers else ({}, 0.0)
        finders = scorers(normalized) | fzf_finder
        peers = {name: finder for name, finder in finders.items() if name in arguments.peers}
        ours = by_index(index, normalized)
        queries = make_queries(arguments, normalized, [normalize_title(title) for title in real])
        peer_counts = peer_query_counts(arguments, len(normalized))
        table, keys = search_all(ours, index, normalized, peers, queries, peer_counts)
    names = ["paperreader", *peers]
    print_recall(table, names)
    print_ambiguous(ours, table, queries)
    print_whole(table, names, floor)
    print_keys(keys, sum(len(row["paperreader"].ranks) for row in table.values()))
    print_hard(index)
    print_cost(titles, days, importing, building)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE", help="dumps of real titles")
    parser.add_argument("--queries", type=int, default=200, metavar="N", help="queries of each way (default: 200)")
    parser.add_argument(
        "--titles",
        type=int,
        metavar="N",
        help="titles of the index: the first real ones, or all real ones and generated ones in random order;"
        " queries are made from real ones only (default: all real ones)",
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of all random choices (default: 1)")
    parser.add_argument(
        "--peers",
        nargs="*",
        choices=PEER_QUERIES,
        default=[*PEER_QUERIES],
        help="finders to compare with (default: all)",
    )
    parser.add_argument("--peer-queries", type=int, metavar="N", help="queries of each way for a peer, at most")
    measure(parser.parse_args())


if __name__ == "__main__":
    main()
