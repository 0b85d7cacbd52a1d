"""Measure the recommended order: simulated readers star what they are after, and read on from the top.

    python bench/recommend.py FILE.csv ...
    python bench/recommend.py --topics venue DUMP ...

A table has the columns `title`, `abstract` and `label_included` (1: relevant), such as those of ASReview's collections.
Of a dump, the papers with one value of a field (`venue`, `cat`, `org`, `tag` …) are what a reader is after, the most
frequent values in turn. A reader knows one relevant and one other paper, and then always reads the papers that come
first, one after another (ten at a time of more than a thousand papers); they are starred if they are relevant, else only
read. The same readers use naive Bayes, the newest first (without dates from the end of the table), and, if the package
asreview is installed, its models ELAS u4 and u3.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from labelled import Table, read_review, read_topics
from paperreader.library.loading import load_library
from paperreader.recommend import Labels, LibraryWords, Recommender
from paperreader.recommend.ridge import fit
from paperreader.recommend.tfidf import TfIdf
from paperreader.recommend.word_counts import WORD_IDS, CountedWords, Texts, count_words

Scores = NDArray[np.float64]
Rank = Callable[[Sequence[int], Sequence[int]], Scores]
"""Takes the starred papers and those read without a star, returns a score for every paper."""
SEEDS = 4
STARS = (3, 5, 10, 20)
FIRST = 20
BATCH = 512
MANY = 1000  # papers from which on ten are read between two orders


class Figures(NamedTuple):
    """What a reader got: work saved over sampling at 95 % recall, recall after 10 and 30 % of the papers."""

    wss95: float
    recall10: float
    recall30: float


# -- ways to rank ---------------------------------------------------------------------------------------------


def paperreader_way(table: Table) -> Rank:
    """Rank as `paperreader list --sort recommended`."""
    tfidf = TfIdf(counted(table.texts))
    return lambda starred, read: tfidf.scores(fit(tfidf.vectors([*starred, *read]), len(starred)))


def counted(texts: Sequence[Texts]) -> list[CountedWords]:
    """Count the words of papers in batches."""
    return [count_words(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]


def naive_bayes_way(table: Table) -> Rank:
    """Rank by multinomial naive Bayes over the same words, with a count of 1 added to each."""
    counts = np.zeros((len(table.texts), WORD_IDS), np.float32)
    for index, text in enumerate(table.texts):
        ids, times, _ = count_words([text])
        counts[index, ids] = times
    counts = counts[:, counts.any(axis=0)]

    def rank(starred: Sequence[int], read: Sequence[int]) -> Scores:
        sums = [counts[list(papers)].sum(axis=0) + 1 for papers in (starred, read)]
        logs = [np.log(total / total.sum()) for total in sums]
        scores: Scores = counts @ (logs[0] - logs[1])
        return scores

    return rank


def newest_way(table: Table) -> Rank:
    """Rank by date, whatever is starred."""
    days = np.array(table.days, np.float64)
    return lambda _starred, _read: days


def asreview_way(name: str) -> Callable[[Table], Rank]:
    """Rank by a model of ASReview. Raises ImportError if it is not installed."""
    import pandas as pd
    from asreview.learner import ActiveLearningCycle
    from asreview.models.models import get_ai_config

    def make(table: Table) -> Rank:
        cycle: Any = ActiveLearningCycle.from_meta(get_ai_config(name)["value"])
        papers = pd.DataFrame(
            [(title, abstract.decode()) for title, abstract in table.texts], columns=["title", "abstract"]
        )
        features = cycle.transform(papers)

        def rank(starred: Sequence[int], read: Sequence[int]) -> Scores:
            cycle.fit(features[[*starred, *read]], np.array([1] * len(starred) + [0] * len(read)))
            scores = np.zeros(len(table.texts))
            scores[cycle.rank(features)] = -np.arange(len(scores))
            return scores

        return rank

    return make


def ways() -> dict[str, Callable[[Table], Rank]]:
    """Return the ways that are installed."""
    known: dict[str, Callable[[Table], Rank]] = {
        "paperreader": paperreader_way,
        "naive Bayes": naive_bayes_way,
        "newest first": newest_way,
    }
    try:
        return known | {f"ASReview, {name}": asreview_way(name) for name in ("elas_u4", "elas_u3")}
    except ImportError:
        return known


# -- readers --------------------------------------------------------------------------------------------------


def read_all(table: Table, rank: Rank, seed: int) -> Figures:
    """Read the papers of a table, always the first of those unread, until all relevant ones are starred."""
    random = Random(seed)
    starred = [random.choice(np.flatnonzero(table.relevant).tolist())]
    read = [random.choice(np.flatnonzero(~table.relevant).tolist())]
    known = np.zeros(len(table.texts), bool)
    known[[*starred, *read]] = True
    found = [1, 1]  # relevant papers among those read so far
    wanted = int(table.relevant.sum())
    at_once = 10 if len(known) > MANY else 1
    while found[-1] < wanted:
        order = np.argsort(-np.where(known, -np.inf, rank(starred, read)), kind="stable")
        for paper in order[: min(at_once, int((~known).sum()))].tolist():
            known[paper] = True
            (starred if table.relevant[paper] else read).append(paper)
            found.append(found[-1] + int(table.relevant[paper]))
    size = len(table.texts)
    found += [wanted] * (size - len(found))
    needed = 1 + int(np.argmax(np.array(found) >= 0.95 * wanted))
    return Figures(
        (size - needed) / size - 0.05, found[round(0.1 * size) - 1] / wanted, found[round(0.3 * size) - 1] / wanted
    )


def first_ones(table: Table, rank: Rank, stars: int, seed: int) -> float:
    """Return the share of relevant papers among the first 20 after some stars and as many papers read without one."""
    random = Random(seed)
    starred = random.sample(np.flatnonzero(table.relevant).tolist(), stars)
    read = random.sample(np.flatnonzero(~table.relevant).tolist(), stars)
    scores = rank(starred, read).copy()
    scores[[*starred, *read]] = -np.inf
    return float(table.relevant[np.argsort(-scores, kind="stable")[:FIRST]].mean())


def print_qualities(tables: Sequence[Table], seeds: int) -> None:
    """Print a row for each way and table, and the means."""
    heads = ("WSS@95", "recall 10 %", "recall 30 %", *(f"first {FIRST}, {stars} stars" for stars in STARS), "seconds")
    print("| papers | order |", " | ".join(heads), "|")
    print("|---|---|" + "---|" * len(heads))
    sums: dict[str, list[list[float]]] = {}
    for table in tables:
        for name, make in ways().items():
            start = time.process_time()
            rank = make(table)
            figures = [
                mean(values) for values in zip(*[read_all(table, rank, seed) for seed in range(seeds)], strict=True)
            ]
            seconds = time.process_time() - start
            enough = [stars for stars in STARS if stars < table.relevant.sum()]
            figures += [mean([first_ones(table, rank, stars, seed) for seed in range(seeds)]) for stars in enough]
            sums.setdefault(name, []).append(figures)
            print_row(str(table), name, figures, seconds)
    for name, rows in sums.items():
        print_row("mean", name, [mean(column) for column in zip(*rows, strict=False)])


def print_row(papers: str, way: str, figures: Sequence[float], seconds: float | None = None) -> None:
    """Print a row of the table of qualities."""
    cells = [*[f"{figure:.3f}" for figure in figures], *["–"] * (3 + len(STARS) - len(figures))]
    print(f"| {papers} | {way} | {' | '.join(cells)} | {'' if seconds is None else f'{seconds:.1f}'} |", flush=True)


def print_costs(tables: Sequence[Table], size: int) -> None:
    """Print time and memory for a dump of so many papers, the given ones repeated under other titles."""
    texts = list(islice(cycle([text for table in tables for text in table.texts]), size))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as dump:
        for number, (title, abstract) in enumerate(texts):
            dump.write(json.dumps({"title": f"{title} {number}", "abstract": abstract.decode()}) + "\n")
        dump.flush()
        library = load_library([dump.name])[0]
        words = LibraryWords(library)
        steps, times = [time.process_time()], [time.process_time()]
        while words.count_more():
            steps.append(time.process_time())
        times.append(time.process_time())
        tfidf = words.weighed()
        times.append(time.process_time())
        recommender = Recommender(words, Labels(range(10), (), range(10, 310), suffice=True))
        recommender.explore(recommender.best_first(range(library.row_count)))
        times.append(time.process_time())
    counting, weighing, ranking = np.diff(times)
    letters = sum(len(title) + len(abstract) for title, abstract in texts)
    print(f"\n{library.row_count:,} papers of {letters / size:,.0f} bytes, processor time:")
    print(
        f"words counted in {counting:.2f} s, in steps of at most {1000 * max(np.diff(steps)):.0f} ms; {tfidf.nbytes / size:.0f} bytes a paper"
    )
    print(f"weighed in {1000 * weighing:.0f} ms, once; from 310 marks to the new order in {1000 * ranking:.0f} ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--topics", metavar="FIELD", help="the files are dumps; take the values of a field as topics")
    parser.add_argument("--count", type=int, default=5, help="topics")
    parser.add_argument("--state", help="the file of marks with the tags, instead of your own")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="readers for each file or topic")
    parser.add_argument("--papers", type=int, default=20_000, help="papers of the dump for the measured costs")
    options = parser.parse_args()
    if options.topics:
        tables = read_topics(options.files, options.topics, options.count, options.state)
    else:
        tables = [read_review(Path(file)) for file in options.files]
    print_qualities(tables, options.seeds)
    print_costs(tables, options.papers)


if __name__ == "__main__":
    main()
