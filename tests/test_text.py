from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.text import (
    find_urls,
    normalize_title,
    normalize_titles,
    normalize_with_positions,
    sanitize,
    single_line,
    unwrap_paragraphs,
)
from tests.strategies import BIDI, COMBINING, CONTROLS, ESCAPES, LATEX, SCRIPTS, SURROGATES, hostile_text

_JOINERS = "\u200c\u200d"
_modest = settings(max_examples=60, deadline=None)


def harm_in(text: str) -> set[str]:
    """The characters of a text that have no business on a terminal."""
    harmful = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {char for char in text if unicodedata.category(char) in harmful and char not in _JOINERS}


# -- clean ------------------------------------------------------------------------------------------


@_modest
@given(hostile_text())
def test_cleaned_text_can_do_a_terminal_no_harm(raw: str) -> None:
    assert harm_in(sanitize(raw)) == set()


@_modest
@given(hostile_text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert sanitize(sanitize(raw)) == sanitize(raw)


@_modest
@given(hostile_text())
def test_cleaned_text_can_be_written_as_utf_8(raw: str) -> None:
    assert sanitize(raw).encode().decode() == sanitize(raw)


@_modest
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_harmless_text_is_left_as_it_is(raw: str) -> None:
    assert sanitize(raw) == raw


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_escape_sequence_survives_cleaning(escape: str) -> None:
    shown = sanitize(f"Attention{escape} heads")
    assert shown.isprintable()
    assert shown.startswith("Attention")
    assert shown.endswith(" heads")


@pytest.mark.parametrize("control", [*CONTROLS, *BIDI])
def test_a_control_character_becomes_nothing_or_a_space(control: str) -> None:
    assert sanitize(f"a{control}b") in ("ab", "a b")


@pytest.mark.parametrize("end", ["\n", "\r", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c"])
def test_what_ends_a_line_becomes_a_space(end: str) -> None:
    assert sanitize(f"deep{end}learning") == "deep learning"


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u202e", "\u2066", "\U000e0041"])
def test_what_cannot_be_seen_vanishes(sign: str) -> None:
    assert sanitize(f"deep{sign}er") == "deeper"


@pytest.mark.parametrize("surrogate", SURROGATES[:3])
def test_half_of_a_surrogate_pair_becomes_the_replacement_sign(surrogate: str) -> None:
    assert sanitize(f"a{surrogate}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "text",
    [
        *SCRIPTS[:9],
        "e\u0301tude",  # not normalised
        "ﬁne",
        "👩\u200d💻",  # an emoji of two
        "می\u200cخواهم",  # a Persian word that its joiner shapes
        "❤\ufe0f",
        "a\u00a0b",
        "$\\times$ {X} [/b] \\textbf{Y}",
    ],
)
def test_text_is_cleaned_and_never_normalised(text: str) -> None:
    assert sanitize(text) == text


# -- one_line ---------------------------------------------------------------------------------------


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
def test_a_wrapped_title_is_shown_on_one_line(raw: str, shown: str) -> None:
    assert single_line(raw) == shown


@_modest
@given(hostile_text())
def test_a_title_on_one_line_is_harmless_and_has_no_blank_at_its_ends(raw: str) -> None:
    shown = single_line(raw)
    assert harm_in(shown) == set()
    assert shown == shown.strip(" ")


@pytest.mark.parametrize("end", ["\x0c", "\x0b", "\u2028", "\u200b", "\x00"])
def test_a_control_beside_a_space_leaves_no_gap_in_a_title(end: str) -> None:
    assert single_line(f"Deep {end} Learning") == "Deep Learning"
    assert single_line(f"Deep{end} Learning") == "Deep Learning"


# -- unwrap -----------------------------------------------------------------------------------------


@_modest
@given(hostile_text(20))
def test_an_abstract_holds_no_control_character_but_line_ends(raw: str) -> None:
    assert harm_in(unwrap_paragraphs(raw)) <= {"\n"}


@_modest
@given(hostile_text(20))
def test_an_abstract_has_no_empty_line_but_one_between_paragraphs(raw: str) -> None:
    shown = unwrap_paragraphs(raw)
    assert "\n\n\n" not in shown
    assert shown == shown.strip("\n ")


def test_hard_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    raw = "We study\nlarge models.  \n\nWe find\r\n  that they\ngeneralise.\n"
    assert unwrap_paragraphs(raw) == "We study large models.\n\nWe find that they generalise."


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\n  ", "\r\n  ", "\t\n"])
def test_one_space_stands_where_a_line_was_wrapped(end: str) -> None:
    assert unwrap_paragraphs(f"We study{end}large models.") == "We study large models."


def test_lines_with_bullets_stay_lines() -> None:
    raw = "We show\nthree things:\n- one that\n  goes on\n* two\n  \u2022 three\n1. four\n(2) five"
    assert unwrap_paragraphs(raw).split("\n") == [
        "We show three things:", "- one that goes on", "* two", "\u2022 three", "1. four", "(2) five"
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["2.5 times faster", "-0.3 in accuracy", "3D scenes", "*bold* claims", "(see 3)"])
def test_a_line_that_only_looks_like_a_bullet_is_joined(line: str) -> None:
    assert unwrap_paragraphs(f"It is\n{line}.") == f"It is {line}."


def test_a_blank_line_of_blanks_parts_paragraphs() -> None:
    assert unwrap_paragraphs("One.\n \t\r\nTwo.") == "One.\n\nTwo."


# -- fold -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LLM$\\times$MapReduce", "LLMtimesMapReduce"),
        ("LLM$\\times$MapReduce", "LLM\u00d7MapReduce"),
        ("\\textbf{X}-Former", "X-Former"),
        ("\\textbf{X}-Former", "textbf{X}-Former"),
        ("\\emph{On} the \\underline{Edge}", "On the Edge"),
        ("{\\bf X} marks", "X marks"),
        ("{\\scriptsize X} marks", "{scriptsize X} marks"),
        ("{scriptsize X} marks", "X marks"),
        ("$\\mathcal{O}(n)$ attention", "mathcal{O}(n) attention"),
        ("$\\mathcal{O}(n)$ attention", "O(n) attention"),
        ("$\\pi$-calculus", "pi-calculus"),
        ("$\\pi$-calculus", "\u03c0-calculus"),
        ("$\\alpha$-divergence", "\u0391-divergence"),
        ("$\\beta$-VAE", "\u03b2-VAE"),
        ("$\\varepsilon$", "varepsilon"),
        ("$\\chi$-squared tests", "chi-squared tests"),
        ("$\\kappa$-opt", "\u03ba-opt"),
        ("$\\upsilon$", "\u03c5"),
        ("\\circ and \\cdot", "circ and cdot"),
        ("Ho\\v{r}ava", "Ho\u0159ava"),
        ("Erd\\H{o}s", "Erd\u0151s"),
        ("Ho\\v rava", "Ho\u0159ava"),
        ("Fran\\c{c}ois", "Fran\u00e7ois"),
        ("SAP$^{2}$", "SAP^{2}"),
        ("SAP$^2$", "SAP\u00b2"),
        ("50\\% of it", "50% of it"),
        ("Q\\&A", "Q&A"),
        ('Schr\\"odinger', "Schr\u00f6dinger"),
        ('Schr\\"{o}dinger', "Schrodinger"),
        ("Poincar\\'{e}", "Poincar\u00e9"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("Gr\u00f8nland", "Gronland"),
        ("\u0141ukasiewicz", "Lukasiewicz"),
        ("Stra\u00dfe", "Strasse"),
        ("\ufb01ne-tuning", "fine-tuning"),
        ("GPT\u20114", "GPT-4"),  # a hyphen that does not break
        ("GPT\u20134", "GPT 4"),
        ("Model's", "Model\u2019s"),
        ("Attention: All, You; Need?", "attention all you need"),
        ("\uff21\uff29", "AI"),
        ("deep\u00adlearning", "deeplearning"),
        ("  Two\n  lines ", "two lines"),
        ("$k$-NN", "k-NN"),
        ("$\\infty$-categories", "\u221e-categories"),
    ],
)
def test_two_spellings_of_one_title_fold_alike(one: str, other: str) -> None:
    assert normalize_title(one) == normalize_title(other)
    assert normalize_title(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("C", "C 2"), ("GPT-3", "GPT-4"), ("\u03b1", "\u03b2"), ("text", "texts"), ("large language", "language large")],
)
def test_different_titles_fold_differently(one: str, other: str) -> None:
    assert normalize_title(one) != normalize_title(other)


def test_a_script_without_spaces_folds_to_a_word_per_sign() -> None:
    assert normalize_title("大语言模型BERT") == "大 语 言 模 型 bert"


@pytest.mark.parametrize(("one", "other"), [("㋿の", "令和の"), ("ｶﾅ", "カナ"), ("㍿", "株式会社"), ("ゟ", "より")])
def test_so_do_signs_that_stand_for_several_of_such_a_script(one: str, other: str) -> None:
    assert normalize_title(one) == normalize_title(other)


@_modest
@given(st.text(max_size=5))
def test_what_is_folded_folds_to_itself(text: str) -> None:
    assert normalize_title(normalize_title(text)) == normalize_title(text)


def test_words_that_share_their_letters_with_a_style_are_kept() -> None:
    assert normalize_title("Large Text to Small Text") == "large text to small text"
    assert normalize_title("It is huge") == "it is huge"


@_modest
@given(hostile_text())
def test_folded_text_is_lower_case_words_with_single_spaces(raw: str) -> None:
    folded = normalize_title(raw)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold() or not folded.isascii()


@_modest
@given(hostile_text())
def test_folding_a_folded_title_changes_nothing(raw: str) -> None:
    assert normalize_title(normalize_title(raw)) == normalize_title(raw)


@_modest
@given(hostile_text())
def test_wrapping_a_title_does_not_change_what_it_folds_to(raw: str) -> None:
    title = single_line(raw)
    assert normalize_title(single_line(title.replace(" ", "\n  "))) == normalize_title(title)


@_modest
@given(st.lists(st.sampled_from((*SCRIPTS, *COMBINING, "Attention ", "heads")), max_size=8).map("".join))
def test_composed_and_decomposed_titles_fold_alike(title: str) -> None:
    assert normalize_title(unicodedata.normalize("NFC", title)) == normalize_title(unicodedata.normalize("NFD", title))


@_modest
@given(hostile_text())
def test_fold_and_fold_places_agree(title: str) -> None:
    folded, places = normalize_with_positions(title)
    assert folded == normalize_title(title)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(0 <= place < len(title) for place in places)
    assert all(
        letter == " " or letter in normalize_title(title[place]) for letter, place in zip(folded, places, strict=True)
    )


def test_the_letters_of_a_folded_title_are_found_in_the_shown_one() -> None:
    title = "The \\textbf{\u03c0}-Caf\u00e9"
    folded, places = normalize_with_positions(title)
    assert folded == "the pi cafe"
    assert [title[places[folded.index(word)]] for word in ("the", "pi", "cafe")] == ["T", "\u03c0", "C"]


@pytest.mark.parametrize("piece", LATEX)
def test_half_a_macro_does_not_stop_folding(piece: str) -> None:
    assert "learning" in normalize_title(f"{piece} learning {piece}")


# -- links ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
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
def test_an_address_ends_where_it_should(text: str, address: str) -> None:
    assert [text[start:end] for start, end in find_urls(text)] == [address]


@pytest.mark.parametrize("text", ["no address", "https://", "https://.", "ftp://a.org", "www.a.org", "javascript:x"])
def test_what_is_no_web_address_is_no_link(text: str) -> None:
    assert find_urls(text) == []


def test_all_addresses_are_found_in_their_order() -> None:
    text = "Code: https://a.org/x. Demo: https://b.org/y."
    assert [text[start:end] for start, end in find_urls(text)] == ["https://a.org/x", "https://b.org/y"]


@_modest
@given(hostile_text(20))
def test_links_stand_one_after_the_other_within_the_text(raw: str) -> None:
    text = unwrap_paragraphs(raw)
    end_before = 0
    for start, end in find_urls(text):
        assert end_before <= start < end <= len(text)
        assert text[start:end].lower().startswith(("http://", "https://"))
        assert not text[start:end].endswith((".", ",", ";", ")"))
        end_before = end


@_modest
@given(st.lists(hostile_text(3) | st.sampled_from(["A  Title: of $x$", "", "{\\bf X}", "é\nπ 模型", "naïve-Bayes"])))
def test_titles_folded_together_are_those_folded_one_by_one(titles: list[str]) -> None:
    lines = normalize_titles(titles).decode().split("\n")
    assert lines.pop() == ""
    assert [" ".join(line.split()) for line in lines] == [normalize_title(title) for title in titles]
