"""Lists of titles, alone or with lines of authors."""

from __future__ import annotations

import base64
from pathlib import Path
from random import Random

import pytest

from tests.formats.reading import abstract, read_text, recognized

TITLES = (
    "Notes by the Translator on the Analytical Engine",
    "GBC: Gradient-Based Connections for Optimizing Multi-Agent Systems",
    "On the Connexion of the Physical Sciences",
    "Catalogue of Stars, Taken from Mr Flamsteed's Observations",
)
AUTHORS = ("Ada Lovelace, Charles Babbage", "Maria de la Cruz, J.-P. Serre and Zoe Li", "Mary Somerville, W. Herschel")
ABSTRACT = "An abstract that is long enough to be one, with commas, and with a full stop at its end. " * 5


@pytest.mark.parametrize("bullet", ["", "- ", "* ", "[1] ", "12. "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_each_line_is_a_title(tmp_path: Path, bullet: str, between: str) -> None:
    text = between.join(bullet + title for title in TITLES)
    reading = read_text(tmp_path, "title_list", text)
    assert reading.titles == list(TITLES)
    assert [entry.line for entry in reading.entries] == [1 + index * len(between) for index in range(4)]


def test_titles_with_authors_in_pairs_of_lines(tmp_path: Path) -> None:
    text = "Accepted papers\n\n" + "".join(
        f"{title}\n{names}\n\n" for title, names in zip(TITLES, AUTHORS, strict=False)
    )
    reading = read_text(tmp_path, "title_list", text)
    assert reading.titles == list(TITLES[:3])
    assert reading.entries[1].authors == ("Maria de la Cruz", "J.-P. Serre", "Zoe Li")
    assert reading.counts["lines before the first paper"] == 1


def test_titles_authors_with_a_date_and_abstracts(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"{title}\n\n{names}, +11 authors · May 12, 2026\n\n{ABSTRACT}"
        for title, names in zip(TITLES, AUTHORS, strict=False)
    )
    reading = read_text(tmp_path, "title_list", text)
    assert reading.titles == list(TITLES[:3])
    first = reading.entries[0]
    assert (first.authors, first.authors_count, first.day) == (("Ada Lovelace", "Charles Babbage"), 13, 20260512)
    assert abstract(first) == ABSTRACT.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Buy milk\nCall Ada about the machine\nRead the paper on notes\n",
        "\n".join(f"{title}." for title in TITLES),
        "\n".join(f"# {title}" for title in TITLES),
        "\n".join(f"the {title.lower()} and other words" for title in TITLES),
        "The curfew tolls the knell of parting day,\nThe lowing herd winds slowly o'er the lea,\nThe ploughman homeward\n",
        "def notes(engine, translator):\n    return engine\n\n\nclass Engine:\n    Translator = None\n",
        base64.encodebytes(Random(1).randbytes(12000)).decode(),
        "2026-01-01 12:00:00 Server Started With Seventeen Workers\n" * 4,
        "".join(f"ADSTYPE_CASEIGNORESTRING{kind}: Incomplete\n" for kind in "ABCDEFG"),
    ],
)
def test_notes_prose_code_and_logs_are_no_list_of_titles(text: str) -> None:
    assert recognized(text) != "title_list"


@pytest.mark.parametrize(
    ("behind_title", "behind_authors", "venue"),
    [
        ("", "\n[pdf] [supp] [arXiv] [bibtex]\n", None),
        (
            "",
            "; Proceedings of the Third Conference, PMLR 139:1-10\n[abs][Download PDF]\n",
            "Proceedings of the Third Conference",
        ),
        ("", "\nPublished: 16 Jan 2024, Last Modified: 05 Mar 2024ICLR 2024 oralReaders: Everyone\n", None),
        (" Main Conference Track", "\n", None),
    ],
    ids=["CVF", "PMLR", "OpenReview", "NeurIPS"],
)
@pytest.mark.parametrize("indent", ["", "    "])
def test_pages_of_conferences_without_blank_lines(
    tmp_path: Path, behind_title: str, behind_authors: str, venue: str | None, indent: str
) -> None:
    text = "".join(
        f"{indent}{title}{behind_title}\n{indent}{names}{behind_authors}"
        for title, names in zip(TITLES, AUTHORS, strict=False)
    )
    reading = read_text(tmp_path, "title_list", text)
    assert reading.titles == list(TITLES[:3])
    assert reading.entries[1].authors == ("Maria de la Cruz", "J.-P. Serre", "Zoe Li")
    assert {entry.venue for entry in reading.entries} == {venue}
    assert {entry.abstract for entry in reading.entries} == {None}
