"""Encodings: told apart by the bytes alone, and read as UTF-8."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.source import Source, Span
from paperreader.source.encodings import Utf8Converter, find_encoding
from tests.source import written

TEXT = "title,authors\nÜber naïve Modelle,Jürgen Müller\n"
ASCII = "A line of plain letters.\n"


def read(path: Path, data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file and the doubts about it."""
    source = Source(str(written(path, data)))
    text = b"".join(source.chunks()).decode()
    return text, [problem.text for problem in source.doubts]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_unicode_encoding_is_recognized_and_not_doubtful(tmp_path: Path, codec: str, *, packed: bool) -> None:
    data = TEXT.encode(codec)
    assert read(tmp_path / "a", gzip.compress(data) if packed else data) == (TEXT, [])


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("before", [0, 1_000, 100_000])
def test_windows_1252_is_told_wherever_its_first_letter_stands(tmp_path: Path, before: int, *, packed: bool) -> None:
    text = ASCII * (before // len(ASCII)) + TEXT + "“quoted” – and dashed"
    data = text.encode("cp1252")
    assert read(tmp_path / "a", gzip.compress(data) if packed else data) == (
        text,
        ["read as Windows-1252, since it is not UTF-8"],
    )


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("place", [0, 200, 150_000])
def test_a_few_broken_bytes_leave_a_text_utf_8(tmp_path: Path, place: int, *, packed: bool) -> None:
    data = ("Über naïve Modelle\n" * 10_000).encode()
    broken = data[:place] + b"\xff\xfa" + data[place:]
    if place == 0:
        broken = data[:1] + data[2:]
    source = Source(str(written(tmp_path / "a", gzip.compress(broken) if packed else broken)))
    assert b"".join(source.chunks()) == broken
    assert source.doubts == []


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-2"?><a>Łukasz Kidziński</a>', "iso-8859-2"),
        ("<html><meta charset=windows-1251><p>Иванов</p>", "windows-1251"),
        ("% Encoding: GB18030\n@article{x, author = {王伟}}", "gb18030"),
    ],
)
def test_an_encoding_that_the_text_declares_is_used(tmp_path: Path, text: str, codec: str) -> None:
    assert read(tmp_path / "a", text.encode(codec)) == (text, [])


def test_a_declared_encoding_that_is_not_so_is_not_used(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Łukasz</a>'
    assert read(tmp_path / "a", text.encode()) == (text, [])


def test_no_format_sees_the_mark_and_spans_count_from_after_it(tmp_path: Path) -> None:
    source = Source(str(written(tmp_path / "a", TEXT.encode("utf-8-sig"))))
    assert source.head() == TEXT.encode()
    assert source.size == len(TEXT.encode())
    assert Span(source, 14, 18).raw_text() == TEXT[14:30]


@pytest.mark.parametrize("packed", [False, True])
def test_zeros_in_a_text_are_left_out_and_told(tmp_path: Path, *, packed: bool) -> None:
    data = TEXT.replace("naïve", "na\0ï\0ve").encode()
    text, doubts = read(tmp_path / "a", gzip.compress(data) if packed else data)
    assert text == TEXT
    assert doubts == ["2 zero bytes (NUL) in the text were left out"]


@given(st.text(st.characters(codec="cp1252", exclude_characters="\0")), st.integers(1, 9))
def test_pieces_of_any_size_are_converted_as_the_whole_is(text: str, size: int) -> None:
    for codec in ("utf-8-sig", "utf-16", "cp1252"):
        data = text.encode(codec)
        whole = b"".join(Utf8Converter(find_encoding(data)).convert(iter([data])))
        pieces = iter([data[start : start + size] for start in range(0, len(data), size)])
        assert b"".join(Utf8Converter().convert(pieces)) == whole


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding(data: bytes) -> None:
    converted = b"".join(Utf8Converter(find_encoding(data)).convert(iter([data])))
    assert b"\0" not in converted
