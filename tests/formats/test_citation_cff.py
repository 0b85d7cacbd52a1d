"""Files that say how to cite a program."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text

PROGRAM = """# This file was made with cffinit
cff-version: 1.2.0
message: "If you use this software, please cite it as below."
type: software
title: "Engine: a loom"
authors:
  - family-names: Lovelace
    given-names: Ada
    orcid: https://orcid.org/0000-0000-0000-0000
  - family-names: Beauvoir
    name-particle: de
    given-names: Simone
abstract: >-
  It weaves
  patterns.
version: 2.0.4
doi: 10.5281/zenodo.1234
date-released: 2020-03-01
repository-code: https://github.com/ada/engine
keywords:
  - looms
"""
PAPER = """preferred-citation:
  type: article
  authors:
    - family-names: Lovelace
      given-names: Ada
    - name: "The Engine Team"
  title: "On Engines"
  journal: J. of Engines
  year: 2021
  month: 5
  doi: 10.1000/x
"""


def test_a_program_without_a_paper(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "citation_cff", PROGRAM).entries
    assert (entry.title, entry.line, entry.authors) == ("Engine: a loom", 5, ("Ada Lovelace", "Simone de Beauvoir"))
    assert (entry.day, entry.doi, entry.code) == (20200301, "10.5281/zenodo.1234", "https://github.com/ada/engine")
    assert (abstract(entry), entry.keywords) == ("It weaves patterns.", ("looms",))


def test_the_paper_to_be_cited_goes_before_the_program(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "citation_cff", PROGRAM + PAPER).entries
    assert (entry.title, entry.authors, entry.venue) == (
        "On Engines",
        ("Ada Lovelace", "The Engine Team"),
        "J. of Engines",
    )
    assert (entry.day, entry.doi) == (20210500, "10.1000/x")
