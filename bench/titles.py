r"""Plausible titles in any number, for measuring at a scale at which there are no dumps at hand.

    python bench/titles.py COUNT [--seed 1] [--dump] FILE ... > titles.txt

FILE: dumps of real titles. Prints `COUNT` distinct titles, the real ones first, one a line; with
`--dump` as a page that paperreader reads, each title with an abstract. Statistics of the real and
of the made titles go to standard error.

A made title is a walk over the words that follow each other in the real titles. Where the walk
meets a rare word, another rare word takes its place: a coined one while the vocabulary lags behind
its growth (Heaps' law: a power of the number of titles, through what the real titles have and
300,000 words at a million), else one that was there before, the more likely the oftener it was.
Pairs of neighbours grow by such a power too, that of the real titles; while there are fewer, the
walk leaps now and then to a word that it has not seen there. Else the made titles would be
patchworks of the real ones, and these hard to tell from their copies: of the pairs of 10,000
further real titles 45 % are new, of those of an unleaping walk's 19 %. And there are no more titles
of so many words than among the real ones.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from random import Random

import paperreader
from names import Coiner
from paperreader.text import normalize_title

_MILLION, _WORDS_OF_A_MILLION = 1_000_000, 300_000
_RARE = 2  # occurrences
_MOST_OF_A_LENGTH = 1.05  # times the real titles' share of so many words; a walk's lengths spread wider
_MOST_LETTERS = 170  # a longer line may be read as an abstract
_LEAPS = 0.4  # of the words of a title, while pairs lag
_TELLING = 3  # followers of two words; with fewer the walk goes by one word, or it would only copy
_PUNCTUATION = ":,;.?!()'\""
_START, _END = "\n", ""
_ABSTRACT_FROM = 320  # letters; shorter ones may be read as titles


class Walk:
    """Which words follow which in real titles."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._alike: dict[bool, list[str]] = {True: [], False: []}  # small words and the others, as often as they occur
        self._after: dict[str, list[str]] = defaultdict(list)
        after_two: dict[tuple[str, str], list[str]] = defaultdict(list)
        for title in titles:
            words = [_START, *title.split(), _END]
            for word in words[1:-1]:
                self._alike[word.islower()].append(word)
            for pair in pairwise(words):
                self._after[pair[0]].append(pair[1])
            for before, pair in zip(words, pairwise(words[1:]), strict=False):
                after_two[before, pair[0]].append(pair[1])
        self._after_two = {pair: nexts for pair, nexts in after_two.items() if len(nexts) >= _TELLING}

    def title(self, chance: Random, leaps: float) -> list[str]:
        """The words of a made title, so many of them leapt to; rare words are still those of the real titles."""
        drawn = chance.random
        before, word, words = "", _START, list[str]()
        while True:
            nexts = self._after_two.get((before, word)) or self._after[word]
            before, word = word, nexts[int(drawn() * len(nexts))]
            if word == _END:
                return words
            if drawn() < leaps:
                alike = self._alike[word.islower()]
                word = alike[int(drawn() * len(alike))]
            words.append(word)


class RareWords:
    """The words that take the places of rare words: coined, or drawn from those that came before."""

    def __init__(self, titles: Sequence[str], chance: Random) -> None:
        raw = [word.strip(_PUNCTUATION) for title in titles for word in title.split()]
        often = Counter(raw)
        self._rare = {  # as they stand in titles; without punctuation, and whether they are names
            word: (bare, is_name(bare))
            for title in titles
            for word in title.split()
            if (bare := word.strip(_PUNCTUATION)) and often[bare] <= _RARE
        }
        self._seen = {word for title in titles for word in normalize_title(title).split()}
        self._names = [word for word in raw if often[word] <= _RARE and is_name(word)]
        self._common = [word for word in raw if often[word] <= _RARE and not is_name(word)]
        self._chance, self._coiner = chance, Coiner(raw, chance)
        self._first, self._first_words = len(titles), len(self._seen)
        self._growth = log(_WORDS_OF_A_MILLION / self._first_words) / log(_MILLION / self._first)

    def replaced(self, words: list[str], rows: int) -> Iterator[str]:
        """The words with rare ones exchanged; `rows` are the titles there are already."""
        lags = len(self._seen) < self._first_words * (rows / self._first) ** self._growth
        for word in words:
            rare = self._rare.get(word)
            if rare is None:
                yield word
                continue
            bare, name = rare
            other = self._coined(name=name) if lags else self._known(name=name)
            yield word.replace(bare, other.capitalize() if bare[0].isupper() and not name else other)
            lags = False  # at most one in a title, as the vocabulary grows by less

    def _known(self, *, name: bool) -> str:
        words = self._names if name else self._common
        if not words:
            return self._coined(name=name)
        words.append(words[int(self._chance.random() * len(words))])
        return words[-1]

    def _coined(self, *, name: bool) -> str:
        while True:
            word = self._coiner.name() if name else self._coiner.common()
            folded = normalize_title(word).split()
            if not self._seen.issuperset(folded):
                self._seen.update(folded)
                (self._names if name else self._common).append(word)
                return word


def is_name(word: str) -> bool:
    """Whether a word has capitals or digits inside (`BERT`, `word2vec`)."""
    return any(letter.isupper() or letter.isdigit() for letter in word[1:])


class Pairs:
    """The distinct pairs of neighbours in folded titles, and whether they lag behind their growth."""

    def __init__(self, titles: Sequence[str], chance: Random) -> None:
        self._seen: set[int] = set()
        mixed, half = chance.sample(titles, len(titles)), len(titles) // 2
        for title in mixed[:half]:
            self.add(title)
        before = len(self._seen)
        for title in mixed[half:]:
            self.add(title)
        self._first, self._first_pairs = len(titles), len(self._seen)
        self._growth = log(self._first_pairs / before) / log(len(titles) / half)

    def add(self, title: str) -> None:
        """Take in the pairs of a folded title."""
        self._seen.update(map(hash, pairwise(title.split())))

    def lag(self, rows: int) -> bool:
        """Whether so many titles should have more pairs."""
        expected: float = self._first_pairs * (rows / self._first) ** self._growth
        return len(self._seen) < expected


def generate(real: Sequence[str], count: int, seed: int) -> list[str]:
    """`count` titles, distinct when folded: the real ones, then made ones; the same for the same arguments."""
    seen = {normalize_title(title): title for title in real}
    titles = list(seen.values())[:count]
    if len(titles) == count:
        return titles
    chance = Random(seed)
    walk, rare, pairs = Walk(titles), RareWords(titles, chance), Pairs(list(seen), chance)
    real_lengths = Counter(len(title.split()) for title in titles)
    lengths, most = real_lengths.copy(), _MOST_OF_A_LENGTH / len(titles)
    while len(titles) < count:
        words = walk.title(chance, _LEAPS if pairs.lag(len(titles)) else 0)
        if lengths[len(words)] > most * real_lengths[len(words)] * len(titles):
            continue
        title = " ".join(rare.replaced(words, len(titles)))
        folded = normalize_title(title)
        if folded not in seen and len(title) <= _MOST_LETTERS:
            seen[folded] = title
            pairs.add(folded)
            lengths[len(words)] += 1
            titles.append(title)
    return titles


def told(name: str, titles: Sequence[str]) -> str:
    """A line of statistics."""
    folded = [normalize_title(title).split() for title in titles]
    pairs = {pair for words in folded for pair in pairwise(words)}
    often = Counter(word for words in folded for word in words)
    once = sum(times == 1 for times in often.values()) / len(often)
    words, letters = often.total() / len(titles), sum(map(len, titles)) / len(titles)
    return f"{name:10}{len(titles):10}{len(often):10}{once:8.0%}{words:8.1f}{letters:9.1f}{len(pairs):10}"


def cards(titles: Sequence[str], seed: int) -> Iterator[str]:
    """Each title as a page prints it: with an abstract, its authors and its day."""
    chance = Random(seed)
    for title in titles:
        abstract = f"We study {title}."
        while len(abstract) < _ABSTRACT_FROM:
            abstract += f" It differs from {titles[int(chance.random() * len(titles))]}."
        day = f"{chance.choice(('Jan', 'May', 'Dec'))} {chance.randint(1, 28)}, {chance.randint(2010, 2024)}"
        yield f"{title}\n\n{abstract}\n\n  • {chance.randint(1, 12)} authors\n·\n{day}\n\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dump", action="store_true")
    arguments = parser.parse_args()
    real = paperreader.load(arguments.files).titles
    titles = generate(real, arguments.count, arguments.seed)
    lines = cards(titles, arguments.seed) if arguments.dump else (f"{title}\n" for title in titles)
    sys.stdout.writelines(lines)
    print(f"{'':10}{'titles':>10}{'distinct':>10}{'once':>8}{'words':>8}{'letters':>9}{'pairs':>10}", file=sys.stderr)
    print(told("real", real), file=sys.stderr)
    print(told("written", titles), file=sys.stderr)
    if len(titles) >= 2 * len(real):
        print(told("of these", titles[-len(real) :]), file=sys.stderr)


if __name__ == "__main__":
    main()
