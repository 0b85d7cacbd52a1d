"""Publications of DBLP as XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import only_entry, read_text

INFO = """<info><authors><author pid="1">Ada Lovelace</author><author pid="2">Wei Wang 0001</author></authors>
<title>On H<sub>2</sub>O &amp; Other Things.</title><venue>CoRR</venue><volume>abs/2302.13971</volume><year>2023</year>
<key>journals/corr/abs-2302-13971</key><ee>https://doi.org/10.48550/arXiv.2302.13971</ee>
<url>https://dblp.org/rec/journals/corr/abs-2302-13971</url></info>"""
ARTICLE = """<article key="journals/corr/abs-2302-13971" mdate="2023-03-01"><author pid="1">Ada Lovelace</author>
<author>Wei Wang 0001</author><title>On H<sub>2</sub>O &amp; Other Things.</title><year>2023</year>
<volume>abs/2302.13971</volume><journal>CoRR</journal><ee>https://doi.org/10.48550/arXiv.2302.13971</ee></article>"""
HOME = '<www key="homepages/1"><author>Ada Lovelace</author><title>Home Page</title></www>'


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?>\n<result>\n<query id="1">x</query>\n<hits total="1"><hit>{INFO}<url>URL#1</url></hit></hits></result>',
        f'<?xml version="1.0"?>\n<dblpperson name="Ada Lovelace"><r>{ARTICLE}</r></dblpperson>',
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n{ARTICLE}</dblp>',
    ],
)
def test_a_publication_is_read(tmp_path: Path, text: str) -> None:
    entry = only_entry(read_text(tmp_path, "dblp_xml", text))
    assert (entry.title, entry.authors) == ("On H2O & Other Things", ("Ada Lovelace", "Wei Wang"))
    assert (entry.arxiv_id, entry.ids) == ("2302.13971", ("dblp:journals/corr/abs-2302-13971",))
    assert (entry.venue, entry.day) == ("CoRR", 20230000)
    assert entry.links == (
        "https://doi.org/10.48550/arXiv.2302.13971",
        "https://dblp.org/rec/journals/corr/abs-2302-13971",
    )


def test_home_pages_and_volumes_are_no_papers(tmp_path: Path) -> None:
    volume = '<proceedings key="conf/x/2023"><editor>A</editor><title>All of It.</title></proceedings>'
    reading = read_text(tmp_path, "dblp_xml", f"<dblp>{HOME}{volume}{ARTICLE}</dblp>")
    assert reading.counts == {"papers": 1, "home pages": 1, "volumes of proceedings": 1}


def test_umlauts_of_the_dump_are_known(tmp_path: Path) -> None:
    text = f"<dblp>{ARTICLE.replace('Ada Lovelace', 'J&uuml;rgen M&ouml;ller')}</dblp>"
    assert only_entry(read_text(tmp_path, "dblp_xml", text)).authors == ("Jürgen Möller", "Wei Wang")
