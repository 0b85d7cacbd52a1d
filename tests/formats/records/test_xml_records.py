"""Records found in XML, whole, broken or hostile."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.errors import Problem
from paperreader.formats.records.xml import xml_records as xml_records_module
from paperreader.formats.records.xml.xml_records import text_at, text_of, texts_at, xml_records
from paperreader.formats.records.xml.xml_repair import repaired
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source


class Pieces(Source):
    """A dump that comes in pieces."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__("a.xml")
        self._pieces = pieces

    def chunks(self) -> Iterator[bytes]:
        yield from self._pieces


def read(*pieces: str | bytes, names: tuple[str, ...] = ("item",)) -> tuple[list[XmlRecord], list[Problem]]:
    """Read XML as records and problems."""
    data = [piece.encode() if isinstance(piece, str) else piece for piece in pieces]
    found = list(xml_records(Pieces(*data), names))
    records = [item for item in found if isinstance(item, XmlRecord)]
    return records, [item for item in found if isinstance(item, Problem)]


def titles(*pieces: str | bytes, names: tuple[str, ...] = ("item",)) -> list[str]:
    return [text_at(record.element, "title") for record in read(*pieces, names=names)[0]]


def test_records_are_found_at_any_depth_with_the_lines_of_their_titles() -> None:
    records, problems = read("<?xml version='1.0'?>\n<a><b>\n<item>\n<title>One</title></item>\n<item/></b></a>")
    assert [(record.line, text_at(record.element, "title")) for record in records] == [(4, "One"), (5, "")]
    assert problems == []


def test_names_have_no_namespaces_even_undeclared_ones() -> None:
    (record,), problems = read('<rdf:RDF xmlns:rdf="x"><r:item><dc:title>One</dc:title></r:item></rdf:RDF>')
    assert (record.element.tag, text_at(record.element, "title")) == ("item", "One")
    assert problems == []


def test_a_record_knows_the_elements_around_it() -> None:
    (record,), _ = read('<a id="1"><gone/><b id="2"><item/></b></a>')
    assert record.outer == (("a", {"id": "1"}), ("b", {"id": "2"}))


def test_text_is_that_of_all_elements_below() -> None:
    (record,), _ = read("<a><item><title>The <i>C<b>++</b></i> book</title><k>x</k><k> </k><k>y</k></item></a>")
    assert text_of(record.element.find("title")) == "The C++ book"
    assert texts_at(record.element, "k") == ["x", "y"]
    assert text_at(record.element, "nothing", "k") == "x"
    assert text_of(None) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a&nbsp;b &eacute;", "a\xa0b é"),
        ("AT&T", "AT&T"),
        ("R&D; &", "R&D; &"),
        ("p < 0.05 <3", "p < 0.05 <3"),
        ("a\x00b\x1bc\x0c", "abc"),
        ("a&#0;b&#x1F;c&#xFFFF;", "abc"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("&nosuchentity;", "&nosuchentity;"),
        ("&#xe9;&#233;", "éé"),
    ],
)
def test_invalid_xml_is_repaired(written: str, meant: str) -> None:
    (record,), problems = read(f"<a><item><title>{written}</title></item></a>")
    assert text_at(record.element, "title").replace("&lt;", "<") == meant
    assert problems == []


def test_bytes_before_the_declaration_and_a_wrong_encoding_in_it_do_not_matter() -> None:
    assert titles("\n \ufeff<?xml version='1.0' encoding='ISO-8859-1'?><a><item><title>é</title></item></a>") == ["é"]


def test_after_a_fault_reading_goes_on_with_the_next_record() -> None:
    xml = (
        "<feed>\n<item><title>One</title><text>a <br> b</text></item>\n"
        "<item><title>Two</title></item>\n<item><title>Three</b></item>\n<item><title>Four</title></item></feed>"
    )
    assert titles(xml) == ["One", "Two", "", "Four"]
    problems = read(xml)[1]
    assert [problem.line for problem in problems] == [2, 4]
    assert "mismatched tag" in problems[0].text


def test_the_elements_around_a_record_are_kept_over_a_fault() -> None:
    xml = '<a id="1"><b id="2"><item><x></item><item/></b><b id="3"><item/></b></a>'
    records, problems = read(xml)
    assert [[attributes["id"] for _, attributes in record.outer] for record in records] == [
        ["1", "2"],
        ["1", "2"],
        ["1", "3"],
    ]
    assert len(problems) == 1


def test_a_cut_file_keeps_the_records_before_the_cut_and_is_reported() -> None:
    records, problems = read("<feed>\n<item><title>One</title></item>\n<item><title>Two</title><text>An abs")
    assert [(text_at(item.element, "title"), text_at(item.element, "text")) for item in records] == [
        ("One", ""),
        ("Two", ""),
    ]
    assert [(problem.line, "was cut" in problem.text) for problem in problems] == [(3, True)]


def test_a_file_cut_in_a_title_has_no_wrong_title() -> None:
    assert titles("<feed><item><title>One</title></item><item><title>Tw") == ["One", ""]


def test_documents_one_after_the_other_are_all_read() -> None:
    document = "<?xml version='1.0'?>\n<!DOCTYPE a>\n<a id='{0}'><item><title>{0}</title></item></a>\n"
    records, problems = read("".join(document.format(number) for number in range(3000)))
    assert [text_at(record.element, "title") for record in records[::1000]] == ["0", "1000", "2000"]
    assert (records[-1].line, records[-1].outer[0][1]["id"]) == (9000 - 0, "2999")
    assert problems == []


def test_deep_nesting_keeps_its_text() -> None:
    deep = 10_000
    (record,), problems = read(f"<item><title>{'<b>' * deep}One{'</b>' * deep}</title></item>")
    assert text_at(record.element, "title") == "One"
    assert problems == []
    assert titles("<x>" * deep + "<item><title>One</title></item>" + "</x>" * deep) == ["One"]


def test_endless_nesting_is_reported() -> None:
    _, problems = read(*["<x>" * 80_000] * 3)
    assert "nested too deeply" in problems[0].text


def test_a_tag_without_end_is_reported_and_the_rest_read() -> None:
    records, problems = read("<feed><item><title>One</title></item><!-- ", *["x" * 1_000_000] * 6, "<item/></feed>")
    assert len(records) == 2
    assert "more than 4 MiB" in problems[0].text


def test_a_fault_in_every_record_ends_the_reading_at_some_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records_module, "_MAX_RUNS", 100)
    _, problems = read("<item></x>" * 300)
    assert len(problems) == 100
    assert "the rest" in problems[-1].text


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
        + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("bcdefghijk", "cdefghijkl", strict=True))
        + '<!ENTITY x "&l;">',
        f'<!ENTITY x "{"a" * 100_000}">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;',
    ],
    ids=["exponential", "quadratic", "file", "network"],
)
def test_no_entity_grows_or_loads_anything(declared: str) -> None:
    text = "&x;" * 20_000
    program = textwrap.dedent(
        """
        import resource, sys
        resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        from paperreader.formats.records.xml.xml_records import text_of, xml_records
        from paperreader.source import Source
        print(sum(len(text_of(record.element)) for record in xml_records(Source("-"), ("item",))))
        """
    )
    xml = f"<!DOCTYPE a [{declared}]><a><item><title>{text}</title></item></a>"
    ran = subprocess.run([sys.executable, "-c", program], input=xml, capture_output=True, text=True, check=True)
    assert int(ran.stdout) == len(text)


def test_a_short_entity_of_the_dump_itself_is_replaced() -> None:
    assert titles('<!DOCTYPE a [<!ENTITY uml "ü">]><a><item><title>K&uml;hn</title></item></a>') == ["Kühn"]


_XML = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8),
    lambda inner: st.tuples(st.sampled_from(("item", "title", "a:b", "x")), st.lists(inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip


def _element(value: str | tuple[str, list[object]]) -> ET.Element:
    element = ET.Element(value[0] if isinstance(value, tuple) else "x")
    if isinstance(value, str):
        element.text = value
    else:
        element.extend(_element(child) for child in value[1])  # type: ignore[arg-type]
    return element


def _outermost(element: ET.Element) -> list[ET.Element]:
    if element.tag == "item":
        element.tail = None
        return [element]
    return [found for child in element for found in _outermost(child)]


@given(_XML, st.integers(1, 40))
def test_well_formed_xml_is_read_as_another_parser_reads_it_in_pieces_of_any_size(
    value: str | tuple[str, list[object]], size: int
) -> None:
    data = ET.tostring(_element(value), "utf-8")
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    records, problems = read(*pieces)
    whole = ET.fromstring(data.replace(b"a:b", b"b"))
    expected = [ET.tostring(element, "unicode") for element in _outermost(whole)]
    for record in records:
        record.element.tail = None
    assert [ET.tostring(record.element, "unicode") for record in records] == expected
    assert problems == []


_MARKUP = st.sampled_from((
    "<item>", "</item>", "<title>", "</title>", "<x>", "</x>", "</", "<", "&", "&amp;", "&amp", "x>", "<!--", "-->",
    "<![CDATA[", "]]>", "\0", "é", "<?", "?>", '"', "<!DOCTYPE", "[", "<item/>", "</rss>", "<rss>", "<?xml version='1.0'?>",
))  # fmt: skip


@given(st.lists(_MARKUP, max_size=40), st.sampled_from((1, 3, 17)))
def test_spoiled_xml_is_read_without_an_exception_and_alike_in_pieces_of_any_size(parts: list[str], size: int) -> None:
    data = "\n".join(parts).encode()
    records, problems = read(data)
    again, problems_again = read(*(data[start : start + size] for start in range(0, len(data), size)))
    assert [(record.line, ET.tostring(record.element)) for record in again] == [
        (record.line, ET.tostring(record.element)) for record in records
    ]
    assert problems_again == problems


def test_entities_and_names_are_not_parted_between_pieces() -> None:
    data = b"<item>a&amp;b & c < d</item>" * 20
    for size in (1, 7, 61):
        pieces = [data[start : start + size] for start in range(0, len(data), size)]
        assert b"".join(repaired(pieces)) == b"<item>a&amp;b &amp; c &lt; d</item>" * 20


def test_a_name_with_an_impossible_character_in_it_is_not_parted_between_pieces() -> None:
    """After a fault, records are looked for by the beginnings of their tags, each within one piece."""
    pieces = list(repaired([b"</y>" + b"x" * 80, b"<it&#", b"0;em><title>One</title></item>"]))
    assert any(piece.startswith(b"<item>") for piece in pieces)
    data = b"<a><x></y><it&#0;em><title>One</title></item></a>"
    assert titles(*(data[at : at + 3] for at in range(0, len(data), 3))) == titles(data) == ["One"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<feed xmlns='x'>", "feed"),
        (b"<?xml version='1.0'?><!-- <rss> -->\n<rdf:RDF>", "rdf"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>\n<PubmedArticleSet>", "pubmedarticleset"),
        (b"<!doctype html>\n<HTML lang=en>", "html"),
        (b"no markup", ""),
        (b"<3 of us", ""),
        (b"", ""),
    ],
)
def test_the_first_element_decides_the_kind_of_document(head: bytes, name: str) -> None:
    assert root_name(head) == name
