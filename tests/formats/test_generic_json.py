"""JSON of papers without a format of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from paperreader.errors import PaperReaderError
from paperreader.formats import recognition
from paperreader.formats.entry import Entry
from paperreader.source import Source
from tests.formats.reading import abstract, read_text, recognized


def _entry(folder: Path, document: Any) -> Entry:
    (entry,) = read_text(folder, "generic_json", json.dumps(document, indent=1)).entries
    return entry


def test_what_arxiv_clients_write_is_read(tmp_path: Path) -> None:
    entry = _entry(
        tmp_path,
        [
            {
                "entry_id": "http://arxiv.org/abs/2402.15570v2",
                "title": "A Title",
                "summary": "An abstract.",
                "authors": ["Ada Lovelace", "C. Babbage"],
                "published": "2024-02-23T18:00:00+00:00",
                "updated": "2024-03-01T18:00:00+00:00",
                "primary_category": "cs.CL",
                "categories": ["cs.CL", "cs.AI"],
                "comment": "12 pages",
                "journal_ref": None,
                "doi": "10.1000/xyz",
                "pdf_url": "http://arxiv.org/pdf/2402.15570v2",
            }
        ],
    )
    assert (entry.title, abstract(entry), entry.day) == ("A Title", "An abstract.", 20240223)
    assert (entry.authors, entry.categories) == (("Ada Lovelace", "C. Babbage"), ("cs.CL", "cs.AI"))
    assert (entry.arxiv_id, entry.doi, entry.comment) == ("2402.15570", "10.1000/xyz", "12 pages")
    assert entry.pdf == "http://arxiv.org/pdf/2402.15570v2"


def test_papers_with_code_is_read(tmp_path: Path) -> None:
    entry = _entry(
        tmp_path,
        [
            {
                "paper_url": "https://paperswithcode.com/paper/x",
                "arxiv_id": "2402.15570",
                "title": "A Title",
                "abstract": "An abstract.",
                "short_abstract": "Short.",
                "url_abs": "https://arxiv.org/abs/2402.15570",
                "url_pdf": "https://arxiv.org/pdf/2402.15570",
                "proceeding": "ICML 2024 7",
                "authors": ["Ada Lovelace"],
                "tasks": ["Parsing"],
                "date": "2024-02-23",
            }
        ],
    )
    assert (entry.venue, entry.keywords, entry.day) == ("ICML 2024 7", ("Parsing",), 20240223)
    assert entry.links == ("https://paperswithcode.com/paper/x", "https://arxiv.org/abs/2402.15570")
    assert (entry.arxiv_id, entry.pdf) == ("2402.15570", "https://arxiv.org/pdf/2402.15570")


def test_inspire_is_read(tmp_path: Path) -> None:
    metadata = {
        "titles": [{"title": "A Title", "source": "arXiv"}],
        "abstracts": [{"value": "An abstract.", "source": "arXiv"}],
        "authors": [{"full_name": "Lovelace, Ada"}, {"full_name": "Babbage, C."}],
        "arxiv_eprints": [{"value": "hep-th/9711200", "categories": ["hep-th"]}],
        "dois": [{"value": "10.1000/XYZ"}],
        "publication_info": [{"journal_title": "J. Eng.", "year": 1998}],
        "earliest_date": "1997-11-27",
    }
    entry = _entry(tmp_path, {"hits": {"hits": [{"id": "1", "metadata": metadata}], "total": 1}})
    assert (entry.title, abstract(entry)) == ("A Title", "An abstract.")
    assert (entry.authors, entry.arxiv_id, entry.doi) == (
        ("Ada Lovelace", "C. Babbage"),
        "hep-th/9711200",
        "10.1000/xyz",
    )
    assert entry.categories == ("hep-th",)


def test_summaries_of_pubmed_are_read(tmp_path: Path) -> None:
    identifiers = [{"idtype": "pubmed", "value": "31986264"}, {"idtype": "doi", "value": "10.1000/xyz"}]
    summary = {
        "uid": "31986264",
        "title": "A Title.",
        "pubdate": "2020 Feb 15",
        "source": "Eng",
        "fulljournalname": "J. Eng.",
        "articleids": identifiers,
    }
    entry = _entry(tmp_path, {"header": {}, "result": {"uids": ["31986264"], "31986264": summary}})
    assert (entry.venue, entry.day, entry.doi, entry.ids) == ("J. Eng.", 20200215, "10.1000/xyz", ("pmid:31986264",))


def test_datacite_is_read(tmp_path: Path) -> None:
    attributes = {
        "doi": "10.5281/zenodo.1",
        "titles": [{"title": "A Title"}],
        "creators": [{"name": "Lovelace, Ada", "nameType": "Personal"}],
        "descriptions": [{"description": "<p>An abstract.</p>", "descriptionType": "Abstract"}],
        "publicationYear": 2020,
        "url": "https://zenodo.org/record/1",
    }
    entry = _entry(tmp_path, {"data": [{"id": "10.5281/zenodo.1", "type": "dois", "attributes": attributes}]})
    assert (entry.title, abstract(entry), entry.day) == ("A Title", "An abstract.", 20200000)
    assert (entry.authors, entry.doi, entry.links) == (
        ("Ada Lovelace",),
        "10.5281/zenodo.1",
        ("https://zenodo.org/record/1",),
    )


def test_the_site_of_a_conference_is_read(tmp_path: Path) -> None:
    event = {"id": 7, "name": "A Title", "authors": [{"id": 1, "fullname": "Ada Lovelace"}], "abstract": "An abstract."}
    entry = _entry(tmp_path, {"count": 1, "next": None, "results": [event | {"paper_url": "https://x.org/7"}]})
    assert (entry.title, entry.authors, abstract(entry)) == ("A Title", ("Ada Lovelace",), "An abstract.")
    assert entry.links == ("https://x.org/7",)


def test_what_scholarly_writes_is_read(tmp_path: Path) -> None:
    bib = {"title": "A Title", "author": ["A Lovelace"], "pub_year": "2020", "venue": "J. Eng.", "abstract": "Cut…"}
    entry = _entry(tmp_path, [{"container_type": "Publication", "bib": bib, "pub_url": "https://x.org/7"}])
    assert (entry.title, entry.authors, entry.day, entry.venue) == ("A Title", ("A Lovelace",), 20200000, "J. Eng.")
    assert entry.links == ("https://x.org/7",)


def test_ads_is_read(tmp_path: Path) -> None:
    doc = {
        "bibcode": "2020ApJ...1",
        "title": ["A Title"],
        "author": ["Lovelace, Ada", "Babbage, C."],
        "abstract": "An abstract.",
        "pubdate": "2020-03-00",
        "pub": "The Astrophysical Journal",
        "doi": ["10.1000/xyz"],
        "identifier": ["arXiv:2402.15570", "2020ApJ...1"],
    }
    entry = _entry(tmp_path, {"responseHeader": {"status": 0}, "response": {"numFound": 1, "docs": [doc]}})
    assert (entry.authors, entry.day, entry.venue) == (
        ("Ada Lovelace", "C. Babbage"),
        20200300,
        "The Astrophysical Journal",
    )
    assert (entry.arxiv_id, entry.doi) == ("2402.15570", "10.1000/xyz")


def test_the_api_of_zotero_is_read(tmp_path: Path) -> None:
    data = {
        "key": "ABC",
        "itemType": "journalArticle",
        "title": "A Title",
        "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": "Lovelace"}],
        "abstractNote": "An abstract.",
        "publicationTitle": "A Journal",
        "date": "2020-03",
        "DOI": "10.1000/xyz",
        "url": "https://x.org",
        "tags": [{"tag": "engines"}],
    }
    entry = _entry(tmp_path, [{"key": "ABC", "version": 1, "library": {}, "data": data}])
    assert (entry.title, entry.authors, entry.venue) == ("A Title", ("Ada Lovelace",), "A Journal")
    assert (entry.day, entry.doi, abstract(entry)) == (20200300, "10.1000/xyz", "An abstract.")
    assert entry.keywords == ("engines",)


@pytest.mark.parametrize(
    "text",
    ["Ada Lovelace, C. Babbage and Mary Shelley", "Lovelace, Ada and Babbage, C. and Shelley, Mary", "Ada Lovelace; C. Babbage; Mary Shelley"],
)  # fmt: skip
def test_authors_in_one_text_are_told_apart(tmp_path: Path, text: str) -> None:
    entry = _entry(tmp_path, {"papers": [{"title": "A Title", "authors": text}]})
    assert entry.authors == ("Ada Lovelace", "C. Babbage", "Mary Shelley")


@pytest.mark.parametrize(
    "document",
    [
        {
            "2402.15570": {"title": "A Title", "authors": ["A B"]},
            "2402.15571": {"title": "B Title", "authors": ["A B"]},
        },
        {"2024-05-17": [{"title": "A Title", "pdf": "https://x.org/a.pdf"}, {"title": "B Title", "pdf": ""}]},
        {"data": {"papers": [{"title": "A Title"}, {"title": "B Title"}]}},
        {"paper": {"title": "A Title"}, "message": ""},
    ],
)
def test_papers_by_id_by_day_and_in_wrappers_are_found(tmp_path: Path, document: Any) -> None:
    titles = read_text(tmp_path, "generic_json", json.dumps(document)).titles
    assert titles[0] == "A Title"
    assert titles[1:] in ([], ["B Title"])


def test_lines_of_titles_are_read(tmp_path: Path) -> None:
    text = '{"Title": "A Title", "Year": 2020}\n{"Title": "B Title", "Year": "2021"}\n'
    reading = read_text(tmp_path, "generic_json", text)
    assert [(entry.title, entry.day, entry.line) for entry in reading.entries] == [
        ("A Title", 20200000, 1),
        ("B Title", 20210000, 2),
    ]


def test_fields_that_are_not_known_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"title": "A Title", "year": 2020, "rating": 5}, {"title": "B Title", "rating": 4}]')
    (batch,) = recognition.read(Source(str(path)))
    assert batch.unread["rating"].times == 2
    assert batch.unread["rating"].example == "5"


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "package", "version": "1.0", "description": "A tool"}',
        "[1, 2, 3]",
        '{"a": [{"b": 1}]}',
        "{",
        '[["title"]]',
        '{"": {"": [{"": 1}]}}',
    ],
)
def test_other_json_is_none(text: str) -> None:
    assert recognized(text) == ""


def test_an_error_of_a_server_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"error": "Too many requests"}')
    with pytest.raises(PaperReaderError, match="Too many requests"):
        list(recognition.read(Source(str(path))))


@pytest.mark.parametrize("text", ["[]\n", '{"total": 0, "offset": 0, "data": []}', '{"hitCount": 0}'])
def test_an_answer_without_papers_is_no_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert [batch.entries for batch in recognition.read(Source(str(path)))] == [[]]


@pytest.mark.parametrize(
    "document",
    [
        [{"userId": 1, "id": 1, "title": "buy milk", "completed": False}],
        [{"url": "https://api.example.org/issues/1", "number": 1, "title": "Crash on start", "state": "open", "comments": 3}],
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Codes", "description": "x", "properties": {"a": {}}},
        {"openapi": "3.0.0", "info": {"title": "Pets", "description": "A shop", "version": "1"}, "paths": {"/a": {"summary": "x"}}},
        {"guid": "root", "title": "", "children": [{"title": "Menu", "children": [{"title": "A", "uri": "https://a.example"}]}]},
        {"cells": [], "metadata": {"title": "x"}, "nbformat": 4},
    ],
    ids=["tasks", "issues", "schema", "description of a service", "bookmarks", "notebook"],
)  # fmt: skip
def test_other_things_with_titles_are_no_papers(tmp_path: Path, document: Any) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PaperReaderError, match="no papers found"):
        list(recognition.read(Source(str(path))))


def test_a_title_with_the_address_of_a_paper_is_one() -> None:
    assert recognized('[{"title": "A Title", "url": "https://arxiv.org/abs/2402.15570"}]') == "generic_json"


def test_links_between_papers_and_code_are_read_also_as_rows_of_a_viewer(tmp_path: Path) -> None:
    link = {
        "paper_title": "A Title", "paper_arxiv_id": "1601.02063", "paper_url_abs": "https://arxiv.org/abs/1601.02063v2",
        "paper_url_pdf": "https://arxiv.org/pdf/1601.02063v2.pdf", "repo_url": "https://github.com/a/b",
    }  # fmt: skip
    for document in ([link], {"features": [], "rows": [{"row_idx": 0, "row": link, "truncated_cells": []}]}):
        entry = _entry(tmp_path, document)
        assert (entry.title, entry.arxiv_id, entry.pdf) == ("A Title", "1601.02063", link["paper_url_pdf"])
        assert entry.code == link["repo_url"]


def test_attachments_and_editors_of_zoteros_server_are_told_from_papers_and_authors(tmp_path: Path) -> None:
    creators = [
        {"creatorType": "author", "firstName": "Ada", "lastName": "Lovelace"},
        {"creatorType": "editor", "firstName": "Mary", "lastName": "Shelley"},
    ]
    entry = _entry(
        tmp_path,
        [
            {
                "key": "A",
                "data": {"itemType": "conferencePaper", "title": "A Title", "creators": creators, "date": "1843"},
            },
            {"key": "B", "data": {"itemType": "attachment", "title": "Full Text PDF", "parentItem": "A"}},
        ],
    )
    assert (entry.title, entry.authors) == ("A Title", ("Ada Lovelace",))


def test_an_identifier_with_its_type_beside_it(tmp_path: Path) -> None:
    identifiers = [{"type": "doi", "id": "10.1000/xyz"}, {"type": "pissn", "id": "1234-5678"}]
    entry = _entry(
        tmp_path, {"results": [{"bibjson": {"title": "A Title", "identifier": identifiers, "year": "2020"}}]}
    )
    assert entry.doi == "10.1000/xyz"


SCOPUS = {
    "dc:title": "A Title",
    "dc:creator": "Lovelace, Ada",
    "prism:publicationName": "Engines",
    "prism:coverDate": "2020-03-05",
    "prism:doi": "10.1000/xyz",
}
IEEE = {
    "title": "A Title",
    "authors": {"authors": [{"full_name": "Ada Lovelace", "author_order": 1}]},
    "publication_title": "Engines",
    "publication_date": "2020-03-05",
    "doi": "10.1000/xyz",
}
SPRINGER = {
    "title": "A Title",
    "creators": [{"creator": "Lovelace, Ada"}],
    "publicationName": "Engines",
    "publicationDate": "2020-03-05",
    "doi": "10.1000/xyz",
}


@pytest.mark.parametrize(
    "answer",
    [{"search-results": {"entry": [SCOPUS]}}, {"total_records": 1, "articles": [IEEE]}, {"records": [SPRINGER]}],
)
def test_answers_of_publishers_are_read(tmp_path: Path, answer: Any) -> None:
    entry = _entry(tmp_path, answer)
    assert (entry.title, entry.authors, entry.venue) == ("A Title", ("Ada Lovelace",), "Engines")
    assert (entry.day, entry.doi) == (20200305, "10.1000/xyz")


def test_results_of_scholar_by_a_service_have_their_line_of_authors(tmp_path: Path) -> None:
    summary = {"summary": "A Lovelace, C Babbage… - Engines, 2017 - example.org"}
    result = {"title": "A Title", "link": "https://example.org/x", "snippet": "It …", "publication_info": summary}
    entry = _entry(tmp_path, {"organic_results": [result]})
    assert (entry.authors, entry.authors_count) == (("A Lovelace", "C Babbage"), None)
    assert (entry.venue, entry.day, abstract(entry)) == ("Engines", 20170000, "It …")


def test_a_month_beside_the_year_belongs_to_the_date(tmp_path: Path) -> None:
    assert _entry(tmp_path, [{"title": "A Title", "abstract": "A.", "year": 2020, "month": "3"}]).day == 20200300
    assert _entry(tmp_path, [{"title": "A Title", "abstract": "A.", "year": "2020", "month": "Mar"}]).day == 20200300


def test_rows_of_the_papers_of_hugging_face_have_arxiv_ids(tmp_path: Path) -> None:
    assert (
        _entry(tmp_path, {"rows": [{"row": {"paper_id": "2503.03750", "title": "A Title", "abstract": "A."}}]}).arxiv_id
        == "2503.03750"
    )


def test_the_day_of_a_paper_comes_before_that_of_its_record(tmp_path: Path) -> None:
    metadata = {"titles": [{"title": "A Title"}], "earliest_date": "1997-11-27"}
    entry = _entry(tmp_path, {"hits": {"hits": [{"created": "2017-01-01T00:00:00", "metadata": metadata}]}})
    assert entry.day == 19971127


def test_rows_of_markdown_by_topic_and_id_are_papers(tmp_path: Path) -> None:
    row = (
        "|**2021-10-14**|**{}**|Ada Lovelace et.al.|[{}](http://arxiv.org/abs/{})|**[link](https://github.com/a/b)**|\n"
    )
    topics = {
        "Looms": {"2110.07546": row.format("A Title of Words", "2110.07546", "2110.07546")},
        "Engines": {"2110.06541": row.format("Another Title", "2110.06541", "2110.06541v1")},
    }
    entries = read_text(tmp_path, "generic_json", json.dumps(topics)).entries
    assert [(entry.title, entry.arxiv_id) for entry in entries] == [
        ("A Title of Words", "2110.07546"),
        ("Another Title", "2110.06541"),
    ]
    assert (entries[0].day, entries[0].authors) == (20211014, ("Ada Lovelace",))
    assert entries[0].code == "https://github.com/a/b"


@pytest.mark.parametrize(
    "document",
    [
        [{"title": "On Engines", "authors": [{"name": "Ada Lovelace"}], "venue": {"raw": "J. of Engines"}, "year": 2020, "abstract": "Text."}],
        {
            "response": {
                "docs": [
                    {
                        "title_s": ["On Engines"],
                        "authFullName_s": ["Ada Lovelace"],
                        "journalTitle_s": "J. of Engines",
                        "producedDate_s": "2020",
                        "abstract_s": ["Text."],
                    }
                ]
            }
        },
        {
            "total": 1,
            "data": [
                {
                    "title": "On Engines",
                    "authors": [{"first_name": "Ada", "last_name": "Lovelace"}],
                    "source": {"title": "J. of Engines"},
                    "year_published": 2020,
                    "abstract": "Text.",
                }
            ],
        },
        [
            {
                "title": "On Engines",
                "author": [{"first": "Ada", "last": "Lovelace"}],
                "journal": "J. of Engines",
                "published": {"year": "2020"},
                "abstract": "Text.",
            }
        ],
        {
            "records": [
                {
                    "title": "On Engines",
                    "creators": [{"creator": "Lovelace, Ada"}],
                    "publicationName": "J. of Engines",
                    "publicationDate": "2020",
                    "doi": "10.1000/x",
                    "abstract": {"h1": "Abstract", "p": "Text."},
                }
            ]
        },
    ],
    ids=["AMiner", "HAL", "Lens", "Paperpile", "Springer"],
)  # fmt: skip
def test_names_of_fields_of_one_site(tmp_path: Path, document: Any) -> None:
    entry = _entry(tmp_path, document)
    assert (entry.title, entry.authors, entry.venue) == ("On Engines", ("Ada Lovelace",), "J. of Engines")
    assert (entry.day, abstract(entry)) == (20200000, "Text.")


def test_papers_within_hits_have_their_titles(tmp_path: Path) -> None:
    """ChemRxiv answers so."""
    item = {"title": "On Engines", "doi": "10.26434/x", "authors": [{"firstName": "Ada", "lastName": "Lovelace"}]}
    entry = _entry(
        tmp_path, {"itemHits": [{"item": {**item, "publishedDate": "2021-05-19T10:00:00Z"}}], "totalCount": 1}
    )
    assert (entry.title, entry.authors, entry.day) == ("On Engines", ("Ada Lovelace",), 20210519)


def test_all_authors_of_scopus_are_read_and_not_only_the_first(tmp_path: Path) -> None:
    scopus = {
        "dc:title": "On Engines",
        "dc:creator": "Lovelace A.",
        "author": [{"authname": "Lovelace A."}, {"authname": "Wei D."}],
    }
    entry = _entry(tmp_path, {"search-results": {"entry": [{**scopus, "prism:coverDate": "2021-05-12"}]}})
    assert entry.authors == ("Lovelace A.", "Wei D.")


def test_the_day_on_which_zotero_got_a_paper_is_not_its_date(tmp_path: Path) -> None:
    items = [
        {
            "data": {
                "itemType": "book",
                "title": title,
                "creators": [],
                "date": date,
                "dateAdded": "2011-01-13T03:37:29Z",
            }
        }
        for title, date in (("One", "1993"), ("Two", ""))
    ]
    assert [entry.day for entry in read_text(tmp_path, "generic_json", json.dumps(items)).entries] == [19930000, 0]


def test_a_record_of_zenodo_whose_title_stands_twice_has_its_authors(tmp_path: Path) -> None:
    metadata = {
        "title": "One",
        "creators": [{"name": "Lovelace, Ada"}],
        "description": "<p>It turns.</p>",
        "publication_date": "2024-03-01",
    }
    entry = _entry(
        tmp_path, {"hits": {"hits": [{"title": "One", "created": "2024-03-07", "metadata": metadata}], "total": 1}}
    )
    assert (entry.authors, abstract(entry), entry.day) == (("Ada Lovelace",), "It turns.", 20240301)


def test_authors_in_summaries_of_pubmed_have_their_initials_first(tmp_path: Path) -> None:
    authors = [{"name": "Lovelace AK", "authtype": "Author"}]
    summary = {"uid": "1", "title": "One.", "authors": authors, "pubdate": "2024 Jan 5", "fulljournalname": "Things"}
    entry = _entry(tmp_path, {"header": {"type": "esummary"}, "result": {"uids": ["1"], "1": summary}})
    assert entry.authors == ("AK Lovelace",)
