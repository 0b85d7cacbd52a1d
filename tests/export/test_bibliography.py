"""BibTeX and RIS, read back by other parsers: no value is lost, none invented."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import assume, example, given

from paperreader import load
from paperreader.export.bibliography import as_bibtex, as_ris, bibtex_entry, ris_record
from paperreader.export.record import ExportRow, export_rows
from paperreader.export.tex import tex
from paperreader.marks import MarkStore
from paperreader.paper import paper_key
from paperreader.session import Session
from tests.export.papers import FULL, HOSTILE, export_row
from tests.libraries import SEEDS
from tests.strategies import hostile_text


def bibtex(papers: list[ExportRow], *, decoded: bool = True) -> list[dict[str, str]]:
    """Return the entries that bibtexparser reads, with TeX decoded to the text that it shows."""
    middleware = [LatexDecodingMiddleware()] if decoded else []
    parsed = parse_string("".join(as_bibtex(papers)), append_middleware=middleware)
    assert parsed.failed_blocks == []
    assert parsed.comments == []
    return [{"ID": entry.key, **{field.key: str(field.value) for field in entry.fields}} for entry in parsed.entries]


def ris(papers: list[ExportRow]) -> list[dict[str, object]]:
    """Return the records that rispy reads."""
    return list(rispy.loads("".join(as_ris(papers))))


def undo_ligatures(text: str) -> str:
    """Replace the ligatures and the circumflex that the decoding of TeX adds."""
    for typeset, typed in (("ˆ", "^"), ("—", "---"), ("–", "--"), ("“", "``"), ("”", "''")):
        text = text.replace(typeset, typed)
    return " ".join(text.split())


# -- one paper --------------------------------------------------------------------------------------------


def test_a_bibtex_entry_has_every_known_value() -> None:
    assert bibtex_entry(FULL) == (
        "@misc{successorheadsrecurring2023,\n"
        "  title = {{Successor Heads: Recurring, Interpretable Attention Heads}},\n"
        "  year = {2023},\n"
        "  month = dec,\n"
        "  day = {14},\n"
        "  eprint = {2312.09230},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2312.09230},\n"
        "  abstract = {We study heads.\n\nOur code is at https://github.com/a/b\\_c.},\n"
        "  note = {6 authors; see also https://github.com/a/b\\_c}\n"
        "}\n"
    )


def test_tags_are_keywords_and_the_note_is_a_note_of_its_own() -> None:
    row = export_row(
        "A Title of Some Length", keywords=("graphs", "todo"), tags=["50%", "todo"], note="see A&B\n\nlater"
    )
    bibtex, ris = bibtex_entry(row), ris_record(row)
    assert "  keywords = {graphs, todo, 50\\%},\n" in bibtex
    assert "  annote = {see A\\&B\n\nlater}\n" in bibtex
    assert "KW  - graphs\nKW  - todo\nKW  - 50%\n" in ris
    assert "N1  - Note: see A&B later\n" in ris


def test_a_ris_record_has_every_known_value() -> None:
    assert ris_record(FULL) == (
        "TY  - GEN\n"
        "ID  - successorheadsrecurring2023\n"
        "DB  - paperreader\n"
        "TI  - Successor Heads: Recurring, Interpretable Attention Heads\n"
        "PY  - 2023\n"
        "DA  - 2023/12/14\n"
        "AN  - arXiv:2312.09230\n"
        "UR  - https://arxiv.org/abs/2312.09230\n"
        "UR  - https://github.com/a/b_c\n"
        "AB  - We study heads. Our code is at https://github.com/a/b_c.\n"
        "N1  - 6 authors\n"
        "ER  - \n"
    )


@pytest.mark.parametrize("write", [bibtex_entry, ris_record])
def test_no_author_is_invented(write: Callable[[ExportRow], str]) -> None:
    counted, by_adobe = export_row("t", authors_count=1), export_row("t", organization=("adobe", "Adobe"))
    for row in (counted, by_adobe, export_row("t")):
        assert "author = " not in write(row)
        assert "AU  - " not in write(row)
    assert "1 author" in write(counted)
    assert "Adobe" in write(by_adobe)


def test_each_known_author_is_written() -> None:
    paper = export_row(
        "A Title of Some Length", authors=("Ada Lovelace", "Rock and Roll", "J. Müller"), authors_count=3
    )
    assert bibtex([paper], decoded=False)[0]["author"] == "Ada Lovelace and {Rock and Roll} and J. Müller"
    assert ris([paper])[0]["authors"] == ["Lovelace, Ada", "Rock and Roll", "Müller, J."]


@pytest.mark.parametrize("count", [None, 8])
def test_authors_that_the_dump_does_not_name_are_others(count: int | None) -> None:
    paper = export_row("A Title of Some Length", authors=("Ada Lovelace",), authors_count=count)
    assert bibtex([paper], decoded=False)[0]["author"] == "Ada Lovelace and others"
    assert ris([paper])[0]["authors"] == ["Lovelace, Ada"]
    assert ris([paper])[0]["notes"] == ["8 authors" if count else "and others"]


def test_names_are_read_back_as_they_were(tmp_path: Path) -> None:
    names = ("Curtis A Given, 2nd", "Monroe Kennedy III", "A. Balagopal V.", "Laurens van der Maaten", "Hal Daumé, III")
    paper = export_row("A Title of Some Length", "In one.\n\nAfter 5\N{THIN SPACE}min.", authors=names, authors_count=5)
    for name, text in (("a.bib", bibtex_entry(paper)), ("a.ris", ris_record(paper))):
        (tmp_path / name).write_text(text, "utf-8")
        (read,) = load(tmp_path / name).papers
        assert read.authors == names
        assert "5\N{THIN SPACE}min" in (read.abstract or "")


def test_a_category_in_words_is_no_class_of_arxiv() -> None:
    written = bibtex_entry(export_row("A Title", arxiv_id="2401.00001", categories=("Mathematics - Logic",)))
    assert "primaryClass" not in written


def test_a_name_is_written_so_that_its_family_name_is_found() -> None:
    names = ("Hal Daumé, III", "Hinton GE", "Laurens van der Maaten", "The ATLAS Collaboration", "张伟")
    paper = export_row("A Title of Some Length", authors=names, authors_count=5)
    assert bibtex([paper], decoded=False)[0]["author"] == (
        "Daumé, III, Hal and Hinton, GE and Laurens van der Maaten and {The ATLAS Collaboration} and 张伟"
    )
    assert ris([paper])[0]["authors"] == [
        "Daumé, Hal, III", "Hinton, GE", "van der Maaten, Laurens", "The ATLAS Collaboration", "张伟",
    ]  # fmt: skip


ARTICLE = export_row(
    "A Fast Learning Algorithm for Deep Belief Nets",
    "See https://code.example.org.",
    day=20060700,
    authors=("Geoffrey Hinton", "Simon Osindero"),
    authors_count=2,
    venue="Neural Computation & More",
    categories=("cs.LG", "stat.ML"),
    arxiv_id="2402.01234",
    doi="10.1162/neco.2006.18.7.1527",
    ids=("pmid:16764513", "openreview:a_b"),
    links=("https://example.org/page",),
    pdf="https://example.org/a b.pdf",
    code="https://example.org/code",
    keywords=("belief nets", "R&D"),
    comment="28 pages",
)


def test_an_article_has_all_that_is_known_in_bibtex() -> None:
    (entry,) = bibtex([ARTICLE], decoded=False)
    assert "".join(as_bibtex([ARTICLE])).startswith("@article{hinton2006fast,\n")
    expected = {
        "ID": "hinton2006fast",
        "author": "Geoffrey Hinton and Simon Osindero",
        "journal": "Neural Computation \\& More",
        "year": "2006",
        "month": "jul",
        "doi": "10.1162/neco.2006.18.7.1527",
        "eprint": "2402.01234",
        "archivePrefix": "arXiv",
        "primaryClass": "cs.LG",
        "pmid": "16764513",
        "openreview": "a_b",
        "url": "https://example.org/page",
        "pdf": "https://example.org/a%20b.pdf",
        "keywords": "belief nets, R\\&D",
        "code": "https://example.org/code",
        "note": "28 pages; see also https://code.example.org",
    }
    assert {name: entry[name] for name in expected} == expected
    assert "day" not in entry


def test_an_article_has_all_that_is_known_in_ris() -> None:
    lines = "".join(as_ris([ARTICLE])).rstrip().splitlines()
    assert lines[:9] == [
        "TY  - JOUR",
        "ID  - hinton2006fast",
        "DB  - paperreader",
        "TI  - A Fast Learning Algorithm for Deep Belief Nets",
        "AU  - Hinton, Geoffrey",
        "AU  - Osindero, Simon",
        "T2  - Neural Computation & More",
        "PY  - 2006",
        "DA  - 2006/07/",
    ]
    assert lines[9:] == [
        "DO  - 10.1162/neco.2006.18.7.1527",
        "AN  - arXiv:2402.01234",
        "AN  - pmid:16764513",
        "AN  - openreview:a_b",
        "KW  - belief nets",
        "KW  - R&D",
        "UR  - https://example.org/page",
        "UR  - https://example.org/code",
        "UR  - https://code.example.org",
        "L1  - https://example.org/a b.pdf",
        "AB  - See https://code.example.org.",
        "N1  - 28 pages",
        "ER  -",
    ]


@pytest.mark.parametrize(
    ("venue", "kind", "tag"),
    [
        (None, "misc", "GEN"),
        ("ICML 2024", "inproceedings", "CPAPER"),
        ("Proceedings of the 40th International Conference on Machine Learning", "inproceedings", "CPAPER"),
        ("NeurIPS 2023 Workshop on Graphs", "inproceedings", "CPAPER"),
        ("EMNLP (Findings)", "inproceedings", "CPAPER"),
        ("Nature", "article", "JOUR"),
        ("ACM Transactions on Graphics", "article", "JOUR"),
        ("Proceedings of the National Academy of Sciences", "article", "JOUR"),
        ("Journal of Machine Learning Research", "article", "JOUR"),
        ("Chinese Annals", "article", "JOUR"),
    ],
)
def test_the_type_of_an_entry_follows_from_the_venue(venue: str | None, kind: str, tag: str) -> None:
    paper = export_row("A Title of Some Length", venue=venue)
    assert "".join(as_bibtex([paper])).startswith(f"@{kind}{{")
    assert "".join(as_ris([paper])).startswith(f"TY  - {tag}\n")
    (entry,) = bibtex([paper])
    assert entry.get("booktitle" if kind == "inproceedings" else "journal") == venue


@pytest.mark.parametrize(
    ("day", "known"),
    [(20240517, ("2024", "may", "17")), (20240500, ("2024", "may", None)), (20240000, ("2024", None, None))],
)
def test_a_date_is_written_as_far_as_it_is_known(day: int, known: tuple[str | None, ...]) -> None:
    (entry,) = bibtex([export_row("A Title of Some Length", day=day)])
    assert tuple(entry.get(name) for name in ("year", "month", "day")) == known


@pytest.mark.parametrize("write", [bibtex_entry, ris_record])
def test_an_inferred_year_has_a_note(write: Callable[[ExportRow], str]) -> None:
    inferred = write(export_row("t", day=20250102, year_inferred=True))
    assert "year inferred" in inferred
    assert "2025" in inferred
    assert "inferred" not in write(export_row("t", day=20250102))


# -- TeX --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "LLM$\\times$MapReduce", "$O(n^{2}_{i})$", "\\textbf{X} and \\emph{Y}", "5\\% of \\&",
        'G\\"odel and Erd\\H{o}s', "{\\bf X}", "$$x$$", "$\\frac{a_{b_{c}}}{d}$", "--- ``so''",
    ],
)  # fmt: skip
def test_tex_stays_tex(text: str) -> None:
    assert tex(text) == text
    assert tex(f"50% {text}") == f"50\\% {text}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("$5 and $10", r"\$5 and \$10"),
        ("A & B_C #1 100%", r"A \& B\_C \#1 100\%"),
        ("{scriptsize X}", r"\{scriptsize X\}"),
        ("SAP^{2}", r"SAP\textasciicircum{}\{2\}"),
        ("\\textbf{a {b} 5%}", r"\textbf{a \{b\} 5\%}"),
        ("C:\\Users", r"C:\textbackslash{}Users"),
        ("$50% of x$", r"$50\% of x$"),
        ("\\emph\\textbf{X}", r"\textbackslash{}emph\textbackslash{}textbf\{X\}"),
        ("\\text{\\bf X}", r"\textbackslash{}text\{\textbackslash{}bf X\}"),
        ("\\text\\'{e}", r"\textbackslash{}text\textbackslash{}'\{e\}"),
        ("An open { brace", r"An open \lbrace{} brace"),
        ("\\textbf{X", r"\textbackslash{}textbf\lbrace{}X"),
        ("me@example.org\n@article", "me@example.org\n{@}article"),
        ("@(", "{@}("),
    ],
)
def test_other_text_is_escaped(text: str, written: str) -> None:
    assert tex(text) == written


@pytest.mark.parametrize(
    "formula",
    [
        r"\input{/etc/passwd}",
        r"x \write18{id}",
        r"\text{\immediate\openout1=x}",
        r"\begin{input}{/etc/passwd}\end{input}",
        r"^^5cinput{/etc/passwd}",
        r"\csname in\endcsname",
        r"\catcode`\@=11",
        r"\let\x\y",
        r"\includegraphics{x}",
        r"\directlua{x}",
    ],
)
def test_mathematics_that_reads_writes_or_runs_is_shown_as_text(formula: str) -> None:
    written = tex(f"A ${formula}$")
    assert written.startswith(r"A \$")
    assert set(re.findall(r"\\[A-Za-z]+", written)) <= {r"\textbackslash", r"\textasciicircum"}


@pytest.mark.parametrize(
    "formula",
    [r"\begin{pmatrix}a\end{pmatrix}", r"\overrightarrow{x} \leftarrow \lim_{n\to\infty} \ell", r"\text{write}"],
)
def test_other_mathematics_stays(formula: str) -> None:
    assert tex(f"A ${formula}$") == f"A ${formula}$"


@given(hostile_text().filter(lambda text: "\\" not in text and "$" not in text))
def test_a_text_without_tex_is_shown_unchanged(text: str) -> None:
    paper = export_row(f"A {text} B", f"{text}\n\n{text} @x")
    (entry,) = bibtex([paper])
    assert undo_ligatures(entry["title"]) == undo_ligatures(paper.library.titles[0])
    assert undo_ligatures(entry["abstract"]) == undo_ligatures(paper.abstract or "")


# -- many papers ------------------------------------------------------------------------------------------


def test_every_entry_of_the_seeds_is_read_back(tmp_path: object) -> None:
    session = Session(load([str(SEEDS)]), MarkStore(f"{tmp_path}/state.toml"))
    papers = list(export_rows(session, range(len(session.library))))
    entries, records = bibtex(papers), ris(papers)
    assert len(entries) == len(records) == len(papers) == 86
    assert len({entry["ID"] for entry in entries}) == 86
    for paper, entry, found in zip(papers, entries, records, strict=True):
        expected = paper.paper
        assert paper_key(undo_ligatures(entry["title"]), expected.abstract) == paper_key(
            expected.title, expected.abstract
        )
        assert found["title"] == expected.title
        assert undo_ligatures(str(found.get("abstract", ""))) == undo_ligatures(expected.abstract or "")
        assert entry.get("year") == found.get("year") == (str(expected.date.year) if expected.date else None)
        assert entry.get("organization") == found.get("publisher") == expected.organization
        assert found.get("urls", []) == list(expected.links)
        assert all(address in entry.get("note", "") for address in expected.links)
        assert ("year inferred" in entry.get("note", "")) == (expected.date_basis == "inferred")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_its_entry_and_the_others_intact(text: str) -> None:
    hostile = export_row(
        f"A {text}", f"{text}\nER  - {text}\n\n{text}\nER  - \n@misc{{x, y = {{{text}", authors_count=2
    )
    papers = [FULL, hostile, export_row("A Neighbour of Theirs")]
    entries, records = bibtex(papers), ris(papers)
    assert [len(entries), len(records)] == [3, 3]
    assert [entries[0], entries[2]] == bibtex([papers[0], papers[2]])
    assert [records[0], records[2]] == ris([papers[0], papers[2]])
    title, abstract = hostile.library.titles[0], hostile.abstract or ""
    assert paper_key(undo_ligatures(entries[1]["title"])) == paper_key(title)
    assert records[1]["title"] == title
    assert records[1]["abstract"] == " ".join(abstract.split())
    assert entries[1]["note"].startswith("2 authors")


@given(hostile_text(), hostile_text())
@example("\\text\\textbf{X}", "")
@example("\\text{\\bf X}", "")
@example("\\text\\'{e}", "")
@example('\\text\\"o', "")
def test_any_text_keeps_the_identity_of_its_paper(title: str, abstract: str) -> None:
    assume("}text" not in title)  # the decoder of these tests would glue \\textbf{X}textbf{X} to Xtextbf{X}
    paper = export_row(f"A {title} B", abstract)
    (entry,), (found,) = bibtex([paper]), ris([paper])
    assert paper_key(undo_ligatures(entry["title"])) == paper_key(paper.library.titles[0])
    assert found["title"] == paper.library.titles[0]
    assert undo_ligatures(str(found.get("abstract", ""))) == undo_ligatures(paper.abstract or "")
