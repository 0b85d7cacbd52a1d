"""The keys of the records at the beginning of a JSON text, by which the formats of JSON are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(  # a string without an end goes on to the end of the text, which is looked through once so
    rb'"(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+)(?:"(?P<colon>\s*+:)?|\\?\Z)|(?P<bracket>[{}\[\]])', re.DOTALL
)
_MOST_DEEP = 8  # levels; the keys of records stand above


def record_keys(head: bytes, containers: Iterable[str]) -> frozenset[str]:
    """Return the keys of the records in the first bytes of a dump; those of inner objects as `paper.id`, `authors[].name`.

    Args:
        head: as UTF-8; anything but JSON has no keys.
        containers: where records may stand: `results[]`, `message.items[]`, `[]` for a list, "" for a single object or
            JSON lines.
    """
    paths = _paths(head)
    prefixes = [f"{container}." if container else "" for container in containers]
    return frozenset(
        path.removeprefix(prefix)
        for path in paths
        for prefix in prefixes
        if path.startswith(prefix) and path[:1] != "."
    )


@lru_cache(maxsize=2)  # many formats ask about the same dump
def _paths(head: bytes) -> frozenset[str]:
    """Return the paths of all keys, such as `data[].title`, `[].paper.id` and, of an object at the top, `title`."""
    start = head.lstrip()
    return frozenset(_found_paths(start)) if start[:1] in (b"{", b"[") else frozenset()


def _found_paths(text: bytes) -> Iterable[str]:
    stack: list[str] = []  # the paths of the containers that are open
    path = ""  # of the next value
    for token in _TOKEN.finditer(text):
        bracket = token["bracket"]
        if token["colon"] and stack:
            key = token["text"].decode("utf-8", "replace")
            if len(stack) <= _MOST_DEEP:
                path = f"{stack[-1]}.{key}" if stack[-1] else key
                yield path
        elif bracket and bracket in b"{[":
            stack.append(path if bracket == b"{" or len(stack) > _MOST_DEEP else f"{path}[]")
            path = stack[-1]
        elif bracket and stack:
            stack.pop()
            path = stack[-1] if stack else ""
