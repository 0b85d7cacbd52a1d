"""Zip archives, read as folders of dumps."""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from paperreader.errors import NotADumpError, PaperReaderError
from paperreader.source import Source, Span, find_sources
from tests.source import TEXT, whole, written


def zipped(path: Path, files: Mapping[str, str | bytes], **more: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", **{"compression": zipfile.ZIP_DEFLATED} | more) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def names(*paths: Path | str) -> list[str]:
    return [source.path for source in find_sources([str(path) for path in paths])]


def test_the_files_of_an_archive_are_found_in_order_without_hidden_ones(tmp_path: Path) -> None:
    files = ("b.txt", "a/c.jsonl", "a/", ".hidden", "__MACOSX/a/c.jsonl", "a/.git/d.txt")
    path = zipped(tmp_path / "papers.zip", dict.fromkeys(files, TEXT))
    assert names(path) == [f"{path}/a/c.jsonl", f"{path}/b.txt"]


def test_an_archive_is_known_by_its_bytes_wherever_it_is(tmp_path: Path) -> None:
    written(tmp_path / "folder/a.txt")
    zipped(tmp_path / "folder/b.dat", {"inner.txt": TEXT})
    found = find_sources([str(tmp_path / "folder")])
    assert [source.name for source in found] == ["a.txt", "inner.txt"]
    assert {source.folder for source in found} == {str(tmp_path / "folder")}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_in_an_archive_is_read_as_one_on_the_disk_is(tmp_path: Path, method: int) -> None:
    text = TEXT * 10_000
    source = find_sources([str(zipped(tmp_path / "a.zip", {"a.txt": text}, compression=method))])[0]
    assert text.encode().startswith(source.head())
    assert whole(source) == text.encode()
    assert source.size == len(text.encode())
    assert Span(source, text.encode().index("naïve".encode()), 6).text() == "naïve"
    assert source.folder == str(tmp_path / "a.zip")


def test_a_packed_and_encoded_file_in_an_archive_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt.gz": gzip.compress(TEXT.encode("utf-16"))})
    assert [whole(source) for source in find_sources([str(path)])] == [TEXT.encode()]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\etc/passwd", "./etc//passwd"])
def test_a_name_that_leads_out_of_the_archive_is_shown_without_that(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {name: TEXT})
    (source,) = find_sources([str(path)])
    assert source.path == f"{path}/etc/passwd"
    assert whole(source) == TEXT.encode()


def test_a_name_has_no_control_characters(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a\x1b]0;x\x07\u202e\n.txt": TEXT, "..": TEXT})
    assert all(source.path.isprintable() for source in find_sources([str(path)]))


def test_an_archive_on_standard_input_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipped(tmp_path / "a.zip", {"a.txt": TEXT, "b.txt": TEXT}).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        found = find_sources(["-"])
    assert [source.path for source in found] == ["(standard input)/a.txt", "(standard input)/b.txt"]
    assert [whole(source) for source in found] == [TEXT.encode()] * 2
    assert all(source.is_stdin for source in found)


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("[Content_Types].xml", "an Office document"),
        ("mimetype", "an OpenDocument document"),
        ("META-INF/container.xml", "an EPUB book"),
        ("META-INF/MANIFEST.MF", "a program"),
    ],
)
def test_a_document_that_is_stored_as_an_archive_is_refused_by_what_it_is(
    tmp_path: Path, inside: str, kind: str
) -> None:
    path = zipped(tmp_path / "a.docx", {inside: "x", "text.xml": TEXT})
    (source,) = find_sources([str(path)])
    with pytest.raises(NotADumpError, match=rf"a\.docx is {kind}"):
        whole(source)


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": TEXT}).read_bytes()
    (source,) = find_sources([str(zipped(tmp_path / "a.zip", {"inner.zip": inner}))])
    with pytest.raises(NotADumpError, match=r"inner\.zip is a zip archive: unpack it"):
        whole(source)


def test_an_archive_without_files_is_refused(tmp_path: Path) -> None:
    for files in ({}, {".hidden": TEXT}):
        (source,) = find_sources([str(zipped(tmp_path / "a.zip", files))])
        with pytest.raises(NotADumpError, match=r"an empty zip archive|without files"):
            whole(source)


def test_an_encrypted_file_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": TEXT})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (source,) = find_sources([str(path)])
    with pytest.raises(NotADumpError, match=r"a\.zip/a\.txt is encrypted"):
        whole(source)


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_cut_archive_is_an_error(tmp_path: Path, keep: float) -> None:
    path = zipped(tmp_path / "a.zip", {f"{number}.txt": TEXT for number in range(20)})
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    (source,) = find_sources([str(path)])
    with pytest.raises(PaperReaderError, match=r"cannot unpack .*a\.zip: .*missing or damaged"):
        whole(source)


def test_a_damaged_file_in_an_archive_keeps_what_came_before_and_the_others_are_read(tmp_path: Path) -> None:
    text = "".join(f"{number} is a line\n" for number in range(100_000)).encode()
    path = zipped(tmp_path / "a.zip", {"a.txt": text, "b.txt": TEXT})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04", 4) // 2 :][:0] = b""
    middle = data.index(b"PK\x03\x04", 4) // 2
    data[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(data)
    first, second = find_sources([str(path)])
    read = whole(first)
    assert len(read) > 100_000
    assert text.startswith(read[:100_000])
    assert first.damage is not None
    assert whole(second) == TEXT.encode()


def test_a_bomb_in_an_archive_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"a line\n" * 1_000_000})
    (source,) = Source(str(path), most_unpacked=2_000_000).members()
    assert 2_000_000 <= len(whole(source)) < 3_500_000
    assert source.damage is not None


def test_many_files_are_found_in_linear_time(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_000):
            archive.writestr(zipfile.ZipInfo(f"papers/{number:06}.txt"), b"x")
    path = written(tmp_path / "a.zip", buffer.getvalue())
    start = time.process_time()
    found = find_sources([str(path)])
    assert [source.head() for source in found[:1000]] == [b"x"] * 1000
    assert len(found) == 10_000
    assert time.process_time() - start < 5


def test_an_archive_with_too_long_a_list_of_files_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": TEXT})
    data = bytearray(path.read_bytes())
    end = data.index(b"PK\x05\x06")
    data[end + 12 : end + 16] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(data)
    (source,) = find_sources([str(path)])
    with pytest.raises(PaperReaderError, match="too many files"):
        whole(source)


def test_an_archive_that_is_replaced_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": os.urandom(1_000_000).hex()})
    chunks = find_sources([str(path)])[0].chunks()
    next(chunks)
    zipped(path, {"a.txt": TEXT})
    with pytest.raises(PaperReaderError, match="changed since it was read"):
        list(chunks)
