"""Mistakes told while a query is typed: soon, and never before the word can no longer become right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.query.fields import FIELDS
from paperreader.query.parser import parse
from paperreader.query.unfinished import certain_mistakes, with_group_closed, with_quote_closed, without_unfinished_word

NAMED = {"todo": "is:unread"}


def told(text: str, cursor: int | None = None) -> list[str]:
    query = parse(text, NAMED)
    return [mistake.brief for mistake in certain_mistakes(query, text, len(text) if cursor is None else cursor, NAMED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yaer:2", ["did you mean year:?"]),
        ("is:strr", ["did you mean starred?"]),
        ("-is:strr", ["did you mean starred?"]),
        ("is:strred,re", ["did you mean starred?"]),
        ("year:20x", ["year:20x: 20x is not a number"]),
        ("year:20x4 sparse", ["year:20x4: 20x4 is not a number"]),
        ("date:2024-13", ["date:2024-13: 2024-13 is not a date like 2024, 2024-05, 2024-05-17 or 30d"]),
        ("@tood", ["did you mean @todo?"]),
        ("year:2024.. is:st ", ["did you mean starred?"]),
        ('"attention ', ["a quote is not closed"]),
        ('author:"g ', ["a quote is not closed"]),
        ("year:24 ", ["did you mean 2024?"]),
        ("year:98.. ", ["did you mean 1998..?"]),
        ("year:20245", ["year:20245: 20245 is not a year"]),
        ("!survey", ["did you mean -survey?"]),
        ("year>=2020", ["did you mean year:>=2020?"]),
        ("authors=3", ["did you mean authors:3?"]),
        ("ti:heads", ["did you mean heads?"]),
        ('title:"attention heads"', ['did you mean "attention heads"?']),
        ("before:2020", ["did you mean date:..2020?"]),
        ("since:2024-05", ["did you mean date:2024-05..?"]),
        ("gpt OR llama is:unread", ["did you mean (gpt OR llama)?"]),
        ("hinton AND year:2012", ["every term narrows, without AND"]),
        ("(graph AND net OR tree) cut", ["every term narrows, without AND"]),
        ("vision NOT survey", ["did you mean -survey?"]),
        ("category:cs.LG", ["did you mean cat:cs.LG?"]),
        ('journal:"nature physics"', ['did you mean venue:"nature physics"?']),
        ("authors:hinton", ["did you mean author:hinton?"]),
        ("authors:2-4 ", ["did you mean 2..4?"]),
        ("year:2020-2023", ["did you mean 2020..2023?"]),
        ("year:2020\u2013 ", ["did you mean 2020..?"]),
        ("date:2020-2023", ["did you mean 2020..2023?"]),
        ("date:2024/05/17", ["did you mean 2024-05-17?"]),
        ("cs.CL ", ["did you mean cat:cs.CL?"]),
        ("year: ", ["year: has no value"]),
        ("org: is:read", ["org: has no value"]),
        ("year:2025..2020 ", ["year:2025..2020: ends before it starts"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_when_no_letter_can_mend_it(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SESA: a title",
        "GPT OR BERT: WHY NOT BOTH",
        '"health AND safety"',
        '"to be or NOT to be"',
        "Search and rescue",
        "(graph net OR tree) cut",
        "Attention!",
        "a != b",
        "e=mc2",
        "p<0.05",
        "cs.",
        "W.H.O.",
    ],
)
def test_words_of_titles_are_no_mistakes(text: str) -> None:
    assert told(f"{text} ") == []


@pytest.mark.parametrize("text", ["org:", "sparse -year:", "(year:2024 OR is:)"])
def test_a_value_is_awaited_at_the_end_of_a_field(text: str) -> None:
    assert told(text, len(text.rstrip(")"))) == []


def test_a_word_in_a_group_may_still_grow() -> None:
    assert told("(year:2024 OR is:st)", 19) == []
    assert told("-(is:st)", 7) == []
    assert told("-(is:strr)", 9) == ["did you mean starred?"]


def test_a_word_before_the_cursor_may_still_grow_and_one_around_it_may_not() -> None:
    assert told("is:st sparse", 5) == []
    assert told("is:st sparse") == ["did you mean starred?"]
    assert told("is:st", 4) == ["did you mean starred?"]


@pytest.mark.parametrize(
    ("typed", "closed"),
    [
        ('"attention he|', '"attention he"'),
        ('author:"g h|', 'author:"g h"'),
        ('-"attention |', '-"attention "'),
        ('"atten|tion heads', '"attention" heads'),
        ('sparse| "attention heads', 'sparse "attention heads"'),
        ('a 5" disc|', 'a 5" disc'),
        ('"attention heads"|', '"attention heads"'),
    ],
)
def test_an_open_quote_is_closed_where_it_is_typed(typed: str, closed: str) -> None:
    before, _, after = typed.partition("|")
    assert with_quote_closed(before + after, len(before)) == closed
    assert not parse(closed).mistakes


@pytest.mark.parametrize(
    ("typed", "closed"),
    [
        ("(year:2024|", "(year:2024)"),
        ("-(is:read OR year:2024|", "-(is:read OR year:2024)"),
        ("sparse (is:read OR (org:adobe |", "sparse (is:read OR (org:adobe))"),
        ("(is:read OR|", "(is:read)"),
        ("(is:read OR -(|", "(is:read)"),
        ("sparse -(|", "sparse "),
        ("(is:re|ad sparse", "(is:read sparse)"),
        ("-(is:read| OR year:2024", "-(is:read OR year:2024)"),
        ("(|", "("),
        ("sparse (attention|", "sparse (attention"),
        ("(year:2024)|", "(year:2024)"),
    ],
)
def test_an_open_group_is_closed_if_it_is_more_than_words(typed: str, closed: str) -> None:
    before, _, after = typed.partition("|")
    assert with_group_closed(before + after, len(before)) == closed
    assert not parse(closed).mistakes


def test_an_open_quote_in_an_open_group_is_closed_first() -> None:
    typed = '(is:read OR "attention he'
    quoted = with_quote_closed(typed, len(typed))
    assert with_group_closed(quoted, len(typed)) == '(is:read OR "attention he")'
    assert with_group_closed(with_quote_closed('-("attention', 12), 12) == '-("attention")'


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("sparse org:|", "sparse "),
        ("-org:| sparse", " sparse"),
        ("sparse is:st|", "sparse "),
        ("year:2|", ""),
        ("@to|", ""),
        ("year:2024|", "year:2024"),
        ("is:strr|", "is:strr"),
        ("SESA:|", "SESA:"),
        ("org: |", "org: "),
        ("a note:|s", "a note:s"),
        ("(is:|)", ""),
        ("sparse -(year:2024 OR is:st|)", "sparse -(year:2024)"),
        ("(is:| OR year:2024)", "(year:2024)"),
        ("(year:2024 OR (org:adobe OR -(is:|)))", "(year:2024 OR (org:adobe))"),
    ],
)
def test_a_field_without_its_value_is_not_searched_while_it_is_typed(typed: str, searched: str) -> None:
    before, _, after = typed.partition("|")
    text = before + after
    assert without_unfinished_word(parse(text, NAMED), text, len(before), NAMED) == searched


numbers = st.integers(0, 999_999_999)
days = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    st.integers(0, 999).map(lambda count: f"{count}w"),
)


def ranges(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    between = st.tuples(values, values).map(lambda both: f"{both[0]}..{both[1]}")
    return st.one_of(
        values.map(str), values.map("{}..".format), values.map("..{}".format), values.map(">={}".format), between
    )


RIGHT = st.one_of(
    st.tuples(st.sampled_from(["year:", "-authors:"]), ranges(numbers)).map("".join),
    st.tuples(st.sampled_from(["date:", "read:", "starred:"]), ranges(days)).map("".join),
    st.sampled_from([f"{name}:{value}" for name, field in FIELDS.items() for value in field.values]),
    st.sampled_from(
        ["@todo", "-@todo", 'author:"hinton"', '"attention"', "abstract:surrog*", "year:2020,2023|2024", "is:read,starred",
         "arxiv:2402.15570", "https://arxiv.org/abs/2402.15570v2", "doi:10.1000/xyz", "pmid:123456", "id:10.1000/xyz"]
    ),
).filter(lambda text: not parse(text, NAMED).mistakes)  # fmt: skip


@given(RIGHT)
def test_no_beginning_of_a_right_word_is_told(text: str) -> None:
    for length in range(len(text) + 1):
        assert told(f"sparse {text[:length]}") == []


@given(st.text(), st.integers(0, 30), st.sampled_from(list(FIELDS)))
def test_only_mistakes_of_the_query_are_told(text: str, cursor: int, field: str) -> None:
    for typed in (text, f"{field}:{text}"):
        query = parse(typed, NAMED)
        assert set(certain_mistakes(query, typed, min(cursor, len(typed)), NAMED)) <= set(query.mistakes)
        assert certain_mistakes(query, f"{typed} ", len(typed) + 1, NAMED) == list(query.mistakes)
