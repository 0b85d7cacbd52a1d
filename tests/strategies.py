"""Hypothesis strategies shared by the tests: hostile text, and generated dumps with the papers that they contain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

ESCAPES = ("\x1b[31m", "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x1b\\", "\x9b2J", "\x9d0;owned\x9c", "\x1bP", "\x90")
CONTROLS = tuple(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u180e", "\U000e0041", "\u2028", "\u2029")
BIDI = ("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u061c")
SURROGATES = ("\ud800", "\udc80", "\udfff", "\ud83d\ude00")
SCRIPTS = (
    "香港科技大学",
    "トランスフォーマー",
    "주의",
    "ការសិក្សា",
    "การเรียนรู้",
    "التعلم",
    "למידה",
    "Обучение",
    "👩‍💻",
    "🇺🇦",
    "ﬁ",
    "Ⅳ",
)
COMBINING = ("e\u0301", "o\u0308", "n\u0303", "\u0301", "z\u0336a\u0336", "\u0345", "İ", "ß", "ǰ", "ŉ", "ΐ", "Å")
LATEX = (
    "$\\times$", "\\textbf{X}", "{\\bf X}", "\\'{e}", '\\"o', "$\\alpha$", "SAP^{2}", "{scriptsize X}", "\\%", "\\,",
    "textbf{X}", "\\mathcal{O}(n)", "{", "}", "$", "\\", "\\text", "N<sub>2</sub>O", "[@click=app.quit]", "[/b]",
)  # fmt: skip
BLANKS = (" ", "  ", "\t", "\n", "\r\n", "\n\n", "\u00a0", "\u3000", "\x0b", "\x0c", "\x85")

_HOSTILE = (*ESCAPES, *CONTROLS, *INVISIBLE, *BIDI, *SURROGATES, *SCRIPTS, *COMBINING, *LATEX, *BLANKS)


def hostile_text(most: int = 12) -> st.SearchStrategy[str]:
    """Text that could harm a terminal or confuse a comparison.

    Args:
        most: largest number of hostile or ordinary pieces.
    """
    piece = st.one_of(
        st.sampled_from(_HOSTILE),
        st.text(max_size=6),
        st.sampled_from(("Attention", "is", "all", "you", "need", "https://a.b/c", "(", ").", "- ", "1. ")),
    )
    return st.lists(piece, max_size=most).map("".join)


# -- dumps of the papers page, and their papers -----------------------------------------------------

HEADER = (
    "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\n"
    "byAK and the research community\n\nDec 12\n\n"
)
SUBJECTS = (
    "Sparse autoencoders", "Successor heads", "Modèles de langue", "大语言模型", "Сети внимания", "Reward models",
    "$k$-NN graphs", "LLMtimesMapReduce", "Mamba & Jamba", "GPT-4o [mini]", "Décoding", "ﬁne-tuning", "Emoji 🤖 agents",
)  # fmt: skip
_PREDICATES = (
    "reveal circuits in vision models", "scale with data", "are few-shot learners", "的可解释性研究", "without tears",
    "for time series: a survey", "beyond 10\\% accuracy", "on the {scriptsize edge}", "revisited in 2024",
)  # fmt: skip
_ENDS = ("", "", "", "?", "!", ".", ":", " (2024)", " \u2014 Part 1")
_SENTENCES = (
    "We study how large models represent the structure of the tasks that they are trained on.",
    "Experiments on eleven benchmarks show gains of 3.2\\% over the strongest baseline.",
    "Nevertheless, little is known about the mechanisms behind this behaviour (see Section 4).",
    "Our code is at https://github.com/example/project{Project Page}.",
    "本文提出了一种新的方法，并在多个数据集上进行了验证。",
    "Let $x \\in \\mathbb{R}^n$; then 6 authors of ten agree, and by Feb 23, 2024 all do.",
    "Wir zeigen, daß die Näherung für große Modelle gültig bleibt, and give a proof for small ones.",
    "The method runs at 20tok/s inside 3GiB of peak memory \u00b7 within a few points of its teacher.",
)
_ORGANIZATIONS = (
    ("adobe", "Adobe"),
    ("UniTuebingen", "Eberhard Karls Universität Tübingen"),
    ("hkustitd", "香港科技大学"),
    ("google-research", "Google Research"),
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class PagePaper:
    """One paper of a generated page. `year` 0: not printed. `day` 0: no metadata."""

    title: str
    abstract: str
    month: int = 0
    day: int = 0
    year: int = 0
    authors_count: int | None = None
    organization: tuple[str, str] | None = None
    comments: int | None = None
    upvotes: int | None = None

    @property
    def number(self) -> int:
        """The date as in `Entry.day`."""
        return self.year * 10000 + self.month * 100 + self.day


@dataclass(frozen=True, slots=True)
class Dump:
    """The bytes of a generated page and its papers."""

    data: bytes
    papers: tuple[PagePaper, ...]


def titles() -> st.SearchStrategy[str]:
    """Realistic titles on one line that need no sanitizing."""
    return st.builds(
        lambda subject, predicate, number, end: f"{subject} {predicate} {number}{end}",
        st.sampled_from(SUBJECTS),
        st.sampled_from(_PREDICATES),
        st.integers(3, 10**6),
        st.sampled_from(_ENDS),
    )


def abstracts(least: int = 320) -> st.SearchStrategy[str]:
    """Abstracts of one paragraph.

    Args:
        least: smallest length in characters.
    """

    def long_enough(sentences: list[str]) -> str:
        abstract = " ".join(sentences)
        while len(abstract) < least:
            abstract += " " + _SENTENCES[0]
        return abstract

    return st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=9).map(long_enough)


def papers(*, metadata: bool) -> st.SearchStrategy[PagePaper]:
    """Papers, all with metadata or all without."""
    if not metadata:
        return st.builds(PagePaper, titles(), abstracts())
    who = st.one_of(
        st.tuples(st.integers(1, 671), st.none()),
        st.tuples(st.none(), st.sampled_from(_ORGANIZATIONS)),
        st.just((None, None)),
    )
    return st.builds(
        lambda title, abstract, month, day, year, names, comments: PagePaper(
            title, abstract, month, day, year, names[0], names[1], comments
        ),
        titles(),
        abstracts(),
        st.integers(1, 12),
        st.integers(1, 28),
        st.sampled_from((0, 0, 2019, 2023, 2024)),
        who,
        st.sampled_from((0, 0, 1, 3, 24)),
    )


def metadata_block(paper: PagePaper) -> str:
    """Return the lines below an abstract."""
    who = ""
    if paper.authors_count is not None:
        who = f"  \u2022 {paper.authors_count} authors\n"
    elif paper.organization:
        who = " ".join(paper.organization) + "\n"
    year = f", {paper.year}" if paper.year else ""
    comments = f" {paper.comments}" if paper.comments else ""
    return f"{who}\u00b7\n{MONTHS[paper.month - 1]} {paper.day}{year}{comments}"


def wrap(text: str, indent: str = "", width: int = 75) -> str:
    """Wrap a text at `width` letters and indent all lines but the first, as in arXiv's listings."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(indent + word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join(lines)


def page(papers: Sequence[PagePaper], *, header: str = HEADER, wrapped: bool = False, upvotes: bool = False) -> str:
    """Return a copy of the papers page that ends with a newline."""
    blocks = []
    for paper in papers:
        if upvotes:
            blocks.append(str(paper.upvotes or "-"))
        blocks.append(wrap(paper.title, "  ") if wrapped else paper.title)
        if paper.abstract:
            blocks.append(wrap(paper.abstract) if wrapped else paper.abstract)
        if paper.day:
            blocks.append(metadata_block(paper))
    return header + "\n\n".join(blocks) + "\n"


@st.composite
def dumps(draw: st.DrawFn) -> Dump:
    """Pages in all variants: with or without metadata, upvotes, wrapped lines, CRLF line ends and a byte-order mark."""
    metadata = draw(st.booleans())
    upvotes = metadata and draw(st.booleans())
    generated = draw(st.lists(papers(metadata=metadata), min_size=1, max_size=8, unique_by=lambda paper: paper.title))
    if upvotes:
        generated = [replace(paper, upvotes=draw(st.sampled_from((0, 1, 65, 149)))) for paper in generated]
    text = page(generated, wrapped=draw(st.booleans()), upvotes=upvotes)
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    data = text.encode()
    return Dump(b"\xef\xbb\xbf" + data if draw(st.booleans()) else data, tuple(generated))


def page_bytes() -> st.SearchStrategy[bytes]:
    """Bytes that start with a page header and continue with anything but NUL, which makes a file binary."""
    piece = st.one_of(
        st.binary(max_size=30),
        hostile_text(6).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from(
            (
                b"\n", b"\n\n", b"\r\n\r\n", b"\xc2\xb7", b"\n\xc2\xb7\nFeb 29\n", b"  \xe2\x80\xa2 6 authors\n",
                b"\xc2\xb7\nFeb 30, 2024 3\n\n", b"- \n\n", b"65\n\n", b"[-] 1\n\n", b"Submitted by\n\n", b"Upvote\n\n",
                b"GitHub 3.29k\n\n", b"### [", b"][32]", b"](https://huggingface.co/papers/2412.20138)\n",
                b"A title\n\n", b"x" * 200, b"A long sentence. " * 20 + b"\n\n", b"  Dec 12\n",
                b"\xc2\xb7 Published on Dec 28, 2024\n\n", HEADER.encode(), b"new\n\n", b"Subscribe\n",
            )
        ),
    )  # fmt: skip
    return st.lists(piece, max_size=25).map(lambda pieces: HEADER.encode() + b"".join(pieces).replace(b"\0", b"\1"))
