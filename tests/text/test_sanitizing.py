"""Text of dumps made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.text import count_of, find_urls, sanitize, single_line, unwrap_paragraphs
from tests.strategies import BIDI, CONTROLS, ESCAPES, SCRIPTS, SURROGATES, hostile_text

_JOINERS = "\u200c\u200d"


def harmful_characters(text: str) -> set[str]:
    """Return the characters of a text that can harm a terminal."""
    categories = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {char for char in text if unicodedata.category(char) in categories and char not in _JOINERS}


@given(hostile_text())
def test_sanitized_text_has_no_character_that_harms_a_terminal(raw: str) -> None:
    assert harmful_characters(sanitize(raw)) == set()


@given(hostile_text())
def test_sanitizing_again_changes_nothing(raw: str) -> None:
    assert sanitize(sanitize(raw)) == sanitize(raw)


@given(hostile_text())
def test_sanitized_text_can_be_encoded_as_utf_8(raw: str) -> None:
    assert sanitize(raw).encode().decode() == sanitize(raw)


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_harmless_text_is_unchanged(raw: str) -> None:
    assert sanitize(raw) == raw


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_escape_sequence_is_removed(escape: str) -> None:
    shown = sanitize(f"Attention{escape} heads")
    assert shown.isprintable()
    assert shown.startswith("Attention")
    assert shown.endswith(" heads")


@pytest.mark.parametrize("control", [*CONTROLS, *BIDI])
def test_a_control_character_becomes_nothing_or_a_space(control: str) -> None:
    assert sanitize(f"a{control}b") in ("ab", "a b")


@pytest.mark.parametrize("end", ["\n", "\r", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c"])
def test_a_line_end_becomes_a_space(end: str) -> None:
    assert sanitize(f"deep{end}learning") == "deep learning"


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u202e", "\u2066", "\U000e0041"])
def test_an_invisible_character_is_removed(sign: str) -> None:
    assert sanitize(f"deep{sign}er") == "deeper"


@pytest.mark.parametrize("surrogate", SURROGATES[:3])
def test_an_unpaired_surrogate_becomes_the_replacement_character(surrogate: str) -> None:
    assert sanitize(f"a{surrogate}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "text",
    [
        *SCRIPTS[:9],
        "e\u0301tude",  # not normalized
        "ﬁne",
        "👩\u200d💻",  # an emoji of two
        "می\u200cخواهم",  # a Persian word that its joiner shapes
        "❤\ufe0f",
        "a\u00a0b",
        "$\\times$ {X} [/b] \\textbf{Y}",
    ],
)
def test_sanitizing_does_not_normalize(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  A title  ", "A title"),
        ("A title that\n  goes on", "A title that goes on"),
        ("A title that\r\n  goes on\r", "A title that goes on"),
        ("A  title\t of  tabs", "A title of tabs"),
        ("\ufeffA title", "A title"),
        ("A\u2028title", "A title"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_wrapped_title_becomes_one_line(raw: str, shown: str) -> None:
    assert single_line(raw) == shown


@given(hostile_text())
def test_a_single_line_is_harmless_and_has_no_blank_at_its_ends(raw: str) -> None:
    shown = single_line(raw)
    assert harmful_characters(shown) == set()
    assert shown == shown.strip(" ")


@pytest.mark.parametrize("end", ["\x0c", "\x0b", "\u2028", "\u200b", "\x00"])
def test_a_control_character_next_to_a_space_leaves_one_space(end: str) -> None:
    assert single_line(f"Deep {end} Learning") == "Deep Learning"
    assert single_line(f"Deep{end} Learning") == "Deep Learning"


@given(hostile_text(20))
def test_an_abstract_has_no_control_character_but_line_feeds(raw: str) -> None:
    assert harmful_characters(unwrap_paragraphs(raw)) <= {"\n"}


@given(hostile_text(20))
def test_paragraphs_are_separated_by_one_empty_line(raw: str) -> None:
    shown = unwrap_paragraphs(raw)
    assert "\n\n\n" not in shown
    assert shown == shown.strip("\n ")


def test_hard_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    raw = "We study\nlarge models.  \n\nWe find\r\n  that they\ngeneralise.\n"
    assert unwrap_paragraphs(raw) == "We study large models.\n\nWe find that they generalise."


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\n  ", "\r\n  ", "\t\n"])
def test_a_wrapped_line_is_joined_with_one_space(end: str) -> None:
    assert unwrap_paragraphs(f"We study{end}large models.") == "We study large models."


def test_a_line_with_a_bullet_stays_a_line() -> None:
    raw = "We show\nthree things:\n- one that\n  goes on\n* two\n  \u2022 three\n1. four\n(2) five"
    assert unwrap_paragraphs(raw).split("\n") == [
        "We show three things:", "- one that goes on", "* two", "\u2022 three", "1. four", "(2) five"
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["2.5 times faster", "-0.3 in accuracy", "3D scenes", "*bold* claims", "(see 3)"])
def test_a_line_without_a_real_bullet_is_joined(line: str) -> None:
    assert unwrap_paragraphs(f"It is\n{line}.") == f"It is {line}."


def test_a_line_of_blanks_separates_paragraphs() -> None:
    assert unwrap_paragraphs("One.\n \t\r\nTwo.") == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("at https://github.com/x/FSTS{Project Page}", "https://github.com/x/FSTS"),
        ("see https://a.org/BEAST.", "https://a.org/BEAST"),
        ("(https://a.org/b)", "https://a.org/b"),
        ("at https://a.org/b, and", "https://a.org/b"),
        ("at https://a.org/b; and", "https://a.org/b"),
        ("{https://a.org/b}", "https://a.org/b"),
        ("HTTPS://A.org/b?c=d&e=f#g", "HTTPS://A.org/b?c=d&e=f#g"),
        ("at http://a.org/~x/v1.2/", "http://a.org/~x/v1.2/"),
        ("<https://a.org>", "https://a.org"),
        ("在https://a.org/b 上", "https://a.org/b"),
    ],
)
def test_a_url_ends_before_punctuation(text: str, url: str) -> None:
    assert [text[start:end] for start, end in find_urls(text)] == [url]


@pytest.mark.parametrize("text", ["no url", "https://", "https://.", "ftp://a.org", "www.a.org", "javascript:x"])
def test_other_text_is_not_a_url(text: str) -> None:
    assert find_urls(text) == []


def test_all_urls_are_found_in_their_order() -> None:
    text = "Code: https://a.org/x. Demo: https://b.org/y."
    assert [text[start:end] for start, end in find_urls(text)] == ["https://a.org/x", "https://b.org/y"]


@given(hostile_text(20))
def test_urls_do_not_overlap(raw: str) -> None:
    text = unwrap_paragraphs(raw)
    end_before = 0
    for start, end in find_urls(text):
        assert end_before <= start < end <= len(text)
        assert text[start:end].lower().startswith(("http://", "https://"))
        assert not text[start:end].endswith((".", ",", ";", ")"))
        end_before = end


def test_a_number_has_its_noun_in_the_singular_or_plural() -> None:
    assert [count_of(number, "paper") for number in (0, 1, 2)] == ["0 papers", "1 paper", "2 papers"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2003 ", "\u200b\u00a0"])
def test_a_line_has_no_blank_of_any_kind_at_its_ends(blank: str) -> None:
    assert single_line(f"{blank}a title{blank}") == "a title"
    assert single_line(blank) == ""
