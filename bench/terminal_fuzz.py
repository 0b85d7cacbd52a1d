"""Send a reader in a pseudo-terminal what no terminal should send: it must live, and end as it is told to.

    python bench/terminal_fuzz.py [--minutes 1] [--seed 1] [DUMP ...]

Bytes of other encodings, reports and keys with impossible numbers, pastes without an end, between keys that a person
presses. Keys that quit, suspend, run commands or write files are left out. The exit status is 1 after a failure.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from terminal import Terminal

SEEDS = Path(__file__).parents[1] / "seeds"
_HARMLESS = b"jkgGJKnNpsrtxvV/f1234 AuSyihzR=*&.HML{}'?"
_EXCLUDED = frozenset(b"qQ|:eEoOPF\x03\x05\r\n\x1a\x1c")
_NUMBERS = (0, 1, 9, 27, 65, 97, 160, 255, 999, 5000, 55296, 57358, 63743, 1114111, 1114112, 2**31, 2**63)
_LETTERS = ("é", "β", "時", "👩‍👩‍👧", "\u0301", "\ufeff", "\x9b")
_REPORTS = (
    b"\x1b]11;rgb:ff/ff/ff\x07", b"\x1bP1+r123\x1b\\", b"\x1b_abc\x1b\\", b"\x1b\x1b", b"\x1b[I", b"\x1b[O",
    b"\x1b[M\xff\xff\xff", b"\x1b[M !!", b"\x1b[?62;22c", b"\x1b[0n", b"\x1b[?2026;2$y", b"\x1b[200~", b"\x1b[201~",
)  # fmt: skip


def pieces(random: Random) -> Iterator[bytes]:
    """Yield pieces of input without end; every fifth is Esc, so that what was opened is closed again."""
    while True:
        piece = random.choice(_PIECES)(random)
        yield bytes(byte for byte in piece if byte not in _EXCLUDED)
        if random.random() < 0.2:
            yield b"\x1b"


def _some(random: Random, most: int) -> bytes:
    return random.randbytes(random.randrange(1, most))


def _sequence(random: Random) -> bytes:
    digits = "".join(random.choice("0123456789;:<>?$ !") for _ in range(random.choice((2, 6, 50))))
    return f"\x1b[{digits}{random.choice('uMmRtyn~ABCDHFPSIcZ@hl')}".encode()


def _numbers(random: Random) -> bytes:
    numbers = [str(random.choice(_NUMBERS)) for _ in range(random.randrange(1, 6))]
    return f"\x1b[{random.choice(['', '<', '?'])}{random.choice(';:').join(numbers)}{random.choice('uMmRt~')}".encode()


def _paste(random: Random) -> bytes:
    return b"\x1b[200~" + _some(random, 300) + random.choice((b"\x1b[201~", b"\x1b[201", b""))


_PIECES = (
    lambda random: _some(random, 30),
    _sequence,
    _numbers,
    _paste,
    lambda random: random.choice(_LETTERS).encode()[: random.randrange(1, 8)],
    lambda random: random.choice(_REPORTS),
    lambda random: b"\x1bO" + _some(random, 2),
    lambda random: bytes(random.choices(_HARMLESS, k=random.randrange(1, 20))),
)


def survives(random: Random, dumps: list[str], folder: Path, seconds: float) -> str:
    """Send pieces to a reader, then quit it. Return what went wrong, "" if nothing did."""
    names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME")
    environment = {**os.environ, **{name: str(folder) for name in names}, "TERM": "xterm-256color", "BROWSER": "false"}
    terminal = Terminal([sys.executable, "-m", "paperreader", *dumps], environment)
    terminal.wait_for(b"help")
    sent, used = b"", 0.0
    for piece in pieces(random):
        pause = random.choice((0, 0.05, 0.15, 0.3))  # a reader that is flooded is late, not dead
        terminal.send(piece)
        sent, used = (sent + piece)[-2000:], used + pause
        terminal.output(pause)
        if used > seconds:
            break
    for _ in range(5):  # one alone ends a paste, then a prompt, then panes
        terminal.send(b"\x1b")
        terminal.output(0.3)
    terminal.send(b"Q")
    status, output = terminal.end(60)
    if status is None:
        terminal.kill()
    return "" if status == 0 else f"exit status {status}\n{output.decode(errors='replace')[-2000:]}\nafter {sent!r}"


def main() -> int:
    """Run readers until the time is up. Return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", nargs="*", metavar="DUMP", default=[str(SEEDS)])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for seed in range(arguments.seed, arguments.seed + max(1, round(arguments.minutes * 60 / 10))):
        with tempfile.TemporaryDirectory() as folder:
            failure = survives(Random(seed), arguments.dumps, Path(folder), 8)
        if failure:
            print(f"seed {seed}: {failure}")
            return 1
        print(f"seed {seed}: it lives", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
