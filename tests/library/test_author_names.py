"""Names of authors: the family name, and which names a typed one stands for."""

from __future__ import annotations

import pytest

from paperreader.library.author_names import family_name, is_same_name, name_words


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Geoffrey E. Hinton", "Hinton"),
        ("Hinton, Geoffrey", "Hinton"),
        ("Laurens van der Maaten", "van der Maaten"),
        ("Hal Daumé, III", "Daumé"),
        ("Sammy Davis Jr.", "Davis"),
        ("Hinton GE", "Hinton"),
        ("Curtis A Given, 2nd", "Given"),
        ("A. Balagopal V.", "V."),
        ("van der Maaten L.", "van der Maaten"),
        ("The ATLAS Collaboration", "The ATLAS Collaboration"),
        ("Plato", "Plato"),
        ("张伟", "张伟"),
        ("ADA LI", "LI"),
        ("", ""),
    ],
)
def test_the_family_name_is_found(name: str, family: str) -> None:
    assert family_name(name) == family


@pytest.mark.parametrize(
    ("typed", "name", "is_same"),
    [
        ("hinton", "Geoffrey Hinton", True),
        ("g hinton", "Geoffrey E. Hinton", True),
        ("Hinton, G.", "Geoffrey E. Hinton", True),
        ("geoffrey hinton", "G. Hinton", True),
        ("geoffrey everest hinton", "G. E. Hinton", True),
        ("gödel", "Kurt Godel", True),
        ("hinton geoffrey", "Geoffrey Hinton", True),
        ("g hinton", "Yann Hinton", False),
        ("geoffrey hinton", "Yann Hinton", False),
        ("hint", "Geoffrey Hinton", False),
        ("g g hinton", "G. Hinton", False),
        ("geoffrey hinton", "G. H.", False),
    ],
)
def test_a_typed_name_stands_for_names_with_its_words_and_initials(typed: str, name: str, is_same: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_same_name(name_words(typed), name_words(name)) is is_same


def test_the_last_word_may_be_the_beginning_of_a_word() -> None:
    assert is_same_name(["g"], ["geoffrey", "hinton"], "hin")
    assert not is_same_name(["g"], ["yann", "hinton"], "hin")
