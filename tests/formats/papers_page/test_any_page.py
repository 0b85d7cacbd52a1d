"""Whatever a page is composed of, it is read without an error and without a loss, in pieces of any size."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.formats.papers_page import Reading, read
from tests.strategies import HEADER

_SITE = "https://huggingface.co"
_SENTENCE = "We study things that are long enough to be a part of an abstract, as you see."
_MODIFIED = date(2025, 6, 1)
_TOKENS = (
    "A Title of One Paper", "Another, Longer Title: With a Part", "0", "\u00b7", "\u00b7 \u00b7\u00b7", "\u00b7\nJan 5, 2024",
    "Jan 5, 2024", "Feb 30", "Jun 26 3", "Aug 3[1]", "Feb 29", "6 authors", "  \u2022 6 authors", "- 6 authors \u00b7", "adobe Adobe",
    "6 authors\n\u00b7\nJan 5, 2024", "Edge0 \u00b7 Published on Dec 28, 2024", "-", "65", "1.2k", "[-] 1", "Upvote", "Upvote 3",
    "Upvote 99999999999", "Submitted by Ann", "GitHub 3.29k", "arXiv Page", HEADER.strip(), "new", "---", "url: a", "# Papers",
    "### Heading", f"### [A Linked Heading]({_SITE}/papers/2412.20138)", f"[a link]({_SITE}/papers?q=a)", f"[41]({_SITE}/login)",
    f"[3]({_SITE}/papers/2502.20581#community)", f"{_SITE}/papers/1802.08979", f"{_SITE}/example/model", "![", "![](https://a.org/b.png)",
    "[Image: x", "[Image: x]", "](http://", "](https://a.org)", "[", "]", "][33]", "\\\\", "model · data · method", _SENTENCE,
    f"{_SENTENCE} " * 5, f"[{_SENTENCE} {_SENTENCE} {_SENTENCE} {_SENTENCE}]({_SITE}/papers/2502.20581)",
)  # fmt: skip
_GAPS = (
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\n   ",
    "\n        ",
    "\n\t",
    "\n\u00a0\n",
    " ",
    "",
    "\n- ",
    "\n  ",
)
_pages = st.lists(st.tuples(st.sampled_from(_TOKENS), st.sampled_from(_GAPS)), max_size=24).map(
    lambda parts: "".join(token + gap for token, gap in parts)
)
_headers = st.sampled_from((HEADER, f"{HEADER}# Papers\n\n", f"---\nurl: {_SITE}/papers\n---\n{HEADER}"))


_END = b"\n\nThe Last Title\n\n6 authors\n\xc2\xb7\nJan 5, 2024\n"


def kept_text(reading: Reading) -> str:
    return "\n".join((*reading.titles, *reading.abstracts))


def blank_lines(data: bytes) -> int:
    lines = data.removesuffix(b"\n").split(b"\n")
    return sum(not line.replace(b"\xc2\xa0", b"").replace(b"\xe2\x80\x8b", b"").strip() for line in lines)


def as_read(data: bytes, chunk: int | None = None) -> Reading:
    return read(data, modified=_MODIFIED, chunk=chunk)


@given(_headers, _pages)
def test_any_page_is_read_and_each_line_that_is_not_blank_is_counted_once(header: str, body: str) -> None:
    data = (header + body).encode() + _END
    reading = as_read(data)
    assert "The Last Title" in kept_text(reading)
    assert reading.lines["blank"] == blank_lines(data)
    lines = data.count(b"\n")
    assert all(1 <= entry.line <= lines for entry in reading.entries)
    assert all(1 <= problem.line <= lines for problem in reading.problems)


@given(st.binary(max_size=300).map(lambda data: data.replace(b"\0", b"")))
def test_any_bytes_are_read(body: bytes) -> None:
    reading = as_read(HEADER.encode() + body + _END)
    assert "The Last Title" in kept_text(reading)


_indents = st.sampled_from(("", "  ", "   ", "        "))
_metadata = st.sampled_from(
    ("6 authors\n\u00b7\nJan 5, 2024", "  \u2022 6 authors\n\u00b7\nJun 26", "adobe Adobe\n\u00b7\nJan 5, 2024 3",
     f"[- 6 authors]({_SITE})\n\u00b7\nJan 5, 2024", f"[- ![](a.png)\\\\\n- 6 authors]({_SITE})\n\u00b7\nFeb 30")
)  # fmt: skip
_abstracts = st.lists(
    st.sampled_from((_SENTENCE, f"It is [a link]({_SITE}/papers?q=a).", "It has a \u00b7 within.", "Item [1], or [2](https://a.org).")),
    min_size=5, max_size=9,
)  # fmt: skip


@given(
    _headers,
    st.lists(
        st.tuples(_abstracts, _indents, st.sampled_from((" ", "\n")), _metadata, st.sampled_from(("\n", "\n\n"))),
        min_size=1,
        max_size=6,
    ),
)
def test_the_last_words_of_every_abstract_are_read(
    header: str, papers: list[tuple[list[str], str, str, str, str]]
) -> None:
    ends, body = [], ""
    for number, (sentences, indent, between, metadata, gap) in enumerate(papers):
        ends.append(f"These are the last words of number {number}.")
        lines = between.join([*sentences, ends[-1]]).split("\n")
        abstract = "\n".join(indent + line for line in lines)
        body += f"A Title of Number {number}\n\n{abstract}{gap}{metadata}\n\n"
    reading = as_read((header + body).encode())
    assert [end for end in ends if end not in kept_text(reading)] == []
    assert reading.titles == [f"A Title of Number {number}" for number in range(len(papers))]


@given(_headers, _pages, st.integers(1, 600))
def test_a_page_is_read_the_same_in_chunks_of_any_size(header: str, body: str, size: int) -> None:
    data = (header + body * 3).encode() + _END
    assert as_read(data, size) == as_read(data)
