"""Values of a JSON text read in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.records.json import json_text
from paperreader.formats.records.json.json_text import BrokenJsonError, JsonText, line_blocks, lines_of_block

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


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_the_record_after_a_damaged_one_is_found_in_pieces_of_any_size(size: int) -> None:
    text = JsonText(pieces(b'[\n  {"a: 1\n  },\n  {"b": 2\n  }\n]', size))
    text.take(b"[")
    with pytest.raises(BrokenJsonError):
        text.value()
    assert text.skip_damaged()
    assert json.loads(text.value().raw) == {"b": 2}


@pytest.mark.parametrize("size", [1, 7, 100])
def test_prose_in_place_of_a_value_is_one_value_up_to_its_comma(size: int) -> None:
    """One broken record is reported of it, not one for each word: a page of them took seconds."""
    text = JsonText(pieces(b"[the losses that debate incurs, on more tasks\n, 1 , true]", size))
    text.take(b"[")
    found = []
    while not text.take(b"]"):
        found.append(text.value().raw.strip())
        text.take(b",")
    assert found == [b"the losses that debate incurs", b"on more tasks", b"1", b"true"]


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
    found = [line for block in line_blocks(pieces(data, size)) for line in lines_of_block(block)]
    assert [line.raw for line in found] == (lines if lines[-1] else lines[:-1])
    assert all(data[line.offset :].startswith(line.raw) for line in found)
    assert [line.line for line in found] == list(range(1, len(found) + 1))


def test_the_lines_after_one_that_is_too_long_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_VALUE", 100)
    data = b"a\n" + b"x" * 1000 + b"\nb\nc"
    found = [line for block in line_blocks(pieces(data, 50)) for line in lines_of_block(block)]
    assert [(line.line, line.raw[:1]) for line in found] == [(1, b"a"), (2, b"x"), (3, b"b"), (4, b"c")]
    assert all(len(line.raw) < 300 for line in found)
    assert data[found[3].offset :] == b"c"
