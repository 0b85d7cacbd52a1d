"""Read spoiled dumps for as long as you like: nothing may hang, crash, lose its place or depend on how it is read.

    python bench/fuzz.py [--minutes 60] [--seed 1] [--keep FOLDER] [FILE ...]

The dumps that are spoiled are the seeds, what the program exports of them in each format, and the files given; how, see
`mutation`. For each input (`oracle`):

- reading ends with papers or a PaperReaderError, within 2 GB of memory, and within 1 s and 2 s more a megabyte of processor time,
  or in time that grows no faster than the dump;
- titles are one safe line each, problems too, line numbers lie within the dump, every abstract can be read;
- a page accounts for each line, and shows each that is no metadata;
- reading in pieces of another size gives the same papers;
- in formats whose records need no closing bracket, a paper behind the input is read.

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
from collections.abc import Sequence
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from mutation import spoiled
from oracle import check
from paperreader.export.record import export_rows
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.library.loading import load_library
from paperreader.marks import MarkStore
from paperreader.session import Session
from paperreader.source import find_sources

SEEDS = Path(__file__).parents[1] / "seeds"
MEMORY = 2 << 30


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
                workers[slot] = multiprocessing.Process(
                    target=_work, args=(corpus, seed, keep, end, count), name=f"{seed}"
                )
                workers[slot].start()
        time.sleep(min(60, max(0.1, end - time.monotonic())))
        print(f"{count.value:,} inputs, {len(list(keep.glob('*.txt')))} failures", flush=True)
    for worker in workers.values():
        worker.join(60)
        worker.kill()
    print(f"{count.value:,} inputs, {len(list(keep.glob('*.txt')))} failures at the end", flush=True)
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
        path.write_bytes(spoiled(chance, corpus))
        signal.alarm(180)  # a hang outside the interpreter ends the worker, and the input stays
        try:
            check(path, chance)
        except Exception:  # noqa: BLE001 - whatever happens is what is looked for
            name = f"{seed}-{count.value}"
            path.replace(keep / f"{name}.input")
            (keep / f"{name}.txt").write_text(traceback.format_exc(), encoding="utf-8")
        with count.get_lock():
            count.value += 1
    signal.alarm(0)
    path.unlink(missing_ok=True)
    path.with_suffix(".last").unlink(missing_ok=True)


def _keep_of_dead_worker(keep: Path, worker: multiprocessing.Process) -> None:
    """Say of the input on which a worker died that it did; the input is there."""
    told = f"a worker ended with {worker.exitcode} (a signal is negative)\n"
    (keep / f"{worker.name}.txt").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
