"""Titles made fit to compare."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.text import (
    normalize_plain,
    normalize_title,
    normalize_titles,
    normalize_with_positions,
    single_line,
)
from tests.strategies import COMBINING, LATEX, SCRIPTS, hostile_text


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
def test_two_spellings_of_a_title_are_normalized_alike(one: str, other: str) -> None:
    assert normalize_title(one) == normalize_title(other)
    assert normalize_title(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("C", "C 2"), ("GPT-3", "GPT-4"), ("\u03b1", "\u03b2"), ("text", "texts"), ("large language", "language large")],
)
def test_different_titles_are_normalized_differently(one: str, other: str) -> None:
    assert normalize_title(one) != normalize_title(other)


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    assert normalize_title("大语言模型BERT") == "大 语 言 模 型 bert"


@pytest.mark.parametrize(("one", "other"), [("㋿の", "令和の"), ("ｶﾅ", "カナ"), ("㍿", "株式会社"), ("ゟ", "より")])
def test_a_ligature_of_such_a_script_is_normalized_as_its_characters(one: str, other: str) -> None:
    assert normalize_title(one) == normalize_title(other)


@given(st.text(max_size=5))
def test_a_normalized_title_is_normalized_to_itself(text: str) -> None:
    assert normalize_title(normalize_title(text)) == normalize_title(text)


def test_words_equal_to_a_style_macro_are_kept() -> None:
    assert normalize_title("Large Text to Small Text") == "large text to small text"
    assert normalize_title("It is huge") == "it is huge"


@given(hostile_text())
def test_a_normalized_title_is_lower_case_words_with_single_spaces(raw: str) -> None:
    normalized = normalize_title(raw)
    assert normalized == " ".join(normalized.split())
    assert normalized == normalized.casefold() or not normalized.isascii()


@given(hostile_text())
def test_normalizing_a_hostile_title_again_changes_nothing(raw: str) -> None:
    assert normalize_title(normalize_title(raw)) == normalize_title(raw)


@given(hostile_text())
def test_wrapping_does_not_change_the_normalized_title(raw: str) -> None:
    title = single_line(raw)
    assert normalize_title(single_line(title.replace(" ", "\n  "))) == normalize_title(title)


@given(st.lists(st.sampled_from((*SCRIPTS, *COMBINING, "Attention ", "heads")), max_size=8).map("".join))
def test_composed_and_decomposed_titles_are_normalized_alike(title: str) -> None:
    assert normalize_title(unicodedata.normalize("NFC", title)) == normalize_title(unicodedata.normalize("NFD", title))


@given(hostile_text())
def test_every_normalized_character_has_its_position_in_the_title(title: str) -> None:
    normalized, positions = normalize_with_positions(title)
    assert normalized == normalize_title(title)
    assert len(positions) == len(normalized)
    assert positions == sorted(positions)
    assert all(0 <= position < len(title) for position in positions)
    assert all(
        letter == " " or letter in normalize_title(title[position])
        for letter, position in zip(normalized, positions, strict=True)
    )


def test_positions_lead_from_normalized_words_to_the_title() -> None:
    title = "The \\textbf{\u03c0}-Caf\u00e9"
    normalized, positions = normalize_with_positions(title)
    assert normalized == "the pi cafe"
    assert [title[positions[normalized.index(word)]] for word in ("the", "pi", "cafe")] == ["T", "\u03c0", "C"]


@pytest.mark.parametrize("piece", LATEX)
def test_an_incomplete_macro_leaves_the_other_words(piece: str) -> None:
    assert "learning" in normalize_title(f"{piece} learning {piece}")


@given(st.lists(hostile_text(3) | st.sampled_from(["A  Title: of $x$", "", "{\\bf X}", "é\nπ 模型", "naïve-Bayes"])))
def test_normalizing_many_titles_gives_the_same_words_as_one_by_one(titles: list[str]) -> None:
    lines = normalize_titles(titles).decode().split("\n")
    assert lines.pop() == ""
    assert [" ".join(line.split()) for line in lines] == [normalize_title(title) for title in titles]


@given(hostile_text())
def test_a_plain_title_is_normalized_in_the_same_way(title: str) -> None:
    assert normalize_plain(title) in (None, normalize_title(title))
