"""Completion of a query as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.query.completion import complete
from paperreader.query.parser import parse
from paperreader.results.facets import facet_values
from tests.libraries import Marked, entry, library

PAPERS = library(
    entry("One of These Papers", day=20240501, organization=("adobe", "Adobe")),
    entry("Another of These Papers", day=20250501, organization=("google-research", "Google Research")),
    entry(
        "A Third of These Papers",
        day=20250502,
        organization=("google-research", "Google Research"),
        authors=("Ada Lovelace", "Adam Smith"),
        venue="ICML 2024",
        categories=("cs.CL", "math.LO"),
        keywords=("graphs",),
    ),
)


MARKS = Marked(tags={PAPERS.keys[0]: ["todo", "to read"], "elsewhere": ["todo", "topic"]})


def texts(line: str) -> list[str]:
    return list(complete(line, len(line), lambda name: facet_values(PAPERS, name, MARKS), ["todo", "to-read"]).texts)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("au", ["authors:", "author:"]),
        ("sparse ab", ["abstract:"]),
        ("-so", ["-source:"]),
        ("is:", ["is:unread ", "is:read ", "is:starred ", "is:new "]),
        ("IS:s", ["IS:starred "]),
        ("-tag:to", ["-tag:todo ", '-tag:"to read" ', "-tag:topic "]),
        ("-is:re", ["-is:read "]),
        ("is:read,un", ["is:read,unread "]),
        ("year:", ["year:2025 ", "year:2024 "]),
        ("org:", ["org:google-research ", "org:adobe "]),
        ("source:m", ["source:made.txt "]),
        ("venue:ic", ['venue:"ICML 2024" ']),
        ("cat:", ["cat:cs.CL ", "cat:math.LO "]),
        ("cat:cs.CL,m", ["cat:cs.CL,math.LO "]),
        ("keyword:", ["keyword:graphs "]),
        ("author:ada", ['author:"Ada Lovelace" ', 'author:"Adam Smith" ']),
        ("author:sm", ['author:"Adam Smith" ']),
        ('author:"ada l', ['author:"Ada Lovelace" ']),
        ("has:pd", ["has:pdf "]),
        ("(has:pd", ["(has:pdf "]),
        ("(org:x OR -(up", ["-(upvotes:"]),
        ("@to", ["@todo ", "@to-read "]),
        ("-@todo", ["-@todo "]),
        ("nosuch:", []),
        ("words", []),
        ("is:read ", None),
    ],
)
def test_words_that_can_follow_are_offered(line: str, expected: list[str] | None) -> None:
    found = texts(line)
    if expected is None:  # any word can begin here
        assert {"is:", "abstract:", "@todo "} <= set(found)
    else:
        assert found == expected


def test_only_the_word_at_the_cursor_is_completed() -> None:
    found = complete("ye sparse", 2, lambda name: facet_values(PAPERS, name))
    assert (found.start, found.end, found.texts) == (0, 2, ("year:",))


@pytest.mark.parametrize("before", ["a", '"', 'x"', "(", "-(", "@", "a:"])
def test_after_any_long_text_a_word_is_completed(before: str) -> None:
    """In time linear in the length: if it grew with the square, this test would take minutes."""
    assert texts(f"{before * 100_000} ye") == ["year:"]
    assert complete(before * 100_001, 100_000 * len(before), lambda _: []).common == before * 100_000


def test_the_common_prefix_of_all_completions_is_known() -> None:
    assert complete("a", 1, lambda _: []).common == "a"
    assert complete("st", 2, lambda _: []).common == "starred:"
    assert complete("@t", 2, lambda _: [], ["todo", "to-read"]).common == "@to"
    assert complete("org:", 4, lambda _: ["google a", "google b"]).common == 'org:"google '


@given(st.text(), st.integers(0, 30))
def test_completion_never_fails_and_its_texts_can_be_parsed(line: str, cursor: int) -> None:
    found = complete(line, min(cursor, len(line)), lambda name: facet_values(PAPERS, name), ["todo"])
    assert line[found.start : found.end] == line[found.start : min(cursor, len(line))]
    for text in found.texts:
        parse(line[: found.start] + text + line[found.end :])
