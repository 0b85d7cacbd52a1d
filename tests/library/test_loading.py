"""Loading dumps: batches in order, errors of single dumps, and files that are no dumps."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import paperreader
from paperreader.errors import PaperReaderError
from paperreader.formats import Batch, read
from paperreader.formats.papers_page import pieces
from paperreader.library import loading
from paperreader.library.library import Library
from paperreader.source import Source, find_sources
from tests.strategies import PagePaper, page

ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on. " * 4
ONE = page(
    [
        PagePaper("One Title of a Paper", ABSTRACT.strip(), 6, 26, 2024, 2),
        PagePaper("A Second One of Them", ABSTRACT.strip(), 6, 1, 2024),
    ]
)
OTHER = page([PagePaper("Another Title of a Paper", ABSTRACT.strip(), 6, 26, 2023, 4)])


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))


def written(path: Path, data: bytes | str = ONE) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def zipped(path: Path, files: Mapping[str, str]) -> str:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return str(path)


def loaded(*paths: str) -> tuple[list[str], list[str]]:
    """Return the titles read and the messages of the errors."""
    library, errors = loading.load_library(paths)
    return [paper.title for paper in library.papers], [str(error) for error in errors]


TITLES = ["One Title of a Paper", "A Second One of Them"]


# -- dumps that cannot be read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"\x7fELF\x02\x01\x01\0\0", "is a program"),
        (b"def main():\n    pass\n", "no papers found"),
        (b"name,value\n1,2\n", "no papers found"),
        (b"\x1f\x8bnot really", "cannot unpack"),
    ],
)
def test_a_file_that_is_no_dump_is_an_error_with_path_and_hint(tmp_path: Path, data: bytes, why: str) -> None:
    path = written(tmp_path / "a.txt", data)
    titles, (error,) = loaded(path)
    assert titles == []
    assert why in error
    assert path in error
    assert error.endswith(")")  # the hint


def test_a_page_without_a_paper_is_an_error(tmp_path: Path) -> None:
    titles, (error,) = loaded(written(tmp_path / "a.txt", page([])))
    assert titles == []
    assert "no papers found" in error


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    titles, (error,) = loaded(str(tmp_path / "gone.txt"))
    assert titles == []
    assert "gone.txt: No such file" in error


def test_a_file_without_read_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "secret.txt")
    _forbid(path, monkeypatch)
    titles, (error,) = loaded(path)
    assert titles == []
    assert "secret.txt: Permission denied" in error


def _forbid(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a file unreadable, for the root user too."""
    real = os.open

    def refusing(opened: Any, *rest: Any, **more: Any) -> int:
        if os.fspath(opened) == path:
            raise PermissionError(13, "Permission denied", path)
        return real(opened, *rest, **more)

    monkeypatch.setattr(os, "open", refusing)


def test_an_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    gone, empty = str(tmp_path / "gone.txt"), written(tmp_path / "empty.txt", b"")
    titles, errors = loaded(gone, written(tmp_path / "a.txt"), empty, written(tmp_path / "b.txt", OTHER))
    assert titles == [*TITLES, "Another Title of a Paper"]
    assert ["gone.txt" in errors[0], "empty.txt" in errors[1]] == [True, True]


def test_a_dump_for_which_the_memory_is_too_small_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_small(dump: Source) -> Iterator[Batch]:
        if dump.path.endswith("huge.txt"):
            raise MemoryError
        return read(dump)

    monkeypatch.setattr(loading, "read", read_small)
    titles, errors = loaded(written(tmp_path / "huge.txt"), written(tmp_path / "b.txt", OTHER))
    assert titles == ["Another Title of a Paper"]
    assert ["huge.txt takes more memory" in error for error in errors] == [True]


def test_of_a_page_that_ends_in_an_overlong_text_the_papers_before_it_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_MOST_UNCUT", 1 << 18)
    monkeypatch.setattr(pieces, "_MOST_HELD", 1 << 19)
    overlong = ONE.encode() + b"a" * (1 << 21)  # without a blank line, whose end is never looked for
    titles, (error,) = loaded(written(tmp_path / "long.gz", gzip.compress(overlong)))
    assert titles == TITLES
    assert "only a part of" in error
    assert "without a blank line" in error


def test_the_library_lists_unreadable_dumps(tmp_path: Path) -> None:
    library = paperreader.load([written(tmp_path / "a.txt"), written(tmp_path / "empty.txt", b"")])
    assert [str(problem).count("empty.txt is empty") for problem in library.problems] == [1]


# -- folders ----------------------------------------------------------------------------------------


def test_in_a_folder_only_dumps_are_read(tmp_path: Path) -> None:
    written(tmp_path / "dumps/a.txt")
    written(tmp_path / "dumps/sub/b.txt", OTHER)
    for name, data in {
        "n.py": b"import os\n",
        "p.png": b"\x89PNG\0\0",
        "e.txt": b"",
        "r.md": b"# Notes\n\nMilk.\n",
    }.items():
        written(tmp_path / "dumps" / name, data)
    assert loaded(str(tmp_path / "dumps")) == ([*TITLES, "Another Title of a Paper"], [])


def test_the_files_of_a_folder_that_have_no_papers_are_kept_with_what_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    written(folder / "a.txt")
    written(folder / "b.pdf", b"%PDF-1.4 ")
    written(folder / "c.md", b"# Notes\n\nMilk.\n")
    written(folder / ".hidden.pdf", b"%PDF-1.4 ")
    library, errors = loading.load_library([str(folder)])
    assert errors == []
    assert [source.path for source, _ in library.passed_over] == [str(folder / "b.pdf"), str(folder / "c.md")]
    assert "is a PDF" in library.passed_over[0][1].title


def test_files_that_are_passed_over_keep_nothing_of_their_text_in_memory(tmp_path: Path) -> None:
    written(tmp_path / "dumps/a.txt")
    written(tmp_path / "dumps/b.md", b"# Notes\n\nMilk.\n")
    library, _ = loading.load_library([str(tmp_path / "dumps")])
    assert [error.__traceback__ for _, error in library.passed_over] == [None]


def test_a_page_without_a_paper_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path / "dumps/a.txt")
    written(tmp_path / "dumps/b.txt", page([]))
    library, errors = loading.load_library([str(tmp_path / "dumps")])
    assert (len(library.sources), len(library.passed_over), errors) == (1, 1, [])


def test_the_dumps_in_an_archive_are_read_and_its_other_files_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"sub/a.txt": ONE, "b.pdf": "%PDF-1.4", "c.txt": OTHER})
    library, errors = loading.load_library([path])
    assert [paper.title for paper in library.papers] == ["Another Title of a Paper", *TITLES]
    assert library.papers[1].abstract == ABSTRACT.strip()
    assert library.papers[1].sources[0].path == f"{path}/sub/a.txt"
    assert [source.path for source, _ in library.passed_over] == [f"{path}/b.pdf"]
    assert errors == []


@pytest.mark.parametrize("inside", [{}, {"a.pdf": "%PDF-1.4"}])
def test_an_archive_without_a_dump_is_an_error(tmp_path: Path, inside: dict[str, str]) -> None:
    path = zipped(tmp_path / "a.zip", inside)
    titles, (error,) = loaded(path)
    assert titles == []
    assert path in error


def test_a_packed_dump_that_was_cut_keeps_its_papers_and_is_an_error(tmp_path: Path) -> None:
    many = page(
        [
            PagePaper(f"Title Number {number} of a Paper", f"{number} {ABSTRACT.strip()}", 6, 26, 2023)
            for number in range(300)
        ]
    )
    packed = gzip.compress(many.encode())
    titles, (error,) = loaded(written(tmp_path / "a.gz", packed[: len(packed) // 2]))
    assert 50 < len(titles) < 300
    assert "only a part of" in error
    assert "cut or damaged" in error


def test_a_dump_in_windows_1252_is_read_and_told(tmp_path: Path) -> None:
    text = ONE.replace("One Title", "Übersicht").replace("\u00b7", "-")
    library, errors = loading.load_library([written(tmp_path / "a.txt", text.encode("cp1252"))])
    assert "Übersicht of a Paper" in [paper.title for paper in library.papers]
    assert [problem.text for problem in library.problems if not problem.line] == [
        "read as Windows-1252, since it is not UTF-8"
    ]
    assert errors == []


@pytest.mark.parametrize("other", [None, "notes.md"])
def test_a_folder_without_a_dump_is_an_error(tmp_path: Path, other: str | None) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    if other:
        written(folder / other, "# Notes\n\nMilk.\n")
    titles, (error,) = loaded(str(folder))
    assert titles == []
    assert f"no dump in the folder {folder}" in error


def test_of_two_folders_only_the_one_without_a_dump_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    written(tmp_path / "something/a.txt")
    titles, (error,) = loaded(str(tmp_path / "nothing"), str(tmp_path / "something"))
    assert titles == TITLES
    assert "nothing" in error


def test_a_folder_whose_dump_was_given_before_is_no_error(tmp_path: Path) -> None:
    path = written(tmp_path / "dumps/a.txt")
    assert loaded(path, str(tmp_path / "dumps")) == (TITLES, [])


def test_a_folder_within_a_folder_given_before_is_no_error(tmp_path: Path) -> None:
    written(tmp_path / "dumps/sub/a.txt")
    assert loaded(str(tmp_path / "dumps"), str(tmp_path / "dumps/sub")) == (TITLES, [])


def test_a_file_of_a_folder_without_read_permission_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "dumps/a.txt")
    _forbid(written(tmp_path / "dumps/secret.txt"), monkeypatch)
    titles, (error,) = loaded(str(tmp_path / "dumps"))
    assert titles == TITLES
    assert "secret.txt: Permission denied" in error


def test_a_dangling_link_in_a_folder_is_skipped(tmp_path: Path) -> None:
    written(tmp_path / "dumps/a.txt")
    (tmp_path / "dumps/b.txt").symlink_to(tmp_path / "gone")
    assert loaded(str(tmp_path / "dumps"))[0] == TITLES


# -- packed dumps and standard input ----------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [gzip.compress(ONE.encode()), ONE.encode("utf-16"), b"\xfe\xff" + ONE.encode("utf-16-be"), ONE.encode("utf-8-sig")],
    ids=["gzip", "utf-16", "utf-16-be", "utf-8 with a mark"],
)  # fmt: skip
def test_a_packed_or_encoded_dump_is_read(tmp_path: Path, data: bytes) -> None:
    library, errors = loading.load_library([written(tmp_path / "a.txt.gz", data)])
    assert [paper.title for paper in library.papers] == TITLES
    assert [paper.abstract for paper in library.papers] == [ABSTRACT.strip()] * 2
    assert errors == []


def test_a_packed_dump_in_a_folder_is_read(tmp_path: Path) -> None:
    written(tmp_path / "dumps/a.gz", gzip.compress(ONE.encode()))
    assert loaded(str(tmp_path / "dumps")) == (TITLES, [])


def test_a_dump_is_read_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(written(tmp_path / "a.txt")).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        library, errors = loading.load_library(["-"])
    assert [paper.title for paper in library.papers] == TITLES
    assert [paper.sources[0].path for paper in library.papers] == ["-", "-"]
    assert library.papers[0].abstract == ABSTRACT.strip()
    assert errors == []


def test_a_date_without_a_year_on_standard_input_is_of_this_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page(
        [PagePaper("One Title of a Paper", ABSTRACT.strip(), 6, 26, 0, 2), PagePaper("Another", ABSTRACT.strip(), 6, 1)]
    )
    with Path(written(tmp_path / "a.txt", text)).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        library, _ = loading.load_library(["-"])
    year = date.today().year
    assert [paper.date for paper in library.papers] == [date(year, 6, 26), date(year, 6, 1)]


def test_empty_standard_input_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(written(tmp_path / "a.txt", b"")).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert "(standard input) is empty" in loaded("-")[1][0]


@pytest.mark.parametrize("stdin", [None, io.StringIO("")])
def test_no_standard_input_is_an_error(stdin: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    titles, errors = loaded("-")
    assert titles == []
    assert "standard input" in errors[0]


# -- days of capture, steps -------------------------------------------------------------------------


def test_a_day_of_capture_applies_to_one_dump_or_to_all(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / f"{name}.txt", page([PagePaper(f"The {name} Title of Papers", ABSTRACT.strip(), 6, 26), PagePaper("B", ABSTRACT.strip())]))
        for name in ("one", "other")
    ]  # fmt: skip
    library, _ = loading.load_library(paths, {paths[0]: date(2021, 1, 1), "": date(2019, 1, 1)})
    assert [paper.date_text for paper in library.papers if paper.date] == ["2021-06-26", "2019-06-26"]


def test_a_day_of_capture_of_a_file_that_is_not_read_is_told(tmp_path: Path) -> None:
    _, errors = loading.load_library([written(tmp_path / "a.txt")], {"b.txt": date(2021, 1, 1)})
    assert [error.summary for error in errors] == ["--capture-date b.txt: no such file is read"]


def test_steps_have_their_dump_and_can_be_added_one_after_another(tmp_path: Path) -> None:
    paths = [written(tmp_path / "a.txt"), str(tmp_path / "gone.txt"), written(tmp_path / "b.txt", OTHER)]
    sources = find_sources(paths)
    library, numbers, counts, errors = Library(), dict[Source, int](), [], []
    for step in loading.read_steps(paths, sources):
        error = loading.apply_step(library, step, numbers)
        counts.append(len(library))
        if error:
            errors.append((step.source.path, error))
    assert counts == sorted(counts)
    assert counts[-1] == 3
    assert [path for path, _ in errors] == [paths[1]]
    assert [source.path for source in library.sources] == [paths[0], paths[2]]


def test_load_raises_an_error_only_if_no_dump_could_be_read(tmp_path: Path) -> None:
    with pytest.raises(PaperReaderError, match="is empty"):
        paperreader.load([written(tmp_path / "empty.txt", b"")])
    assert len(paperreader.load([])) == 0
