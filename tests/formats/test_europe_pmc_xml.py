"""Articles of Europe PMC as XML."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, only_entry, read_text

ANSWER = """<?xml version="1.0" encoding="UTF-8"?>
<responseWrapper><version>6.9</version><hitCount>1</hitCount><resultList><result><id>123</id><source>MED</source>
<pmid>123</pmid><pmcid>PMC9</pmcid><doi>10.1000/ABC</doi><title>A title of an <i>article</i>.</title>
<authorList><author><fullName>Lovelace A</fullName><firstName>Ada</firstName><lastName>Lovelace</lastName></author>
<author><collectiveName>The Society</collectiveName></author></authorList>
<journalInfo><journal><title>A Journal in Full</title></journal></journalInfo><pubYear>2019</pubYear>
<abstractText>&lt;h4&gt;Background&lt;/h4&gt;An abstract.</abstractText>
<keywordList><keyword>engines</keyword><keyword>looms</keyword></keywordList>
<firstPublicationDate>2019-03-05</firstPublicationDate></result></resultList></responseWrapper>"""


def test_an_article_is_read_as_in_json(tmp_path: Path) -> None:
    entry = only_entry(read_text(tmp_path, "europe_pmc_xml", ANSWER))
    assert (entry.title, entry.day, entry.venue) == ("A title of an article.", 20190305, "A Journal in Full")
    assert (entry.authors, entry.keywords) == (("Ada Lovelace", "The Society"), ("engines", "looms"))
    assert (entry.doi, entry.ids) == ("10.1000/abc", ("pmid:123", "pmcid:PMC9"))
    assert abstract(entry) == "Background\n\nAn abstract."
