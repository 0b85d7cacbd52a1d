"""XML of the ACL Anthology."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="{collection}">
  <volume id="{volume}" type="proceedings">
    <meta>
      <booktitle>Proceedings of <fixed-case>T</fixed-case>hings</booktitle>
      <month>July</month>
      <year>2020</year>
    </meta>
    <frontmatter><url>2020.x.0</url></frontmatter>
"""
PAPER = """    <paper id="7">
      <title><fixed-case>BERT</fixed-case> and <tex-math>n^2</tex-math> <i>Things</i></title>
      <author><first>Jan</first><last>van der Berg</last></author>
      <author><last>Plato</last></author>
      <abstract>See <url>https://github.com/x/y</url>.</abstract>
      {url}
      <bibkey>van-der-berg-plato-2020-bert</bibkey>
      <doi>10.18653/v1/2020.x-main.7</doi>
      <pwccode url="https://github.com/x/y" additional="false">x/y</pwccode>
    </paper>
"""
END = "  </volume>\n</collection>\n"


def document(url: str = "", collection: str = "2020.x", volume: str = "main") -> str:
    return HEAD.format(collection=collection, volume=volume) + PAPER.format(url=url) + END


def test_a_paper_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "acl_anthology_xml", document("<url hash='1'>2020.x-main.7</url>")).entries
    assert (entry.title, entry.line, entry.day) == ("BERT and n^2 Things", 11, 20200700)
    assert entry.authors == ("Jan van der Berg", "Plato")
    assert (entry.doi, entry.venue) == ("10.18653/v1/2020.x-main.7", "Proceedings of Things")
    assert entry.links == ("https://aclanthology.org/2020.x-main.7",)
    assert (entry.pdf, entry.code) == ("https://aclanthology.org/2020.x-main.7.pdf", "https://github.com/x/y")
    assert abstract(entry) == "See https://github.com/x/y."


@pytest.mark.parametrize(
    ("collection", "volume", "page"),
    [
        ("2020.x", "main", "2020.x-main.7"),
        ("P19", "1", "P19-1007"),
        ("W19", "3", "W19-0307"),
        ("D19", "50", "D19-5007"),
    ],
)
def test_the_id_of_a_paper_without_one_is_made_of_its_volume(
    tmp_path: Path, collection: str, volume: str, page: str
) -> None:
    (entry,) = read_text(tmp_path, "acl_anthology_xml", document("", collection, volume)).entries
    assert entry.links == (f"https://aclanthology.org/{page}",)


def test_a_paper_may_lie_elsewhere(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "acl_anthology_xml", document("<url>http://lrec.example.org/7.pdf</url>")).entries
    assert (entry.links, entry.pdf) == (("http://lrec.example.org/7.pdf",), "http://lrec.example.org/7.pdf")


def test_each_volume_has_its_own_date(tmp_path: Path) -> None:
    second = '<volume id="2"><meta><booktitle>Other</booktitle><year>2021</year></meta><paper id="1"><title>Two</title></paper></volume>'
    text = document().replace("</collection>", f"{second}</collection>")
    assert [entry.day for entry in read_text(tmp_path, "acl_anthology_xml", text).entries] == [20200700, 20210000]


def test_other_documents_are_left_alone() -> None:
    assert recognized("<html><paper>A</paper></html>") != "acl_anthology_xml"
