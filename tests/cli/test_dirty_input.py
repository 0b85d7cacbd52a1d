"""Broken, hostile and endless files: a clear message, bounded memory, and never a traceback."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from paperreader.library.loading import load_library
from tests.cli.running import Run, start

SAMPLES = Path(__file__).parents[1] / "formats" / "samples"
MEMORY = 340 << 20  # bytes of address space
RECORDS = "".join(
    json.dumps({"key": f"title-number-{n}-of-a-paper", "title": f"Title Number {n} of a Paper"}) + "\n"
    for n in range(100)
)
BIBTEX = "".join(
    f"@article{{key{n},\n  title = {{Título Number {n} of a Paper}},\n  year = 2020\n}}\n\n" for n in range(20)
)


def checked(path: Path) -> tuple[int, str]:
    """Return the status and the output of `check` in a process with little memory."""
    process = start("check", path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)))
    out, err = process.communicate(timeout=120)
    text = (out + err).decode()
    assert "Traceback" not in text
    assert "MemoryError" not in text
    return process.returncode, text


def endless(filling: bytes, times: int = 150) -> bytes:
    """Return a gzip file of records and a megabyte of a filling, many times: some kilobytes packed."""
    return gzip.compress(RECORDS.encode()) + gzip.compress(filling * (1_000_000 // len(filling))) * times


@pytest.mark.parametrize("filling", [b"a", b"\n", b"\0"], ids=["letters", "line ends", "zeros"])
def test_a_small_packed_file_with_much_in_it_needs_little_memory(tmp_path: Path, filling: bytes) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(endless(filling, 20 if filling == b"\n" else 150))
    _, text = checked(path)
    assert f"{path}: 100 papers" in text


@pytest.mark.parametrize(
    "name", ["crossref.json", "huggingface_json.json", "own_jsonl.jsonl", "arxiv_snapshot.jsonl", "bibtex.bib", "ris.ris", "pubmed_xml.xml"]
)  # fmt: skip
@pytest.mark.parametrize("command", [("list",), ("stats",), ("mark", "read", "--all")])
def test_a_download_that_was_cut_is_told_in_one_line_and_status_1(
    run: Run, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    whole = (SAMPLES / name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(whole[: len(whole) - 60])
    result = run(*command, "--from", cut)
    assert result.status == 1
    (told,) = result.err.splitlines()
    assert told.startswith(f"paperreader: {cut}:")
    assert ": the file ends within " in told
    assert result.out
    cut.write_bytes(whole.rstrip())
    assert (run(*command, "--from", cut).status, run(*command, "--from", cut).err) == (0, "")


def test_other_doubtful_lines_are_told_by_check_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@article{a, title = {A Title of a Paper},\n" + BIBTEX)
    (tmp_path / "a.jsonl").write_text(RECORDS + '{"title": "cut of\n' + RECORDS)
    result = run("list", "--from", "a.bib", "--from", "a.jsonl")
    assert (result.status, result.err) == (0, "")
    assert run("check", "a.bib", "a.jsonl").out.count("does not end") == 1


def test_a_bomb_in_a_zip_archive_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bomb.gz", endless(b"a"))
        archive.writestr("papers.jsonl", RECORDS)
    _, text = checked(path)
    assert f"{path}/papers.jsonl: 100 papers" in text
    assert "100 papers, 100 with more than one source" in text


@pytest.mark.parametrize("depth", [10_000, 100_000])
@pytest.mark.parametrize(
    "start_of_file", ["", '{"paperId": "x", "title": "A Title of a Paper", "deep": ', '[{"title": ']
)
def test_deeply_nested_json_is_refused_or_skipped(tmp_path: Path, depth: int, start_of_file: str) -> None:
    path = tmp_path / "deep.json"
    path.write_text(start_of_file + "[" * depth + "]" * depth)
    status, text = checked(path)
    assert status == 1
    assert "no papers found" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("@article{a, title = {", "}}\n"),
        ('[{"paperId": "a", "title": "', '"}]'),
        ('{"key":"a","title":"', '"}\n'),
        ('title,authors\n"', '",b\n'),
        ("TY  - JOUR\nTI  - ", "\nER  - \n"),
        ("- [A title](https://arxiv.org/abs/2401.00001) ", "\n"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>', "</title></entry></feed>"),
        ("<html><body><p>", "</p></body></html>"),
        ("Daily Papers\n\nby AK and the research community\n\n", "\n"),
    ],
    ids=["text", "BibTeX", "JSON", "JSON lines", "CSV", "RIS", "Markdown", "feed", "HTML", "page"],
)
@pytest.mark.parametrize("filling", ["word ", "x", "\\", "{", "<", "&", "](", '"'])
def test_a_very_long_line_is_read_in_seconds(run: Run, tmp_path: Path, before: str, after: str, filling: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(before + filling * (60_000 // len(filling)) + after)
    began = time.process_time()
    run("check", path)
    assert time.process_time() - began < 20


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress], ids=["plain", "gz", "bz2", "xz"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_cut_anywhere_is_read_up_to_there_or_told(
    tmp_path: Path, pack: Callable[[bytes], bytes], codec: str
) -> None:
    whole = pack(BIBTEX.encode(codec))
    path = tmp_path / "a.bib"
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        library, errors = load_library([str(path)])
        titles = [paper.title for paper in library.papers]
        assert titles or errors
        assert [title for title in titles[:-1] if not title.startswith("Título Number ")] == []


def test_a_zip_archive_cut_anywhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.bib", BIBTEX)
    whole = path.read_bytes()
    for length in range(0, len(whole), 40):
        path.write_bytes(whole[:length])
        assert load_library([str(path)])[1]


@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_zeros_in_a_text_cost_no_paper_and_are_told(run: Run, tmp_path: Path, codec: str) -> None:
    data = BIBTEX.encode(codec)
    (tmp_path / "a.bib").write_bytes(data[:200] + b"\0" + data[200:500] + b"\0\0" + data[500:])
    result = run("check", "a.bib")
    assert result.status == 1
    assert "a.bib: 3 zero bytes (NUL) in the text were left out" in result.lines
    assert "20 papers" in result.lines[-1]


def test_two_encodings_in_one_file_are_read_without_loss_of_a_paper(run: Run, tmp_path: Path) -> None:
    for first, second in (("utf-8", "cp1252"), ("cp1252", "utf-8")):
        (tmp_path / "a.bib").write_bytes(
            BIBTEX.encode(first) + BIBTEX.replace("Number", "Figure").replace("{key", "{other").encode(second)
        )
        assert "40 papers" in run("check", "a.bib").lines[-1]


def test_a_folder_of_thousands_of_files_is_read_in_seconds(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number}.txt").write_bytes(b"%PDF-1.7 " if number % 2 else b"Just a note, no paper.\n")
    (folder / "a.bib").write_text(BIBTEX)
    began = time.process_time()
    result = run("list", "--from", "folder", "--format", "keys")
    assert time.process_time() - began < 20
    assert len(result.lines) == 20
    assert "1000 files not read" in result.err


def test_nothing_in_a_name_is_run_or_reaches_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (
            "$(touch run).bib",
            "`touch run`.bib",
            "../../../touch.bib",
            "\x1b]0;owned\x07.bib",
            "a\u202e.bib",
        ):
            archive.writestr(name, BIBTEX)
    result = run("check", "a.zip")
    assert "20 papers" in result.lines[-1]
    assert all(line.isprintable() for line in result.lines)
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != "home") == ["a.zip"]
