"""CSL as YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.records.lines.yaml_block import parse_block
from tests.formats.reading import abstract, read_text, recognized

REFERENCES = """---
# made by hand
references:
- id: a
  title: "Attention: \\"All\\" of it"
  author:
  - family: Lovelace
    given: Ada
  - literal: 'The Engine''s Group'
  container-title: A Journal
  issued: 2017-06
  abstract: |
    An abstract
    that goes on.

    And ends.
  DOI: 10.1000/ABC

- id: b
  title: It's plain and
    goes on
  issued:
    year: 2020
    month: 3
...
"""


def test_references_are_read(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, "csl_yaml", REFERENCES).entries
    assert (first.title, first.line) == ('Attention: "All" of it', 5)
    assert first.authors == ("Ada Lovelace", "The Engine's Group")
    assert (first.venue, first.day, first.doi) == ("A Journal", 20170600, "10.1000/abc")
    assert abstract(first) == "An abstract that goes on.\n\nAnd ends."
    assert (second.title, second.day) == ("It's plain and goes on", 20200300)


def test_other_yaml_is_no_bibliography() -> None:
    assert recognized("---\ntitle: A page\nreferences: none\n---\n\nText.\n") == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b", {"a": "b"}),
        ("- a\n- b", ["a", "b"]),
        ("a:\n  - b: 1\n    c: 2\n  - d", {"a": [{"b": "1", "c": "2"}, "d"]}),
        ("a:\n- b\nc:", {"a": ["b"], "c": ""}),
        ("a: >-\n  b\n  c\n\n  d", {"a": "b c\n\nd"}),
        ('a: "b\\u00e9\\n"', {"a": "bé\n"}),
        ("a: https://x.org/y: z", {"a": "https://x.org/y: z"}),
        ("", ""),
    ],
)
def test_blocks_of_yaml(text: str, value: object) -> None:
    assert parse_block(text.split("\n")) == value


@given(
    st.lists(
        st.sampled_from(("a:", "- ", "-", "  ", "b: c", "  - d: |", "    e", "'", '"\\ud800"', "- - - a", " x: >")),
        max_size=30,
    )
)
def test_any_lines_are_parsed(lines: list[str]) -> None:
    parse_block(lines)
