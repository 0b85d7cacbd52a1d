"""Read spoiled dumps for as long as you like: nothing may hang, crash, lose its place or depend on how it is read.

    python bench/fuzz.py [--minutes 60] [--seed 1] [--keep FOLDER] [FILE ...]

The dumps that are spoiled are the seeds, what the program exports of them in each format, and the files given. Each
input is one or two of them cut, glued, shuffled, repeated, re-encoded, or sprinkled with bytes that formats use. For each:

- reading ends with papers or a PaperReaderError, within 2 s and 4 s more a megabyte of processor time and 2 GB of memory;
- titles are one safe line each, line numbers lie within the dump, every abstract can be read;
- a dump counted by lines accounts for each line;
- reading in pieces of another size gives the same papers.

An input that fails is kept in FOLDER with what went wrong. Prints a line a minute; the exit status is 1 after a failure.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from paperreader.errors import PaperReaderError
from paperreader.export.record import export_rows
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.formats import Entry, read
from paperreader.formats.registry import FORMATS
from paperreader.library.loading import load_library
from paperreader.marks import MarkStore
from paperreader.session import Session
from paperreader.source import Source, find_sources
from paperreader.text import sanitize

SEEDS = Path(__file__).parents[1] / "seeds"
MEMORY = 2 << 30
LONGEST = 1 << 20  # bytes of an input
PIECES = (1, 7, 1000, 1 << 16)  # bytes read at once
BY_LINES = {row.name for row in FORMATS if row.unit == "lines"}
TOKENS = (
    *(
        b"\n",
        b"\n\n",
        b"\r\n",
        b"\t",
        b"\0",
        b"\x1b[31m",
        b"\xff",
        b"\xc3",
        "\u202e•·…".encode(),
        b" " * 300,
        b"\xef\xbb\xbf",
    ),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"\\",
        b"@",
        b"#",
        b"|",
        b"---",
        b"```",
        b"**",
        b"](",
        b"](https://arxiv.org/abs/2402.15570)",
    ),
    *(b"<", b">", b"</entry>", b"&amp;", b"&nbsp;", b"&#0;", b"<!--", b"<![CDATA[", b"]]>", b"<!DOCTYPE x ["),
    *(b"TY  - JOUR\n", b"ER  - \n", b"PMID- 1\n", b"@article{", b"@string{", b"$$", b"\\begin{", b'{\\"o}'),
    *(
        b"From x@y Mon\n",
        b"Title: ",
        b"arXiv:2402.15570",
        b"10.1000/xyz",
        b"2024",
        b"99999999999999999999",
        b"-1",
        b"null",
        b"NaN",
    ),
)


def main() -> int:
    """Run the workers until the time is up. Return the exit status."""
    arguments = _arguments()
    keep = Path(arguments.keep or tempfile.mkdtemp(prefix="fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    corpus = _corpus(arguments.files)
    print(f"{len(corpus)} dumps, {sum(map(len, corpus)):,} bytes; what fails is kept in {keep}", flush=True)
    end = time.monotonic() + arguments.minutes * 60
    count: Synchronized[int] = multiprocessing.Value("q", 0)
    seed = arguments.seed
    workers: dict[int, multiprocessing.Process] = {}
    while time.monotonic() < end:
        for slot in range(os.cpu_count() or 1):
            worker = workers.get(slot)
            if worker is None or not worker.is_alive():
                if worker is not None and worker.exitcode:
                    _keep_of_dead_worker(keep, worker)
                seed += 1
                workers[slot] = multiprocessing.Process(target=_work, args=(corpus, seed, keep, end, count))
                workers[slot].start()
        time.sleep(min(60, max(0.1, end - time.monotonic())))
        print(f"{count.value:,} inputs, {len(list(keep.glob('*.txt')))} failures", flush=True)
    for worker in workers.values():
        worker.join(60)
        worker.kill()
    return 1 if any(keep.glob("*.txt")) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="FOLDER")
    return parser.parse_args()


def _corpus(files: Sequence[str]) -> list[bytes]:
    """Return the seeds, their exports and the files given."""
    library, _ = load_library([str(SEEDS)])
    with tempfile.TemporaryDirectory() as folder:
        session = Session(library, MarkStore(str(Path(folder) / "state.toml")))
        session.loaded()
        exports = [
            "".join(row.write(export_rows(session, range(60)), ())).encode()
            for name, row in EXPORT_FORMATS.items()
            if name != "keys"
        ]
    paths = [
        *sorted(SEEDS.glob("*.txt")),
        *(Path(source.path) for source in find_sources(files) if "!" not in source.path),
    ]
    return exports + [path.read_bytes() for path in paths if path.is_file()]


# -- one worker -----------------------------------------------------------------------------------------------


def _work(corpus: Sequence[bytes], seed: int, keep: Path, end: float, count: Synchronized[int]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chance = random.Random(seed)
    path = keep / f"{seed}.input"
    while time.monotonic() < end:
        path.write_bytes(_spoiled(chance, corpus))
        signal.alarm(60)  # a hang outside the interpreter ends the worker, and the input stays
        try:
            _check(path, chance)
        except Exception:  # noqa: BLE001 - whatever happens is what is looked for
            name = f"{seed}-{count.value}"
            path.replace(keep / f"{name}.input")
            (keep / f"{name}.txt").write_text(traceback.format_exc(), encoding="utf-8")
        with count.get_lock():
            count.value += 1
    signal.alarm(0)
    path.unlink(missing_ok=True)


def _keep_of_dead_worker(keep: Path, worker: multiprocessing.Process) -> None:
    """Say of the input on which a worker died that it did; the input is there."""
    for path in keep.glob("*.input"):
        reason = path.with_suffix(".txt")
        if not reason.exists() and time.time() - path.stat().st_mtime > 1:
            reason.write_text(f"a worker ended with {worker.exitcode} (a signal is negative)\n", encoding="utf-8")
            return


# -- spoiling -------------------------------------------------------------------------------------------------


def _spoiled(chance: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Return a new input."""
    data = _piece(chance, chance.choice(corpus))
    if chance.random() < 0.2:
        data += _piece(chance, chance.choice(corpus))
    for _ in range(chance.randrange(6)):
        data = chance.choice(_CHANGES)(chance, data)[:LONGEST]
    return data


def _piece(chance: random.Random, data: bytes) -> bytes:
    size = min(len(data), int(10 ** chance.uniform(2, 5)))
    start = 0 if chance.random() < 0.6 else chance.randrange(len(data) - size + 1)
    return data[start : start + size]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _sprinkle(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 30) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _shuffle_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) + 1)
    some = lines[at : at + chance.randrange(1, 40)]
    chance.shuffle(some)
    return b"".join(lines[:at] + some + lines[at + len(some) :])


def _delete_lines(chance: random.Random, data: bytes) -> bytes:
    return b"".join(line for line in data.splitlines(keepends=True) if chance.random() > 0.1)


def _repeat(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    part = data[at : at + chance.choice((1, 3, 40, 400))]
    return data[:at] + part * min(chance.choice((3, 100, 20_000)), LONGEST // max(1, len(part))) + data[at:]


def _indent(chance: random.Random, data: bytes) -> bytes:
    prefix = chance.choice((b"  ", b"\t", b"> ", b"- ", b"# ", b" " * 40))
    return b"".join(prefix + line for line in data.splitlines(keepends=True))


def _recode(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "latin-1", "utf-8-sig")), "replace")


_CHANGES = (_cut, _sprinkle, _sprinkle, _flip, _shuffle_lines, _delete_lines, _repeat, _indent, _recode)


# -- checking -------------------------------------------------------------------------------------------------


class _Pieces(Source):
    """A dump that is read in pieces of a size."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(path)
        self._piece_size = size

    def chunks(self) -> Iterator[bytes]:
        data = b"".join(super().chunks())
        for start in range(0, len(data), self._piece_size):
            yield data[start : start + self._piece_size]


def _check(path: Path, chance: random.Random) -> None:
    started = time.process_time()
    papers, counts, form = _read(Source(str(path)))
    took, size = time.process_time() - started, path.stat().st_size
    assert took < 2 + 4e-6 * size, f"{took:.1f} s for {size} bytes"
    if form in BY_LINES:
        data = b"".join(Source(str(path)).chunks())
        lines = data.count(b"\n") + (not data.endswith(b"\n"))
        assert sum(counts.values()) == lines, f"{sum(counts.values())} of {lines} lines are accounted for"
    if size < 1 << 16 and chance.random() < 0.3:
        again, _, _ = _read(_Pieces(str(path), chance.choice(PIECES)))
        assert again == papers, f"{len(again)} papers in pieces, {len(papers)} at once"


def _read(source: Source) -> tuple[list[Any], Counter[str], str]:
    """Return what the papers of a dump are compared by, the counts and the format's name."""
    papers: list[Any] = []
    counts = Counter[str]()
    form = ""
    try:
        for batch in read(source):
            papers += [_checked(entry) for entry in batch.entries]
            counts.update(batch.counts)
            form = batch.format
            assert len(batch.keys) == len(batch.entries)
            assert all(sanitize(problem.text) == problem.text for problem in batch.problems)
    except PaperReaderError:
        return papers, counts, ""
    return papers, counts, form


def _checked(entry: Entry) -> tuple[Any, ...]:
    assert entry.title == sanitize(entry.title).strip() != "", repr(entry.title)
    assert entry.line >= 1, entry.line
    texts = (
        *(entry.authors or ()),
        *entry.categories,
        *entry.links,
        *entry.keywords,
        entry.venue or "",
        entry.comment or "",
    )
    assert all(sanitize(text) == text for text in texts), repr(texts)
    abstract = entry.abstract.text() if entry.abstract else None
    return (abstract, *entry._replace(abstract=None))


if __name__ == "__main__":
    sys.exit(main())
