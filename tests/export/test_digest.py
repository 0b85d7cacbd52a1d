"""Digests as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from paperreader.export.digest import Group, abstract_excerpt, as_markdown_digest, as_text_digest, group_rows
from paperreader.export.record import ExportRow
from paperreader.marks import STARRED
from paperreader.session import Session
from paperreader.text import single_line
from tests.export.papers import FULL, HOSTILE, export_row
from tests.libraries import change, entry, make_session
from tests.strategies import hostile_text

BARE = export_row("A Paper of Which Little Is Known")
ADOBE = ("adobe", "Adobe")


def groups(*papers: ExportRow, heading: str = "2023-12-14") -> Iterator[tuple[Group, Sequence[ExportRow]]]:
    yield Group(heading, range(len(papers))), papers


def grouped_session(folder: Path) -> Session:
    marked = make_session(
        folder / "state.toml",
        entry("The First Paper of Them All", day=20240223, organization=("few", "Few Works")),
        entry("The Second Paper of Them All", day=20240517),
        entry("The Third Paper of Them All"),
        entry("The Fourth Paper of Them All", day=20240223, organization=ADOBE),
        entry("The Fifth Paper of Them All", day=20230101, organization=ADOBE),
    )
    marked.marks.apply([change("gone-paper", STARRED, title="A Gone Paper")])
    marked.loaded()
    return marked


# -- groups -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "rows", "order", "expected"),
    [
        ("day", [0, 1, 2, 3, 4, -1], "", ["2024-05-17", "2024-02-23", "2023-01-01", "undated"]),
        ("day", [4, 3, 2, 1, 0], "reverse", ["2023-01-01", "2024-02-23", "2024-05-17", "undated"]),
        ("day", [0, 4, 2, 1], "title", ["2024-02-23", "2023-01-01", "2024-05-17", "undated"]),
        ("organization", [0, 1, 2, 3, 4, -1], "", ["Adobe", "Few Works", "no organization"]),
        ("day", [], "", []),
    ],
)
def test_days_are_sorted_by_date_and_organizations_by_size(
    tmp_path: Path, by: str, rows: list[int], order: str, expected: list[str]
) -> None:
    session = grouped_session(tmp_path)
    session.order, session.reverse = ("title", False) if order == "title" else ("", order == "reverse")
    groups_found = group_rows(session, rows, by)
    assert [group.heading for group in groups_found] == expected
    assert sorted(row for group in groups_found for row in group.rows) == sorted(rows)
    for group in groups_found:
        assert list(group.rows) == [row for row in rows if row in group.rows]


# -- text -------------------------------------------------------------------------------------------------


def test_a_text_digest_has_title_authors_comments_excerpt_and_links() -> None:
    paper = export_row(
        "A Title That Is So Long That It Does Not Fit Into Seventy-Two Columns of a Mail",
        "We study heads. See https://github.com/a/b.",
        day=20231214,
        authors_count=6,
        comments=2,
        arxiv_id="2312.09230",
    )
    assert "".join(as_text_digest(groups(paper, BARE))) == (
        "2023-12-14 · 2 papers\n"
        "=====================\n"
        "\n"
        "A Title That Is So Long That It Does Not Fit Into Seventy-Two Columns of\n"
        "a Mail\n"
        "    6 authors · 2 comments\n"
        "    We study heads. See https://github.com/a/b.\n"
        "    https://arxiv.org/abs/2312.09230\n"
        "    https://github.com/a/b\n"
        "\n"
        "A Paper of Which Little Is Known\n"
    )


def columns(line: str) -> int:
    return sum(2 if "\u2e80" <= letter <= "\u9fff" else 1 for letter in line)


@pytest.mark.parametrize("text", ["大语言模型的可解释性研究" * 20, "word " * 200, "ﬁn" * 60 + "é" * 200])
def test_no_line_of_a_text_digest_is_wider_than_72_columns(text: str) -> None:
    mail = "".join(as_text_digest(groups(export_row(text, text), heading=text[:70])))
    assert max(map(columns, mail.splitlines())) <= 72
    assert "".join(text.split())[:100] in "".join(mail.split())


def test_a_url_is_never_wrapped() -> None:
    url = "https://example.org/" + "a-long-way/" * 20
    assert f"    {url}\n" in "".join(as_text_digest(groups(export_row("A Title", f"See {url} there."))))


def test_a_digest_without_papers_is_empty() -> None:
    assert list(as_text_digest([])) == list(as_markdown_digest([])) == []


# -- excerpts ---------------------------------------------------------------------------------------------


def test_an_excerpt_is_whole_sentences_of_the_first_paragraph_or_cut_at_a_word() -> None:
    assert abstract_excerpt("Short.\n\nSecond.") == "Short."
    sentence = "This sentence has sixty letters, counted with its full stop."
    assert abstract_excerpt(" ".join([sentence] * 9)) == " ".join([sentence] * 4)
    cut = abstract_excerpt("word " * 100)
    assert len(cut) <= 302
    assert cut.endswith("word …")
    assert abstract_excerpt("研究。" * 200) == "研究。" * 100
    assert len(abstract_excerpt("x" * 1000)) <= 302


# -- Markdown ---------------------------------------------------------------------------------------------


def test_a_markdown_digest_has_a_heading_and_an_item_of_paragraphs() -> None:
    assert "".join(as_markdown_digest([*groups(FULL), *groups(BARE, heading="undated")])) == (
        "## 2023-12-14 · 1 paper\n"
        "\n"
        "- **[Successor Heads: Recurring, Interpretable Attention Heads](https://arxiv.org/abs/2312.09230)**\n"
        "\n"
        "  6 authors\n"
        "\n"
        "  We study heads.\n"
        "\n"
        "  <https://github.com/a/b_c>\n"
        "\n"
        "## undated · 1 paper\n"
        "\n"
        "- **A Paper of Which Little Is Known**\n"
    )


def check_markdown(title: str, text: str) -> None:
    paper = export_row(title, text, organization=("x", single_line(text)))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse("".join(as_markdown_digest(groups(paper, BARE))))
    kinds = [token.type for token in tokens if token.type.endswith("_open")]
    assert set(kinds) <= {"heading_open", "bullet_list_open", "list_item_open", "paragraph_open"}
    assert kinds.count("list_item_open") == 2
    shown = ["".join(piece.content for piece in token.children or []) for token in tokens if token.type == "inline"]
    assert shown[1] == paper.library.titles[0]
    if paper.abstract:
        assert abstract_excerpt(paper.abstract).strip() in shown
    assert shown[-1] == BARE.library.titles[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_hostile_titles_and_excerpts_unchanged(text: str) -> None:
    check_markdown(text, text)


@given(hostile_text(), hostile_text())
def test_markdown_shows_any_title_and_excerpt_unchanged(title: str, text: str) -> None:
    check_markdown(f"A {title} B", f"C {text} D")
