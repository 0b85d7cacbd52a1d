"""Blocks of a page: their text, their bytes and their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.papers_page.blocks import Block, split_blocks
from paperreader.formats.papers_page.markup import strip_markup
from paperreader.formats.papers_page.pieces import split_pieces
from paperreader.source import Source
from tests.formats.papers_page import SlicedSource

_BYTES = st.lists(
    st.sampled_from((b"\n", b"\n\n", b"\r\n", b" ", b"\t", b"a", "\u00e9".encode(), b"\xc2\xa0", b"\xe2\x80\x8b", b"x y", b"\x0c", b"\xff")),
    max_size=25,
).map(b"".join)  # fmt: skip


def texts(data: bytes) -> list[bytes]:
    return [block.text for block in split_blocks(data)]


def of_file(path: Path, data: bytes, chunk: int | None = None) -> list[Block]:
    path.write_bytes(data)
    found = []
    for piece in split_pieces(SlicedSource(str(path), None, chunk) if chunk else Source(str(path))):
        blocks = split_blocks(piece.data, piece.offset, piece.line)
        found += strip_markup(blocks) if piece.has_markup else blocks
    return found


def test_blank_lines_separate_blocks() -> None:
    assert texts(b"one\n\ntwo\nlines\n\n\n\nthree\n") == [b"one", b"two\nlines", b"three"]


@pytest.mark.parametrize("blank", [b"", b" ", b"\t \t", b"\r", b"\xc2\xa0", b"\xe2\x80\x8b", b"\x0c"])
def test_a_line_of_white_space_is_blank(blank: bytes) -> None:
    assert [text.strip() for text in texts(b"one\n" + blank + b"\ntwo")] == [b"one", b"two"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\r"])
def test_only_a_newline_ends_a_line(sign: str) -> None:
    text = f"one{sign}title".encode()
    assert texts(text + b"\n\ntwo") == [text, b"two"]


@given(_BYTES)
def test_a_block_has_the_bytes_and_lines_of_its_position(data: bytes) -> None:
    lines = data.split(b"\n")
    end = 0
    for block in split_blocks(data):
        assert data[block.offset : block.offset + block.length] == block.text
        assert block.text == b"\n".join(lines[block.line - 1 : block.line - 1 + block.lines])
        assert block.text.strip()
        assert block.offset >= end
        end = block.offset + block.length


@given(_BYTES)
def test_all_lines_between_blocks_are_blank(data: bytes) -> None:
    data += b"\n"
    blocks = split_blocks(data)
    lines_of_blocks = {line for block in blocks for line in range(block.line, block.line + block.lines)}
    for number, line in enumerate(data.split(b"\n"), 1):
        blank = not line.replace(b"\xc2\xa0", b" ").replace(b"\xe2\x80\x8b", b" ").strip()
        assert (number in lines_of_blocks) is not blank


@given(_BYTES, st.integers(1, 9))
def test_a_dump_read_in_pieces_has_the_same_blocks(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, size: int
) -> None:
    data = b"first\n\n" + data
    path = tmp_path_factory.getbasetemp() / "pieces.txt"
    assert of_file(path, data, size) == split_blocks(b"".join(Source(str(path)).chunks()))


def test_the_markup_of_a_copy_is_stripped_and_positions_are_kept(tmp_path: Path) -> None:
    data = (
        b"Daily\n\n### [A *bold* Title](https://huggingface.co/papers/2412.20138)\n\n[\n\nThe abstract [1].\n\n][33]\n"
    )
    first, title, abstract = of_file(tmp_path / "a.md", data)
    assert (first.text, title.text, abstract.text) == (b"Daily", b"A *bold* Title", b"The abstract [1].")
    assert (title.heading, title.arxiv_id, title.line) == (True, "2412.20138", 3)
    assert data[title.offset : title.offset + title.length].startswith(b"### [A *bold*")
    assert (abstract.line, data[abstract.offset : abstract.offset + abstract.length]) == (7, b"The abstract [1].")


def test_the_arxiv_id_of_a_url_on_its_own_line_goes_to_the_text_before(tmp_path: Path) -> None:
    data = b"A title\n\nhttps://huggingface.co/papers/1802.08979\n\nAn abstract.\n"
    title, abstract = of_file(tmp_path / "a.txt", data)
    assert (title.text, title.arxiv_id) == (b"A title", "1802.08979")
    assert (abstract.text, abstract.line) == (b"An abstract.", 5)


def test_brackets_of_a_plain_dump_are_left_alone(tmp_path: Path) -> None:
    data = b"[Re] A Title][\n\nAn abstract [1] with a [link](https://a.org) and ![image].\n"
    assert [block.text for block in of_file(tmp_path / "a.txt", data)] == data.rstrip().split(b"\n\n")
