"""Drive the reader in a pseudo-terminal with all that people and terminals do, and look at what it leaves.

    python bench/soak.py [--minutes 5] [--flood 50000] [--seed 1]

Rounds of random keys, words, resizes, pastes, mouse and focus, on the example dumps and on hostile text. After each
round the reader rests: it must be alive, have printed no traceback and no escape sequence of a dump, show cell by cell
what it shows when it paints anew, and use no processor time. Then readers get many keys without a pause; their memory
must not grow with the number of keys. The exit status is 1 after a fault.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyte

from terminal import Terminal

SEEDS = Path(__file__).parents[1] / "seeds"
ROUND = 60  # pieces of input between two rests
QUIET = 1.0  # seconds without output and work after which the reader rests
BUSIEST = 0.1  # of a processor, of a reader at rest
LONGEST = 120  # seconds until it must rest
GROWTH = 25_000  # kB that memory may grow while keys are sent, after the first of them
FIRST_KEYS = 5000
_HOSTILE = "\x1b]0;soak\x07 \x1b[58;2;9;8;7m \x9b58;2;9;8;7m \x1bPsoak\x1b\\ \u202eabc\u202c é̂̂ 大语言 \u200b\ufeff\x00\x08\x7f "
_ESCAPES = (b"\x1b]0;soak", b"\x1b[58;2;9;8;7m", "\x9b58;2;9;8;7m".encode(), b"\x1bPsoak")
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]")  # sequences that the model of the terminal does not know
_UNFINISHED = re.compile(rb"\x1b(?:\[[<>=?]?[0-9;:]*)?$")
_KEYS = [bytes([key]) for key in b"jkgGJKnNpsrtxvV/f1234uSyihzR=*&#HML{} \t-?wmab.ocAl"] + [
    b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\x1b[Z",
    b"\x04", b"\x15", b"\x06", b"\x02", b"\x19", b"\x12", b"\x1b", b"\r", b"\x7f",
]  # fmt: skip
_KEYS.remove(b"o")
_WORDS = (
    b"/attention\r",
    b"/org:a\r",
    b"/zzbb\r",
    b"tto-read\r",
    b"asee \xe5\xa4\xa7\r",
    b":help\r",
    b":20\r",
    b'/"all"',
)


class Screen:
    """What a terminal shows of a reader's output."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""

    def feed(self, output: bytes) -> None:
        """Show output; a sequence that is cut waits for its rest."""
        output = _UNKNOWN.sub(b"", self._rest + output)
        cut = _UNFINISHED.search(output)
        self._rest = cut[0] if cut else b""
        try:
            self._stream.feed(output[: len(output) - len(self._rest)])
        except (TypeError, ValueError, IndexError) as error:
            raise SystemExit(f"{error!r}: the model of the terminal does not take {output!r}") from error

    def resize(self, size: tuple[int, int]) -> None:
        """Take another number of columns and rows."""
        self._screen.resize(size[1], size[0])

    def cells(self) -> list[list[pyte.screens.Char]]:
        """Return all cells, row by row."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return [[buffer[row][column] for column in columns] for row in range(self._screen.lines)]


class Soak:
    """A reader in a pseudo-terminal with a model of its screen, and what was found wrong."""

    def __init__(self, dumps: list[str], folder: Path, random: Random) -> None:
        names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME")
        environment = {
            **os.environ,
            **{name: str(folder) for name in names},
            "TERM": "xterm-256color",
            "BROWSER": "true",
            "VISUAL": "true",  # an editor would take the keys
        }
        self._random = random
        self._size = (100, 30)
        self._terminal = Terminal([sys.executable, "-m", "paperreader", *dumps], environment, self._size)
        self._screen = Screen(self._size)
        self._last = b""  # output, for faults
        self.sent = b""
        self.faults: list[str] = []
        self._screen.feed(self._terminal.read_until(b"help"))

    def round(self, pieces: int) -> None:
        """Send pieces of input, then look at the reader at rest."""
        choices: tuple[Callable[[], None], ...] = (
            *[self._press] * 12, self._type, self._resize, self._paste, *[self._click] * 2, self._focus
        )  # fmt: skip
        for _ in range(pieces):
            self._random.choice(choices)()
            self._read(self._random.choice((0, 0, 0.01, 0.05)))
        self._rest()
        self.check()

    def flood(self, keys: int, some: list[bytes]) -> int:
        """Send many keys without a pause; return the memory in kB once all are worked off."""
        for number in range(0, keys, 20):
            self._send(b"".join(self._random.choices(some, k=20)))
            self._read(0)
            if number % 1000 == 0:
                self._read(0.5)
        self._rest()
        return self.memory()

    def memory(self) -> int:
        """Return the memory of the reader in kB."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self._terminal.child}/status").read_text(encoding="utf-8"))
        return int(found[1]) if found else 0

    def check(self) -> None:
        """Look for faults of the reader at rest."""
        if not self._is_alive():
            return
        self._send(b"M\x1b")  # the cursor comes into the window, and a notice that came since the last key goes
        self._rest(escapes=0)
        before = self._screen.cells()
        self._send(b"\x0c")
        self._rest(escapes=0)
        after = self._screen.cells()
        if before != after:
            rows = [row for row, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
            shown = "\n".join(f"{row:3} {_text(before[row])!r}\n    {_text(after[row])!r}" for row in rows)
            self._fault(f"rows {rows} are not as painted anew:\n{shown}")

    def end(self) -> None:
        """Quit the reader."""
        if self._is_alive():
            self._send(b"\x1b\x1b\x1b")
            self._rest()
            self._send(b"Q")
            status, output = self._terminal.end(20)
            if status != 0:
                self._fault(f"exit status {status} after Q: {output[-500:]!r}")
                self._terminal.kill()

    def _is_alive(self) -> bool:
        try:
            ended, status = os.waitpid(self._terminal.child, os.WNOHANG)
        except ChildProcessError:
            return False
        if ended:
            self._fault(
                f"it ended with {os.waitstatus_to_exitcode(status)}: {self._last[-3000:].decode(errors='replace')}"
            )
        return not ended

    def _processor_time(self) -> float:
        fields = Path(f"/proc/{self._terminal.child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _fault(self, text: str) -> None:
        self.faults.append(f"{text}\nafter {self.sent[-300:]!r}")

    def _send(self, keys: bytes) -> None:
        self.sent = (self.sent + keys)[-2000:]
        self._terminal.send(keys)

    def _read(self, seconds: float) -> bytes:
        output = self._terminal.output(max(seconds, 0.001))
        seen = self._last[-200:] + output
        for sign in (b"Traceback", b"unexpected error", *_ESCAPES):
            if sign in seen and sign not in self._last[-200:]:
                place = seen.index(sign)
                self._fault(f"{sign!r} was printed: {seen[max(0, place - 200) : place + 2000]!r}")
        self._last = (self._last + output)[-4000:]
        self._screen.feed(output)
        return output

    def _rest(self, escapes: int = 4) -> None:
        """Close what is open, and wait until the reader rests."""
        for _ in range(escapes):
            self._read(0.2)
            self._send(b"\x1b")
        end, rests = time.monotonic() + LONGEST, False
        while not rests and self._is_alive():
            start = self._processor_time()
            output = self._read(QUIET)
            used = self._processor_time() - start
            rests = not output and used < BUSIEST * QUIET
            if time.monotonic() > end:
                self._fault(f"it has no rest: {len(output)} bytes, {used:.2f} s of processor time in {QUIET} s")
                return

    def _press(self) -> None:
        self._send(b"".join(self._random.choices(_KEYS, k=self._random.choice((1, 1, 1, 3, 30)))))

    def _type(self) -> None:
        self._send(self._random.choice(_WORDS))

    def _resize(self) -> None:
        self._size = (self._random.choice((20, 47, 80, 100, 132, 200)), self._random.choice((5, 12, 24, 30, 50)))
        self._terminal.resize(self._size)
        self._screen.resize(self._size)

    def _paste(self) -> None:
        text = self._random.choice((b"attention", b"two\nlines", _HOSTILE.encode(errors="replace"), b"x" * 5000))
        self._send(b"\x1b[200~" + text + b"\x1b[201~")

    def _click(self) -> None:
        column, row = self._random.randint(1, self._size[0]), self._random.randint(1, self._size[1])
        button = self._random.choice((0, 0, 2, 64, 65, 35))
        self._send(f"\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m".encode())

    def _focus(self) -> None:
        self._send(self._random.choice((b"\x1b[O\x1b[I", b"\x1b[O")))


def _text(cells: list[pyte.screens.Char]) -> str:
    return "".join(cell.data for cell in cells).rstrip()


def hostile_dump(folder: Path) -> str:
    """Write the example dumps with hostile text in each line; return the folder."""
    for file in SEEDS.iterdir():
        lines = file.read_text(encoding="utf-8").split("\n")
        spoiled = [f"{line[:20]}{_HOSTILE}{line[20:]}" if len(line) > 40 and number % 3 == 0 else line
                   for number, line in enumerate(lines)]  # fmt: skip
        (folder / file.name).write_text("\n".join(spoiled), encoding="utf-8")
    return str(folder)


def soak(minutes: float, seed: int) -> list[str]:
    """Drive readers for some minutes; return the faults."""
    end, faults, rounds = time.monotonic() + minutes * 60, [], 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as hostile:
            random = Random(seed)
            dumps = [hostile_dump(Path(hostile))] if seed % 2 else [str(SEEDS)]
            reader = Soak(dumps, Path(folder), random)
            while time.monotonic() < end and not reader.faults and rounds % 10 < 9:
                reader.round(ROUND)
                rounds += 1
            rounds += 1
            reader.end()
            found = [f"seed {seed}: {fault}" for fault in reader.faults]
            print(f"seed {seed}: {rounds} rounds", *found, sep="\n", flush=True)
            faults += found
        seed += 1
    return faults


FLOODS = {
    "all keys": _KEYS,
    "in the filters": [b"j", b"k", b"j", b" ", b"-", b"\x04", b"\x15"],
    "reading again": [b"R"],
    "typing": [b"/", b"a", b"t", b"e", b"\x7f", b"\x1b"],
}


def flood(keys: int, seed: int) -> list[str]:
    """Send readers many keys without a pause; return the faults."""
    faults = []
    for name, some in FLOODS.items():
        with tempfile.TemporaryDirectory() as folder:
            reader = Soak([str(SEEDS)], Path(folder), Random(seed))
            first = reader.flood(FIRST_KEYS, some)
            last = reader.flood(max(0, keys - FIRST_KEYS), some)
            reader.check()
            reader.end()
        print(f"{name}: {first / 1000:.0f} MB after {FIRST_KEYS} keys, {last / 1000:.0f} MB after {keys}", flush=True)
        faults += reader.faults
        if last > first + GROWTH:
            faults.append(f"{name}: the memory grew from {first:,} to {last:,} kB")
    return faults


def main() -> int:
    """Drive readers until the time is up. Return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5, help="of rounds")
    parser.add_argument("--flood", type=int, default=50_000, help="keys without a pause; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    faults = soak(options.minutes, options.seed)
    faults += flood(options.flood, options.seed) if options.flood else []
    print(*faults, f"{len(faults)} faults", sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
