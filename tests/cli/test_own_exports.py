"""What `paperreader list` writes is read back equal, in every field that the format has."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from paperreader.export.tex import tex
from paperreader.formats.records.tex_accents import decode_tex
from tests.cli.running import Run
from tests.libraries import SEEDS

RICH: tuple[dict[str, Any], ...] = (
    {
        "title": "On Engines & Numbers: 100% of {X}",
        "abstract": "One paragraph with 5% & more.\n\nSee https://github.com/a/b_c and x_y.\n- An item.",
        "date": "2021-03-05",
        "date_basis": "printed",
        "authors": ["Ada Lovelace", "Émile du Châtelet", "ATLAS Collaboration", "Sammy Davis, Jr."],
        "organization": "Analytical Society",
        "venue": "Journal of Engines",
        "categories": ["cs.CL"],
        "comments": 3,
        "upvotes": 7,
        "arxiv_id": "2103.01234",
        "doi": "10.1000/x_y.1",
        "ids": ["pmid:33283989", "openreview:aBc_1"],
        "link": "https://arxiv.org/abs/2103.01234",
        "pdf": "https://arxiv.org/pdf/2103.01234v2.pdf",
        "code": "https://github.com/a/b",
        "links": ["https://arxiv.org/abs/2103.01234", "https://a.org/x%20y", "https://github.com/a/b_c"],
        "keywords": ["engines", "large numbers"],
        "comment": "12 pages; accepted at ENGINES 2021",
        "github_stars": 12,
    },
    {
        "title": "A Paper of a Conference with an Inferred Year",
        "date": "2020-11-02",
        "date_basis": "inferred",
        "authors_count": 5,
        "venue": "Proceedings of the Conference on Engines",
        "doi": "10.1000/y",
    },
    {"title": "An Undated Paper of $O(n^2)$ with \\alpha", "authors": ["Li Wei", "Rock and Roll"], "comments": 0},
    {"title": "A Partly Dated Paper of Some Length", "date": "2019-03", "authors_count": 2, "keywords": ["a", "b"]},
    {"title": "Short title", "abstract": "The abstract of a short title, in one sentence.", "date": "2018"},
    {"title": 'A "Title"; with, separators\tin it', "abstract": '"Quoted",\n\n;and = not|quoted', "date": "2018-02"},
    {
        "title": "A Table Names Only the First Author",
        "authors": ["Ada Lovelace"],
        "authors_count": None,
        "date": "2024",
    },
    {"title": "A Page Names Three of Its Fourteen", "authors": ["A. B", "C. D", "E. F"], "authors_count": 14},
    {"title": "A Medical Paper on Catheters for the Old", "keywords": ["Aged", "Aged, 80 and over"]},
    {
        "title": "An Old Address of a Paper",
        "doi": "10.1002/(sici)1(1998)19:4<377::aid-jcc1>3.0.co;2-p",
        "link": "https://doi.org/10.1002/(sici)1(1998)19:4<377::aid-jcc1>3.0.co;2-p",
    },
    {"title": "An Address With Parentheses", "link": "https://a.org/s0925-5273(02)00264-5"},
    {"title": "The Page of a Paper Is Its PDF", "link": "https://a.org/paper.pdf", "pdf": "https://a.org/paper.pdf"},
)
EVERYTHING = (
    *("key", "title", "abstract", "date", "date_basis", "authors_count", "authors", "organization", "venue", "categories"),
    *("comments", "upvotes", "arxiv_id", "doi", "ids", "link", "pdf", "code", "links", "keywords", "comment", "github_stars"),
)  # fmt: skip
BIBTEX = (
    *("title", "abstract", "date", "date_basis", "authors_count", "authors", "venue", "arxiv_id", "doi", "ids", "link", "pdf", "code", "links"),
    *("keywords", "comment", "organization"),
)  # fmt: skip
MARKDOWN = ("title", "date", "authors_count", "authors", "venue", "link")
RIS = tuple(name for name in BIBTEX if name not in ("code", "links"))  # its addresses are one list


def same(_: str, value: Any) -> Any:
    return value


def as_tex(name: str, value: Any) -> Any:
    """A text as TeX shows it: `--` is a dash."""
    return decode_tex(tex(value)) if name in ("title", "abstract", "comment") and value else value


def in_markdown(name: str, value: Any) -> Any:
    """A link without the signs that end one in Markdown."""
    return value.replace("<", "%3C").replace(">", "%3E") if name == "link" and value else value


def on_one_line(name: str, value: Any) -> Any:
    return " ".join(value.split()) if name == "abstract" and value else value


class Form(NamedTuple):
    """An export format, the fields that it has, and how it changes their values."""

    name: str
    fields: tuple[str, ...]
    as_written: Callable[[str, Any], Any] = same


@pytest.fixture(name="dumps")
def _dumps(tmp_path: Path) -> tuple[Path, ...]:
    path = tmp_path / "rich.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RICH), "utf-8")
    return path, SEEDS


@pytest.mark.parametrize(
    "form",
    [
        Form("jsonl", EVERYTHING),
        Form("json", EVERYTHING),
        Form("csv", EVERYTHING),
        Form("tsv", EVERYTHING),
        Form("bibtex", BIBTEX, as_tex),
        Form("ris", RIS, on_one_line),
        Form("markdown", MARKDOWN, in_markdown),
    ],
    ids=lambda form: form.name,
)
def test_an_export_is_read_back_equal(run: Run, tmp_path: Path, dumps: tuple[Path, ...], form: Form) -> None:
    for dump in dumps:
        papers = [json.loads(line) for line in run("list", "--format", "jsonl", "--from", dump).lines]
        if form.name not in ("bibtex", "ris"):  # there tags are keywords
            run("mark", "tag", "todo", "--all", "--from", dump)
        run("mark", "note", "6 authors; see *also*\n\n- ER  - https://a.org", "--all", "--from", dump)
        exported = tmp_path / f"{dump.stem}.exported"
        exported.write_text(run("list", "--format", form.name, "--from", dump).out, "utf-8", newline="")
        again = run("list", "--format", "jsonl", "--from", exported)
        assert again.err == ""
        back = [json.loads(line) for line in again.lines]
        assert [{name: paper[name] for name in form.fields} for paper in back] == [
            {name: form.as_written(name, paper[name]) for name in form.fields} for paper in papers
        ]
