"""RIS in the dialects of the programs that write it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats import ris
from paperreader.formats.entry import Entry
from paperreader.formats.records.plain_text import plain_line
from tests.formats.reading import Reading, abstract, only_entry, read_bytes, recognized


def read(folder: Path, text: str) -> Reading:
    return read_bytes(ris, folder, text.encode())


def entry_of(folder: Path, text: str) -> Entry:
    """The only entry of records that are read without a problem."""
    return only_entry(read(folder, text))


ZOTERO = """TY  - JOUR
TI  - On Engines
AU  - Lovelace, Ada
AU  - King, Martin, Jr.
T2  - Journal of Engines
AB  - One sentence.

Another paragraph
in two lines.
DA  - 2019/10//undefined
PY  - 2019
DO  - 10.5114/PG.2018.81081
KW  - engines
KW  - numbers
UR  - https://a.org/1
L1  - https://a.org/1.pdf
ER  -

"""
OVID = """1.
TY  - JOUR
ID  - 2019-1
DO  - http://dx.doi.org/10.1002/cpp.2398
T1  - Engines of others.
A1  - Lovelace, Ada
Y1  - 2019//
N2  - An abstract.
JF  - Clinical Engines
L2  - http://ovid.org/x
ER  -
NL  - Clin Eng
C1  - Database: PsycInfo

Link to the Ovid Full Text: https://login.org

2.
TY  - JOUR
T1  - A second one
Y1  - 2014/03//
ER  -
"""
ENDNOTE = """TY  - JOUR
AN  - 21553931
AU  - Abdel-Tawab, M.
DA  - Jun
DP  - NLM
KW  - Animals
Boswellia/*chemistry
Humans
N1  - 1179-1926
doi: 10.9999/of-another
PY  - 2011
SP  -
ST  - A paper
TI  - A paper
ER  -
"""


def test_zotero(folder: Path) -> None:
    entry = entry_of(folder, ZOTERO)
    assert (entry.title, entry.line, entry.day) == ("On Engines", 2, 20191000)
    assert entry.authors == ("Ada Lovelace", "Martin King, Jr.")
    assert (entry.venue, entry.doi, entry.keywords) == (
        "Journal of Engines",
        "10.5114/pg.2018.81081",
        ("engines", "numbers"),
    )
    assert (entry.links, entry.pdf) == (("https://a.org/1",), "https://a.org/1.pdf")
    assert abstract(entry) == "One sentence.\n\nAnother paragraph in two lines."


def test_ovid_with_numbers_and_tags_behind_the_end(folder: Path) -> None:
    first, second = read(folder, OVID).entries
    assert (first.title, first.authors, first.day) == ("Engines of others.", ("Ada Lovelace",), 20190000)
    assert (first.doi, first.venue, first.links) == ("10.1002/cpp.2398", "Clinical Engines", ("http://ovid.org/x",))
    assert abstract(first) == "An abstract."
    assert (second.title, second.line, second.day) == ("A second one", 19, 20140300)


def test_endnote_with_values_on_lines_without_a_tag(folder: Path) -> None:
    entry = entry_of(folder, ENDNOTE)
    assert entry.keywords == ("Animals", "Boswellia/*chemistry", "Humans")
    assert (entry.ids, entry.doi, entry.day) == (("pmid:21553931",), None, 20110000)


def test_the_first_author_may_stand_under_another_tag(folder: Path) -> None:
    text = "TY  - JOUR\nA1  - Ada, A.\nAU  - Bea, B.\nAU  - Ada, A.\nTI  - A title\nAN  - WOS:000444108200009\nER  - \n"
    entry = entry_of(folder, text)
    assert (entry.authors, entry.ids) == (("A. Ada", "B. Bea"), ("wos:000444108200009",))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("PY  - 2019\nDA  - 2019/07/24/", 20190724),
        ("DA  - 2019/07/24\nPY  - 2019", 20190724),
        ("PY  - 2019\nDA  - 2020/01/01", 20190000),
        ("PY  - 2018\nDA  - SEP", 20180000),
        ("Y1  - 2015/10/21/", 20151021),
        ("DA  - 2017", 20170000),
        ("PY  - in press", 0),
    ],
)
def test_dates(folder: Path, lines: str, day: int) -> None:
    assert entry_of(folder, f"TY  - JOUR\nTI  - A title\n{lines}\nER  - \n").day == day


def test_cochrane_and_embase_have_identifiers_under_other_tags(folder: Path) -> None:
    text = (
        "TY  - JOUR\nTI  - One\nYR  - 2015\nPG  - 1-10\nDOI - 10.1002/x\nAB  - Text.\nER  -\n\n"
        "TY  - JOUR\nT1  - Two\nC5  - 15368318\nDB  - Embase\nDB  - Medline\nAN  - ISI:000200148800007\nER  - \n"
    )
    reading = read(folder, text)
    assert [(entry.day, entry.doi, entry.ids) for entry in reading.entries] == [
        (20150000, "10.1002/x", ()),
        (0, None, ("pmid:15368318", "wos:000200148800007")),
    ]
    assert reading.unread == {}


def test_a_record_without_an_end_is_told_and_read(folder: Path) -> None:
    reading = read(folder, "TY  - JOUR\nTI  - One\nPY  - 2001\n\nTY  - JOUR\nTI  - Two\n")
    assert reading.titles == ["One", "Two"]
    assert [line for line, _ in reading.problems] == [1, 5]


def test_a_record_without_a_title_is_told(folder: Path) -> None:
    reading = read(folder, "TY  - JOUR\nPY  - 2001\nER  - \nTY  - BOOK\nBT  - A book\nER  - \n")
    assert (reading.titles, reading.problems) == (["A book"], [(1, "a record without a title was skipped")])


def test_tags_with_a_blank_too_few_are_read_where_all_are_so(folder: Path) -> None:
    narrow = ZOTERO.replace("  -", " -")
    assert entry_of(folder, narrow)[:1] == ("On Engines",)
    text = "TY  - JOUR\nTI  - One\nAB  - Made in the\nUS - and UK\nER  - \n"
    assert abstract(entry_of(folder, text)) == "Made in the US - and UK"


def test_the_own_export_tells_the_number_of_authors_and_the_organization(folder: Path) -> None:
    own = "TY  - GEN\nTI  - One\nPB  - Adobe\nPY  - 2020\nN1  - accepted\nN1  - 6 authors; year inferred\nDB  - paperreader\nER  - \n"
    entry = entry_of(folder, own)
    assert (entry.organization, entry.authors_count, entry.year_inferred, entry.comment) == (
        ("Adobe", "Adobe"),
        6,
        True,
        "accepted",
    )
    other = entry_of(folder, own.replace("DB  - paperreader\n", ""))
    assert (other.organization, other.authors_count, other.comment) == (None, None, None)


def test_windows_lines_are_read(folder: Path) -> None:
    text = ZOTERO.replace("\n", "\r\n")
    assert entry_of(folder, text).authors == ("Ada Lovelace", "Martin King, Jr.")
    assert recognized(text) == recognized(OVID) == recognized(ENDNOTE) == "ris"
    assert recognized("Notes\n\nPARTY  - a party\n") != "ris"


_VALUE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20)
_RECORD = st.lists(
    st.tuples(st.sampled_from(("TI", "AU", "PY", "KW", "AB", "DO", "UR", "N1", "SP")), _VALUE), max_size=6
)


@given(st.lists(_RECORD, min_size=1, max_size=4))
def test_records_and_values_are_those_of_another_parser(
    tmp_path_factory: pytest.TempPathFactory, made: list[list[tuple[str, str]]]
) -> None:
    text = "".join(
        "TY  - JOUR\n" + "".join(f"{tag}  - {value}\n" for tag, value in record) + "ER  - \n\n" for record in made
    )
    found = read(tmp_path_factory.getbasetemp(), text)
    parsed = rispy.loads(text)
    assert sum(found.counts.values()) == len(parsed)
    titled = [record for record in parsed if record.get("title", "").strip()]
    assert [entry.title for entry in found.entries] == [plain_line(record["title"]) for record in titled]
    for entry, record in zip(found.entries, titled, strict=True):
        told = [part for keyword in record.get("keywords", []) for part in keyword.split("; ")]
        assert list(entry.keywords) == list(dict.fromkeys(filter(None, map(plain_line, told))))


@given(
    st.lists(
        st.sampled_from(("TY  - JOUR", "ER  -", "TI  - A", "AU", "KW  - x", "", "x", "1.", "TY - B", "ER - ", "AB  -")),
        max_size=20,
    )
)
def test_any_lines_are_read_without_an_error(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    text = "\n".join(["x", *lines])
    reading = read(tmp_path_factory.getbasetemp(), text)
    assert sum(reading.counts.values()) == sum(line.startswith("TY ") for line in lines)


@pytest.mark.parametrize("tag", ["TI", "AU", "UR", "KW", "DA", "DO", "AB"])
@pytest.mark.parametrize("piece", [" ", " and ", ";", "(", "1 ", "http://a "])
def test_any_value_takes_time_linear_in_its_length(folder: Path, tag: str, piece: str) -> None:
    started = time.process_time()
    read(folder, f"TY  - JOUR\n{tag}  - {piece * (60_000 // len(piece))}y\nTI  - A title\nER  - \n")
    assert time.process_time() - started < 1


def test_a_record_with_many_numbers_takes_time_linear_in_them(folder: Path) -> None:
    started = time.process_time()
    read(folder, "TY  - JOUR\nTI  - A title\n" + "AN  - 123\n" * 20_000 + "ER  - \n")
    assert time.process_time() - started < 2


def test_zotero_keeps_the_remark_of_arxiv_in_a_note(folder: Path) -> None:
    notes = "N1  - Export Date: 5 March 2024\nN1  - <p>Comment: 15 pages, 5 figures</p>\n"
    assert entry_of(folder, f"TY  - JOUR\nTI  - A title\n{notes}ER  - \n").comment == "15 pages, 5 figures"


def test_nasa_ads_names_the_arxiv_id_under_a_tag_of_its_own(folder: Path) -> None:
    ads = """TY  - JOUR
T1  - On Engines
A1  - Lovelace, Ada
Y1  - 2019/03//
JO  - The Journal of Engines
C1  - eprint: arXiv:1901.00001
ER  -
"""
    entry = entry_of(folder, ads)
    assert (entry.arxiv_id, entry.day) == ("1901.00001", 20190300)
