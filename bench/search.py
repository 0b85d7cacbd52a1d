"""Finding a known title by what is left of it in the memory, typed key by key, beside other finders.

    python bench/search.py FILE ... [--queries 200] [--titles N] [--seed 1] [--peers [NAME ...]]

FILE: dumps. With `--titles` the index holds N titles: the first real ones, or all of them and made
ones (see `titles.py`) in random order. The titles looked for are always real, so that figures at
different sizes compare. Each is spoiled in named ways (see `spoiling.py`); a finder has found it at
the rank of the first of its best ten titles that is the same when folded. MRR, the mean of one
over the rank, takes a title that is not among the ten as 0. Queries made of words that stand
together in several titles (see `recall.py`) are left out, and told beside the others.

Some queries are typed key by key, every prefix being searched for and timed in processor time; the
others are asked whole, and on those the peers are tried too. Large sizes give slow peers fewer,
unless `--peer-queries` tells how many. With these a run may take hours: what a way came to is told
on standard error as soon as it is done.
"""

from __future__ import annotations

import argparse
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
from building import BATCH, built, loaded, memory
from paperreader.search import TitleIndex
from paperreader.text import normalize_title
from paperreader.tui.gc_policy import GcPolicy
from peers import BEST, Finder, by_index, fzf, scorers
from recall import Answers, Case, Key, asked, attainable, cases, holding, quantile, typed
from spoiling import ways
from titles import generate

TYPED = 40  # of each way's queries, at most
PEER_QUERIES = {"fzf": 20, "WRatio": 5, "token_set_ratio": 5}  # of each way, from so many titles on:
MANY = 100_000
SPARE = 4  # times as many queries are made as are asked, for those that are left out
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


def print_recall(table: dict[str, dict[str, Answers]], finders: Sequence[str]) -> None:
    together = {name: Answers([], []) for name in finders}
    for row in table.values():
        together = {name: answers + row[name] for name, answers in together.items()}
    print("\n" + " " * 15 + "".join(f"  {name:^19}" for name in finders))
    print(" " * 15 + "  " + "  ".join("   @1%  @10%   MRR" for _ in finders))
    for way, row in {**table, "all together": together}.items():
        print(f"{way:15}" + "".join(f" {row[name].told():>20}" for name in finders))
    counts = (len(next(iter(table.values()))[name].ranks) for name in finders)
    print(f"{'queries a way':15}" + "".join(f"{count:21}" for count in counts))


def print_whole(table: dict[str, dict[str, Answers]], finders: Sequence[str], floor: float) -> None:
    """Wall time of queries asked whole; fzf less its floor."""
    ours = 0.0
    print(f"\n{'a whole query, wall time':35}{'median':>9}{'p90':>9}  ms, {'median beside ours':>18}")
    for name in finders:
        seconds = [spent for row in table.values() for spent in row[name].seconds]
        middle, slow = quantile(seconds, 0.5), quantile(seconds, 0.9)
        ours = ours or middle
        print(f"{name:35}{middle:9.1f}{slow:9.1f}{middle / ours:21.2f} times")
        if name == "fzf":
            print(f"{'  less reading alone':35}{middle - floor * 1000:9.1f}{slow - floor * 1000:9.1f}", end="")
            print(
                f"{(middle - floor * 1000) / ours:21.2f} times; reading alone {floor * 1000:.1f} ms, median of 7 runs"
            )


def print_keys(keys: Sequence[Key], queries: int) -> None:
    """Of the queries typed; the first letters beside all, as they match most titles."""
    firsts = [key for key in keys if len(key.typed) == 1]
    print(f"\n{'a key':35}{'median':>9}{'p99':>9}{'worst':>9}  ms")
    for name, some in (("processor time", keys), ("processor time, first letters", firsts)):
        figures = [key.processor for key in some]
        line = f"{name:35}{quantile(figures, 0.5):9.2f}{quantile(figures, 0.99):9.2f}{quantile(figures, 1):9.2f}"
        print(f"{line}  {len(some)} keys of {len(firsts)} of the {queries} queries")
    walls = [key.wall for key in keys]
    print(f"{'wall time':35}{quantile(walls, 0.5):9.2f}{quantile(walls, 0.99):9.2f}{quantile(walls, 1):9.2f}")
    print(f"the worst three: {', '.join(repr(k.typed) for k in sorted(keys, key=lambda k: -k.processor)[:3])}")


def print_odd(index: TitleIndex) -> None:
    print(f"\n{'no good answer, hard input':35}{'hits':>9}{'ms':>9}")
    for name, query in {**{f"`{query}`": query for query in NO_ANSWER}, **HARD}.items():
        start = time.process_time()
        hits = len(index.search(query).rows)
        print(f"{name:35}{hits:9}{(time.process_time() - start) * 1000:9.2f}")


def print_cost(titles: Sequence[str], days: Sequence[int], loading: float, spent: float) -> None:
    size = memory(titles, days) / len(titles)
    print(f"\nthe index: built in {spent:.2f} s of processor time, {BATCH} titles at a time; {size:.0f} bytes a title")
    print(f"{loading:.2f} s to load numpy and rapidfuzz, once")


def titles_and_days(arguments: argparse.Namespace) -> tuple[list[str], list[int], list[str]]:
    """The titles to search, their days, and the real ones. Made ones stand among the real, with days like theirs."""
    library = paperreader.load(arguments.files)
    wanted = arguments.titles or len(library.titles)
    real, days = library.titles[:wanted], list(library.days[:wanted])
    if wanted == len(real):
        return real, days, real
    chance = Random(arguments.seed)
    titles = generate(real, wanted, arguments.seed)
    days += chance.choices(days, k=wanted - len(real))
    order = chance.sample(range(wanted), wanted)
    return [titles[row] for row in order], [days[row] for row in order], real


@dataclass(frozen=True, slots=True)
class Queries:
    """One way's queries: those that are asked, and the ambiguous ones that were made before the last of them.

    The latter with how likely each of the titles is that have all their words, see `recall.holding`.
    """

    asked: list[Case]
    left_out: dict[Case, list[float]]


def queries(arguments: argparse.Namespace, folded: list[str], real: list[str]) -> dict[str, Queries]:
    """By way, queries for known items."""
    count, seed = arguments.queries, arguments.seed
    made = {name: cases(real, way, SPARE * count, Random(f"{seed} {name}")) for name, way in ways(real).items()}
    titles = holding(folded, [case for some in made.values() for case in some])
    found: dict[str, Queries] = {}
    for name, some in made.items():
        sure = [case for case in some if len(titles[case]) == 1][:count]
        until = some.index(sure[-1]) if sure else len(some)
        found[name] = Queries(sure, {case: titles[case] for case in some[:until] if len(titles[case]) > 1})
    return found


def answered(  # noqa: PLR0913, PLR0917 - who is asked, and what
    ours: Finder,
    index: TitleIndex,
    folded: list[str],
    peers: dict[str, Finder],
    some: dict[str, Queries],
    fewer: dict[str, int],
) -> tuple[dict[str, dict[str, Answers]], list[Key]]:
    """Each way's answers of each finder, of peers as many as `fewer` tells or all, and what the keys cost."""
    keys, table = list[Key](), dict[str, dict[str, Answers]]()
    for name, one in some.items():
        by_key = min(TYPED, len(one.asked) // 2)
        first = typed(index, folded, one.asked[:by_key], keys)
        table[name] = {"paperreader": first + asked(ours, one.asked[by_key:])}
        for peer, finder in peers.items():
            table[name][peer] = asked(finder, one.asked[-fewer[peer] :] if peer in fewer else one.asked)
        recall = "  ".join(f"{finder} {answers.told()}" for finder, answers in table[name].items())
        print(f"{name:15} {recall}", file=sys.stderr, flush=True)
    return table, keys


def peer_queries(arguments: argparse.Namespace, size: int) -> dict[str, int]:
    """How many queries of each way a peer is asked, if not all."""
    if arguments.peer_queries:
        return dict.fromkeys(arguments.peers, arguments.peer_queries)
    return PEER_QUERIES if size >= MANY else {}


def print_left_out(ours: Finder, table: dict[str, dict[str, Answers]], some: dict[str, Queries]) -> None:
    """How many queries nobody could answer for sure, the recall with them, and what could be reached."""
    left_out = {case: likely for one in some.values() for case, likely in one.left_out.items()}
    sure = sum((row["paperreader"] for row in table.values()), Answers([], []))
    together = sure + asked(ours, list(left_out))
    count = len(together.ranks)
    at_most = [
        100 * (len(sure.ranks) + sum(attainable(likely, best) for likely in left_out.values())) / count
        for best in (1, BEST)
    ]
    print(f"left out, as several titles have all their words: {len(left_out)} of {count} queries;")
    print(f"{'with them':15}  {together.told()}")
    print(
        f"{'attainable':15} {at_most[0]:7.1f}{at_most[1]:6.1f}  about, for one who knows the words meant and their order"
    )


def measure(arguments: argparse.Namespace) -> None:
    titles, days, real = titles_and_days(arguments)
    folded = [normalize_title(title) for title in titles]
    GcPolicy()  # is looked for as the reader does
    loading = loaded()
    index, spent = built(titles, days)
    GcPolicy.freeze()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(titles)} titles, {len(real)} of them real; seed {arguments.seed}; MRR of the best ten")
    with tempfile.TemporaryDirectory() as folder:
        found, floor = fzf(folded, Path(folder)) if "fzf" in arguments.peers else ({}, 0.0)
        peers = {name: finder for name, finder in (scorers(folded) | found).items() if name in arguments.peers}
        ours, some = by_index(index, folded), queries(arguments, folded, [normalize_title(title) for title in real])
        table, keys = answered(ours, index, folded, peers, some, peer_queries(arguments, len(folded)))
    finders = ["paperreader", *peers]
    print_recall(table, finders)
    print_left_out(ours, table, some)
    print_whole(table, finders, floor)
    print_keys(keys, sum(len(row["paperreader"].ranks) for row in table.values()))
    print_odd(index)
    print_cost(titles, days, loading, spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--queries", type=int, default=200, help="of each way")
    parser.add_argument("--titles", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", nargs="*", choices=PEER_QUERIES, default=[*PEER_QUERIES], help="all, if not told")
    parser.add_argument("--peer-queries", type=int, help="of each way, at most")
    measure(parser.parse_args())


if __name__ == "__main__":
    main()
