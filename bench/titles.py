"""Generate plausible titles in any number, to measure at sizes for which no dumps are at hand.

    python bench/titles.py COUNT [--seed 1] [--dump | --snapshot] FILE ... > titles.txt

Prints COUNT different titles, one a line, the real titles of the dumps first. With `--dump` it prints a page that
paperreader reads, with an abstract for each title, with `--snapshot` arXiv's metadata of invented papers. Statistics of the real and the generated titles go to
standard error.

A generated title is a random walk over the words that follow each other in the real titles. A rare word of the
walk is replaced by another rare word. While the vocabulary is smaller than expected for the number of titles, that
is a new word, else one that occurred before, the frequent ones more often. The expected size is Heaps' law: a
power of the number of titles, fitted to the real titles and to 300,000 words in a million titles.

The number of different pairs of adjacent words is held to such a power too, fitted to the real titles. While there
are too few pairs, the walk sometimes jumps to a random word. Without that the generated titles would repeat the
real ones: of the pairs in 10,000 further real titles 45 % are new, in those of a walk without jumps 19 %. And the
lengths of titles in words are distributed as those of the real titles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from random import Random
from string import ascii_uppercase

import paperreader
from names import WordGenerator
from paperreader.text import normalize_title

_MILLION, _WORDS_OF_A_MILLION = 1_000_000, 300_000
_RARE = 2  # occurrences, at most
_LENGTH_LIMIT = 1.05  # times the share that titles of a length have among the real ones; a walk's lengths vary more
_MAX_LETTERS = 170  # a longer line may be read as an abstract
_JUMPS = 0.4  # share of the words of a title, while there are too few pairs
_MIN_FOLLOWERS = 3  # of two words; with fewer the walk looks at one word only, or it would copy titles
_PUNCTUATION = ":,;.?!()'\""
_START, _END = "\n", ""
_NAMING_TITLES = 10_000  # whose words names are made of
_ABSTRACT_LETTERS = 320  # at least; a shorter one may be read as a title


class Walk:
    """A random walk over the words that follow each other in real titles."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._by_case: dict[bool, list[str]] = {True: [], False: []}  # all words in small letters, and all others
        self._after: dict[str, list[str]] = defaultdict(list)
        after_two: dict[tuple[str, str], list[str]] = defaultdict(list)
        for title in titles:
            words = [_START, *title.split(), _END]
            for word in words[1:-1]:
                self._by_case[word.islower()].append(word)
            for pair in pairwise(words):
                self._after[pair[0]].append(pair[1])
            for before, pair in zip(words, pairwise(words[1:]), strict=False):
                after_two[before, pair[0]].append(pair[1])
        self._after_two = {pair: followers for pair, followers in after_two.items() if len(followers) >= _MIN_FOLLOWERS}

    def title(self, chance: Random, jumps: float) -> list[str]:
        """Return the words of a new title, of which a share is jumped to. Rare words are those of real titles."""
        drawn = chance.random
        before, word, words = "", _START, list[str]()
        while True:
            followers = self._after_two.get((before, word)) or self._after[word]
            before, word = word, followers[int(drawn() * len(followers))]
            if word == _END:
                return words
            if drawn() < jumps:
                candidates = self._by_case[word.islower()]
                word = candidates[int(drawn() * len(candidates))]
            words.append(word)


class RareWords:
    """The words that replace rare words: new ones, or words that occurred before."""

    def __init__(self, titles: Sequence[str], chance: Random) -> None:
        raw = [word.strip(_PUNCTUATION) for title in titles for word in title.split()]
        frequency = Counter(raw)
        self._rare = {  # by the word in a title: the word without punctuation, and whether it is a name
            word: (bare, is_name(bare))
            for title in titles
            for word in title.split()
            if (bare := word.strip(_PUNCTUATION)) and frequency[bare] <= _RARE
        }
        self._seen = {word for title in titles for word in normalize_title(title).split()}
        self._names = [word for word in raw if frequency[word] <= _RARE and is_name(word)]
        self._common = [word for word in raw if frequency[word] <= _RARE and not is_name(word)]
        self._chance, self._generator = chance, WordGenerator(raw, chance)
        self._first, self._first_words = len(titles), len(self._seen)
        self._growth = log(_WORDS_OF_A_MILLION / self._first_words) / log(_MILLION / self._first)

    def replaced(self, words: list[str], count: int) -> Iterator[str]:
        """Yield the words with rare ones replaced. `count` is the number of titles so far."""
        has_few = len(self._seen) < self._first_words * (count / self._first) ** self._growth
        for word in words:
            rare = self._rare.get(word)
            if rare is None:
                yield word
                continue
            bare, name = rare
            other = self._new(name=name) if has_few else self._known(name=name)
            yield word.replace(bare, other.capitalize() if bare[0].isupper() and not name else other)
            has_few = False  # one new word a title is enough

    def _known(self, *, name: bool) -> str:
        words = self._names if name else self._common
        if not words:
            return self._new(name=name)
        words.append(words[int(self._chance.random() * len(words))])
        return words[-1]

    def _new(self, *, name: bool) -> str:
        while True:
            word = self._generator.name() if name else self._generator.common()
            normalized = normalize_title(word).split()
            if not self._seen.issuperset(normalized):
                self._seen.update(normalized)
                (self._names if name else self._common).append(word)
                return word


def is_name(word: str) -> bool:
    """Return whether a word has capitals or digits after its first letter (`BERT`, `word2vec`)."""
    return any(letter.isupper() or letter.isdigit() for letter in word[1:])


class Pairs:
    """The different pairs of adjacent words in normalized titles, and their expected number."""

    def __init__(self, titles: Sequence[str], chance: Random) -> None:
        self._seen: set[int] = set()
        shuffled, half = chance.sample(titles, len(titles)), len(titles) // 2
        for title in shuffled[:half]:
            self.add(title)
        half_pairs = len(self._seen)
        for title in shuffled[half:]:
            self.add(title)
        self._first, self._first_pairs = len(titles), len(self._seen)
        self._growth = log(self._first_pairs / half_pairs) / log(len(titles) / half)

    def add(self, title: str) -> None:
        """Add the pairs of a normalized title."""
        self._seen.update(map(hash, pairwise(title.split())))

    def are_few(self, count: int) -> bool:
        """Return whether so many titles should have more pairs."""
        expected: float = self._first_pairs * (count / self._first) ** self._growth
        return len(self._seen) < expected


def generate(real: Sequence[str], count: int, seed: int) -> list[str]:
    """Return different titles, compared when normalized: the real ones, then generated ones.

    The result is the same for the same arguments.
    """
    seen = {normalize_title(title): title for title in real}
    titles = list(seen.values())[:count]
    if len(titles) == count:
        return titles
    chance = Random(seed)
    walk, rare, pairs = Walk(titles), RareWords(titles, chance), Pairs(list(seen), chance)
    real_lengths = Counter(len(title.split()) for title in titles)
    lengths, limit = real_lengths.copy(), _LENGTH_LIMIT / len(titles)
    while len(titles) < count:
        words = walk.title(chance, _JUMPS if pairs.are_few(len(titles)) else 0)
        if lengths[len(words)] > limit * real_lengths[len(words)] * len(titles):
            continue
        title = " ".join(rare.replaced(words, len(titles)))
        normalized = normalize_title(title)
        if normalized not in seen and len(title) <= _MAX_LETTERS:
            seen[normalized] = title
            pairs.add(normalized)
            lengths[len(words)] += 1
            titles.append(title)
    return titles


def statistics(name: str, titles: Sequence[str]) -> str:
    """Return a line of statistics."""
    normalized = [normalize_title(title).split() for title in titles]
    pairs = {pair for words in normalized for pair in pairwise(words)}
    frequency = Counter(word for words in normalized for word in words)
    once = sum(count == 1 for count in frequency.values()) / len(frequency)
    words, letters = frequency.total() / len(titles), sum(map(len, titles)) / len(titles)
    return f"{name:10}{len(titles):10}{len(frequency):10}{once:8.0%}{words:8.1f}{letters:9.1f}{len(pairs):10}"


def abstract(title: str, titles: Sequence[str], chance: Random) -> str:
    """Return an abstract for a title, made of other titles."""
    text = f"We study {title}."
    while len(text) < _ABSTRACT_LETTERS:
        text += f" It differs from {titles[int(chance.random() * len(titles))]}."
    return text


def plain(titles: Sequence[str], _seed: int) -> Iterator[str]:
    """Yield each title on a line."""
    return (f"{title}\n" for title in titles)


def page(titles: Sequence[str], seed: int) -> Iterator[str]:
    """Yield each title as a page has it, with an abstract, the number of authors and a date."""
    chance = Random(seed)
    for title in titles:
        day = f"{chance.choice(('Jan', 'May', 'Dec'))} {chance.randint(1, 28)}, {chance.randint(2010, 2024)}"
        text = abstract(title, titles, chance)
        yield f"{title}\n\n{text}\n\n  • {chance.randint(1, 12)} authors\n·\n{day}\n\n"


def snapshot(titles: Sequence[str], seed: int) -> Iterator[str]:
    """Yield each title as a record of arXiv's metadata: 4.5 authors, and other fields about as often as there."""
    chance = Random(seed)
    words = WordGenerator([word for title in titles[:_NAMING_TITLES] for word in title.split()], chance)
    families = [words.common().capitalize() for _ in range(len(titles) // 5 + 10)]
    for number, title in enumerate(titles):
        year, of_year = divmod(number, len(titles) // 15 + 1)
        people = [
            [chance.choice(families), f"{chance.choice(ascii_uppercase)}.", ""]
            for _ in range(min(60, 1 + int(chance.expovariate(1 / 4))))
        ]
        record = {
            "id": f"{10 + year}{1 + of_year // 90000:02d}.{of_year % 90000:05d}",
            "title": title.replace(": ", ":\n  "),
            "comments": f"{chance.randint(4, 40)} pages, to appear in Fluids" if chance.random() < 0.6 else None,
            "journal-ref": f"Phys. Rev. D 76, {number} ({2010 + year})" if chance.random() < 0.25 else None,
            "doi": f"10.1103/PhysRevD.76.{number}" if chance.random() < 0.3 else None,
            "categories": chance.choice(("hep-ph", "math.CO cs.CG", "cs.LG cs.AI stat.ML")),
            "abstract": f"  {abstract(title, titles, chance)}\n",
            "versions": [{"version": "v1", "created": f"Mon, {chance.randint(1, 28)} Apr {2010 + year} 19:18:42 GMT"}],
            "update_date": f"{2010 + year}-11-26",
            "authors_parsed": people,
        }
        yield json.dumps(record) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="COUNT", help="titles to print")
    parser.add_argument("files", nargs="+", metavar="FILE", help="dumps of real titles")
    parser.add_argument("--seed", type=int, default=1, help="seed of all random choices (default: 1)")
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--dump", action="store_true", help="print a page that paperreader reads, with abstracts")
    printed.add_argument("--snapshot", action="store_true", help="print records of arXiv's metadata, with authors")
    arguments = parser.parse_args()
    real = paperreader.load(arguments.files).titles
    titles = generate(real, arguments.count, arguments.seed)
    printing = page if arguments.dump else snapshot if arguments.snapshot else plain
    sys.stdout.writelines(printing(titles, arguments.seed))
    print(f"{'':10}{'titles':>10}{'distinct':>10}{'once':>8}{'words':>8}{'letters':>9}{'pairs':>10}", file=sys.stderr)
    print(statistics("real", real), file=sys.stderr)
    print(statistics("printed", titles), file=sys.stderr)
    if len(titles) >= 2 * len(real):
        print(statistics("of these", titles[-len(real) :]), file=sys.stderr)


if __name__ == "__main__":
    main()
