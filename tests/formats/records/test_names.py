"""Names of authors in one form."""

from __future__ import annotations

import pytest

from paperreader.formats.records.names import (
    clean_names,
    listed_names,
    split_names,
    whole_name,
)


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("Hinton, Geoffrey", "Geoffrey Hinton"),
        ("Geoffrey Hinton", "Geoffrey Hinton"),
        ("Strunk, Jr., William", "William Strunk, Jr."),
        ("King, Martin, Jr.", "Martin King, Jr."),
        ("King, Martin L Jr", "Martin L King, Jr"),
        ("Smith, Sr", "Smith, Sr"),
        ("van der Berg, A.", "A. van der Berg"),
        ("Kumar, V", "V Kumar"),
        ("Given, Curtis A, 2nd", "Curtis A Given, 2nd"),
        ("Meho, Lokman, I", "Lokman I Meho"),
        ("Teng, Ching-, I", "Ching-I Teng"),
        ("Smith, Jr", "Smith, Jr"),
        (" M&uuml;ller,  <b>Eva</b>\n", "Eva Müller"),
        ("Consortium,", "Consortium"),
        ("Wei Wang 0001", "Wei Wang"),
    ],
)
def test_a_name_has_the_given_name_first(spelled: str, name: str) -> None:
    assert clean_names([spelled]) == (name,)


def test_and_others_is_no_name() -> None:
    assert clean_names(["A. Ada", "others", "et al.", "", "et.al.", "..."]) == ("A. Ada",)


def test_two_authors_of_one_name_are_two() -> None:
    names = ("Chao Zhang", "Ada Lovelace", "Chao Zhang")
    assert clean_names(["Zhang, Chao", "Lovelace, Ada", "Chao Zhang 0002"]) == names


def test_a_suffix_that_was_split_off_belongs_to_the_name_before_it() -> None:
    names = ("Kerry A. Seitz, Jr.", "Tim Foley", "Ada Given, 2nd")
    assert clean_names(["Kerry A. Seitz", " Jr.", " Tim Foley", "Ada Given", "2nd"]) == names


def test_nobody_is_no_name() -> None:
    assert clean_names(["[Anonymous]", "[No author name available]", "[No authors listed]"]) == ()


@pytest.mark.parametrize(
    ("text", "separator", "names"),
    [
        ("A B, C D and E F (MIT, Boston), and G H", ",", ["A B", "C D", "E F", "G H"]),
        ("Hinton, G.; LeCun, Y.", ";", ["Hinton, G.", "LeCun, Y."]),
        ("A B ((1) MIT, (2) X), C D (1)", ",", ["A B", "C D"]),
        ("Tse-Hsun (Peter) Chen, E F, Jr., G H", ",", ["Tse-Hsun (Peter) Chen", "E F, Jr.", "G H"]),
        ("A B (MIT, C D", ",", ["A B (MIT", "C D"]),
        ("A B et.al.", ",", ["A B", "et al."]),
        ("A B, C D…", ",", ["A B", "C D", "et al."]),
        ("Sandy Anderson", ",", ["Sandy Anderson"]),
        ("", ",", []),
    ],
)
def test_a_list_of_names_is_split(text: str, separator: str, names: list[str]) -> None:
    assert split_names(text, separator) == names


def test_a_whole_name_keeps_its_order() -> None:
    assert clean_names([whole_name("Barnes and Noble, Inc."), whole_name("CERN")]) == ("Barnes and Noble, Inc.", "CERN")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hinton, Geoffrey", ["Hinton, Geoffrey"]),
        ("Hinton, G.; LeCun, Y.", ["Hinton, G.", "LeCun, Y."]),
        ("Ada Lovelace|Dong Wei", ["Ada Lovelace", "Dong Wei"]),
        ("Lovelace, Ada (12); Wei, Dong (3)", ["Lovelace, Ada", "Wei, Dong"]),
        ("de la Cruz, Ana M. (6603398373)", ["de la Cruz, Ana M."]),
        ("Lovelace, Ada (6603398373); Wei, D. (Dong) (57211211)", ["Lovelace, Ada", "Wei, D. (Dong)"]),
        ("Lovelace A., Wei D.-Q.", ["Lovelace A.", "Wei D.-Q."]),
        ("Ada Lovelace and Dong Wei", ["Ada Lovelace", "Dong Wei"]),
        ("Smith, J., Jones, A.", ["Smith, J.", "Jones, A."]),
        ("Smith, John and Jones, Ann", ["Smith, John", "Jones, Ann"]),
        ("M&uuml;ller, Eva", ["Müller, Eva"]),
        ("Ada\nDong", ["Ada", "Dong"]),
        ("", []),
    ],
)
def test_the_separator_of_a_list_is_found(text: str, names: list[str]) -> None:
    assert listed_names(text) == names
