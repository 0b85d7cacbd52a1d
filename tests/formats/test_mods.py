"""MODS."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, only_entry, read_text

RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="x">
<titleInfo><nonSort>The</nonSort><title>Title</title><subTitle>and more</subTitle></titleInfo>
<name type="personal"><namePart type="family">Lovelace</namePart><namePart type="given">Ada</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
<name type="corporate"><namePart>Engines, Inc.</namePart></name>
<name type="personal"><namePart type="given">Charles</namePart><namePart type="family">Babbage</namePart><role><roleTerm type="text">editor</roleTerm></role></name>
<relatedItem type="host"><titleInfo><title>A Journal</title></titleInfo><originInfo><dateIssued>2020-11</dateIssued></originInfo></relatedItem>
<abstract>An abstract.</abstract><subject><topic>engines; looms</topic></subject>
<identifier type="citekey">x</identifier><identifier type="doi">10.1000/ABC</identifier>
<location><url>https://a.org/x</url></location></mods></modsCollection>"""


def test_a_record_is_read(tmp_path: Path) -> None:
    entry = only_entry(read_text(tmp_path, "mods", RECORD))
    assert (entry.title, abstract(entry)) == ("The Title: and more", "An abstract.")
    assert entry.authors == ("Ada Lovelace", "Engines, Inc.")
    assert (entry.venue, entry.day, entry.keywords) == ("A Journal", 20201100, ("engines", "looms"))
    assert (entry.doi, entry.links) == ("10.1000/abc", ("https://a.org/x",))


def test_a_prefix_of_the_namespace_makes_no_difference(tmp_path: Path) -> None:
    text = '<m:mods xmlns:m="http://www.loc.gov/mods/v3"><m:titleInfo><m:title>A Title</m:title></m:titleInfo></m:mods>'
    assert read_text(tmp_path, "mods", text).titles == ["A Title"]
