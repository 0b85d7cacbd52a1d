"""Names of authors in BibTeX and BibLaTeX."""

from __future__ import annotations

import pytest

from paperreader.formats.records.bibtex.tex_names import tex_names
from paperreader.formats.records.names import clean_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lovelace, Ada and Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("de la Vall{\\'e}e Poussin, Jean", ["Jean de la Vallée Poussin"]),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
        ("King, Jr, Martin Luther", ["Martin Luther King, Jr"]),
        ("{American Psychological Association}", ["American Psychological Association"]),
        ("{Barnes and Noble, Inc.} and {Simon {and} Schuster}", ["Barnes and Noble, Inc.", "Simon and Schuster"]),
        ("A. Ada AND\n  B. Bea and others", ["A. Ada", "B. Bea"]),
        ("family=Beauvoir, given=Simone, prefix=de, useprefix=true", ["Simone de Beauvoir"]),
        ("given=Hans, family=Harman, suffix=Jr", ["Hans Harman, Jr"]),
        ("Smith, J., Jones, A. B., Li, W.", ["J. Smith", "A. B. Jones", "W. Li"]),
        ("Ada Lovelace, Charles Babbage, Eva Li, Bo Hu", ["Ada Lovelace", "Charles Babbage", "Eva Li", "Bo Hu"]),
        ("Lovelace, A.; Babbage, C.", ["A. Lovelace", "C. Babbage"]),
        ("A. Lovelace, B.-C. Wei and C. Doe", ["A. Lovelace", "B.-C. Wei", "C. Doe"]),
        ("Lovelace, A., Wei, D., \\& Doe, J.", ["A. Lovelace", "D. Wei", "J. Doe"]),
        ("Lovelace, A., Wei, D. and Doe, J.", ["A. Lovelace", "D. Wei", "J. Doe"]),
        ("Barnes \\& Noble and Li, W.", ["Barnes & Noble", "W. Li"]),
        ("{\\relax Ch}ristos {D}oe", ["Christos Doe"]),
        ("", []),
        (" and ", []),
    ],
)
def test_names_of_a_field(text: str, names: list[str]) -> None:
    assert list(clean_names(tex_names(text))) == names
