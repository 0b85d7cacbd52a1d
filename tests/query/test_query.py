"""The query language: parsing, writing back, selecting papers."""

from __future__ import annotations

from array import array
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader import load
from paperreader.dates import date_to_number
from paperreader.library.library import Library
from paperreader.paper import Paper
from paperreader.query.model import PHRASE, WORD, Query, Term
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.search import Passage
from tests.libraries import NOON, Marked, add_dump, entry, library
from tests.strategies import hostile_text

SPARSE, WILD, SERIES, HEADS, NOTES, SURROGATE = range(6)


def _papers() -> Library:
    made = library(
        entry(
            "Sparse Autoencoders Find Interpretable Features",
            day=20230915, authors_count=5, comments=2, organization=("adobe", "Adobe"), has_links=True, has_code=True,
        ),
        entry("Attention Heads in the Wild", day=20231214, authors_count=6, comments=0),
        entry(
            "Interpretable Attention for Time Series",
            day=20240517, authors_count=3, comments=7, organization=("google-research", "Google Research"),
        ),
    )  # fmt: skip
    add_dump(
        made,
        "/dumps/000_af51dbc5.txt",
        entry("The Heads of Attention Are Many", day=20240229, authors_count=1, comments=0),
        entry("Undated Notes on Sparse Coding", abstract=None),
        entry("Surrogate Models for Everything, Everywhere", day=20250101, authors_count=671, upvotes=12),
    )
    return made


PAPERS = _papers()
MARKS = Marked(
    read={PAPERS.keys[SPARSE]: NOON, PAPERS.keys[SERIES]: NOON.replace(year=2025, month=3)},
    starred={PAPERS.keys[SPARSE]: NOON.replace(year=2025)},
    tags={PAPERS.keys[WILD]: ["todo", "RL"], PAPERS.keys[HEADS]: ["rl"], PAPERS.keys[NOTES]: ["to read"]},
    notes={PAPERS.keys[WILD]: "Compare with the heads of others", PAPERS.keys[NOTES]: "compared: one GPU,\ntwo days"},
)


def found(query: str) -> list[int]:
    return sorted(select(parse(query), PAPERS, MARKS).rows)


# -- selecting papers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("is:unread", [WILD, HEADS, NOTES, SURROGATE]),
        ("is:read", [SPARSE, SERIES]),
        ("is:starred", [SPARSE]),
        ("-is:read", [WILD, HEADS, NOTES, SURROGATE]),
        ("is:starred,unread", [SPARSE, WILD, HEADS, NOTES, SURROGATE]),
        ("is:read -is:starred", [SERIES]),
        ("year:2024", [SERIES, HEADS]),
        ("year:2023..2024", [SPARSE, WILD, SERIES, HEADS]),
        ("year:2025..", [SURROGATE]),
        ("year:2023,2025", [SPARSE, WILD, SURROGATE]),
        ("year:2023|2025", [SPARSE, WILD, SURROGATE]),
        ("date:2024-05..", [SERIES, SURROGATE]),
        ("date:2024-05-17", [SERIES]),
        ("date:..2023", [SPARSE, WILD]),
        ("date:>2024-02", [SERIES, SURROGATE]),
        ("authors:6..", [WILD, SURROGATE]),
        ("authors:>5", [WILD, SURROGATE]),
        ("authors:<=3", [SERIES, HEADS]),
        ("comments:1..", [SPARSE, SERIES]),
        ("upvotes:10..", [SURROGATE]),
        ("read:2025..", [SPARSE, SERIES]),
        ("read:2025-03", [SERIES]),
        ("starred:2025", [SPARSE]),
        ("tag:todo", [WILD]),
        ("tag:todo,rl", [WILD, HEADS]),
        ("tag:RL", [WILD]),
        ("tag:Rl", [WILD, HEADS]),
        ("tag:to", []),
        ('tag:"to read"', [NOTES]),
        ("has:tag -tag:todo", [HEADS, NOTES]),
        ("note:compare", [WILD]),
        ("note:COMPAR* -note:heads", [NOTES]),
        ('note:"gpu two days"', [NOTES]),
        ("-has:note", [SPARSE, SERIES, HEADS, SURROGATE]),
        ("org:adobe", [SPARSE]),
        ("org:Adobe", [SPARSE]),
        ('org:"google research"', [SERIES]),
        ("-org:adobe", [WILD, SERIES, HEADS, NOTES, SURROGATE]),
        ("source:000_af51", [HEADS, NOTES, SURROGATE]),
        ("source:000_AF51", [HEADS, NOTES, SURROGATE]),
        ("key:attention-heads-in-the-wild", [WILD]),
        ("key:attentionheadsinthewild", [WILD]),
        ("has:code", [SPARSE]),
        ("has:link", [SPARSE]),
        ("has:org", [SPARSE, SERIES]),
        ("has:comments", [SPARSE, SERIES]),
        ("has:abstract", [SPARSE, WILD, SERIES, HEADS, SURROGATE]),
        ("has:date", [SPARSE, WILD, SERIES, HEADS, SURROGATE]),
        ("-has:date", [NOTES]),
        ("has:code,org", [SPARSE, SERIES]),
        ("IS:Unread HAS:Date", [WILD, HEADS, SURROGATE]),
    ],
)
def test_a_field_selects_the_papers_with_its_value(query: str, rows: list[int]) -> None:
    assert found(query) == rows


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ('"attention heads"', [WILD]),
        ('"heads of attention"', [HEADS]),
        ('"attention head"', []),
        ('-"attention heads" attention', [SERIES, HEADS]),
        ("attention -heads", [SERIES]),
        ("-sparse", [WILD, SERIES, HEADS, SURROGATE]),
        ("-spar", [0, 1, 2, 3, 4, 5]),
        ('interpretable "time series"', [SERIES]),
    ],
)
def test_phrases_and_excluded_words_match_whole_words_of_the_title(query: str, rows: list[int]) -> None:
    assert found(query) == rows


def test_all_words_are_searched_together_and_the_best_hit_comes_first() -> None:
    chosen = select(parse("heads attention year:2023..2024"), PAPERS)
    assert list(chosen.rows) == [HEADS, WILD]
    assert chosen.near_from == 2


def test_hits_with_a_typo_come_after_the_exact_ones() -> None:
    chosen = select(parse("atention"), PAPERS)
    assert set(chosen.rows) == {WILD, SERIES, HEADS}
    assert chosen.near_from == 0
    mixed = select(parse("intepretable"), library("Intepretable, So It Is Spelt", *PAPERS.titles))
    assert mixed.rows[: mixed.near_from] == [0]
    assert set(mixed.rows[mixed.near_from :]) == {SPARSE + 1, SERIES + 1}


def test_narrowing_keeps_exact_and_near_hits_apart() -> None:
    titles = ("Intepretable, So It Is Spelt", *PAPERS.titles)
    chosen = select(parse('intepretable -"time series"'), library(*titles))
    assert (list(chosen.rows), chosen.near_from) == ([0, SPARSE + 1], 1)


def test_without_marks_every_paper_is_unread_and_unstarred() -> None:
    assert list(select(parse("is:unread"), PAPERS).rows) == list(range(6))
    assert isinstance(
        select(parse("is:unread"), PAPERS).rows, array
    )  # garbage collection of a list of a million rows delays every key
    assert list(select(parse("is:read"), PAPERS).rows) == []
    for query in ("is:starred", "tag:todo", "note:gpu", "has:tag", "has:note"):
        assert list(select(parse(query), PAPERS).rows) == []
    assert list(select(parse("read:2025.."), PAPERS).rows) == []


def test_a_selection_can_be_limited_to_the_rows_added_since() -> None:
    assert list(select(parse("year:2024"), PAPERS, within=range(3, len(PAPERS.titles))).rows) == [HEADS]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("(org:adobe OR authors:6..)", [SPARSE, WILD, SURROGATE]),
        ("(org:adobe OR authors:6.. has:code)", [SPARSE]),
        ("(org:adobe OR authors:6..) year:2023", [SPARSE, WILD]),
        ("-(org:adobe OR authors:6..)", [SERIES, HEADS, NOTES]),
        ("(heads OR org:adobe)", [SPARSE, WILD, HEADS]),
        ('("attention heads" OR -has:date)', [WILD, NOTES]),
        ("attention (comments:5.. OR year:2023)", [WILD, SERIES]),
        ("((org:adobe OR is:starred) year:2023 OR upvotes:10..)", [SPARSE, SURROGATE]),
        ("( org:adobe OR (upvotes:10.. OR (authors:1 OR -has:date)) )", [SPARSE, HEADS, NOTES, SURROGATE]),
    ],
)
def test_a_group_matches_what_any_of_its_alternatives_matches(query: str, rows: list[int]) -> None:
    assert found(query) == rows
    assert parse(str(parse(query))) == parse(query)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("(year:2024)", "year:2024"),
        ("(year:2024 comments:1..)", "year:2024 comments:1.."),
        ("((year:2024))", "year:2024"),
        ("-(year:2024)", "-year:2024"),
        ("-((year:2024))", "-year:2024"),
        ("-(-(year:2024))", "year:2024"),
        ("-(-(year:2024 attention))", "year:2024 attention"),
        ("(year:2024 -(comments:1..))", "year:2024 -comments:1.."),
        ("(year:2024 OR (year:2023))", "(year:2024 OR year:2023)"),
        ("-(year:2024 comments:1..)", "-(year:2024 comments:1..)"),
        ("is:unread (interpretable attention)", "is:unread interpretable attention"),
        ('("attention heads")', '"attention heads"'),
        ("-(attention)", "-attention"),
        ("-(& year:2024)", "-year:2024"),
        ("-(year:2024 OR &)", "-year:2024"),
        ('-((& OR "#") year:2024)', "-year:2024"),
        ("-((& OR attention) year:2024)", "-(attention year:2024)"),
    ],
)
def test_parentheses_without_alternatives_group_terms(query: str, meant: str) -> None:
    assert str(parse(query)) == meant
    assert parse(query).notes == ()
    assert found(query) == found(meant)
    assert parse(meant) == parse(query)


def test_a_group_of_several_terms_is_excluded_as_a_whole() -> None:
    assert found("-(year:2024 comments:1..)") == [SPARSE, WILD, HEADS, NOTES, SURROGATE]


@pytest.mark.parametrize(
    "query",
    ["(surrogate models)", "surrogate (OR)", "(surrogate or models)", "f(surrogate OR models)", "(surrogate models",
     "surrogate models)", "surrogate (models)x", "is:unread surrogate (models", ":-) surrogate"],
)  # fmt: skip
def test_parentheses_around_words_of_a_title_are_no_mistake(query: str) -> None:
    assert {term.field for term in parse(query).terms} <= {WORD, "is"}
    assert parse(query).notes == ()
    assert not any(term.negated for term in parse(query).terms)


@pytest.mark.parametrize(
    ("query", "brief"),
    [
        ("(year:2024 OR org:adobe", "did you mean (year:2024 OR org:adobe)?"),
        ("-(year:2024", "did you mean -(year:2024)?"),
        ("-(surrogate", "did you mean -(surrogate)?"),
        ("-((is:read) OR (is:starred", "did you mean -((is:read) OR (is:starred))?"),
        ("(@todo", "did you mean (@todo)?"),
        ("(surrogate OR models", "did you mean (surrogate OR models)?"),
        ("is:read)", "did you mean is:read?"),
        ("org:adobe))", "did you mean org:adobe?"),
        ("(is:read))", "no group ends here"),
        ("(year:2024 OR)", "did you mean (year:2024)?"),
        ("(OR year:2024)", "did you mean (year:2024)?"),
        ("(surrogate OR )", "did you mean (surrogate)?"),
        ("-()", "the parentheses are empty"),
        ("( )", "the parentheses are empty"),
        ("-(--)", "no word is in the parentheses"),
        ("-(&)", "no word is in the parentheses"),
        ('-("&" "#")', "no word is in the parentheses"),
        ("-((& OR #))", "a group is written (term term) or (term OR term)"),
        ("-(year:2024)x", "a group is written (term term) or (term OR term)"),
        ("-" + "(" * 9 + "is:read" + ")" * 9, "a group is written (term term) or (term OR term)"),
    ],
)
def test_parentheses_that_are_not_understood_are_a_mistake(query: str, brief: str) -> None:
    assert [mistake.brief for mistake in parse(query).mistakes][:1] == [brief]
    assert parse(query).terms[0].field in (WORD, "is")


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("year:2024 OR org:adobe)", "(year:2024 OR org:adobe)"),
        ("models OR surrogate)", "(models OR surrogate)"),
        ("(year:2024) OR (org:adobe OR is:read)", "((year:2024) OR (org:adobe OR is:read))"),
        ('gpt OR "a b" OR -x y', '(gpt OR "a b" OR -x)'),
    ],
)
def test_or_outside_of_parentheses_is_a_mistake(query: str, near: str) -> None:
    assert [mistake.near for mistake in parse(query).mistakes][-1] == near
    assert parse(near).notes == ()


def test_a_group_of_named_queries_and_of_mistakes_has_their_notes() -> None:
    query = parse("(@mine OR yaer:2024) x", {"mine": "org:adobe yaer:7"})
    assert str(query) == "(@mine OR yaer:2024) x"
    assert len(query.notes) == 2
    assert sorted(select(parse("(@mine OR authors:1)", {"mine": "org:adobe"}), PAPERS).rows) == [SPARSE, HEADS]


def test_a_group_tells_what_it_reads() -> None:
    assert parse("(abstract:x OR org:y)").reads_abstracts
    assert parse("-(org:y OR (org:z OR word))").needs_title_index
    assert not parse("(org:y OR org:z)").needs_title_index
    assert not parse("(org:y OR word)").has_words


# -- a query never fails --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words", "message"),
    [
        ("yaer:2024", "yaer:2024", "year:"),
        ("authros:6", "authros:6", "authors:"),
        ("wombat:7", "wombat:7", "wombat:"),
        ("year:soon", "year:soon", "soon"),
        ("authors:..", "authors:..", "authors:"),
        ("date:2024-13", "date:2024-13", "2024-13"),
        ("is:raed", "is:raed", "read"),
        ("has:cod", "has:cod", "code"),
        ('"attention heads', "attention heads", "quote"),
    ],
)
def test_a_term_not_understood_is_searched_as_words_with_a_note_of_one_line(
    query: str, words: str, message: str
) -> None:
    parsed = parse(query)
    assert parsed.words.replace('"', "") == words
    assert len(parsed.notes) == 1
    assert message in parsed.notes[0]


@pytest.mark.parametrize("query", ['org:"adobe', 'sparse "attention heads', 'source:"my dump'])
def test_an_open_quote_has_a_note(query: str) -> None:
    parsed = parse(query)
    assert parsed.has_words
    assert any("quote" in note for note in parsed.notes)


@pytest.mark.parametrize("query", ["SESA:", "Title: a Subtitle", "sesa:,", 'sesa:""', "a-b", "--", "-", '""'])
def test_a_word_with_a_colon_and_no_value_is_a_word_without_a_note(query: str) -> None:
    parsed = parse(query)
    assert parsed.notes == ()
    assert {term.field for term in parsed.terms} <= {WORD}


@pytest.mark.parametrize(
    "query", ["org:", "-org:", "year:", "is:", "id:", "TAG:", "org:,", 'org:""', 'tag:" "', "(tag:)"]
)
def test_a_field_without_a_value_is_searched_as_words_with_a_note(query: str) -> None:
    parsed = parse(query)
    assert {term.field for term in parsed.terms} == {WORD}
    assert [note.partition(":")[2] for note in parsed.notes] == [" has no value — searched as words"]


@pytest.mark.parametrize(
    ("query", "near"),
    [("year: 2024", "year:2024"), ("-author: hinton x", "-author:hinton"), ("year: soon", ""), ("org: is:read", "")],
)
def test_a_blank_before_a_value_is_told_with_the_value(query: str, near: str) -> None:
    assert [mistake.near for mistake in parse(query).mistakes] == [near]


def test_a_pasted_title_with_a_colon_is_found() -> None:
    assert found("Surrogate Models: for Everything") == [SURROGATE]


_FIELDS = (
    *("is", "year", "date", "authors", "comments", "org", "source", "key", "has", "read", "starred", "tag", "note"),
    *("ORG", "wombat", "yaer"),
)
_VALUES = st.one_of(
    st.text(alphabet='"-:,|.<>=0159ab \t\xa0é', max_size=8),
    st.sampled_from(
        ("unread", "2024", "2020..2023", "..", ">5", ">=0", "<0", ">9999", "<=9999", "0..", "code", '"a b"')
    ),
)
TEXTS = st.lists(
    st.one_of(
        st.builds("{}{}:{}".format, st.sampled_from(("", "-")), st.sampled_from(_FIELDS), _VALUES),
        st.text(alphabet='"-:,|<>=ab ', max_size=8),
        st.sampled_from(
            (
                "(",
                "-(",
                ")",
                "OR",
                "(a OR",
                "OR b)",
                "(-",
                "-(a)",
                "((org:x",
                "is:read)",
                "(is:read)",
                '(org:"x)y" OR z)',
                "(year:2024 OR -(a OR b))",
            )
        ),
        hostile_text(3),
    ),
    max_size=5,
).map(" ".join)


@given(TEXTS)
@example('org:""')
@example('wombat:"a b"')
@example('-wombat:"a b"')
@example('"-x')
@example('"org:x')
@example('org:a"b c"d')
@example("authors:>=0")
@example("authors:<0")
@example("comments:>999999999")
@example("date:<=9999")
@example('(""" OR b" OR c)')
@example('(org:")" OR b)')
@example('" (org:"x)y" OR z)')
@example('(a " OR b)')
@example('-("(")')
def test_a_query_written_back_parses_to_the_same_query(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query


@given(TEXTS)
@example("date:>9999")
@example('year:"a\nb"')
def test_no_text_makes_a_query_fail_and_each_note_is_one_line(text: str) -> None:
    query = parse(text)
    assert all(len(note.splitlines()) == 1 for note in query.notes)
    assert set(select(query, PAPERS, MARKS).rows) <= set(range(len(PAPERS)))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "( " * 5_000,
        "(a OR " * 1_600 + "b" + ")" * 1_600,
        "(a OR b) " * 1_000,
        "a" * 10_000,
        '"' * 10_000,
        "a:" * 5_000,
        'a:"b ' * 2_000,
        "-" * 10_000,
        "year:,|" * 1_400,
    ],
)
def test_a_query_of_ten_thousand_characters_is_parsed(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query
    assert select(query, PAPERS).rows is not None


_FILTERS = st.builds(
    "{}{}".format,
    st.sampled_from(("", "-")),
    st.sampled_from(
        (
            *("is:unread", "is:read", "is:starred", "year:2024", "year:2023,2025", "authors:2..6", "has:code"),
            "(org:adobe OR year:2024)",
            *("date:..2023", "comments:1..", '"attention heads"', "source:made", "key:x", "starred:2025", "org:adobe"),
        )
    ),
)
_WORDS = st.sampled_from(("", "attention", "atention", "sparse interp", "everythng everywhere", "heads wild of zzz"))


@given(_WORDS, st.lists(_FILTERS, max_size=3), _FILTERS)
def test_adding_a_filter_never_adds_a_paper(words: str, filters: list[str], added: str) -> None:
    before = select(parse(" ".join((words, *filters))), PAPERS, MARKS)
    after = select(parse(" ".join((words, *filters, added))), PAPERS, MARKS)
    assert [row for row in before.rows if row in after.rows] == list(after.rows)
    assert set(after.rows[: after.near_from]) <= set(before.rows[: before.near_from])


# -- changing one term ---------------------------------------------------------------------


def test_a_view_replaces_the_is_term_and_keeps_the_rest() -> None:
    query = parse("is:unread year:2024 heads")
    assert str(query.with_view("starred")) == "is:starred year:2024 heads"
    assert str(query.with_view("all")) == "year:2024 heads"
    assert query.with_view("unread") == query
    assert [parse(text).view for text in ("", "is:starred", "-is:read", "is:unread x")] == [
        "all",
        "starred",
        "all",
        "unread",
    ]


def test_a_second_value_is_an_alternative_and_toggling_it_again_removes_it() -> None:
    query = parse("heads year:2023 has:code")
    both = query.with_value_toggled("year", "2024")
    assert str(both) == "heads year:2023,2024 has:code"
    assert both.with_value_toggled("year", "2024") == query
    assert str(both.with_value_toggled("year", "2023").with_value_toggled("year", "2024")) == "heads has:code"


def test_only_one_state_can_be_chosen_at_a_time() -> None:
    assert str(parse("is:unread").with_value_toggled("is", "starred")) == "is:starred"


def test_excluding_a_value_removes_the_chosen_one() -> None:
    query = parse("org:adobe").with_value_toggled("org", "adobe", negated=True)
    assert str(query) == "-org:adobe"
    assert str(query.with_value_toggled("org", "adobe")) == "org:adobe"
    assert [
        query.value_state("org", "adobe"),
        query.value_state("org", "x"),
        parse("org:x").value_state("org", "x"),
    ] == [
        False,
        None,
        True,
    ]


@given(
    st.lists(_FILTERS.filter(lambda text: not text.startswith(("-is", "is"))), max_size=4).map(
        lambda parts: parse(" ".join(parts))
    ),
    st.sampled_from(("year", "org", "source")),
    st.text(alphabet="ab,|:.- é", min_size=1, max_size=6).filter(str.strip),
)
def test_toggling_a_value_twice_changes_nothing(query: Query, name: str, value: str) -> None:
    assert query.with_value_toggled(name, value).with_value_toggled(name, value) == query


@pytest.mark.parametrize(
    "name",
    ["my dump, the second.txt", "a|b.txt", "été 2024.txt", "-x.txt", "a:b.txt", "plain.txt"],
)
def test_a_dump_of_any_name_can_be_selected_and_the_query_written_back(name: str) -> None:
    made = library("One Paper of Some Length", "Another Paper of Some Length")
    add_dump(made, f"/dumps/{name}", "A Third Paper of Some Length")
    query = Query().with_value_toggled("source", name)
    assert list(select(query, made).rows) == [2]
    assert list(select(parse(str(query)), made).rows) == [2]


def test_words_and_terms_can_be_removed_one_by_one() -> None:
    query = parse('heads "of attention" year:2024 -is:read')
    assert str(query.without_words()) == "year:2024 -is:read"
    assert str(query.without_last_layer()) == "year:2024 -is:read"
    assert str(query.without_last_layer().without_last_layer()) == "year:2024"
    assert str(query.without("year")) == 'heads "of attention" -is:read'


def test_the_words_of_a_query_exclude_phrases_fields_and_excluded_words() -> None:
    query = parse('sparse -dense "a phrase" year:2024 codng')
    assert query.words == "sparse codng"
    assert Term(PHRASE, ("a phrase",)) in query.terms


# -- papers like another ----------------------------------------------------------------------------


def test_papers_like_another_come_nearest_first_and_can_be_narrowed() -> None:
    key = PAPERS.keys[HEADS]
    chosen = select(parse(f"like:{key}"), PAPERS)
    assert HEADS not in chosen.rows
    assert chosen.near_from == len(chosen.rows) > 0
    narrowed = select(parse(f"like:{key} -heads"), PAPERS)
    assert set(narrowed.rows) < set(chosen.rows)
    searched = select(parse(f"heads like:{key}"), PAPERS)
    assert set(searched.rows) <= set(chosen.rows)


def test_no_paper_is_like_an_unknown_key() -> None:
    assert list(select(parse("like:nothing-of-this"), PAPERS).rows) == []
    assert list(select(parse("heads like:nothing-of-this"), PAPERS).rows) == []


def test_like_replaces_the_words_and_keeps_the_filters() -> None:
    query = parse('heads "in the wild" year:2024 like:first').with_like("second")
    assert str(query) == "year:2024 like:second"
    assert str(query.without_last_layer()) == "year:2024"


# -- abstracts, ages, named queries -----------------------------------------------------------------------


SEEDS = load([str(Path(__file__).parents[2] / "seeds")])


@pytest.mark.parametrize(
    "query",
    [
        "abstract:surrogate",
        "abstract:surrog*",
        'abstract:"language models"',
        "abstract:surrogate,sparse",
        "-abstract:model*",
        "text:attention",
        "text:interp*",
        "models abstract:attention",
        "year:2024 -text:models",
    ],
)
def test_a_search_in_abstracts_finds_the_same_papers_as_reading_each(query: str) -> None:
    def holds(paper: Paper, term: Term) -> bool:
        texts = [paper.abstract or "", *([paper.title] if term.field == "text" else [])]
        return any(Passage(value).spans(text) for value in term.values for text in texts)

    terms = [term for term in parse(query).terms if term.field in ("abstract", "text")]
    rest = Query(tuple(term for term in parse(query).terms if term not in terms))
    expected = [
        paper.key for paper in SEEDS.select(rest) if all(holds(paper, term) is not term.negated for term in terms)
    ]
    assert [paper.key for paper in SEEDS.select(query)] == expected
    assert 0 < len(expected) < len(SEEDS)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("date:7d..", [0, 7]),
        ("date:7d", [0, 7]),
        ("date:1w..", [0, 7]),
        ("date:..8d", [8, 40, 400]),
        ("date:2m..", [0, 7, 8, 40]),
        ("date:1y..", [0, 7, 8, 40]),
        ("date:30d..8d", [8]),
    ],
)
def test_ages_count_from_today(query: str, days: list[int]) -> None:
    ages = [0, 7, 8, 40, 400]
    papers = library(
        *(entry(f"Written {age} Days Ago", day=date_to_number(date.today() - timedelta(age))) for age in ages)
    )
    assert [ages[row] for row in select(parse(query), papers).rows] == days


@pytest.mark.parametrize(
    ("query", "needs_index"),
    [
        ("attention", True),
        ("-attention", True),
        ('"attention heads"', True),
        ('-"attention heads"', True),
        ("like:a-paper", True),
        ("-@heads", True),
        ('year:2024 abstract:"attention heads"', False),
    ],
)
def test_words_phrases_and_papers_like_another_need_the_index_of_titles(query: str, *, needs_index: bool) -> None:
    assert parse(query, {"heads": '"attention heads"'}).needs_title_index is needs_index


def test_an_age_stays_an_age_when_the_query_is_written() -> None:
    assert str(parse("read:7d date:..1y")) == "read:7d.. date:..1y"


@pytest.mark.parametrize("query", ["date:>30d", "date:99999y", "read:<7d", "date:5x"])
def test_an_invalid_age_is_searched_as_words_with_a_note(query: str) -> None:
    assert [term.field for term in parse(query).terms] == [WORD]
    assert len(parse(query).notes) == 1


NAMED = {"todo": "is:unread year:2024", "heads": "attention @todo", "loop": "@pool x", "pool": "@loop y"}


def named(query: str) -> list[int]:
    return sorted(select(parse(query, NAMED), PAPERS, MARKS).rows)


def test_a_name_means_the_terms_of_its_query() -> None:
    assert named("@todo") == found("is:unread year:2024")
    assert named("@heads") == found("attention is:unread year:2024")
    assert named("-@todo") == sorted(set(found("")) - set(found("is:unread year:2024")))
    assert named("@todo heads") == found("is:unread year:2024 heads")
    assert str(parse("-@todo @heads", NAMED)) == "-@todo @heads"
    assert parse("@heads", NAMED).words == "attention"


def test_a_name_that_is_unknown_or_contains_itself_is_a_word_with_a_note() -> None:
    assert parse("@tood", NAMED).notes == ("there is no query @tood; did you mean @todo — searched as words",)
    assert parse("@loop", NAMED).notes == ("@loop: @pool: @loop contains itself — searched as words",)


def test_the_words_of_a_query_can_be_searched_in_abstracts() -> None:
    query = parse('sparse "attention heads" -toy is:unread')
    assert str(query.in_abstracts()) == 'abstract:sparse abstract:"attention heads" -toy is:unread'
    assert str(parse("risk & return + year:2024").in_abstracts()) == "abstract:risk abstract:return year:2024"
    assert str(parse("abstract:surrog year:2024").with_prefixes()) == "abstract:surrog* year:2024"


def test_named_queries_that_use_each_other_many_times_are_parsed_once_each() -> None:
    chain = {f"c{number}": f"@c{number + 1} @c{number + 1} -@c{number + 1}" for number in range(60)} | {"c60": "sparse"}
    assert parse("@c0", chain).words == "sparse"
    assert not parse("@c0", chain).reads_abstracts
    tangle = {f"n{number}": " ".join(f"@n{other}" for other in range(12)) for number in range(12)}
    assert parse("@n0", tangle).notes


def test_a_range_that_ends_before_it_starts_has_a_note() -> None:
    assert "ends before it starts" in parse("year:2025..2020").notes[0]
    assert "ends before it starts" in parse("date:7d..30d").notes[0]


def test_an_excluded_name_excludes_the_papers_of_its_query() -> None:
    queries = {"both": "abstract:language year:2024", "words": "attention"}
    every = {paper.key for paper in SEEDS.select("")}
    for name, text in queries.items():
        rows = select(parse(f"-@{name}", queries), SEEDS).rows
        assert {SEEDS.keys[row] for row in rows} == every - {paper.key for paper in SEEDS.select(text)}
