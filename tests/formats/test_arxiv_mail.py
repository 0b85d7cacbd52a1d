r"""Mails and listing files of arXiv: blocks between lines of two backslashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

RULE = "-" * 78
HEAD = f"""{RULE}
Send any comments regarding submissions directly to submitter.
{RULE}
 received from  Thu 22 Jan 26 19:00:00 GMT  to  Fri 23 Jan 26 19:00:00 GMT
{RULE}
{RULE}
"""
NEW = r"""\\
arXiv:2601.00001
Date: Thu, 22 Jan 2026 19:24:21 GMT   (415kb)

Title: A Title That Goes On
  In the Next Line
Authors: Ada Lovelace (Analytical Society, London), Charles Babbage, and
  Mary Somerville
Categories: cs.AI cs.MA
Comments: Accepted at ICML:
  2026
Journal-ref: J. Eng. 1 (2026)
DOI: 10.1000/ABC.1
\\
  An abstract whose second line
Title: is no label here.
  A second paragraph.
\\ ( https://arxiv.org/abs/2601.00001 ,  415kb)
"""
REPLACED = r"""\\
arXiv:2401.00002
replaced with revised version Fri, 23 Jan 2026 10:00:00 GMT   (88kb)

Title: An Older Paper
Authors: Mary Somerville
Categories: math.HO
\\ ( https://arxiv.org/abs/2401.00002 ,  88kb)
"""


def test_a_mail_is_read_with_all_its_fields(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, "arxiv_mail", f"{HEAD}{NEW}{RULE}\n%%--%%--\n{REPLACED}{RULE}\n").entries
    assert (first.title, first.line, first.day) == ("A Title That Goes On In the Next Line", 11, 20260122)
    assert first.authors == ("Ada Lovelace", "Charles Babbage", "Mary Somerville")
    assert (first.arxiv_id, first.doi, first.venue) == ("2601.00001", "10.1000/abc.1", "J. Eng. 1 (2026)")
    assert (first.categories, first.comment) == (("cs.AI", "cs.MA"), "Accepted at ICML: 2026")
    assert first.links == ("https://arxiv.org/abs/2601.00001",)
    assert abstract(first).split("\n\n")[1] == "A second paragraph."
    assert "Title: is no label here." in abstract(first)
    assert (second.title, second.arxiv_id, second.day) == ("An Older Paper", "2401.00002", 0)
    assert second.abstract is None


def test_a_listing_file_without_abstracts_is_read(tmp_path: Path) -> None:
    block = NEW.partition("\n  An abstract")[0].replace("Date:", "From: A. L. <a@example.org>\nDate:", 1)
    block = block.replace("\n\nTitle", "\nDate (revised v2): Sat, 24 Jan 2026 19:24:21 GMT   (4kb,D)\n\nTitle", 1)
    reading = read_text(tmp_path, "arxiv_mail", f"{RULE}\n{block}\n{RULE}\n{block}\n{RULE}\n")
    assert [(entry.day, abstract(entry)) for entry in reading.entries] == [(20260122, "")] * 2
    assert reading.problems == []


def test_a_mail_cut_anywhere_keeps_the_papers_before_the_cut(tmp_path: Path) -> None:
    whole = f"{HEAD}{NEW}{RULE}\n{REPLACED}"
    first_end = whole.index("\\\\ ( https")
    for end in range(first_end, len(whole), 7):
        reading = read_text(tmp_path, "arxiv_mail", whole[:end])
        assert reading.titles[0] == "A Title That Goes On In the Next Line"
        assert abstract(reading.entries[0]).endswith("A second paragraph.")


def test_a_block_without_a_title_is_reported(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "arxiv_mail", f"{NEW}{RULE}\n\\\\\narXiv:2601.00003\n\\\\\n{RULE}\n{REPLACED}")
    assert len(reading.entries) == 2
    assert reading.counts["blocks without a title"] == 1
    assert [line for line, _ in reading.problems] == [NEW.count("\n") + 3]


@pytest.mark.parametrize("text", ["A paper about arXiv:2601.00001\n", "\\\\\nTitle: none\n", "arXiv:2601.00001\n"])
def test_other_text_is_no_mail_of_arxiv(text: str) -> None:
    assert recognized(text) != "arxiv_mail"
