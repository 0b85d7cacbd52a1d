"""Files without papers: refused by what they are, with where to see what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.errors import NotADumpError
from paperreader.formats.entry import EMPTY_ANSWER
from paperreader.formats.recognition import read
from paperreader.source import Source

ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query: {title}</title>{entry}</feed>'
)
ERROR = "<entry><id>https://arxiv.org/api/errors#wrong_id</id><title>Error</title><summary>wrong id &amp; more</summary></entry>"
OPML = '<?xml version="1.0"?>\n<opml version="2.0"><body>{}</body></opml>'


def refused(folder: Path, text: str, name: str = "a.txt") -> str:
    """Return what is said of a file that has no papers, without its folder."""
    path = folder / name
    path.write_text(text)
    with pytest.raises(NotADumpError) as error:
        list(read(Source(str(path))))
    assert "paperreader check --formats" in error.value.hint
    return error.value.summary.removeprefix(f"{folder}/")


@pytest.mark.parametrize(("count", "said"), [(1, "1 feed"), (2, "2 feeds"), (5000, "5000 feeds")])
def test_a_list_of_feeds_is_told_with_its_number_of_feeds(tmp_path: Path, count: int, said: str) -> None:
    outline = '<outline text="A journal" type="rss" xmlUrl="https://example.org/feed"/>\n'
    assert refused(tmp_path, OPML.format(outline * count), "feeds.opml") == f"feeds.opml lists {said}, not papers"


@pytest.mark.parametrize(
    "answer",
    [
        '{"error": "Too many requests"}',
        '{"message": "Too many requests", "code": "429"}',
        '{"error": {"code": 429, "message": "Too many requests"}}',
        '<?xml version="1.0"?><OAI-PMH><error code="badArgument">Too many requests</error></OAI-PMH>',
        "Too many requests",
    ],
)
def test_the_error_of_a_server_is_told_in_its_words(tmp_path: Path, answer: str) -> None:
    assert refused(tmp_path, answer) == "a.txt is the error of a server, not its answer: Too many requests"


def test_the_error_of_arxiv_is_told_although_it_is_an_entry(tmp_path: Path) -> None:
    said = refused(tmp_path, ATOM.format(title="", entry=ERROR))
    assert said == "a.txt is the error of a server, not its answer: wrong id & more"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><head><title>Sign in\n to GitHub</title></head><body><form></form></body></html>",
        "<html><title>Sign in to GitHub</title><p>Please wait.</p></html>",
    ],
)
def test_a_web_page_without_papers_is_told_with_its_title(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, "x.html") == 'x.html is a web page without papers ("Sign in to GitHub")'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# Notes\n\nNo papers here.\n\nJust a line.\n", "Markdown lists, digests and pages are read"),
        ('{"name": "a", "version": 2}', "its JSON has no records that are known"),
        ("<project><module/></project>", "XML with the root element `project` is not known"),
        ("name,value\n1,2\n", "a table needs a column with titles"),
        ('name,value,rest\n"1, 2",2,3\n', "a table needs a column with titles"),
        ("[1] A. Lovelace, Notes, 1843.\n[2] C. Babbage, Engines.\n", "it has none of the known formats"),
        ("def main():\n    pass\n", "it has none of the known formats"),
    ],
)
def test_a_file_of_another_kind_is_told_what_would_be_read(tmp_path: Path, text: str, why: str) -> None:
    assert refused(tmp_path, text) == f"a.txt: no papers found; {why}"


@pytest.mark.parametrize(
    "answer",
    [
        ATOM.format(title="all:nothing", entry=""),
        '<?xml version="1.0"?><rss version="2.0"><channel><title>A journal</title></channel></rss>',
        '{"total": 0, "offset": 0, "data": []}',
    ],
)
def test_an_empty_answer_is_read_without_a_paper_and_is_no_error(tmp_path: Path, answer: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(answer)
    batches = list(read(Source(str(path))))
    assert [entry for batch in batches for entry in batch.entries] == []
    assert [problem for batch in batches for problem in batch.problems] == []
    assert sum(batch.counts[EMPTY_ANSWER] for batch in batches) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "From: Ann <a@example.org>\nTo: Bob <b@example.org>\nSubject: Lunch\nMIME-Version: 1.0\n\nAt noon?\n",
            "mail with papers",
        ),
        ("TY  - JOUR\nAU  - Lovelace, Ada\nER  - \n", "RIS"),
    ],
)
def test_a_file_of_a_known_format_without_a_paper_is_not_said_to_have_records(
    tmp_path: Path, text: str, kind: str
) -> None:
    said = f"it looks like {kind}, but nothing in it could be read as a paper with a title"
    assert refused(tmp_path, text) == f"a.txt: no papers found; {said}"


def test_a_hostile_answer_is_shown_without_control_characters(tmp_path: Path) -> None:
    assert refused(tmp_path, '{"error": "\\u001b[31mred\\u202e"}').isprintable()
    assert refused(tmp_path, "<html><title>a\x1b]0;x\x07</title></html>").isprintable()


@pytest.mark.parametrize(
    "text",
    [
        f"<?xml version='1.0'?><r{'o' * 5000}t></r{'o' * 5000}t>",
        f"<html><title>{'A title ' * 900}</title></html>",
        f'{{"error": "{"Too many requests. " * 900}"}}',
    ],
)
def test_words_of_a_file_are_shortened_in_what_is_told_of_it(tmp_path: Path, text: str) -> None:
    assert len(refused(tmp_path, text)) < 400


def test_rdf_that_is_no_feed_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    text = '<?xml version="1.0"?>\n<rdf:RDF xmlns:bib="x"><bib:Article rdf:about="#1"><dc:title>T</dc:title></bib:Article></rdf:RDF>'
    assert refused(tmp_path, text) == "a.txt: no papers found; XML with the root element `rdf` is not known"


def test_markdown_that_begins_with_html_is_refused_as_markdown(tmp_path: Path) -> None:
    readme = '<div align="center">\n\n# A tool\n\n</div>\n\n- [install](#install)\n'
    assert "Markdown lists, digests and pages are read" in refused(tmp_path, readme, "README.md")


def test_a_table_without_titles_is_no_page_with_one_paper(tmp_path: Path) -> None:
    text = "We show that engines compute whatever they are told to compute, and how they do it in little time."
    table = f'abstract,file_attachments,authors,id,keywords,year\n"{text}",,"Lovelace, A.",1,,2014\n'
    assert "a table needs a column with titles" in refused(tmp_path, table, "a.csv")
