"""Lists and objects that a script wrote into one value."""

from __future__ import annotations

import time

import pytest

from paperreader.formats.records.written_lists import (
    is_written_list,
    written_addresses,
    written_names,
    written_texts,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("['a', 'b, c']", ["a", "b, c"]),
        ("""['a', "b's", 'c\\'s']""", ["a", "b's", "c's"]),
        ('["a", "b"]', ["a", "b"]),
        ("['a' 'b'\n 'c']", ["a", "b", "c"]),
        ("[a, b]", ["a", "b"]),
        ("[]", [""]),
    ],
)
def test_texts_of_a_list(text: str, parts: list[str]) -> None:
    assert written_texts(text) == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[{'authorId': '1', 'name': 'Ada Lovelace'}, {'authorId': None, 'name': 'Dong Wei'}]", ["Ada Lovelace", "Dong Wei"]),
        ('[{"given": "Ada", "family": "Lovelace", "affiliation": [{"name": "A"}]}, {"family": "Wei"}]', ["Ada Lovelace", "Wei"]),
        ("[arxiv.Result.Author('Ada Lovelace')]", ["Ada Lovelace"]),
        ("[Ada Lovelace, Dong Wei]", ["Ada Lovelace", "Dong Wei"]),
    ],
)  # fmt: skip
def test_names_of_a_list(text: str, names: list[str]) -> None:
    assert written_names(text) == names


def test_a_text_in_brackets_is_no_list() -> None:
    assert not is_written_list("[On engines]")
    assert is_written_list("['On engines']")


def test_addresses_of_an_object() -> None:
    assert written_addresses("{'url': 'https://a.org/1', 'x': None}") == ["https://a.org/1"]
    assert written_addresses("https://a.org/1") == ["https://a.org/1"]


@pytest.mark.parametrize("piece", ["'", "'\\", '\\"', "'name': '", "[{'family'", "'name'" + " " * 50])
def test_any_value_takes_time_linear_in_its_length(piece: str) -> None:
    text = "['" + piece * (50_000 // len(piece))
    started = time.process_time()
    written_names(text)
    written_addresses(text)
    assert time.process_time() - started < 3
