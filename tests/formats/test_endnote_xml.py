"""EndNote XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

STYLE = '<style face="normal" font="default" size="100%">'
RECORD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<xml><records><record>
<database name="a.enl" path="C:\\a.enl">a.enl</database>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{STYLE}Lovelace, Ada</style></author><author>{STYLE}Study Group</style></author></authors>
<secondary-authors><author>Editor, An</author></secondary-authors></contributors>
<titles><title>{STYLE}Planting </style><style face="italic">green</style>{STYLE} roofs</style></title>
<secondary-title>{STYLE}Journal of Roofs</style></secondary-title></titles>
<periodical><full-title>J Roofs</full-title></periodical>
<keywords><keyword>roof</keyword><keyword>green</keyword></keywords>
<dates><year>{STYLE}2009</style></year><pub-dates><date>{STYLE}Mar 5</style></date></pub-dates></dates>
<accession-num>123456</accession-num><electronic-resource-num>https://doi.org/10.1000/ROOF</electronic-resource-num>
<abstract>{STYLE}We plant.</style></abstract>
<urls><related-urls><url>https://example.org/roof</url></related-urls><pdf-urls><url>internal-pdf://roof.pdf</url></pdf-urls></urls>
<remote-database-name>Medline</remote-database-name><custom1>mine</custom1>
</record></records></xml>
"""


def test_a_record_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "endnote_xml", RECORD).entries
    assert (entry.title, entry.line, entry.day) == ("Planting green roofs", 7, 20090305)
    assert entry.authors == ("Ada Lovelace", "Study Group")
    assert (entry.doi, entry.venue, entry.ids) == ("10.1000/roof", "Journal of Roofs", ("pmid:123456",))
    assert (entry.links, entry.pdf) == (("https://example.org/roof",), None)
    assert entry.keywords == ("roof", "green")
    assert abstract(entry) == "We plant."


@pytest.mark.parametrize(
    ("year", "date", "day"), [("2009", "", 20090000), ("", "Mar 2009", 20090300), ("2009", "2009-03-05", 20090305)]
)
def test_the_day_may_repeat_the_year_or_be_missing(tmp_path: Path, year: str, date: str, day: int) -> None:
    dates = f"<dates><year>{year}</year><pub-dates><date>{date}</date></pub-dates></dates>"
    text = f'<xml><records><record><ref-type name="Report">1</ref-type><titles><title>One</title></titles>{dates}</record></records></xml>'
    assert [entry.day for entry in read_text(tmp_path, "endnote_xml", text).entries] == [day]


def test_a_series_is_not_the_venue_of_a_book(tmp_path: Path) -> None:
    text = RECORD.replace("Journal Article", "Book")
    assert [entry.venue for entry in read_text(tmp_path, "endnote_xml", text).entries] == [None]


def test_other_documents_are_left_alone() -> None:
    assert recognized("<OAI-PMH><record><header/></record></OAI-PMH>") != "endnote_xml"
