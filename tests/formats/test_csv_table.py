"""Tables of papers with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats import csv_table
from paperreader.formats.entry import Entry
from tests.formats.papers_page import SlicedSource
from tests.formats.reading import Reading, abstract, only_entry, read_bytes, read_text, recognized


def read(folder: Path, text: str) -> Reading:
    return read_bytes(csv_table, folder, text.encode())


def entry_of(folder: Path, text: str) -> Entry:
    """The only entry of a table that is read without a problem."""
    return only_entry(read(folder, text))


ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note","Date","Extra","Manual Tags"\n'
    '"AB12","conferencePaper","2020","Lovelace, Ada; Babbage, Charles","On ""Engines"": A\nSurvey","Computing 2020",'
    '"10.1000/X","","One.\n\nTwo, three.","2020-07-15","arXiv: 2003.07441","new; to read"\n'
)
SCOPUS = (
    "Authors,Author full names,Author(s) ID,Title,Year,Source title,Cited by,DOI,Link,Abstract,Author Keywords,Source,EID,PubMed ID\n"
    '"Lovelace A.; Wei D.-Q.","Lovelace, Ada (123); Wei, Dong-Qing (45)","123;45","A title",2021,"J. of Engines",2,"10.1000/y",'
    '"https://www.scopus.com/x?a=1","[No abstract available]","engines; numbers","Scopus","2-s2.0-1","33283989"\n'
)
OLD_SCOPUS = 'Authors,Title,Year,Source title\n"Lovelace A., Wei D.-Q., de la Cruz J.","A title",2021,"J. of Engines"\n'
IEEE = (
    '"Document Title",Authors,"Publication Title","Publication Year","Abstract","DOI",PDF Link,"Author Keywords",Online Date\n'
    '"A title","A. Lovelace; J. -P. Babbage","2019 Conference","2019","Text.","10.1109/X.2013.95",'
    '"https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=66","HPC;scale","16 Oct 2013"\n'
)
WOS = 'PT\tAU\tAF\tTI\tSO\tAB\tPD\tPY\tDI\tPM\tUT\nJ\tLovelace, A; Wei, D\tLovelace, Ada; Wei, Dong\t"A" TITLE\tJ ENG\t"Text.\tMAR 20\t2004\t10.1000/x\t123\tWOS:A1\n'
OPENALEX = (
    "id,doi,display_name,publication_date,publication_year,authorships.author.display_name,primary_location.source.display_name,abstract\n"
    "https://openalex.org/W1,https://doi.org/10.1000/Z,A title,2021-02-03,2021,Ada Lovelace|Dong Wei,Engines,Text\n"
)


def test_zotero_with_line_ends_in_values(folder: Path) -> None:
    entry = entry_of(folder, ZOTERO)
    assert (entry.title, entry.line, entry.day) == ('On "Engines": A Survey', 2, 20200715)
    assert entry.authors == ("Ada Lovelace", "Charles Babbage")
    assert (entry.venue, entry.doi, entry.arxiv_id) == ("Computing 2020", "10.1000/x", "2003.07441")
    assert (entry.keywords, abstract(entry)) == (("new", "to read"), "One.\n\nTwo, three.")


def test_scopus(folder: Path) -> None:
    entry = entry_of(folder, SCOPUS)
    assert (entry.authors, entry.venue, entry.day) == (("Ada Lovelace", "Dong-Qing Wei"), "J. of Engines", 20210000)
    assert (entry.doi, entry.links, entry.ids) == ("10.1000/y", ("https://www.scopus.com/x?a=1",), ("pmid:33283989",))
    assert (entry.keywords, entry.abstract) == (("engines", "numbers"), None)
    assert entry_of(folder, OLD_SCOPUS).authors == ("Lovelace A.", "Wei D.-Q.", "de la Cruz J.")


def test_ieee(folder: Path) -> None:
    entry = entry_of(folder, IEEE)
    assert (entry.authors, entry.day) == (("A. Lovelace", "J. -P. Babbage"), 20190000)
    assert entry.pdf == "https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=66"
    assert (entry.keywords, entry.venue) == (("HPC", "scale"), "2019 Conference")


def test_web_of_science_where_quotes_are_plain(folder: Path) -> None:
    entry = entry_of(folder, WOS)
    assert (entry.title, entry.authors, entry.day) == ('"A" TITLE', ("Ada Lovelace", "Dong Wei"), 20040320)
    assert (entry.doi, entry.ids, abstract(entry)) == ("10.1000/x", ("pmid:123", "wos:A1"), '"Text.')


def test_openalex(folder: Path) -> None:
    entry = entry_of(folder, OPENALEX)
    assert (entry.title, entry.authors, entry.day) == ("A title", ("Ada Lovelace", "Dong Wei"), 20210203)
    assert (entry.doi, entry.venue) == ("10.1000/z", "Engines")


def test_pubmed_with_a_period_behind_the_last_author(folder: Path) -> None:
    text = 'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,DOI\n7.0,One,"Lovelace A, Wei DQ.",Engines. 2020 Jul 15;5(2):1-10. doi: 10.1/x.,Lovelace A,Engines,2020,\n'
    entry = entry_of(folder, text)
    assert (entry.authors, entry.venue, entry.ids) == (("Lovelace A", "Wei DQ"), "Engines", ("pmid:7",))
    assert entry.day == 20200715


def test_embase_with_the_date_behind_the_journal(folder: Path) -> None:
    text = (
        "Title,Author Names,Source,Abstract,Open URL Link\n"
        'One,"Liu R., Adler D.G.",Engines and Numbers (2014) 3:3 (152-160). Date of Publication: 25 Aug 2014,Text.,'
        "http://a.org/?id=doi:10.4103%2F2303-9027.138783&date=2014\n"
    )
    entry = entry_of(folder, text)
    assert (entry.venue, entry.day, entry.doi) == ("Engines and Numbers", 20140825, "10.4103/2303-9027.138783")


def test_the_arxiv_package_written_by_pandas(folder: Path) -> None:
    text = (
        "Unnamed: 0,entry_id,updated,published,title,authors,summary,journal_ref,categories,pdf_url\n"
        "0,http://arxiv.org/abs/2007.01234v2,2020-08-01,2020-07-15 17:59:59+00:00,One,"
        """"[arxiv.Result.Author('Ada Lovelace'), arxiv.Result.Author(""Dong O'Wei"")]",Text.,Engines 5,"['cs.CL', 'cs.LG']",http://arxiv.org/pdf/2007.01234v2\n"""
    )
    reading = read(folder, text)
    (entry,) = reading.entries
    assert (entry.authors, entry.categories) == (("Ada Lovelace", "Dong O'Wei"), ("cs.CL", "cs.LG"))
    assert (entry.arxiv_id, entry.day, entry.venue, reading.unread) == ("2007.01234", 20200715, "Engines 5", {})


def test_semantic_scholar_written_by_pandas(folder: Path) -> None:
    text = (
        ",paperId,externalIds,title,authors,publicationDate,openAccessPdf,keywords\n"
        """0,0123,"{'ArXiv': '2007.01234', 'DOI': '10.1007/s1'}",One,"[{'authorId': '1', 'name': 'Ada Lovelace'}]",2020-07-15,"""
        """"{'url': 'https://a.org/1.pdf', 'status': 'GREEN'}","['engines', 'numbers']"\n"""
    )
    entry = entry_of(folder, text)
    assert (entry.authors, entry.keywords, entry.pdf) == (
        ("Ada Lovelace",),
        ("engines", "numbers"),
        "https://a.org/1.pdf",
    )
    assert (entry.arxiv_id, entry.doi, entry.day) == ("2007.01234", "10.1007/s1", 20200715)


def test_crossref_written_by_pandas(folder: Path) -> None:
    text = (
        "DOI,title,author,container-title,published-print\n"
        """10.1007/s1,['One: two'],"[{'given': 'Ada', 'family': 'Lovelace', 'affiliation': [{'name': 'A'}, {'name': 'B'}]}]","""
        """['Engines'],"{'date-parts': [[2020, 7, 15]]}"\n"""
    )
    entry = entry_of(folder, text)
    assert (entry.title, entry.authors, entry.venue, entry.day) == ("One: two", ("Ada Lovelace",), "Engines", 20200715)


def test_springer_with_nothing_between_the_authors(folder: Path) -> None:
    text = '"Item Title","Item DOI","Authors","Content Type"\n"One","10.1007/s1","Ada K. LovelaceDong-Qing WeiRonald McDonald","Article"\n'
    assert entry_of(folder, text).authors == ("Ada K. Lovelace", "Dong-Qing Wei", "Ronald McDonald")
    parted = text.replace(
        "Ada K. LovelaceDong-Qing WeiRonald McDonald", "Ada K. Lovelace, Dong-Qing Wei & Ronald McDonald"
    )
    assert entry_of(folder, parted).authors == ("Ada K. Lovelace", "Dong-Qing Wei", "Ronald McDonald")


def test_lens_with_many_addresses_in_a_value(folder: Path) -> None:
    text = '\n"Lens ID","Title","Author/s","Source URLs","PMID"\n"1","One","Ada Lovelace","https://a.org/x https://a.org/1.pdf",NA\n'
    entry = entry_of(folder, text)
    assert (entry.links, entry.pdf) == (("https://a.org/x", "https://a.org/1.pdf"), "https://a.org/1.pdf")
    assert (entry.authors, entry.ids) == (("Ada Lovelace",), ())


def test_the_database_of_a_table_is_no_venue(folder: Path) -> None:
    assert entry_of(folder, "Title,Source title,Source,EID\nOne,,Scopus,2-s2.0-1\n").venue is None


def test_a_title_in_brackets_is_no_list(folder: Path) -> None:
    assert entry_of(folder, "title,year\n[One and two],2001\n").title == "[One and two]"


@pytest.mark.parametrize(
    ("head", "row", "day"),
    [
        ("year,month,day", "2020,7,15", 20200715),
        ("year,month,day", "2020,7,", 20200700),
        ("year,month,day", "2020.0,,", 20200000),
        ("year,month,day", "2020,Jul,15", 20200715),
        ("publicationYear,datePublished,isPartOf", "2020,2020-07-15,x", 20200715),
        ("Cites,Year,ArticleURL", "3,2020,http://a.org", 20200000),
        ("Item DOI,Publication Year,Content Type", "10.1/x,2020,Article", 20200000),
    ],
)
def test_dates_of_more_programs(folder: Path, head: str, row: str, day: int) -> None:
    reading = read(folder, f"Title,{head}\nOne,{row}\n")
    assert [entry.day for entry in reading.entries] == [day]
    assert reading.unread == {}


@pytest.mark.parametrize(
    "text",
    [
        "title;authors;year\nA title;Lovelace, Ada;2019\n",
        "sep=;\ntitle;authors;year\nA title;Lovelace, Ada;2019\n",
        "Title\tAuthor\tYear\r\nA title\tAda Lovelace\t2019\r\n",
        "TITLE|AUTHORS|YEAR\nA title|Ada Lovelace|2019\n",
        "title,authors,year\rA title,Ada Lovelace,2019\r",
        'About the data: exported 2024-01-01\n"Title","Authors","PubYear"\n"A title","Ada Lovelace",2019\n',
        "\n\ntitle,authors,year,,\nA title,Ada Lovelace,2019,,\n,,,,\n\n",
        "title,authors,date,year\nA title,Ada Lovelace,n/a,2019\n",
        "title,authors,year\nA title,Ada Lovelace,2019",
    ],
)
def test_every_kind_of_table(folder: Path, text: str) -> None:
    entry = entry_of(folder, text)
    assert (entry.title, entry.authors, entry.day) == ("A title", ("Ada Lovelace",), 20190000)
    assert recognized(text) == "csv_table"


def test_columns_that_are_not_known_are_told(folder: Path) -> None:
    reading = read(folder, "title,doi,mood,pages\nOne,10.1/x,good,1\nTwo,,bad,2\nThree,,,3\n")
    assert reading.unread == {"mood": (2, 2, "good")}


def test_a_row_with_too_many_values_is_told_and_read(folder: Path) -> None:
    reading = read(folder, "title,doi\nOne, and more,10.1/x\n,10.2/y\n")
    assert reading.titles == ["One"]
    assert [line for line, _ in reading.problems] == [2, 3]


def test_a_quote_that_does_not_end_takes_no_other_row_with_it(folder: Path) -> None:
    reading = read(folder, 'title,year\nOne,2001\n"Two,2002\nThree,2003\n"Four",2004\n"Five, six",2005\n')
    assert reading.titles[0] == "One"
    assert reading.titles[-3:] == ["Three", "Four", "Five, six"]
    assert [line for line, _ in reading.problems] == [3]


def test_many_quotes_that_do_not_end_take_time_linear_in_their_number(folder: Path) -> None:
    text = "title,year\n" + 'x,"\n' * 4_001 + '"y\n' * 4_000
    started = time.process_time()
    reading = read(folder, text)
    assert time.process_time() - started < 4
    assert sum(reading.counts.values()) > 4_000


def test_a_value_of_any_length_takes_bounded_memory(folder: Path) -> None:
    reading = read(folder, 'title,year\nOne,2001\n"' + "x" * 5_000_000 + "\nTwo,2002\n")
    assert reading.titles[0] == "One"
    assert reading.titles[-1] == "Two"
    assert reading.problems


_CELL = st.text(st.sampled_from('ab c,;"\n\té'), max_size=8)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_rows_are_those_of_the_standard_library(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, str]], delimiter: str
) -> None:
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    table.writerows([("title", "abstract"), *made])
    reading = read(tmp_path_factory.getbasetemp(), buffer.getvalue())
    assert reading.titles == [" ".join(title.split()) for title, _ in made if title.strip()]
    assert reading.problems == [] or {text for _, text in reading.problems} == {"a record without a title was skipped"}


@given(st.lists(st.sampled_from(('"', ",", "\n", "a", "\r", "\r\n", '""', "é")), max_size=40).map("".join))
def test_any_table_is_read_without_an_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    reading = read(tmp_path_factory.getbasetemp(), f"title,year\nFirst,1999\n{text}")
    assert reading.titles[0] == "First"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_line_ends_are_the_same_in_pieces_of_any_size(folder: Path, ends: str, size: int) -> None:
    path = folder / "table.csv"
    path.write_bytes(f"title,year{ends}One,2001{ends}{ends}Two,2002{ends}".encode())
    found = [
        (entry.title, entry.line)
        for batch in csv_table.read(SlicedSource(str(path), None, size))
        for entry in batch.entries
    ]
    assert found == [("One", 2), ("Two", 4)]


def test_a_return_within_a_line_above_the_rows_ends_no_line(folder: Path) -> None:
    reading = read(folder, "Found\r in,a search\ntitle,year\nOne,2001\n")
    assert (reading.titles, reading.entries[0].line) == (["One"], 3)


@pytest.mark.parametrize(
    "text",
    [
        "Title, authors and year are the columns of a table.\n\nAnother sentence.\n",
        "name,price\nBread,2\n",
        "title\nOne\nTwo\n",
        "subtitle, title page, authors of it\n",
        "title, authors, date, doi, url\n\nThese are the fields, one object a line.\n- `title`: cleaned\n- the rest: as told\n",
    ],
)
def test_other_text_is_no_table_of_papers(text: str) -> None:
    assert csv_table.sniff(text.encode()) == 0


def test_a_table_whose_first_row_has_a_quote_that_does_not_end_is_one() -> None:
    names = ",".join(["Title", "Authors", "Year", "DOI", *map(str, range(20))])
    assert csv_table.sniff(f'{names}\n"One,Ada Lovelace,2024\n'.encode()) > 0


@pytest.mark.parametrize(
    "text", ["Order,Title,Price,Date\n1,Loom,9,2024-01-01\n", "id,title,tags\n1,Toy,a\n2,Play,b\n"]
)
def test_a_table_of_other_things_with_titles_is_none(text: str) -> None:
    assert csv_table.sniff(text.encode()) == 0


def test_notion_names_the_titles_of_a_reading_list(folder: Path) -> None:
    text = '\ufeffName,Authors,Tags,URL\nA Title,"Ada Lovelace, Dong Wei","a, b",https://arxiv.org/abs/2402.01234\n'
    entry = entry_of(folder, text)
    assert (entry.title, entry.authors, entry.arxiv_id) == ("A Title", ("Ada Lovelace", "Dong Wei"), "2402.01234")
    assert recognized("Name,Price\nA Thing,3\n") == ""


def test_covidence_has_the_year_and_month_of_publication(folder: Path) -> None:
    covidence = (
        "Title,Authors,Abstract,Published Year,Published Month,Journal,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags\n"
        '"On Engines","Lovelace, A.; Wei, Dong","Text.",2019,Mar,J. of Engines,30123456,10.1000/x,12,#45,Lovelace 2019,"",""\n'
    )
    reading = read(folder, covidence)
    assert (only_entry(reading).day, reading.unread) == (20190300, {})


@pytest.mark.parametrize(
    "names",
    [
        "Title-题名,Author-作者,Organ-单位,Source-文献来源,Keyword-关键词,Summary-摘要,PubTime-发表时间",
        "题名,作者,单位,文献来源,关键词,摘要,发表时间",
    ],
)
def test_tables_of_cnki_have_chinese_names_of_columns(folder: Path, names: str) -> None:
    reading = read_text(
        folder, "csv_table", f"{names}\n机器研究,张三;李四;,大学,计算机学报,机器;学习,一种方法。,2020-05-01 09:00\n"
    )
    (entry,) = reading.entries
    assert (entry.title, entry.authors, entry.venue, entry.day) == (
        "机器研究",
        ("张三", "李四"),
        "计算机学报",
        20200501,
    )
    assert (entry.keywords, abstract(entry)) == (("机器", "学习"), "一种方法。")


def test_tables_of_hal_have_names_of_its_index(folder: Path) -> None:
    table = 'docid;title_s;authFullName_s;producedDate_s;journalTitle_s;doiId_s\n1;"On Engines";"Ada Lovelace,Dong Wei";2019-05-02;"J. of Engines";10.1000/x\n'
    (entry,) = read_text(folder, "csv_table", table).entries
    assert (entry.title, entry.authors, entry.day) == ("On Engines", ("Ada Lovelace", "Dong Wei"), 20190502)
    assert (entry.venue, entry.doi) == ("J. of Engines", "10.1000/x")
