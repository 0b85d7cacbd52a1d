"""Records of lines with tags."""

from __future__ import annotations

import re

from paperreader.formats.records.lines import tagged_lines
from paperreader.formats.records.lines.tagged_lines import TaggedRecord, TagSyntax, tagged_records
from paperreader.formats.records.lines.text_lines import lines_of

SYNTAX = TagSyntax(re.compile(r"([A-Z]{2}): ?(.*)$"), "AA", "ZZ", frozenset(("LL",)))


def records(text: str, syntax: TagSyntax = SYNTAX) -> list[TaggedRecord]:
    return list(tagged_records(lines_of(text.encode()), syntax))


def test_values_keep_their_lines() -> None:
    (record,) = records("junk\nAA: 1\nTT: one\n  two\n\nthree\nLL: a\nb\n\nc\nZZ:\nTT: none")
    assert record.all("TT") == ["one\ntwo\n\nthree"]
    assert record.all("LL") == ["a", "b", "c"]
    assert (record.line, record.line_of("TT"), record.line_of("XX"), record.is_closed) == (2, 3, 2, True)


def test_the_first_of_some_tags_that_has_a_value() -> None:
    (record,) = records("AA: 1\nTT:\nUU: two\nTT: one\nZZ:")
    assert (record.first("TT", "UU"), record.first("UU", "TT"), record.first("XX")) == ("one", "two", "")


def test_a_record_ends_at_the_latest_where_the_next_begins() -> None:
    assert [record.is_closed for record in records("AA: 1\nAA: 2\nZZ:\nAA: 3")] == [False, True, False]
    assert [record.is_closed for record in records("AA: 1\nAA: 2\n", SYNTAX._replace(last=""))] == [True, True]


def test_a_record_of_any_length_takes_bounded_memory() -> None:
    text = "AA: 1\nTT: one\n" + "x" * 100 + "\n"
    limit = tagged_lines._LONGEST
    (record,) = records(text + ("y" * 1000 + "\n") * (2 * limit // 1000))
    assert len(record.first("TT")) < 1.1 * limit
