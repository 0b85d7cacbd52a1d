"""What holds for every format of the registry, tried on its sample in `samples/`: two invented papers in its own way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.errors import PaperReaderError
from paperreader.formats import Entry, read
from paperreader.formats.format_row import FormatRow
from paperreader.formats.recognition import find_format
from paperreader.formats.registry import FORMATS
from paperreader.library.loading import load_library
from paperreader.source import Source
from paperreader.text import normalize_title

SAMPLES = Path(__file__).parent / "samples"
SEEDS = Path(__file__).parents[2] / "seeds"
GARDENS = "Small Gardens of Thought: Pruning Trees That Reason"
WEIGHT = "On the Weight of Unread Papers"
ONE_PAPER = {"citation_page"}  # formats of a file with one paper
NO_TITLES = {"id_list"}
TOKENS = st.sampled_from(
    [
        *("\n", "\n\n", "\r\n", "\t", "\0", "\x1b[31m", "{", "}", "[", "]", '"', "\\", "@", "#", "|", "---", "**"),
        *("](http://x.y/z)", "<", ">", "</entry>", "&amp;", "&#0;", "<!--", "<![CDATA[", "<!DOCTYPE x [", "@article{"),
        *("TY  - JOUR\n", "ER  - \n", "PMID- 1\n", "Title: ", "arXiv:2402.15570", "9" * 30, "null", "\ufeff", "\u202e"),
    ]
)

every_format = pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.module)


class PiecewiseSource(Source):
    """A dump that is read in pieces of a few bytes."""

    def chunks(self) -> Iterator[bytes]:
        data = b"".join(super().chunks())
        return (data[start : start + 7] for start in range(0, len(data), 7))


def sample(row: FormatRow) -> Path:
    """The sample of a format."""
    (path,) = SAMPLES.glob(f"{row.module}.*")
    return path


def entries(source: Source) -> list[Entry]:
    return [entry for batch in read(source) for entry in batch.entries]


def shown(entry: Entry) -> tuple[object, ...]:
    """What is known of a paper, with its abstract as text."""
    return (entry.abstract.text() if entry.abstract else None, *entry._replace(abstract=None, opening=b""))


def read_whatever(path: Path, data: bytes) -> None:
    """Read bytes that may be no dump any more."""
    path.write_bytes(data)
    try:
        for batch in read(Source(str(path))):
            assert all(map(shown, batch.entries))
            assert all(entry.title.isprintable() for entry in batch.entries)
            assert all(problem.text.isprintable() for problem in batch.problems)
    except PaperReaderError:
        pass


@every_format
def test_a_dump_is_recognized_by_its_content(row: FormatRow) -> None:
    found = find_format(sample(row).read_bytes())
    assert found is not None
    assert found.module == row.module


@every_format
def test_its_papers_are_read(row: FormatRow) -> None:
    titles = [normalize_title(entry.title) for entry in entries(Source(str(sample(row))))]
    if row.module not in NO_TITLES:
        assert titles[:1] == [normalize_title(GARDENS)]
        assert row.module in ONE_PAPER or titles[1] == normalize_title(WEIGHT)
    assert titles


@every_format
def test_the_line_of_a_paper_is_one_of_its_dump(row: FormatRow) -> None:
    lines = sample(row).read_bytes().count(b"\n") + 1
    assert all(1 <= entry.line <= lines for entry in entries(Source(str(sample(row)))))


@every_format
def test_reading_in_small_pieces_gives_the_same_papers(row: FormatRow) -> None:
    path = str(sample(row))
    assert list(map(shown, entries(PiecewiseSource(path)))) == list(map(shown, entries(Source(path))))


@every_format
def test_a_dump_may_end_anywhere(row: FormatRow, tmp_path: Path) -> None:
    data = sample(row).read_bytes()
    for end in range(0, len(data), 1 + len(data) // 40):
        read_whatever(tmp_path / "cut", data[:end])


@every_format
@settings(max_examples=settings().max_examples // 3, suppress_health_check=list(HealthCheck))
@given(places=st.lists(st.tuples(st.floats(0, 1), TOKENS), min_size=1, max_size=8))
def test_a_spoiled_dump_is_read_without_an_error(
    row: FormatRow, tmp_path: Path, places: list[tuple[float, str]]
) -> None:
    data = sample(row).read_bytes()
    for place, token in places:
        at = int(place * len(data))
        data = data[:at] + token.encode() + data[at:]
    read_whatever(tmp_path / "spoiled", data)


@every_format
@pytest.mark.parametrize("token", [b" ", b"a ", b"<b>"], ids=["spaces", "words", "elements"])
def test_one_thing_repeated_a_thousand_times_takes_no_longer_than_other_text(
    row: FormatRow, token: bytes, tmp_path: Path
) -> None:
    data = sample(row).read_bytes()
    for behind in (b"Lovelace", b"Unread", b"how much"):
        at = data.find(behind) + len(behind)
        start = time.process_time()
        read_whatever(tmp_path / "repeated", data[:at] + 30_000 // len(token) * token + data[at:])
        assert (
            time.process_time() - start < 0.8
        )  # a hundred times as long as it takes, a half of what a square would take


def test_a_problem_that_names_a_part_of_the_dump_cannot_harm_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "cut.bib"
    path.write_text("@article{a\x1b[31m\ufeffb,\n  title = {A {Cut Title},\n", encoding="utf-8")
    problems = [problem.text for batch in read(Source(str(path))) for problem in batch.problems]
    assert problems == ["the file ends within @article{a[31mb"]


def test_a_folder_with_one_of_everything_is_a_library_of_the_same_papers() -> None:
    library, errors = load_library([str(SAMPLES)])
    assert errors == []
    first = next(paper for paper in library.papers if paper.title == GARDENS)
    assert len(first.sources) >= len(FORMATS) - len(NO_TITLES)
    assert first.authors == ("Ada Lovelace", "Émilie du Châtelet")
    assert (first.arxiv_id, first.doi, first.date_text) == ("2402.01234", "10.1000/garden.1", "2024-02-02")
    assert sum(paper.title == WEIGHT for paper in library.papers) == 1


def test_a_dump_imports_the_modules_of_its_format_only() -> None:
    (seed, *_) = SEEDS.glob("*.txt")
    program = (
        "import sys\nfrom paperreader.formats import read\nfrom paperreader.source import Source\n"
        f"assert list(read(Source({str(seed)!r})))\nprint(*sys.modules)"
    )
    imported = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    others = {f"paperreader.formats.{row.module}" for row in FORMATS} - {"paperreader.formats.papers_page"}
    assert others.isdisjoint(imported)
    assert {"orjson", "csv", "email", "xml.parsers.expat", "html.parser"}.isdisjoint(imported)
