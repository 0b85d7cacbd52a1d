"""Spans of dumps and of the spool."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.source import JsonStrings, Source, Span, read_spans, spool_text
from tests.source import written


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text), st.data())
def test_a_span_reads_the_bytes_at_its_offset(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    raw = text.encode()
    path = written(tmp_path_factory.getbasetemp() / "span.txt", b"x" + raw)
    start = data.draw(st.integers(0, len(text)))
    before = len(text[:start].encode())
    span = Span(Source(str(path)), 1 + before, len(raw) - before)
    assert span.raw_text() == text[start:]


def test_a_span_that_cuts_a_letter_has_the_replacement_character(tmp_path: Path) -> None:
    source = Source(str(written(tmp_path / "a", "é!")))
    assert Span(source, 1, 2).raw_text() == "\ufffd!"


@pytest.mark.parametrize("text", ["", "a", "naïve\n\nBayes", "x" * 100_000])
def test_a_spooled_text_is_read_back(text: str) -> None:
    assert spool_text(text).raw_text() == text


def test_spans_of_dumps_and_of_the_spool_are_read_together(tmp_path: Path) -> None:
    plain = Source(str(written(tmp_path / "a.txt", "0123456789" * 10_000)))
    packed = Source(str(written(tmp_path / "b.gz", gzip.compress(b"abcdefghij" * 10_000))))
    spans = [
        Span(plain, 3, 4),
        Span(plain, 10, 2),
        spool_text("spooled"),
        Span(packed, 2, 3),
        Span(plain, 99_990, 10),
        Span(plain, 0, 1),
    ]
    texts = [b"3456", b"01", b"spooled", b"cde", b"0123456789", b"0"]
    assert read_spans(spans) == texts
    assert read_spans(spans[::-1]) == texts[::-1]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (rb"  Two lines\nof \u00e9t\u00e9.\n", "Two lines\nof été."),
        (rb"\u003cb\u003eN<sub>2</sub>O\u003c/b\u003e &amp; $a < b$", "N2O & $a < b$"),
        (rb"damaged \x", r"damaged \x"),
    ],
)
def test_a_string_of_a_json_dump_is_read_without_escapes_and_markup(tmp_path: Path, raw: bytes, shown: str) -> None:
    dump = Source(str(written(tmp_path / "a.json", b'{"":"' + raw + b'"}')))
    assert Span(JsonStrings(dump), 5, len(raw)).raw_text() == shown


class RecordingSource(Source):
    """A dump that records the length of each reading."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.lengths: list[int] = []

    def pread(self, offset: int, length: int) -> bytes:
        self.lengths.append(length)
        return super().pread(offset, length)


def test_close_spans_are_read_at_once_but_no_more_than_a_mebibyte(tmp_path: Path) -> None:
    source = RecordingSource(str(written(tmp_path / "a.txt", "0123456789" * 400_000)))
    texts = read_spans([Span(source, start, 1_000) for start in range(0, 4_000_000, 2_000)])
    assert texts == [b"0123456789" * 100] * 2_000
    assert len(source.lengths) < 6
    assert max(source.lengths) <= 1 << 20
