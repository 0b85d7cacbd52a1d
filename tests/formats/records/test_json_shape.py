"""Keys of the records at the beginning of a JSON text."""

from __future__ import annotations

import json
import time
import tracemalloc
from typing import Any

import pytest

from paperreader.formats.records.json.json_shape import record_keys

RECORD = {"title": "A", "paper": {"id": 1}, "authors": [{"name": "x"}], "note": '"fake": {'}
KEYS = {"title", "paper", "paper.id", "authors", "authors[].name", "note"}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("document", "container"),
    [
        (RECORD, ""),
        ([RECORD], "[]"),
        ({"total": 1, "data": [RECORD]}, "data[]"),
        ({"message": {"items": [RECORD]}}, "message.items[]"),
    ],
)
def test_the_keys_of_records_are_found_in_their_container(document: Any, container: str, indent: int | None) -> None:
    text = b"\n" + json.dumps(document, indent=indent).encode()
    assert record_keys(text, (container,)) == KEYS
    assert record_keys(text, ("elsewhere[]",)) == frozenset()


def test_a_cut_beginning_has_the_keys_before_the_cut() -> None:
    text = json.dumps([RECORD]).encode()
    assert record_keys(text[: text.index(b"authors")], ("[]",)) == {"title", "paper", "paper.id"}


@pytest.mark.parametrize("text", [b"", b"title", b"<a>", b"\xff\xfe"])
def test_other_text_has_no_keys(text: bytes) -> None:
    assert record_keys(text, ("", "[]")) == frozenset()


@pytest.mark.parametrize("bracket", [b"[", b'{"a":', b'[{"title":'])
def test_deep_nesting_costs_little_memory(bracket: bytes) -> None:
    head = (bracket * (1 << 14))[: 1 << 14]
    tracemalloc.start()
    record_keys(head, ("", "[]"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 << 20


def test_a_string_without_an_end_is_looked_through_once() -> None:
    """Each quote in it was taken for the beginning of a string and looked through to the end of the text."""
    start = time.process_time()
    assert record_keys(b'[{"title": "' + 50_000 * b'\\"', ("[]",)) == {"title"}
    assert time.process_time() - start < 1
