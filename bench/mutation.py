"""New inputs for the fuzzer, made of dumps: cut, glued, shuffled, repeated, re-encoded, sprinkled with what formats use."""

from __future__ import annotations

import random
from collections.abc import Sequence

LONGEST = 1 << 20  # bytes of an input
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


def spoiled(chance: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Return a new input."""
    data = _piece(chance, chance.choice(corpus))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        data = _transplant(chance, data, chance.choice(corpus))
    for _ in range(chance.randrange(6)):
        data = chance.choice(_CHANGES)(chance, data)[:LONGEST]
    return data


def _transplant(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Put a part of another dump, a few lines in most cases, behind a line or the end of a dump."""
    part = _piece(chance, other) if chance.random() < 0.3 else b"".join(_some_lines(chance, other))
    at = data.find(b"\n", chance.randrange(len(data) + 1)) + 1 or len(data)
    return data[:at] + part + data[at:]


def _some_lines(chance: random.Random, data: bytes) -> list[bytes]:
    start = data.rfind(b"\n", 0, chance.randrange(len(data) + 1)) + 1
    return data[start : start + 20_000].splitlines(keepends=True)[: chance.randrange(1, 9)]


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
    """Repeat a part, a line, a few lines or a token, now and then as often as an input may be long."""
    at = chance.randrange(len(data) + 1)
    part = chance.choice(
        (
            data[at : at + chance.choice((1, 3, 40, 400))],
            data[at : data.find(b"\n", at) + 1],
            b"".join(_some_lines(chance, data)),
            chance.choice(TOKENS),
            chance.choice(TOKENS) + chance.choice(TOKENS),
        )
    )
    times = min(chance.choice((3, 100, 20_000, LONGEST)), LONGEST // max(1, len(part)))
    return data[:at] + part * times + data[at:]


def _indent(chance: random.Random, data: bytes) -> bytes:
    prefix = chance.choice((b"  ", b"\t", b"> ", b"- ", b"# ", b" " * 40))
    return b"".join(prefix + line for line in data.splitlines(keepends=True))


def _recode(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "latin-1", "utf-8-sig")), "replace")


def _end_lines(chance: random.Random, data: bytes) -> bytes:
    end = chance.choice((b"\r\n", b"\r", b"\n\n", b" \n", b" "))
    return data.replace(b"\n", end)


_CHANGES = (
    _cut,
    _sprinkle,
    _sprinkle,
    _flip,
    _shuffle_lines,
    _delete_lines,
    _repeat,
    _repeat,
    _indent,
    _recode,
    _end_lines,
)
