"""Values of a JSON text read in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.records import json_text
from paperreader.formats.records.json_text import BrokenJsonError, JsonText, json_lines

_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


@given(st.lists(_JSON, min_size=1, max_size=5), st.integers(1, 30), st.sampled_from((None, 1, "\t")))
def test_the_values_of_any_json_are_found_in_pieces_of_any_size(values: list[Any], size: int, indent: Any) -> None:
    data = "\n".join(json.dumps(value, indent=indent) for value in values).encode()
    text = JsonText(pieces(data, size))
    found = []
    while text.peek():
        found.append(text.value())
    assert [json.loads(one.raw) for one in found] == values
    assert [data[one.offset : one.offset + len(one.raw)] for one in found] == [one.raw for one in found]
    assert [one.line for one in found] == [1 + data.count(b"\n", 0, one.offset) for one in found]


@pytest.mark.parametrize("text", ['{"a": [1, 2}', '{"a": "b', "]", '{"a": "' + "x" * 100])
def test_a_text_that_ends_too_early_or_is_no_json_is_reported(text: str) -> None:
    with pytest.raises(BrokenJsonError):
        JsonText(pieces(text.encode(), 5)).value()


def test_a_value_that_is_too_long_is_reported_and_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_VALUE", 1000)
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield b'{"a": "'
        while True:
            taken += 100
            yield b"x" * 100

    with pytest.raises(BrokenJsonError, match="too long"):
        JsonText(endless()).value()
    assert taken < 5000


@given(st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"")), min_size=1), st.integers(1, 30))
def test_lines_are_found_in_pieces_of_any_size(lines: list[bytes], size: int) -> None:
    data = b"\n".join(lines)
    found = list(json_lines(pieces(data, size)))
    assert [line.raw for line in found] == (lines if data else [b""])
    assert all(data[line.offset :].startswith(line.raw) for line in found)
    assert [line.line for line in found] == list(range(1, len(found) + 1))
