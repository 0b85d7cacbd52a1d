"""Texts with a label before each field of a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

LIST = """Title: First Steps: A Beginning
PDF: https://arxiv.org/pdf/2407.00001
Summary: An abstract with a colon: here.
And a second line.
---
Title: Second Steps
Authors: Ada Lovelace and Charles Babbage
Published: 2024-07-05
Categories: cs.CL, cs.AI
DOI: 10.1000/xyz
Abstract:
One paragraph.

Another one.
Score: 7
---
"""


def test_a_list_is_read_with_all_its_labels(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "labelled_texts", LIST)
    first, second = reading.entries
    assert (first.title, first.line, first.arxiv_id) == ("First Steps: A Beginning", 1, "2407.00001")
    assert (first.pdf, abstract(first)) == (
        "https://arxiv.org/pdf/2407.00001",
        "An abstract with a colon: here. And a second line.",
    )
    assert (second.title, second.line, second.day) == ("Second Steps", 6, 20240705)
    assert second.authors == ("Ada Lovelace", "Charles Babbage")
    assert (second.categories, second.doi) == (("cs.CL", "cs.AI"), "10.1000/xyz")
    assert abstract(second) == "One paragraph.\n\nAnother one. Score: 7"
    assert reading.problems == []


@pytest.mark.parametrize("label", ["**Title:** ", "- Title: ", "1. Title: ", "TITLE: "])
def test_labels_may_be_bold_and_behind_bullets(tmp_path: Path, label: str) -> None:
    text = "".join(f"{label}Paper {number}\nSummary: An abstract.\n\n" for number in (1, 2))
    assert read_text(tmp_path, "labelled_texts", text).titles == ["Paper 1", "Paper 2"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: A Page\n\nURL Source: https://example.org/a\n\nMarkdown Content:\nAbstract: none\n",
        "Title: Minutes of a Meeting\nAuthor: Ada\nDate: 2024-05-01\n\nWe met.\n",
        "The title: of a book\nSummary: none\n",
    ],
)
def test_one_page_or_a_header_of_notes_is_no_list(text: str) -> None:
    assert recognized(text) != "labelled_texts"


def test_exports_of_cnki_for_note_express_and_e_study(tmp_path: Path) -> None:
    note_express = (
        "{Reference Type}: Journal Article\n{Title}: 机器研究\n{Author}: 张三;李四;\n{Author Address}: 大学;\n{Journal}: 计算机学报\n"
        "{Year}: 2020\n{Keywords}: 机器;学习\n{Abstract}: 一种方法。\n{ISBN/ISSN}: 0254-4164\n{Database Provider}: CNKI\n\n"
    )
    e_study = (
        "DataType: 1\nTitle-题名: 机器研究\nAuthor-作者: 张三;李四;\nSource-刊名: 计算机学报\nYear-年: 2020\nPubTime-出版时间: 2020-05-01\n"
        "Keyword-关键词: 机器;学习\nSummary-摘要: 一种方法。\nPeriod-期: 07\nSrcDatabase-来源库: 期刊\nLink-链接: https://kns.cnki.net/x\n"
    )
    for text, day in ((note_express, 20200000), (e_study, 20200501)):
        reading = read_text(tmp_path, "labelled_texts", text + text.replace("机器研究", "第二研究"))
        assert reading.titles == ["机器研究", "第二研究"]
        entry = reading.entries[0]
        assert (entry.authors, entry.venue, entry.day) == (("张三", "李四"), "计算机学报", day)
        assert (entry.keywords, abstract(entry)) == (("机器", "学习"), "一种方法。")


def test_authors_before_each_title_are_of_the_paper_below(tmp_path: Path) -> None:
    """EndNote shows references so; the first paper had the authors and the year of the second."""
    text = "".join(
        f"Reference Type:  Journal Article\nRecord Number: {number}\nAuthor: {author}\nYear: 202{number}\nTitle: Title {number} of Words\n"
        "Journal: Engines\nAbstract: Text.\n\n"
        for number, author in ((1, "Lovelace, A. and Babbage, C. J."), (2, "Wei, D."))
    )
    first, second = read_text(tmp_path, "labelled_texts", text).entries
    assert (first.title, first.line, first.authors, first.day) == (
        "Title 1 of Words",
        5,
        ("A. Lovelace", "C. J. Babbage"),
        20210000,
    )
    assert (second.title, second.authors, second.day) == ("Title 2 of Words", ("D. Wei",), 20220000)


def test_labels_of_several_authors_and_of_a_doi(tmp_path: Path) -> None:
    text = (
        "Title: Grit and Engines\nAuthor(s): Lovelace, Ada L.; Wei, Dong\nAbstract: Text.\n"
        "Digital Object Identifier: 10.1000/x\n\nTitle: Another\nAuthor(s): Doe, Anna\nAbstract: Text.\n"
    )
    first, second = read_text(tmp_path, "labelled_texts", text).entries
    assert (first.title, first.authors, first.doi) == ("Grit and Engines", ("Ada L. Lovelace", "Dong Wei"), "10.1000/x")
    assert (abstract(first), second.title) == ("Text.", "Another")
