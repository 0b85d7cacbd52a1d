"""Markdown with papers: digests, tables, awesome lists, lists of a conference."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from paperreader.formats import papers_page
from paperreader.formats.entry import Entry
from paperreader.formats.records.lines.markdown_inline import find_links, plain
from tests.formats.reading import abstract, read_text, recognized

ARXIV = "https://arxiv.org/abs/2601.00001v1"
TITLE = "A Title of Several Words: And More"
AUTHORS = ("Ada Lovelace", "Charles Babbage")


def one(folder: Path, text: str) -> Entry:
    (entry,) = read_text(folder, "markdown_list", text).entries
    return entry


@pytest.mark.parametrize(
    "layout",
    [
        (
            f"- **{TITLE}**\n  - Authors: Ada Lovelace, Charles Babbage\n  - Published: 2026-01-14 | Category: `cs.CV`\n"
            f"  - Links: [arXiv]({ARXIV}) | [PDF](https://arxiv.org/pdf/2601.00001v1)\n  - Matched: waymo\n"
        ),
        (
            f"### 1. [{TITLE}](https://arxiv.org/abs/2601.00001)\n\n**Authors**: Ada Lovelace, Charles Babbage  \n"
            "**Category**: cs.CV  \n**Published**: 2026-01-14  \n**ArXiv ID**: 2601.00001v1  \n"
        ),
        (
            f"- [{TITLE}](https://arxiv.org/abs/2601.00001)\n    - Ada Lovelace, Charles Babbage\n"
            "    - 📅 Date: January 14, 2026\n    - Category: cs.CV\n"
        ),
        (
            f"|Publish Date|Title|Authors|PDF|Code|Category|\n|---|---|---|---|---|---|\n"
            f"|**2026-01-14**|**{TITLE}**|Ada Lovelace, Charles Babbage|[2601.00001]({ARXIV})|null|cs.CV|\n"
        ),
        f"* {TITLE}. *Ada Lovelace, Charles Babbage.* 2026-01-14 [[paper]]({ARXIV})\n  - Category: cs.CV\n",
        f"**{TITLE}** <br>\n*Ada Lovelace, Charles Babbage* <br>\nDate: 2026-01-14 | Category: cs.CV\n[[Paper]({ARXIV})]\n",
        (
            f"- [2026-01-14] **[{TITLE}]({ARXIV})**\n  > Author: Lovelace, Ada | London\n  > Author: Babbage, Charles | London\n"
            "  > Category: cs.CV\n"
        ),
    ],
    ids=["nested", "heading", "bare authors", "table", "sentence", "paragraph", "quote"],
)
def test_each_layout_tells_title_authors_date_category_and_id(tmp_path: Path, layout: str) -> None:
    entry = one(tmp_path, f"# Papers\n\nSome words before.\n\n## Robots\n\n{layout}\n")
    assert entry.title.rstrip(".") == TITLE
    assert (entry.authors, entry.day, entry.categories, entry.arxiv_id) == (AUTHORS, 20260114, ("cs.CV",), "2601.00001")


def test_a_bullet_with_a_first_author_and_code(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"- 2026-01-14, **A Title, with Commas**, Ada B. Lovelace et.al., Paper: [{ARXIV}]({ARXIV}), "
        "Code: **[https://github.com/a/b](https://github.com/a/b)**\n",
    )
    assert (entry.title, entry.day, entry.code) == ("A Title, with Commas", 20260114, "https://github.com/a/b")
    assert (entry.authors, entry.authors_count) == (("Ada B. Lovelace",), None)


def test_a_bar_in_a_title_does_not_break_its_row(tmp_path: Path) -> None:
    text = f"|Date|Title|Authors|PDF|\n|:--|:-:|--:|---|\n|2026-01-14|P(a | b) in Use|Ada Lovelace et al.|[2601.00001]({ARXIV})|\n"
    entry = one(tmp_path, text)
    assert (entry.title, entry.authors, entry.arxiv_id) == ("P(a | b) in Use", ("Ada Lovelace",), "2601.00001")


def test_a_list_of_a_conference_without_links(tmp_path: Path) -> None:
    item = "- {}\n\n    Author: Lovelace, Ada | University of London\n    Author: Babbage, Charles | Cambridge\n \n    keyword: engines; notes\n\n    Abstract : An abstract: short.\n\n"
    reading = read_text(tmp_path, "markdown_list", "## Engines\n\n" + item.format("Engines (I)") + item.format("Notes"))
    assert reading.titles == ["Engines (I)", "Notes"]
    assert [(entry.authors, entry.keywords, abstract(entry)) for entry in reading.entries] == [
        (AUTHORS, ("engines", "notes"), "An abstract: short.")
    ] * 2


def test_a_citation_tells_its_authors_and_year(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        '- Lovelace, Ada, Charles Babbage, and Mary Somerville. ["Notes of the Translator."](https://arxiv.org/pdf/2601.00001) '
        "arXiv preprint arXiv:2601.00001 (2026).\n",
    )
    assert (entry.title, entry.day, entry.pdf) == (
        "Notes of the Translator",
        20260000,
        "https://arxiv.org/pdf/2601.00001",
    )
    assert entry.authors == ("Ada Lovelace", "Charles Babbage", "Mary Somerville")


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        ('Lovelace A, Babbage C. "Scaling Laws of Notes". NeurIPS 2020. [arXiv]({})', ("Lovelace A", "Babbage C")),
        (
            "Lovelace, A., Babbage, C. (2020). Scaling Laws of Notes. *J. of Notes*, 3(2). {}",
            ("A. Lovelace", "C. Babbage"),
        ),
        ("**Scaling Laws of Notes** - Ada Lovelace, Charles Babbage. [Link]({})", AUTHORS),
        ("[Scaling Laws of Notes]({}) <br> Ada Lovelace, Charles Babbage", AUTHORS),
    ],
)
def test_the_authors_beside_a_title_are_read(tmp_path: Path, item: str, authors: tuple[str, ...]) -> None:
    entry = one(tmp_path, f"# Papers\n\n- {item.format(ARXIV)}\n")
    assert (entry.title, entry.authors) == ("Scaling Laws of Notes", authors)


def test_items_below_a_numbered_heading_tell_of_its_paper(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"## 1. {TITLE}\n\n- **arXiv**: [2601.00001]({ARXIV})\n- **Upvotes**: 12\n- **Topic**: notes\n"
        "- **Authors**: Ada Lovelace, Charles Babbage\n- **Summary**: We write notes.\n",
    )
    assert (entry.title, entry.arxiv_id, entry.upvotes, entry.authors) == (TITLE, "2601.00001", 12, AUTHORS)
    assert abstract(entry) == "We write notes."


def test_a_row_whose_title_stands_with_its_link_is_read_once(tmp_path: Path) -> None:
    text = (
        f"| Date | Paper | Summary |\n|---|---|---|\n| 2024-01-03 | **{TITLE}** [arXiv]({ARXIV}) | We write notes. |\n"
    )
    entry = one(tmp_path, text)
    assert (entry.title, entry.day, abstract(entry)) == (TITLE, 20240103, "We write notes.")


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (
            "Scaling Laws of Notes (NeurIPS 2020) [[paper]]({}) [[code]](https://github.com/a/b)",
            "Scaling Laws of Notes",
        ),
        ("**[CVPR 2023]** Scaling Laws of Notes, Lovelace et al. [[PDF]({})]", "Scaling Laws of Notes"),
        ("[2023.05] **Scaling Laws of Notes** ([arXiv]({}))", "Scaling Laws of Notes"),
        ("**GPT-3**: Scaling Laws of Notes [[paper]({})]", "GPT-3: Scaling Laws of Notes"),
        ("[Scaling Laws of Notes](https://notes.example.org) [[paper]({})]", "Scaling Laws of Notes"),
        ("[Scaling Laws \\[of\\] \\*Notes\\*]({}): a study, with words about it", "Scaling Laws [of] *Notes*"),
        ("<a href='{}'>Scaling Laws of Notes</a>", "Scaling Laws of Notes"),
        ("*New!* [paper]({})", "arXiv:2601.00001"),
        ("Classifier Guidance by [Ho & Lovelace, (2021)]({})", "arXiv:2601.00001"),
        ("[k-notes](https://github.com/a/k-notes): the code of [Lovelace et al., 2022]({})", "arXiv:2601.00001"),
        ("Our paper is on [arXiv]({})!", "arXiv:2601.00001"),
        ("[ ] [Scaling Laws of Notes]({})", "Scaling Laws of Notes"),
        ("Lovelace et al. (2017). Scaling Laws of Notes. {}", "Scaling Laws of Notes"),
        ("Scaling Laws of Notes. arXiv:2601.00001", "Scaling Laws of Notes"),
    ],
)
def test_the_title_is_found_or_the_identifier_stands_for_it(tmp_path: Path, item: str, title: str) -> None:
    reading = read_text(tmp_path, "markdown_list", f"# Papers\n\n- {item.format(ARXIV)}\n")
    assert reading.titles == [title]
    assert [text for _, text in reading.problems] == (
        ["1 paper without a title here: the identifier stands for it"] if title.startswith("arXiv:") else []
    )


def test_prose_sections_and_other_links_are_no_papers(tmp_path: Path) -> None:
    text = f"""# Awesome Notes [![arXiv](https://img.shields.io/badge/x.svg)](https://arxiv.org/abs/2401.00009)

<!--
- [A Paper in a Comment](https://arxiv.org/abs/2401.00008)
-->

Read [BERT: Pre-training of Things](https://arxiv.org/abs/1810.04805) first.

1. [Contents](#contents)

## Introduction
The [paper](https://arxiv.org/abs/2401.00009) tells all.

- [A Video of Some Length](https://www.youtube.com/watch?v=1)
- Vision
  - [{TITLE}]({ARXIV})
  - [A Blog Post of Some Length](https://blog.example.org/pdf-of-things)

## Citation
```bibtex
- [Not a Paper](https://arxiv.org/abs/2401.00007)
```
"""
    reading = read_text(tmp_path, "markdown_list", text)
    assert reading.titles == [TITLE]
    assert reading.counts == {"papers": 1, "other list items": 4}


def test_the_abstract_of_a_heading_ends_where_notes_are_folded_away(tmp_path: Path) -> None:
    paper = f"""### 1. [{TITLE}]({ARXIV})

**Authors**: Ada Lovelace, Charles Babbage

#### Abstract
The first sentence.

A list in it: one.

<details>
<summary>Notes by a machine</summary>

# A Heading of the Notes
- [Another Paper](https://arxiv.org/abs/2401.00009)
<details><summary>more</summary></details>
</details>

---

"""
    reading = read_text(tmp_path, "markdown_list", paper + paper.replace("2601.00001", "2601.00002"))
    assert [entry.arxiv_id for entry in reading.entries] == ["2601.00001", "2601.00002"]
    assert [abstract(entry) for entry in reading.entries] == ["The first sentence.\n\nA list in it: one."] * 2


def test_a_folded_abstract_is_read(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"#### [{TITLE}]({ARXIV})\nAda Lovelace, Charles Babbage\n\n<details><summary>Abstract</summary>\n\nWords.\n</details>\n",
    )
    assert (entry.title, entry.authors) == (TITLE, AUTHORS)


def test_a_heading_that_is_a_date_dates_its_papers(tmp_path: Path) -> None:
    text = f"# Notes\n\n## 2026-01-14\n- [{TITLE}]({ARXIV})\n\n## Others\n- [{TITLE} Again](https://arxiv.org/abs/2601.00002)\n"
    reading = read_text(tmp_path, "markdown_list", text)
    assert [entry.day for entry in reading.entries] == [20260114, 0]


@pytest.mark.parametrize(
    "notes",
    [
        "# Notes\n\n- buy milk\n- call [Ada](https://example.org/ada)\n\n## Ideas\n\nRead more.\n",
        "# My Article\n\n## Introduction\n\n" + "A long paragraph of prose that says nothing much. " * 20 + "\n",
        "# API\n\n* `x`: description: a thing\n\n| name | description |\n|---|---|\n| a | b |\n",
    ],
)
def test_notes_without_papers_are_refused(notes: str) -> None:
    assert recognized(notes) == ""


def test_the_papers_page_as_markdown_keeps_its_own_reader() -> None:
    page = (
        "[65](https://huggingface.co/login?next=%2Fpapers%2F2601.00001)\n\n"
        f"### [{TITLE}](https://huggingface.co/papers/2601.00001)\n\n{'An abstract of words. ' * 30}\n\n"
        "- 3 authors\n\n·\n\nFeb 27, 2025\n"
    )
    assert papers_page.sniff(page.encode()) > 0
    assert recognized(page) == "papers_page"


def test_links_and_marks_within_a_line() -> None:
    text = r"[![badge](https://a.org/b.svg)](https://a.org/(b)) [a \[b\] *c*](<https://c.org> 't') <https://d.org> https://e.org."
    assert [link.address for link in find_links(text)] == [
        "https://a.org/(b)",
        "https://c.org",
        "https://d.org",
        "https://e.org",
    ]
    assert plain(r"**A** _b_ `c*d` $x_{*}y_*$ snake_case_name [e](https://f.org) ![g](h) \*i\* A* B*") == (
        r"A b c*d $x_{*}y_*$ snake_case_name e *i* A* B*"
    )


HOSTILE = (
    *(
        "[",
        "![",
        "](",
        "[a](b",
        "**a",
        "*_",
        "`",
        "<a href='",
        "$a",
        "| ",
        "|-",
        "- ",
        "# ",
        " #",
        "__",
        '"',
        "(",
        "<!--",
    ),
    *("et al", "  ", "\\", ", A B", "\t", " and ", "a. ", "[a] "),
)


@pytest.mark.parametrize("sign", HOSTILE)
@pytest.mark.parametrize("line", ["- {}b", "  {}b", "# {}b", "a{}b", "| a |\n|---|\n| {} |b", "**{}", "- [a]({}"])
def test_hostile_lines_are_read_in_linear_time(tmp_path: Path, sign: str, line: str) -> None:
    times = []
    for size in (2_000, 32_000):
        text = f"- [{TITLE}]({ARXIV})\n{line.format(sign * (size // len(sign)))} [a]({ARXIV})\n"
        began = time.process_time()
        read_text(tmp_path, "markdown_list", text)
        times.append(time.process_time() - began)
    assert times[1] < 64 * times[0] + 0.5


@pytest.mark.parametrize(
    "line", ["words, more words\n", f"[x]({ARXIV})\n", "Topic: words\n", "> " + "words " * 20 + "\n"]
)
@pytest.mark.parametrize(
    "start", [f"- [{TITLE}]({ARXIV})\n", "- words\n", f"#### [{TITLE}]({ARXIV})\nAbstract: words\n"]
)
def test_many_lines_below_one_item_are_read_in_linear_time(tmp_path: Path, start: str, line: str) -> None:
    times = []
    for size in (10_000, 160_000):
        text = f"- [{TITLE}]({ARXIV})\n{start}{line * (size // len(line))}"
        began = time.process_time()
        read_text(tmp_path, "markdown_list", text)
        times.append(time.process_time() - began)
    assert times[1] < 64 * times[0] + 0.5


def test_a_title_in_quotes_behind_the_name_of_a_method_has_venue_and_year(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f'* **NotesNet**: "{TITLE}", ICCV, 2023 (*London + Turin*). [[Paper]({ARXIV})][[PyTorch](https://github.com/a/b)]\n',
    )
    assert (entry.title, entry.venue, entry.day, entry.code) == (TITLE, "ICCV", 20230000, "https://github.com/a/b")


def test_a_row_without_names_of_columns_is_a_paper_by_its_link(tmp_path: Path) -> None:
    row = f"|**2018-11-18**|**{TITLE}**|Ada Lovelace et.al.|[2601.00001v1]({ARXIV})|**[link](https://github.com/a/b)**|"
    entry = one(tmp_path, f"## Engines\n\n{row}\n\n| a | b |\n\n<p align=right>(back to top)</p>\n")
    assert (entry.title, entry.day, entry.authors, entry.arxiv_id) == (
        TITLE,
        20181118,
        ("Ada Lovelace",),
        "2601.00001",
    )


def test_an_abstract_folded_away_in_a_cell_is_read_whole(tmp_path: Path) -> None:
    folded = "<details><summary>Show</summary><p>The engine weaves $|x|$ as looms do.</p></details>"
    entry = one(
        tmp_path,
        "| **Title** | **Date** | **Abstract** | **Comment** |\n| --- | --- | --- | --- |\n"
        f"| **[{TITLE}]({ARXIV})** | 2026-01-14 | {folded} | <details><summary>Accep...</summary><p>Accepted at ICML</p></details> |\n",
    )
    assert abstract(entry) == "The engine weaves $|x|$ as looms do."
    assert (entry.day, entry.comment) == (20260114, "Accepted at ICML")


def test_a_row_that_its_abstract_breaks_into_lines_is_one_paper(tmp_path: Path) -> None:
    entries = read_text(
        tmp_path,
        "markdown_list",
        "|Publish Date|Title|Abstract|Authors|PDF|\n|---|---|---|---|---|\n"
        f"|**2026-01-14**|**{TITLE}**|The engine weaves\n- patterns\nas looms do.|Ada Lovelace et.al.|[2601.00001v1]({ARXIV})|\n"
        "|**2026-01-13**|**Another Title**|Short.|Charles Babbage et.al.|[2601.00002v1](http://arxiv.org/abs/2601.00002v1)|\n",
    ).entries
    assert [(entry.line, entry.title, entry.arxiv_id) for entry in entries] == [
        (3, TITLE, "2601.00001"),
        (6, "Another Title", "2601.00002"),
    ]
    assert abstract(entries[0]) == "The engine weaves - patterns as looms do."


def test_a_bold_title_over_lines_that_a_backslash_ends(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"# Papers\n\n**{TITLE}** \\\n*Ada Lovelace<sup>1</sup>, Charles Babbage* \\\nICML 2026. [[Paper]({ARXIV})] \\\n14 Jan 2026\n",
    )
    assert (entry.title, entry.authors, entry.venue, entry.day) == (TITLE, AUTHORS, "ICML", 20260114)


def test_labels_in_chinese_below_a_bold_title_are_of_one_paper(tmp_path: Path) -> None:
    read = read_text(
        tmp_path,
        "markdown_list",
        f"# 目标检测\n\n**{TITLE}**\n\n- CVPR 2026 Oral\n\n- 论文：{ARXIV} \n\n- 代码（soon）：https://github.com/a/b\n\n"
        "**Notes on an Engine That Is Not Out Yet**\n\n- 论文：暂无\n- 代码：https://github.com/a/c\n",
    )
    first, second = read.entries
    assert (first.title, first.venue, first.day, first.arxiv_id) == (TITLE, "CVPR Oral", 20260000, "2601.00001")
    assert [entry.code for entry in (first, second)] == ["https://github.com/a/b", "https://github.com/a/c"]


@pytest.mark.parametrize(
    ("below", "names", "day"),
    [
        (
            f"*Ada Lovelace, Charles Babbage.* [[Paper]({ARXIV})] [[Code](https://github.com/a/b)], 2025.12",
            AUTHORS,
            20251200,
        ),
        (f"*Lovelace, Ada and Babbage, Charles.* [[Paper]({ARXIV})]", AUTHORS, 20260000),
        (f"*Ada Lovelace.* [[Paper]({ARXIV})]", AUTHORS[:1], 20260000),
    ],
    ids=["links behind", "as BibTeX", "one"],
)
def test_authors_in_italics_below_a_title_with_its_venue(
    tmp_path: Path, below: str, names: tuple[str, ...], day: int
) -> None:
    entry = one(tmp_path, f"1. **{TITLE}.** `ACL 2026 Findings`\n\n    {below}\n")
    assert (entry.title, entry.authors, entry.venue, entry.day) == (TITLE, names, "ACL Findings", day)


def test_authors_behind_the_year_in_parentheses(tmp_path: Path) -> None:
    entry = one(tmp_path, f"- **{TITLE}** (2015), A. Lovelace [[pdf]]({ARXIV})\n")
    assert (entry.authors, entry.day) == (("A. Lovelace",), 20150000)


def test_a_numbered_citation_with_a_short_title_is_a_paper(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f'**[21]** Lovelace, Ada, et al. "**Engine Notes**." Proceedings of the Engine. 2015. [[pdf]]({ARXIV}) :star:\n',
    )
    assert (entry.title, entry.authors, entry.day) == ("Engine Notes", ("Ada Lovelace",), 20150000)


def test_titles_in_a_column_of_papers_need_no_link_to_a_known_site(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"| Date | Institute | Paper |\n|:-:|:-:|---|\n| 2023-03 | London | [{TITLE}](https://engine.example/report) |\n",
    )
    assert (entry.title, entry.day, entry.links) == (TITLE, 20230300, ("https://engine.example/report",))


@pytest.mark.parametrize("where", ["*Ada Lovelace (London) et al. arXiv.*", "*Ada Lovelace et al. IEEE(RAL)*"])
def test_a_first_author_in_italics_behind_a_long_title(tmp_path: Path, where: str) -> None:
    title = "A Much Longer Title Than the Others: Notes on the Weaving of Algebraic Patterns by an Analytical Engine"
    entry = one(tmp_path, f"**In web scenarios**\n- [2023/07] **{title}.** {where} [[paper]({ARXIV})]\n")
    assert (entry.title, entry.authors, entry.day) == (title, ("Ada Lovelace",), 20230700)


@pytest.mark.parametrize("tldr", ["_tl;dr: You can land it by a label._", "#### tl;dr\n\nIt lands by a label."])
def test_a_manual_with_a_short_summary_is_no_paper(tldr: str) -> None:
    text = f"# Commit queue\n\n### Description\n\n{tldr}\n\n- one item\n- another\n"
    assert recognized(text) != "markdown_list"


def test_the_text_below_a_heading_that_is_a_link_is_its_abstract(tmp_path: Path) -> None:
    told = (
        "We show that engines can weave algebra just as the looms of Jacquard weave flowers and leaves, in all detail."
    )
    digest = (
        f"# Daily\n\n### [{{}}]({ARXIV})\n\n*Ada Lovelace, Alan Turing*\n\n{told}\n\nOther prose of the page. {told}\n"
    )
    reading = read_text(tmp_path, "markdown_list", digest.format("A Paper About Engines and Looms"))
    (entry,) = reading.entries
    assert (abstract(entry), entry.authors) == (told, ("Ada Lovelace", "Alan Turing"))


def test_prose_before_a_citation_names_no_author(tmp_path: Path) -> None:
    item = f"- the perspective of all looms that is based on [Ada et al., (2020)]({ARXIV})"
    (entry,) = read_text(tmp_path, "markdown_list", f"# Papers\n\n{item}\n").entries
    assert entry.authors is None


@pytest.mark.parametrize(
    ("line", "title", "venue"),
    [
        ("- **[NE]** Notes on the Engine | Ada Lovelace, Charles Babbage | **[ICCV' 17]** |[`[pdf]`]", "Notes on the Engine", "ICCV"),
        ("- **[Fast Engine]** Fast Engine | Ada Lovelace, Charles Babbage | **[ICCV' 17]** |[`[pdf]`]", "Fast Engine", "ICCV"),
        ('1. <u>NE</u>: **"Notes on the Engine"**. *Ada Lovelace, Charles Babbage* . ICCV 2017. [[Paper]]', "Notes on the Engine", "ICCV"),
    ],
    ids=["tag", "tag like the title", "name of a model"],
)  # fmt: skip
def test_a_name_before_the_title_is_not_the_title(tmp_path: Path, line: str, title: str, venue: str) -> None:
    entry = one(tmp_path, f"# Engines\n\n{line}({ARXIV})\n")
    assert (entry.title, entry.authors, entry.venue, entry.day) == (title, AUTHORS, venue, 20170000)


def test_others_behind_a_first_author_are_no_part_of_the_venue(tmp_path: Path) -> None:
    entry = one(tmp_path, f'2. <u>NE</u>: **"{TITLE}"**. *Ada Lovelace* et al. NAACL 2021. [[Paper]({ARXIV})]\n')
    assert (entry.title, entry.authors, entry.venue, entry.day) == (TITLE, ("Ada Lovelace",), "NAACL", 20210000)


def test_an_abstract_over_lines_comes_before_a_short_one(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"### [1] [{TITLE}]({ARXIV})\n*Ada Lovelace,Charles Babbage*\n\n**TL;DR**: It weaves.\n\n<details>\n  <summary>Details</summary>\n\n"
        "Method: Looms.\n\nAbstract: The engine weaves patterns, and it\ndoes so as looms do.\n\nA second part.\n\n</details>\n",
    )
    assert abstract(entry) == "The engine weaves patterns, and it does so as looms do.\n\nA second part."
    assert entry.authors == AUTHORS


def test_text_below_a_paper_that_says_nothing_of_it_is_counted(tmp_path: Path) -> None:
    pairs = "".join(f"\n\nPlain Title Number {number}\n\n{'We study things at length. ' * 8}" for number in range(3))
    reading = read_text(tmp_path, "markdown_list", f"# Papers\n\n### [A Paper About Engines]({ARXIV}){pairs}\n")
    assert reading.counts["lines below papers that say nothing of them"] == 5
    assert reading.problems == []


def test_much_text_below_a_paper_that_says_nothing_of_it_is_a_doubt(tmp_path: Path) -> None:
    pairs = "".join(f"\n\nPlain Title Number {number}\n\n{'We study things at length. ' * 8}" for number in range(30))
    reading = read_text(tmp_path, "markdown_list", f"# Papers\n\n### [A Paper About Engines]({ARXIV}){pairs}\n")
    assert reading.problems == [(5, "59 lines below papers that say nothing of them: papers may be among them")]


def test_links_in_one_another_do_not_each_have_the_text_of_a_page() -> None:
    """A line of 1 MB with 5,000 links in one another took gigabytes."""
    count = 1000
    links = find_links("[A Title " * count + "](https://example.org)" * count)
    assert 0 < sum(len(link.text) for link in links) < 200 * 2000


def test_a_line_with_bold_marks_without_number_takes_no_time_in_square() -> None:
    assert recognized(f"- {'**x**</entry>' * 40_000}\n") == ""


ANTHOLOGY = """# Proceedings of a Conference

[pdf](https://aclanthology.org/2024.acl-long.1.pdf) [bib](https://aclanthology.org/2024.acl-long.1.bib) [abs]
[**One Title of Several Words**](https://aclanthology.org/2024.acl-long.1/)
[Ada Lovelace](https://aclanthology.org/people/a/ada/) | [Charles Babbage](https://aclanthology.org/people/c/charles/)

[pdf](https://aclanthology.org/2024.acl-long.2.pdf) [bib](https://aclanthology.org/2024.acl-long.2.bib) [abs]
[**Another Title of Several Words**](https://aclanthology.org/2024.acl-long.2/)
[Mary Somerville](https://aclanthology.org/people/m/mary/)
"""


def test_the_page_of_a_conference_is_no_paper_and_its_papers_keep_their_own_links(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, "markdown_list", ANTHOLOGY).entries
    assert (first.title, first.authors, first.ids) == ("One Title of Several Words", AUTHORS, ("acl:2024.acl-long.1",))
    assert first.links == ("https://aclanthology.org/2024.acl-long.1/",)
    assert (second.title, second.authors) == ("Another Title of Several Words", ("Mary Somerville",))
    assert (second.ids, second.pdf) == (("acl:2024.acl-long.2",), None)


def test_the_pdf_of_a_paper_that_is_only_mentioned_is_not_its_own(tmp_path: Path) -> None:
    entry = one(tmp_path, f"- [**{TITLE}**]({ARXIV}), better than [this](https://arxiv.org/pdf/2501.00009)\n")
    assert (entry.arxiv_id, entry.pdf, entry.links) == ("2601.00001", None, (ARXIV,))


DIGEST = f"""# arXiv daily digest — 2026-01-14

## cs.CV

### {TITLE}
**Authors:** Ada Lovelace, Charles Babbage
**Link:** {ARXIV}
**TL;DR:** It turns.

> {"We measure how the engine turns, and show what takes half of the weight away from it. " * 2}
"""


def test_a_digest_without_a_list_or_linked_titles_is_read(tmp_path: Path) -> None:
    entry = one(tmp_path, DIGEST)
    assert (entry.title, entry.authors, entry.arxiv_id) == (TITLE, AUTHORS, "2601.00001")
    assert abstract(entry).startswith("We measure how the engine turns")
    assert entry.day == 20260114


def test_a_section_beside_a_dated_one_has_no_date(tmp_path: Path) -> None:
    text = (
        f"## 2026-01-14\n\n- [{TITLE}]({ARXIV})\n\n## Tools\n\n- [Another {TITLE}](https://arxiv.org/abs/2601.00002)\n"
    )
    assert [entry.day for entry in read_text(tmp_path, "markdown_list", text).entries] == [20260114, 0]


@pytest.mark.parametrize(
    "item", [f"{TITLE} — Lovelace et al., 2017 — {ARXIV}", f"{TITLE}, Lovelace & Babbage, ICLR 2015, {ARXIV}"]
)
def test_a_list_typed_by_hand_keeps_names_out_of_its_titles(tmp_path: Path, item: str) -> None:
    entry = one(tmp_path, f"To read:\n\n1. {item}\n")
    assert (entry.title, entry.arxiv_id) == (TITLE, "2601.00001")
    assert entry.authors in (("Lovelace",), None)


def test_authors_on_a_line_below_a_bold_title_and_a_date_beside_the_address(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        f"# Daily Digest\n\n- **{TITLE}**  \n  Ada Lovelace, Charles Babbage, et al.  \n  _2026-01-14_ · {ARXIV} · `cs.CV`  \n"
        f"  <details><summary>Abstract</summary>\n\n  {'We show that engines compute. ' * 5}\n\n  </details>\n",
    )
    assert (entry.title, entry.authors, entry.day, entry.arxiv_id) == (TITLE, AUTHORS, 20260114, "2601.00001")
    assert abstract(entry).startswith("We show that engines compute.")


def test_a_month_behind_the_title_is_a_date_and_no_venue(tmp_path: Path) -> None:
    entry = one(tmp_path, f"# Papers\n\n+ [{TITLE}]({ARXIV}) (**Sep 2022**)\n")
    assert (entry.title, entry.day, entry.venue) == (TITLE, 20220900, None)


def test_other_authors_in_chinese_are_no_part_of_a_name(tmp_path: Path) -> None:
    entry = one(tmp_path, f"### 1. [{TITLE}]({ARXIV})\n\n**作者：** Ada Lovelace, Charles Babbage 等 5 位作者\n")
    assert (entry.authors, entry.authors_count) == (AUTHORS, None)


FOLDED = f"""# Weekly Report

## Summary

- **Total papers:** 2

## New papers

### 1. {TITLE}

- **Authors:** Ada Lovelace, Charles Babbage
- **URL:** [{ARXIV}]({ARXIV})

> The paper is about an engine that weaves patterns, and a model has summed it up in these words, which are not its own.

<details>
<summary>Abstract</summary>

The engine weaves patterns.

</details>

---
"""


def test_a_folded_abstract_goes_before_a_summary_of_it(tmp_path: Path) -> None:
    entry = one(tmp_path, FOLDED)
    assert (entry.title, abstract(entry)) == (TITLE, "The engine weaves patterns.")


def test_a_folded_abstract_within_other_tags_is_read(tmp_path: Path) -> None:
    text = (
        f"### [{TITLE}]({ARXIV})\nAda Lovelace, Charles Babbage\n<details>  \n  <summary>Abstract</summary>  \n  <ol>\n"
    )
    assert abstract(one(tmp_path, f"{text}    The engine weaves.\n  </ol>\n</details>\n")) == "The engine weaves."


def test_a_date_and_an_address_on_one_line_are_read(tmp_path: Path) -> None:
    text = f"# Looms\n\n- **{TITLE}**  \n  Ada Lovelace, Charles Babbage  \n  _2026-02-27_ · {ARXIV}  \n"
    assert one(tmp_path, text).day == 20260227


@pytest.mark.parametrize("names", ["| Field | Value |\n|---|---|", "| | |\n|:--|:--|", "| 属性 | 内容 |\n|:---:|:---|"])
def test_a_table_of_the_fields_of_one_paper_is_read(tmp_path: Path, names: str) -> None:
    rows = "| **Authors** | Ada Lovelace, Charles Babbage |\n| 📅 Published | 2026-09-29 |"
    text = f"# Digest\n\n> ### 1. {TITLE}\n>\n{names}\n{rows}\n\n> **📄 Abstract:**\n> The engine weaves.\n>\n> 🔗 [Read]({ARXIV})\n"
    entry = one(tmp_path, text)
    assert (entry.title, entry.authors, entry.day) == (TITLE, ("Ada Lovelace", "Charles Babbage"), 20260929)
    assert (abstract(entry), entry.links) == ("The engine weaves.", (ARXIV,))


def test_what_a_digest_says_of_a_paper_does_not_part_its_heading_from_its_link(tmp_path: Path) -> None:
    text = f"## Looms\n\n### ✨ {TITLE} (Score: 7/10)\n- **💡 Innovation**: It weaves.\n- **🔗 Link**: [Web]({ARXIV})\n- **👥 Authors**: Ada Lovelace, Plato\n- **Tags**: #Looms #Engines\n"
    entry = one(tmp_path, text)
    assert (entry.title, entry.authors, entry.keywords) == (TITLE, ("Ada Lovelace", "Plato"), ("Looms", "Engines"))


def test_authors_and_abstract_in_paragraphs_below_a_title_in_bold_are_read(tmp_path: Path) -> None:
    prose = (
        "The engine weaves patterns as looms do, and here is shown how it weaves them, in enough words for an abstract."
    )
    text = f"**[{TITLE}]({ARXIV})**\n\n*Ada Lovelace, Charles Babbage et al. (14 authors)*\n\n{prose}\n\n▲ 91 • 💬 4\n"
    entry = one(tmp_path, text)
    assert (entry.authors, entry.authors_count, abstract(entry)) == (AUTHORS, 14, prose)


def test_a_digest_in_chinese_tells_day_authors_and_abstract(tmp_path: Path) -> None:
    text = f"# 大模型相关研究 | 2026年04月22日\n\n### 1. [{TITLE}]({ARXIV})\n\n**作者：** Ada Lovelace, Plato 等 6 位作者\n\n**英文摘要：**\n> The engine weaves.\n"
    entry = one(tmp_path, text)
    assert (entry.day, entry.authors, entry.authors_count) == (20260422, ("Ada Lovelace", "Plato"), None)
    assert abstract(entry) == "The engine weaves."


@pytest.mark.parametrize("address", [ARXIV, "https://huggingface.co/papers/2601.00001"])
def test_a_digest_with_the_name_of_the_papers_page_is_read_as_markdown(tmp_path: Path, address: str) -> None:
    text = f"# Daily Papers\n\n> **Keywords**: `2D`\n\n- **[{TITLE}]({address})**\n  _Ada Lovelace, Plato_\n"
    assert read_text(tmp_path, "markdown_list", text).titles == [TITLE]


def test_papers_whose_abstracts_are_folded_away_below_their_titles(tmp_path: Path) -> None:
    digest = (
        "# Daily\n\n- [Engines](#engines)\n\n<details open>\n<summary><h2>Engines (2 papers)</h2></summary>\n\n"
        + "".join(
            f"<details>\n<summary><strong>{title}</strong> - Ada Lovelace, Charles Babbage - [[pdf]](https://arxiv.org/pdf/2601.0000{number})"
            f"</summary>\n\n**Abstract:** Text {number}.\n\n**arXiv ID:** 2601.0000{number}\n</details>\n\n"
            for number, title in enumerate((TITLE, "Another Title of Words"), 1)
        )
    )
    first, second = read_text(tmp_path, "markdown_list", digest + "</details>\n").entries
    assert (first.title, first.authors, first.arxiv_id, abstract(first)) == (TITLE, AUTHORS, "2601.00001", "Text 1.")
    assert (second.title, second.arxiv_id, abstract(second)) == ("Another Title of Words", "2601.00002", "Text 2.")


@pytest.mark.parametrize(
    "head",
    [
        f"[[20_Papers/looms/A_Title|{TITLE}]]",
        f"[[{TITLE}]]",
        f"**[[notes/one|{TITLE}]]**",
        f"[{TITLE}](../looms/a-title-of-several-words.md)",
        f"[{TITLE}](papers/2601.00001.md)",
    ],
)
def test_links_to_other_notes_are_titles(tmp_path: Path, head: str) -> None:
    fields = f"- **arXiv**: [2601.00001]({ARXIV})\n- **PDF**: https://arxiv.org/pdf/2601.00001\n- **More**: [[x/y|{TITLE}]]\n- **Authors**: Ada Lovelace, Charles Babbage"
    entry = one(
        tmp_path, f"# Robots\n\n### {head}\n\n![[assets/figure.png|800]]\n\n{fields}\n\n#### Method\n\nIt weaves.\n"
    )
    assert (entry.title, entry.authors, entry.arxiv_id) == (TITLE, AUTHORS, "2601.00001")


def test_a_note_that_has_the_name_of_an_arxiv_id_tells_it(tmp_path: Path) -> None:
    text = f"# 2026\n\n### [{TITLE}](2601.00001.md)\n**Ada Lovelace, Charles Babbage** · 2026-01-14\n"
    entry = one(tmp_path, text)
    assert (entry.title, entry.arxiv_id, entry.authors, entry.day) == (TITLE, "2601.00001", AUTHORS, 20260114)
