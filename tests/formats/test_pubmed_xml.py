"""PubMed XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

ARTICLE = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet>
<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">123456</PMID>
    <DateRevised><Year>2024</Year></DateRevised>
    <Article PubModel="Print">
      <Journal><JournalIssue><PubDate><Year>2018</Year><Month>11</Month></PubDate></JournalIssue>
        <Title>Journal of Things</Title><ISOAbbreviation>J Things</ISOAbbreviation></Journal>
      <ArticleTitle>Role of <i>BRCA1</i> in H<sub>2</sub>O.</ArticleTitle>
      <ELocationID EIdType="doi" ValidYN="Y">10.1000/THINGS.1</ELocationID>
      <Abstract>
        <AbstractText Label="BACKGROUND">Some <b>bold</b> text.</AbstractText>
        <AbstractText Label="RESULTS">p &lt; 0.05.</AbstractText>
      </Abstract>
      <AuthorList CompleteYN="Y">
        <Author><LastName>van der Berg</LastName><ForeName>Jan P</ForeName><Initials>JP</Initials></Author>
        <Author><LastName>Smith</LastName><ForeName>John</ForeName><Suffix>Jr</Suffix></Author>
        <Author><CollectiveName>Things Study Group</CollectiveName></Author>
      </AuthorList>
      <ArticleDate DateType="Electronic"><Year>2017</Year><Month>12</Month><Day>23</Day></ArticleDate>
    </Article>
    <MeshHeadingList><MeshHeading><DescriptorName>Water</DescriptorName></MeshHeading></MeshHeadingList>
    <CommentsCorrectionsList><CommentsCorrections RefType="UpdateIn"><PMID>999</PMID></CommentsCorrections></CommentsCorrectionsList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">123456</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/other</ArticleId></ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
</PubmedArticleSet>
"""


def citation(inner: str) -> str:
    return f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>5</PMID><Article>{inner}</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"


def test_an_article_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "pubmed_xml", ARTICLE).entries
    assert (entry.title, entry.line, entry.day) == ("Role of BRCA1 in H2O.", 10, 20181100)
    assert entry.authors == ("Jan P van der Berg", "John Smith, Jr", "Things Study Group")
    assert (entry.doi, entry.venue) == ("10.1000/things.1", "Journal of Things")
    assert entry.ids == ("pmid:123456", "pmcid:PMC77")
    assert (entry.links, entry.keywords) == (("https://pubmed.ncbi.nlm.nih.gov/123456/",), ("Water",))
    assert abstract(entry) == "BACKGROUND: Some bold text.\n\nRESULTS: p < 0.05."


@pytest.mark.parametrize("missing", ["<ArticleTitle/>", "<ArticleTitle>[Not Available].</ArticleTitle>"])
def test_a_title_known_only_in_another_language_is_the_title(tmp_path: Path, missing: str) -> None:
    text = citation(f"{missing}<VernacularTitle>Über Dinge.</VernacularTitle>")
    assert read_text(tmp_path, "pubmed_xml", text).titles == ["Über Dinge."]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("<Year>2008</Year><Month>Feb</Month><Day>08</Day>", 20080208),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 19981200),
        ("<Year>2003</Year><Season>Spring</Season>", 20030000),
        ("<Year>2001</Year>", 20010000),
    ],
)
def test_dates_are_as_precise_as_the_dump_gives_them(tmp_path: Path, date: str, day: int) -> None:
    text = citation(
        f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal><ArticleTitle>One</ArticleTitle>"
    )
    assert [entry.day for entry in read_text(tmp_path, "pubmed_xml", text).entries] == [day]


def test_a_book_has_its_own_title_and_a_chapter_that_of_its_book_as_venue(tmp_path: Path) -> None:
    book = "<Book><BookTitle>All Things</BookTitle><PubDate><Year>2001</Year></PubDate><AuthorList><Author><LastName>Doe</LastName><Initials>J</Initials></Author></AuthorList></Book>"
    text = f"<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>1</PMID>{book}</BookDocument></PubmedBookArticle><PubmedBookArticle><BookDocument><PMID>2</PMID>{book}<ArticleTitle>One Thing</ArticleTitle></BookDocument></PubmedBookArticle></PubmedArticleSet>"
    entries = read_text(tmp_path, "pubmed_xml", text).entries
    assert [(entry.title, entry.venue, entry.day) for entry in entries] == [
        ("All Things", "All Things", 20010000),
        ("One Thing", "All Things", 20010000),
    ]
    assert entries[0].authors == ("J Doe",)


def test_deleted_citations_are_counted(tmp_path: Path) -> None:
    text = f"{ARTICLE.removesuffix('</PubmedArticleSet>' + chr(10))}<DeleteCitation><PMID>1</PMID><PMID>2</PMID></DeleteCitation></PubmedArticleSet>"
    assert read_text(tmp_path, "pubmed_xml", text).counts == {"papers": 1, "deleted records": 2}


def test_other_documents_are_left_alone() -> None:
    assert recognized("<html><PubmedArticle></html>") != "pubmed_xml"
