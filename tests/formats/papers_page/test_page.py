"""The papers page in every variant seen: entries have what a reader sees on the page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.formats import papers_page
from tests.formats.papers_page import Reading, read
from tests.strategies import HEADER, Dump, PagePaper, abstracts, dumps, page_bytes, wrap
from tests.strategies import page as page_of
from tests.text.test_sanitizing import harmful_characters

ONE = (
    "In this paper, we introduce a novel class of fast, beam search-based adversarial attack (BEAST) for Language"
    " Models (LMs). BEAST employs interpretable parameters, enabling attackers to balance between attack speed,"
    " success rate, and the readability of adversarial prompts. Our codebase is at https://github.com/x/BEAST."
)
TWO = (
    "Human pose and shape (HPS) estimation methods achieve remarkable results. However, current HPS benchmarks are"
    " mostly designed to evaluate models in scenarios that are similar to the training data. This can lead to critical"
    " situations in real-world applications when the observed data differs significantly from the training data."
)
THREE = (
    "Electroencephalography (EEG)-based brain-computer interfaces (BCIs) transform spontaneous or evoked neural"
    " activity into control commands for external communication. While convolutional neural networks (CNNs) remain"
    " the mainstream backbone for EEG decoding, their inherently short receptive field makes it difficult."
)
FIRST, SECOND, THIRD = "Fast Adversarial Attacks In One GPU Minute", "PoseExaminer", "DBConformer: EEG Decoding"


def page(*blocks: str, header: str = HEADER) -> str:
    return header + "\n\n".join(blocks) + "\n"


def by(who: str, day: str) -> str:
    return f"{who}\n\u00b7\n{day}" if who else f"\u00b7\n{day}"


AUTHORS = by("  \u2022 6 authors", "Feb 23, 2024")


def assert_three(reading: Reading) -> None:
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO), (THIRD, THREE)]
    assert reading.doubts == []


# -- the page header --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.replace("Daily Papers\n\n", ""),
        HEADER.replace("new\n\n", ""),
        HEADER.replace("email inbox!", "email inbox once a day!"),
        HEADER.replace("Daily Papers", "# Daily Papers"),
        HEADER.replace("Daily Papers", "Trending Papers"),
        HEADER.replace("byAK and the", "by AK and the"),
        HEADER.replace("byAK and", "by\n\nAK\n\n and"),
        HEADER.replace("byAK and", "by\nAK\n and"),
        HEADER.replace("Dec 12", "Daily\n\nWeekly\n\nMonthly\n\nDec 12"),
        HEADER.replace("Dec 12", "* Daily\n* Weekly\n* Monthly\n\nDec 12"),
        HEADER.replace("Dec 12", "interpretable surrogate\n\nDec 12"),
        HEADER.replace("Dec 12", "Intercode Bash\n\nDaily\n\nWeekly\n\nMonthly\n\nDec 12"),
        HEADER.replace("email inbox!", "email inbox once a day!\n\nGet trending papers in your email inbox!"),
        HEADER.replace("\n\n", "\n"),
        HEADER.replace("Dec 12", "Dec 12, 2024"),
        "\n\n" + HEADER,
        "",
    ],
    ids=[
        "as in the seeds", "without Daily Papers", "without new", "once a day", "as a heading", "trending",
        "by AK", "three paragraphs", "three lines", "periods", "periods as a list", "search words",
        "search words and periods", "both invitations", "one line each", "date with its year", "blank lines first",
        "none",
    ],
)  # fmt: skip
def test_the_page_header_is_dropped_and_counted(header: str) -> None:
    end = "\n\n" if header.endswith("\n") and not header.endswith("\n\n") else ""
    reading = read(page(FIRST, ONE, AUTHORS, SECOND, TWO, AUTHORS, THIRD, THREE, AUTHORS, header=header + end))
    assert_three(reading)
    assert reading.lines["boilerplate"] == len([line for line in header.split("\n") if line.strip()])
    assert [reading.lines[label] for label in ("titles", "abstracts", "metadata")] == [3, 3, 9]


@pytest.mark.parametrize("header", [HEADER, "", "\n" + HEADER])
@pytest.mark.parametrize("tags", ["", "tags:\n  - papers\n  - agents\n", "description: as seen\n\n"])
def test_the_front_matter_of_a_crawler_is_no_paper(header: str, tags: str) -> None:
    front = f"---\nurl: https://huggingface.co/papers?q=a%20b\nretrieved: 2026-10-02\n{tags}title: Daily Papers\n---\n"
    blocks = (*crawled("101", FIRST, ONE, AUTHORS), *crawled("7", SECOND, TWO, AUTHORS))
    reading = read(page(*blocks, header=front + header))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [(entry.upvotes, entry.comments) for entry in reading.entries] == [(101, 0), (7, 0)]
    assert reading.doubts == []


def test_a_first_paper_below_a_line_of_dashes_is_kept() -> None:
    reading = read(page("---", FIRST, ONE, AUTHORS, "---", SECOND, TWO, AUTHORS, header=""))
    assert [abstract for abstract in reading.abstracts if abstract in {ONE, TWO}] == [ONE, TWO]


def test_a_note_with_front_matter_is_no_page_of_papers() -> None:
    assert papers_page.sniff(b"---\ntitle: Notes\n---\n\nBuy milk.\n\nCall Ann.\n") == 0


def test_the_date_of_the_page_header_is_no_date_of_a_paper() -> None:
    assert [entry.day for entry in read(page(FIRST, ONE, SECOND, TWO)).entries] == [0, 0]


@pytest.mark.parametrize("title", ["New", "Papers", "Daily", "Subscribe to the Signal", "By AK and Friends"])
def test_a_paper_with_a_title_like_a_header_line_is_kept(title: str) -> None:
    assert read(page(SECOND, TWO, AUTHORS, title, ONE, AUTHORS)).pairs == [(SECOND, TWO), (title, ONE)]


# -- metadata ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "count", "organization"),
    [
        ("  \u2022 6 authors", 6, None),
        ("  \u2022 1 authors", 1, None),
        ("6 authors", 6, None),
        ("* 671 authors", 671, None),
        ("adobe Adobe", None, ("adobe", "Adobe")),
        (
            "UniTuebingen Eberhard Karls Universität Tübingen",
            None,
            ("UniTuebingen", "Eberhard Karls Universität Tübingen"),
        ),
        ("hkustitd 香港科技大学", None, ("hkustitd", "香港科技大学")),
        ("  \u2022 microsoft Microsoft", None, ("microsoft", "Microsoft")),
        ("Edge0", None, ("Edge0", "Edge0")),
        ("", None, None),
    ],
)
def test_authors_or_an_organization_stand_above_the_date(
    who: str, count: int | None, organization: tuple[str, str] | None
) -> None:
    (entry, other) = read(page(FIRST, ONE, by(who, "Feb 23, 2024"), SECOND, TWO, AUTHORS)).entries
    assert (entry.title, entry.authors_count, entry.organization) == (FIRST, count, organization)
    assert other.title == SECOND


@pytest.mark.parametrize(
    ("line", "day", "comments"),
    [
        ("Feb 23, 2024", 20240223, 0),
        ("Feb 23, 2024 3", 20240223, 3),
        ("Feb 23, 2024 1.1k", 20240223, 1100),
        ("Feb 23, 2024 [2K]", 20240223, 2000),
        ("Jun 26", 626, 0),
        ("Jun 26 12", 626, 12),
        ("May 8[1]", 508, 1),
        ("Mar 8, 2024 [ 6]", 20240308, 6),
        ("Mar 13 [ 3]", 313, 3),
        ("Sept 3, 2023", 20230903, 0),
        ("September 3, 2023", 20230903, 0),
        ("Feb 29, 2024", 20240229, 0),
        ("Feb 29", 229, 0),
        ("Feb 23, 2024 ", 20240223, 0),
    ],
)
def test_a_date_line_has_the_day_and_the_comments(line: str, day: int, comments: int) -> None:
    reading = read(page(FIRST, ONE, by("  \u2022 6 authors", line), SECOND, TWO, AUTHORS))
    assert (reading.entries[0].day, reading.entries[0].comments) == (day, comments)
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert reading.doubts == []


def test_a_paper_without_metadata_has_unknown_comments() -> None:
    (entry,) = read(page(FIRST, ONE)).entries
    assert (entry.comments, entry.authors_count, entry.upvotes, entry.organization) == (None, None, None, None)


def test_text_and_metadata_in_one_block_are_separated() -> None:
    text = page(FIRST, f"{ONE}\n{AUTHORS}\n{SECOND}", TWO, AUTHORS)
    reading = read(text)
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.day for entry in reading.entries] == [20240223, 20240223]
    assert [text.split("\n")[entry.line - 1] for entry in reading.entries] == reading.titles


def test_an_indented_abstract_with_its_metadata_in_the_same_block_is_kept_to_its_end() -> None:
    abstract = "\n".join(f"   {line}" for line in (*wrap(ONE).split("\n"), "THE LAST SENTENCE."))
    text = page(FIRST, f"{abstract}\n   6 authors\n   \u00b7\n   Jan 5, 2024", SECOND, TWO, AUTHORS)
    reading = read(text)
    assert reading.pairs == [(FIRST, f"{ONE} THE LAST SENTENCE."), (SECOND, TWO)]
    assert [entry.day for entry in reading.entries] == [20240105, 20240223]


def test_an_abstract_with_links_and_its_metadata_in_the_same_block_is_kept_to_its_end() -> None:
    linked = ONE.replace("beam search", "[beam search](https://huggingface.co/papers?q=beam%20search)")
    title = f"### [{FIRST}](https://huggingface.co/papers/2412.20138)"
    reading = read(page(title, f"{linked} THE LAST SENTENCE.\n6 authors\n\u00b7\nJan 5, 2024"))
    assert reading.pairs == [(FIRST, f"{ONE} THE LAST SENTENCE.")]
    assert reading.entries[0].authors_count == 6


def test_a_long_line_above_a_date_is_the_end_of_the_abstract_and_no_organization() -> None:
    reading = read(page(FIRST, f"{ONE}\n\u00b7\nJan 5, 2024", SECOND, TWO, AUTHORS))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert (reading.entries[0].organization, reading.entries[0].day) == (None, 20240105)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("heading", ["", "### "])
def test_titles_and_problems_have_their_lines_when_a_block_has_several_papers(gap: str, heading: str) -> None:
    text = f"{heading}{FIRST}\n\n{ONE}\n{AUTHORS}{gap}{heading}{SECOND}\n\n{TWO}\n{by('6 authors', 'Feb 30, 2024')}\n"
    reading = read(text)
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    lines = text.split("\n")
    assert [lines[entry.line - 1].removeprefix(heading) for entry in reading.entries] == [FIRST, SECOND]
    assert [lines[line - 1] for line, _ in reading.doubts] == ["Feb 30, 2024"]


def test_a_page_without_any_blank_line_is_read_whatever_its_length() -> None:
    text = "".join(f"{FIRST} {number}\n{AUTHORS}\n" for number in range(1200))
    reading = read(text)
    assert reading.titles == [f"{FIRST} {number}" for number in range(1200)]
    assert {(entry.day, entry.authors_count) for entry in reading.entries} == {(20240223, 6)}


@pytest.mark.parametrize("day", ["Feb 30", "Feb 29, 2023", "Apr 31, 2024", "Jun 0", "Jan 32, 2024"])
def test_a_day_that_is_not_in_the_calendar_is_reported_and_the_paper_kept(day: str) -> None:
    reading = read(page(FIRST, ONE, by("  \u2022 6 authors", day), SECOND, TWO, AUTHORS))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert (reading.entries[0].day, reading.entries[0].authors_count) == (0, 6)
    (doubt,) = reading.problems
    assert doubt.line == 19
    assert "not in the calendar" in doubt.text


def test_an_entry_may_lack_its_metadata() -> None:
    reading = read(page(FIRST, ONE, AUTHORS, SECOND, TWO, THIRD, THREE, AUTHORS))
    assert_three(reading)
    assert [entry.day for entry in reading.entries] == [20240223, 0, 20240223]


def test_a_whole_dump_may_lack_its_metadata() -> None:
    assert_three(read(page(FIRST, ONE, SECOND, TWO, THIRD, THREE)))


def test_the_comment_count_may_be_a_paragraph_of_its_own() -> None:
    reading = read(page(FIRST, ONE, by("4 authors", "Feb 24, 2018"), "2", SECOND, TWO, AUTHORS, "11", THIRD, THREE))
    assert_three(reading)
    assert [entry.comments for entry in reading.entries] == [2, 11, None]


def test_authors_dot_and_date_may_be_paragraphs_of_their_own() -> None:
    reading = read(
        page(FIRST, ONE, "4 authors", "\u00b7", "Feb 24, 2018 5", SECOND, TWO, "adobe Adobe", "\u00b7", "Jun 6")
    )
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [(entry.day, entry.comments) for entry in reading.entries] == [(20180224, 5), (606, 0)]
    assert [entry.authors_count for entry in reading.entries] == [4, None]
    assert reading.entries[1].organization == ("adobe", "Adobe")


def test_a_title_alone_above_a_date_without_authors_stays_a_title() -> None:
    reading = read(page(FIRST, ONE, AUTHORS, "An Obituary of a Method", by("", "Feb 23, 2024"), SECOND, TWO, AUTHORS))
    assert reading.titles == [FIRST, "An Obituary of a Method", SECOND]


def test_a_sentence_with_a_date_in_an_abstract_is_no_metadata() -> None:
    abstract = f"{ONE} It was held on\n\nMay 8, 2024 with 6 authors \u00b7 among them two of ours. {TWO}"
    reading = read(page(FIRST, abstract, AUTHORS, SECOND, TWO, AUTHORS))
    assert reading.pairs == [(FIRST, abstract), (SECOND, TWO)]


# -- upvotes before titles --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "upvotes"),
    [
        (("-", "65", "24"), [0, 65, 24]),
        (("65", "-", "1"), [65, 0, 1]),
        (("[-] 1", "[-] -", "[-] 149"), [1, 0, 149]),
        (("0", "0", "0"), [0, 0, 0]),
        (("65", "1.2k", "12K"), [65, 1200, 12000]),
    ],
)
def test_upvotes_on_a_line_of_their_own_before_the_title(votes: tuple[str, str, str], upvotes: list[int]) -> None:
    one, two, three = votes
    reading = read(page(one, FIRST, ONE, AUTHORS, two, SECOND, TWO, AUTHORS, three, THIRD, THREE, AUTHORS))
    assert_three(reading)
    assert [entry.upvotes for entry in reading.entries] == upvotes
    assert [entry.comments for entry in reading.entries] == [0, 0, 0]


def test_a_comment_count_before_an_upvote_count_is_distinguished() -> None:
    reading = read(page("-", FIRST, ONE, AUTHORS, "3", "65", SECOND, TWO, AUTHORS, "24", THIRD, THREE, AUTHORS))
    assert_three(reading)
    assert [entry.upvotes for entry in reading.entries] == [0, 65, 24]
    assert [entry.comments for entry in reading.entries] == [3, 0, 0]


def test_a_copy_by_a_text_browser_is_read() -> None:
    text = f"""new

Get trending papers in your email inbox once a day!

[Subscribe][29]

# Daily Papers

## by[AK][30] and the research community
* Daily
* Weekly
* Monthly

Jun 29
[
-
][31]

### [{FIRST}][32]

[

{wrap(ONE)}

][33]
[
* 3 authors
][34]
\u00b7
May 30
[
65
][35]

### [A Comprehensive Benchmark of Pose: What Must We Give in Return? A Long
### Title][36]

[

{wrap(TWO)}

][37]
[
* 671 authors
][38]
\u00b7
Mar 8, 2024 [ 6][39]
[
24
][64]

### [{THIRD}][65]

[

{wrap(THREE)}

][66]
[[microsoft] Microsoft][67]
\u00b7
Mar 13[3][68]
"""
    reading = read(text)
    long_title = "A Comprehensive Benchmark of Pose: What Must We Give in Return? A Long Title"
    assert reading.pairs == [(FIRST, ONE), (long_title, TWO), (THIRD, THREE)]
    assert [entry.upvotes for entry in reading.entries] == [0, 65, 24]
    assert [entry.day for entry in reading.entries] == [530, 20240308, 313]
    assert [entry.comments for entry in reading.entries] == [0, 6, 3]
    assert [entry.authors_count for entry in reading.entries] == [3, 671, None]
    assert reading.entries[2].organization == ("microsoft", "Microsoft")
    assert reading.doubts == []


def test_a_copy_by_a_note_taker_is_read() -> None:
    text = f"""new

Get trending papers in your email inbox!

Subscribe

https://huggingface.co/login?next=%2Fpapers

Daily Papers

by\x20

AK

https://huggingface.co/akhaliq

 and the research community

Intercode Bash

Daily

Weekly

Monthly\x20

https://huggingface.co/papers/trending

\x20

https://huggingface.co/papers/date/2026-03-24

Mar 25

 [-] -

https://huggingface.co/login?next=%2Fpapers%2F1802.08979

{FIRST}

https://huggingface.co/papers/1802.08979

{ONE}

https://huggingface.co/papers/1802.08979

[

4 authors](https://huggingface.co/papers/1802.08979)

\u00b7

Feb 24, 2018

 [-] 2

https://huggingface.co/login?next=%2Fpapers%2F1808.01400

{SECOND}

https://huggingface.co/papers/1808.01400

{TWO}

https://huggingface.co/papers/1808.01400

[

3 authors](https://huggingface.co/papers/1808.01400)

\u00b7

Aug 4, 2018
"""
    reading = read(text)
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.upvotes for entry in reading.entries] == [0, 2]
    assert [entry.arxiv_id for entry in reading.entries] == ["1802.08979", "1808.01400"]
    assert [entry.day for entry in reading.entries] == [20180224, 20180804]
    assert [entry.authors_count for entry in reading.entries] == [4, 3]
    assert reading.doubts == []


SITE = "https://huggingface.co"


def crawled(number: str, title: str, *below: str) -> tuple[str, ...]:
    """Return the blocks of one paper as crawlers copy them: every part is a link."""
    return f"[{number}]({SITE}/login?next=%2Fpapers%2F2502.20581)", f"### [{title}]({SITE}/papers/2502.20581)", *below


@pytest.mark.parametrize(
    ("line", "day", "comments"),
    [("Aug 3[1]", 803, 1), ("Sep 9[9]", 909, 9), ("Sep 9, 2024[12]", 20240909, 12), ("May 8[1.2k]", 508, 1200)],
)
@pytest.mark.parametrize("target", [f"({SITE}/papers/2502.20581#community)", "[64]"])
def test_a_comment_count_that_is_a_link_behind_the_day_is_no_digit_of_it(
    line: str, day: int, comments: int, target: str
) -> None:
    date_block = by("[- 10 authors](https://huggingface.co)", line + target)
    reading = read(page(*crawled("41", FIRST, ONE, date_block), *crawled("-", SECOND, TWO, AUTHORS)))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert (reading.entries[0].day, reading.entries[0].comments, reading.entries[0].authors_count) == (
        day,
        comments,
        10,
    )
    assert [entry.upvotes for entry in reading.entries] == [41, 0]


def test_an_abstract_and_authors_that_are_links_over_several_lines_lose_their_markup() -> None:
    first, second = ONE[:150].strip(), ONE[150:].strip()
    authors = (
        f"[- ![](https://a.example/c.jpeg)\\\\\n- ![]({SITE}/avatars/d.svg)\\\\\n- 3 authors]({SITE}/papers/2502.20581)"
    )
    linked = f"[{first}\\\\\n{second}]({SITE}/papers/2502.20581)"
    title = FIRST.replace("In One", "In\\  One")
    reading = read(
        page(*crawled("-", title, linked, authors, "\u00b7", "Feb 27, 2025"), *crawled("2", SECOND, TWO, AUTHORS))
    )
    assert reading.pairs == [(FIRST, f"{first} {second}"), (SECOND, TWO)]
    assert reading.raw_abstracts[0] == f"{first}\n{second}"
    assert [entry.authors_count for entry in reading.entries] == [3, 6]
    assert [entry.day for entry in reading.entries] == [20250227, 20240223]
    assert reading.doubts == []


def test_the_address_of_a_model_on_a_line_of_an_abstract_is_kept() -> None:
    abstract = f"{wrap(ONE)} The weights of all our models are at\n{SITE}/example/model\nunder a free licence."
    reading = read(page(*crawled("-", FIRST, abstract, AUTHORS), *crawled("2", SECOND, TWO, AUTHORS)))
    assert reading.pairs == [(FIRST, abstract.replace("\n", " ")), (SECOND, TWO)]


@pytest.mark.parametrize("indent", ["  ", "    "])
def test_a_heading_that_goes_on_indented_in_a_second_line_is_one_title(indent: str) -> None:
    wrapped = FIRST.replace(" In One", f"\n{indent}In One")
    reading = read(page(f"### {wrapped}", ONE, AUTHORS, f"### {SECOND}", TWO, AUTHORS))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert (reading.lines["titles"], reading.lines["abstracts"]) == (3, 2)
    assert reading.doubts == []


@pytest.mark.parametrize("chunk", [None, 307, 1009, 2003, 4001])
def test_plain_papers_below_one_with_a_heading_are_papers_wherever_a_piece_ends(chunk: int | None) -> None:
    plain = [block for number in range(30) for block in (f"{SECOND} {number}", f"{TWO} Number {number}.")]
    reading = read(page(f"### [{FIRST}]({SITE}/papers/2412.20138)", ONE, *plain), chunk=chunk)
    assert reading.titles == [FIRST, *plain[::2]]
    assert reading.abstracts == (ONE, *plain[1::2])
    assert reading.doubts == []


def test_a_paragraph_below_a_heading_that_may_be_a_paper_is_reported() -> None:
    text = page(f"### [{FIRST}]({SITE}/papers/2412.20138)", ONE, SECOND, TWO, AUTHORS, f"### {THIRD}", THREE, AUTHORS)
    reading = read(text)
    assert reading.pairs == [(FIRST, f"{ONE}\n\n{SECOND}\n\n{TWO}"), (THIRD, THREE)]
    ((line, problem),) = reading.doubts
    assert "may be the title" in problem
    assert text.split("\n")[line - 1] == SECOND


# -- trending pages ---------------------------------------------------------------------------------

SUMMARY = "A beam search-based attack jailbreaks language models within one GPU minute."


def card(title: str, abstract: str, who: str, upvotes: str = "149") -> tuple[str, ...]:
    return (
        "Submitted by", "bupalinyu", title, abstract, f"{who} \u00b7 Published on Dec 28, 2024", "Upvote", upvotes,
        "GitHub 3.29k", "arXiv Page",
    )  # fmt: skip


def test_a_trending_card_is_read_with_its_buttons() -> None:
    reading = read(page(*card(FIRST, ONE, "Edge0"), *card(SECOND, TWO, "4 authors", "25")))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.upvotes for entry in reading.entries] == [149, 25]
    assert [entry.day for entry in reading.entries] == [20241228, 20241228]
    assert reading.entries[0].organization == ("Edge0", "Edge0")
    assert reading.entries[1].authors_count == 4
    assert all(entry.has_code for entry in reading.entries)
    assert reading.doubts == []


def test_a_card_may_begin_right_below_the_buttons_of_the_one_before() -> None:
    buttons = "Upvote\n149\nGitHub 3.29k\narXiv Page\nSubmitted by\ntaesiri"
    reading = read(page(*card(FIRST, ONE, "Edge0")[:5], buttons, *card(SECOND, TWO, "4 authors")[2:]))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.upvotes for entry in reading.entries] == [149, 149]
    assert reading.doubts == []


@pytest.mark.parametrize(("upvotes", "number"), [("3.29k", 3290), ("110k", 110_000), ("-", 0), ("999999", 999_999)])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_the_upvotes_of_a_card_may_be_abbreviated(upvotes: str, number: int, gap: str) -> None:
    reading = read(page(*card(FIRST, ONE, "Edge0")[:5], f"Upvote{gap}{upvotes}", *card(SECOND, TWO, "4 authors")))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.upvotes for entry in reading.entries] == [number, 149]
    assert reading.doubts == []


@pytest.mark.parametrize("digits", ["9999999", "2147483648", "9" * 40])
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_upvotes_with_too_many_digits_are_reported_and_stay_unknown(digits: str, gap: str) -> None:
    text = page(*card(FIRST, ONE, "Edge0")[:5], f"Upvote{gap}{digits}", *card(SECOND, TWO, "4 authors"))
    reading = read(text)
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.upvotes for entry in reading.entries] == [None, 149]
    ((line, problem),) = reading.doubts
    assert "too large" in problem
    assert text.split("\n")[line - 1].endswith(digits)


def test_a_card_shown_twice_is_one_paper_with_the_longer_abstract() -> None:
    cards = (*card(FIRST, SUMMARY, "Edge0"), *card(FIRST, ONE, "Edge0"), *card(SECOND, TWO, "4 authors"))
    assert read(page(*cards)).pairs == [(FIRST, ONE), (SECOND, TWO)]
    cards = (*card(FIRST, ONE, "Edge0"), *card(FIRST, SUMMARY, "Edge0"), *card(SECOND, TWO, "4 authors"))
    assert read(page(*cards)).pairs == [(FIRST, ONE), (SECOND, TWO)]


@pytest.mark.parametrize("known_first", [True, False])
@pytest.mark.parametrize("longer_first", [True, False])
def test_a_card_shown_twice_keeps_the_fields_of_both(*, known_first: bool, longer_first: bool) -> None:
    abstract, other = (ONE, SUMMARY) if longer_first else (SUMMARY, ONE)
    known, unknown = card(FIRST, abstract, "4 authors", "0"), ("Submitted by", "bupalinyu", FIRST, other)
    if not known_first:
        known, unknown = unknown, known
        known, unknown = (*known[:3], abstract), (*unknown[:3], other, *unknown[4:])
    (entry,) = read(page(*known, *unknown)).entries
    assert entry.day == 20241228
    assert entry.authors_count == 4
    assert entry.comments == 0
    assert entry.upvotes == 0
    assert entry.abstract
    assert entry.abstract.length == len(ONE)


@pytest.mark.parametrize("bullets", [("-",), ("-", "-", "-"), ("- ![](https://a.org/avatar.png)", "-")])
def test_avatar_bullets_above_the_authors_are_no_text(bullets: tuple[str, ...]) -> None:
    who = "- 4 authors\n\n\u00b7 Published on Dec 28, 2024"
    reading = read(page(FIRST, ONE, *bullets, who, "Upvote\n\n76", SECOND, TWO, *bullets, who, "Upvote 5"))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [(entry.authors_count, entry.upvotes, entry.day) for entry in reading.entries] == [
        (4, 76, 20241228), (4, 5, 20241228)
    ]  # fmt: skip


def test_a_trending_page_copied_as_markdown_is_read() -> None:
    text = f"""Submitted by

[图片：无替代文本]

bupalinyu


### [{FIRST}](https://huggingface.co/papers/2609.18063)


{ONE}


[[图片：Edge0] Edge0](https://huggingface.co/Edge0) · Published on Sep 16, 2026


[Upvote

25](https://huggingface.co/login?next=%2Fpapers%2F2609.18063)

[GitHub 3.29k](https://github.com/Edge0-AI/edge0) [arXiv Page](https://arxiv.org/abs/2609.18063)


[[图片：无替代文本]](https://huggingface.co/papers/2412.20138)


### [{SECOND}: A Long Title
on Two Lines](https://huggingface.co/papers/2412.20138)


{SUMMARY}


-

-

- [图片：无替代文本]

- 4 authors

· Published on Dec 28, 2024


[Upvote

149](https://huggingface.co/login?next=%2Fpapers%2F2412.20138)

[GitHub 110k](https://github.com/x/y) [arXiv Page](https://arxiv.org/abs/2412.20138)
"""
    reading = read(text)
    assert reading.pairs == [(FIRST, ONE), (f"{SECOND}: A Long Title on Two Lines", SUMMARY)]
    assert [entry.arxiv_id for entry in reading.entries] == ["2609.18063", "2412.20138"]
    assert [entry.day for entry in reading.entries] == [20260916, 20241228]
    assert [entry.upvotes for entry in reading.entries] == [25, 149]
    assert [entry.has_code for entry in reading.entries] == [True, True]
    assert reading.entries[0].organization == ("Edge0", "Edge0")


# -- titles and abstracts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "0", "Erratum", "Discussion", "Abstract", "Magistral", "A Note.", "Is it?", "So it is!", "On Methods:",
        "Decreased 5-HT1A Binding in Mice", "May We Have Your Attention", "March of the Models, 2024",
        "[Re] Attention $\\times$ 2 \\ {x}", "N<sub>2</sub>O & https://a.org/x", "Emoji 🤖", "大语言模型的可解释性研究",
        "التعلم العميق للنماذج اللغوية", "- a title -", "Dec 12", "A" + " very" * 45 + " Long Title",
    ],
)  # fmt: skip
@pytest.mark.parametrize("metadata", [True, False])
def test_a_hard_title_is_a_title(title: str, *, metadata: bool) -> None:
    meta = (AUTHORS,) if metadata else ()
    reading = read(page(FIRST, ONE, *meta, title, TWO, *meta, THIRD, THREE, *meta))
    assert reading.pairs == [(FIRST, ONE), (title, TWO), (THIRD, THREE)]


@pytest.mark.parametrize("title", ["0", "Abstract", "A Note.", "12", "New Papers by AK", "Decreased Binding"])
def test_a_hard_title_may_be_the_first_of_its_dump(title: str) -> None:
    reading = read(page(title, ONE, AUTHORS, SECOND, TWO, AUTHORS))
    assert reading.pairs == [(title, ONE), (SECOND, TWO)]


@pytest.mark.parametrize("cut", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\x1c"])
def test_line_separators_other_than_newline_do_not_end_a_title(cut: str) -> None:
    reading = read(page(FIRST, ONE, AUTHORS, f"One{cut}Title", TWO, AUTHORS))
    assert reading.pairs == [(FIRST, ONE), ("One Title", TWO)]
    assert reading.entries[1].line == 21


@pytest.mark.parametrize("abstract", ["\x9d0;owned\x07 is cleaned", "\x1b]52;c;b3du\x1b\\", "\u202etxet", "a\u00adb"])
def test_no_control_character_of_a_dump_reaches_a_title_or_an_abstract(abstract: str) -> None:
    reading = read(page(f"A {abstract} title", f"{ONE} {abstract}", AUTHORS))
    ((title, shown),) = reading.pairs
    assert title.isprintable()
    assert shown.isprintable()
    assert shown.startswith(ONE)


def test_hard_wrapped_titles_and_abstracts_are_joined() -> None:
    title = "A Comprehensive Benchmark of Long Context Capable Approaches to Pose Estimation in the Wild"
    wrapped = wrap(title, "  ", 60)
    assert "\n  " in wrapped
    for meta in ((AUTHORS,), ()):
        reading = read(page(FIRST, wrap(ONE), *meta, wrapped, wrap(TWO), *meta, THIRD, wrap(THREE), *meta))
        assert reading.pairs == [(FIRST, ONE), (title, TWO), (THIRD, THREE)]
        assert reading.doubts == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_hard_wrapped_dump_is_read_with_either_line_end(end: str) -> None:
    reading = read(page(FIRST, wrap(ONE), AUTHORS, SECOND, wrap(TWO), AUTHORS).replace("\n", end))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO)]
    assert [entry.day for entry in reading.entries] == [20240223, 20240223]


def test_an_abstract_may_have_several_paragraphs() -> None:
    several = f"{ONE}\n\n{TWO}\n\n- It is fast.\n- It is small, with 6 authors."
    reading = read(page(FIRST, several, AUTHORS, SECOND, TWO, AUTHORS))
    assert reading.pairs == [(FIRST, several), (SECOND, TWO)]


def test_an_abstract_may_be_missing() -> None:
    reading = read(page(FIRST, AUTHORS, SECOND, TWO, AUTHORS, THIRD, AUTHORS))
    assert reading.pairs == [(FIRST, ""), (SECOND, TWO), (THIRD, "")]
    assert [entry.day for entry in reading.entries] == [20240223] * 3
    assert reading.doubts == []


def test_an_abstract_may_be_shorter_than_its_title() -> None:
    title = "On the Relation Between Full Valency and Synonymy of Verbs in a Large Corpus of Czech Newspapers"
    reading = read(page(FIRST, ONE, AUTHORS, title, "A short note.", AUTHORS, THIRD, THREE, AUTHORS))
    assert reading.pairs == [(FIRST, ONE), (title, "A short note."), (THIRD, THREE)]


def test_without_metadata_a_missing_abstract_is_found_and_reported() -> None:
    reading = read(page(FIRST, ONE, SECOND, THIRD, THREE, "Another Title", TWO))
    assert reading.pairs == [(FIRST, ONE), (SECOND, ""), (THIRD, THREE), ("Another Title", TWO)]
    (doubt,) = reading.problems
    assert doubt.line == 17
    assert "neither an abstract nor metadata" in doubt.text


def test_a_problem_has_the_line_of_the_doubtful_text() -> None:
    long_title = "This is a long text that stands where a title should. It goes on. " * 8
    reading = read(page(FIRST, ONE, AUTHORS, long_title.strip(), AUTHORS, THIRD, THREE, AUTHORS))
    assert [line for line, _ in reading.doubts] == [21]
    assert long_title.strip() in {*reading.titles, *reading.abstracts}


def test_links_and_code_in_an_abstract_are_found() -> None:
    without, page_only = TWO, f"{TWO} See https://a.org/x."
    reading = read(page(FIRST, ONE, AUTHORS, SECOND, without, AUTHORS, THIRD, page_only, AUTHORS))
    assert [(entry.has_links, entry.has_code) for entry in reading.entries] == [
        (True, True),
        (False, False),
        (True, False),
    ]


# -- the file itself --------------------------------------------------------------------------------

BLOCKS = (FIRST, ONE, AUTHORS, SECOND, TWO, AUTHORS, THIRD, THREE, AUTHORS)


@pytest.mark.parametrize(
    "data",
    [
        page(*BLOCKS).replace("\n", "\r\n").encode(),
        page(*BLOCKS).replace("\n", "\r\n").rstrip().encode(),
        b"\xef\xbb\xbf" + page(*BLOCKS).encode(),
        b"\xef\xbb\xbf" + page(*BLOCKS, header="").encode(),
        page(*BLOCKS).rstrip().encode(),
        page(*BLOCKS).encode() + b"\n\n \n",
        page(*BLOCKS).encode() + b"\n\n\xc2\xa0",
        page(*BLOCKS).replace("\n\n", "\n\n\n\n").encode(),
        page(*BLOCKS).replace("\n\n", "\n \t\n").encode(),
        page(*BLOCKS).replace("\n\n", "\n\u00a0\n").encode(),
        page(*BLOCKS, header="").encode(),
    ],
    ids=[
        "CRLF", "CRLF without the last", "BOM", "BOM before a title", "no last newline", "blank lines last", "a no-break space last",
        "many blank lines", "blanks in blank lines", "no-break spaces in blank lines", "no head",
    ],
)  # fmt: skip
def test_line_ends_and_byte_order_marks_change_nothing(data: bytes) -> None:
    reading = read(data)
    assert_three(reading)
    assert [(entry.day, entry.authors_count, entry.comments) for entry in reading.entries] == [(20240223, 6, 0)] * 3


@pytest.mark.parametrize("bad", [b"caf\xe9", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\x80"])
def test_bytes_that_are_not_utf_8_are_shown_and_reported(bad: bytes) -> None:
    data = page(FIRST, ONE, AUTHORS, SECOND, TWO, AUTHORS).encode().replace(b"(HPS)", bad)
    reading = read(data)
    assert reading.titles == [FIRST, SECOND]
    assert "\ufffd" in reading.abstracts[1]
    (doubt,) = reading.problems
    assert doubt.line == 23
    assert "not UTF-8" in doubt.text


def test_a_byte_that_is_not_utf_8_in_a_title_is_shown_as_the_replacement_character() -> None:
    reading = read(page("Cafe Society", ONE, AUTHORS, SECOND, TWO, AUTHORS).encode().replace(b"Cafe", b"Caf\xe9"))
    assert reading.titles[0] == "Caf\ufffd Society"


def test_a_page_in_latin_1_is_read() -> None:
    assert read(page("Caf\xe9 Society", ONE, AUTHORS).encode("latin-1", "replace")).titles[0] == "Caf\xe9 Society"


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("metadata", [True, False])
def test_two_pages_joined_by_cat_are_read_as_both(end: str, *, metadata: bool) -> None:
    meta = (AUTHORS,) if metadata else ()
    first = page(FIRST, ONE, *meta).rstrip("\n") + end
    reading = read(first + page(SECOND, TWO, *meta, THIRD, THREE, *meta))
    assert reading.titles == [FIRST, SECOND, THIRD]
    glued = "" if metadata or end else "new"  # the last word and the header's first are indistinguishable
    assert reading.abstracts in ((ONE, TWO, THREE), (ONE + glued, TWO, THREE))
    assert [entry.day for entry in reading.entries] == [20240223 if metadata else 0] * 3


def test_many_pages_joined_by_cat_are_read() -> None:
    pages = 400  # longer than two chunks
    text = "".join(
        page(f"{FIRST} {number}", ONE, AUTHORS, f"{SECOND} {number}", TWO, AUTHORS) for number in range(pages)
    )
    reading = read(text)
    assert reading.titles == [f"{title} {number}" for number in range(pages) for title in (FIRST, SECOND)]
    assert reading.lines["boilerplate"] == 6 * pages


@pytest.mark.parametrize("blocks", [(FIRST, ONE), (FIRST, ONE, AUTHORS), (FIRST,), (FIRST, ONE, SECOND)])
def test_a_page_of_one_paper_or_two_is_read(blocks: tuple[str, ...]) -> None:
    reading = read(page(*blocks))
    assert reading.titles == [title for title in (FIRST, SECOND) if title in blocks]
    assert reading.lines["boilerplate"] == 6


def test_an_entry_has_the_line_of_its_title() -> None:
    text = page(FIRST, ONE, AUTHORS, SECOND, TWO, AUTHORS)
    lines = text.split("\n")
    assert [lines[entry.line - 1] for entry in read(text).entries] == [FIRST, SECOND]


def test_the_raw_abstract_is_the_dumps_own_bytes() -> None:
    wrapped = wrap(ONE) + "\x1b[31m"
    assert read(page(FIRST, wrapped, AUTHORS)).raw_abstracts == (wrapped,)


def test_a_dump_longer_than_a_chunk_is_read_whole() -> None:
    papers = [PagePaper(f"{FIRST} Number {number}", TWO, 2, 23, 2024, 6) for number in range(800)]
    text = page_of(papers)
    assert len(text) > 300_000
    reading = read(text)
    assert reading.pairs == [(paper.title, paper.abstract) for paper in papers]
    lines = text.split("\n")
    assert [lines[entry.line - 1] for entry in reading.entries] == reading.titles
    assert reading.doubts == []


SEVERAL = f"{ONE}\n\n{TWO}\n\n- It is fast.\n- It is small."
UNCUT: dict[str, tuple[str, ...]] = {
    "metadata": (FIRST, ONE, AUTHORS, SECOND, TWO, AUTHORS, THIRD, AUTHORS, "Another Title", THREE, AUTHORS),
    "no metadata": (FIRST, ONE, SECOND, TWO, THIRD, "Another Title", THREE, "The Last Title", ONE),
    "several paragraphs": (FIRST, SEVERAL, AUTHORS, SECOND, SEVERAL, AUTHORS, THIRD, SEVERAL, AUTHORS),
    "counts": (
        FIRST,
        ONE,
        "4 authors",
        "\u00b7",
        "Feb 24, 2018",
        "2",
        SECOND,
        TWO,
        AUTHORS,
        "11",
        THIRD,
        THREE,
        AUTHORS,
    ),
    "upvotes": ("-", FIRST, ONE, AUTHORS, "3", "65", SECOND, TWO, AUTHORS, "24", THIRD, THREE, AUTHORS),
    "cards": (*card(FIRST, SUMMARY, "Edge0"), *card(FIRST, ONE, "Edge0"), *card(SECOND, TWO, "4 authors")),
    "a second dot": (FIRST, ONE, f"{AUTHORS} \u00b7", "Jan 5, 2024", SECOND, TWO, AUTHORS),
    "two pages": (FIRST, ONE, AUTHORS, HEADER.strip(), SECOND, TWO, AUTHORS, THIRD, THREE, AUTHORS),
    "two pages without metadata": (FIRST, ONE, HEADER.strip(), SECOND, TWO, THIRD, THREE),
}


@pytest.mark.parametrize("blocks", UNCUT.values(), ids=UNCUT)
def test_the_size_of_chunks_does_not_change_what_is_read(blocks: tuple[str, ...]) -> None:
    text = page(*blocks * 12)
    whole = read(text, modified=date(2025, 6, 1))
    for size in (41, 307, 1009, 2003, 4001, 8009, 16001):
        assert read(text, modified=date(2025, 6, 1), chunk=size) == whole, size


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_dump_that_arrives_a_few_bytes_at_a_time_is_read(size: int) -> None:
    assert_three(read(page(*BLOCKS).replace("\n", "\r\n"), chunk=size))


# -- recognition -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [page(FIRST, ONE, AUTHORS), page(FIRST, ONE, AUTHORS, header=""), page(FIRST, ONE, SECOND, TWO, header="")]
)
def test_a_page_of_papers_is_recognized_by_its_beginning(text: str) -> None:
    assert papers_page.sniff(text.encode()) > 0


@pytest.mark.parametrize(
    "text",
    [
        "def main() -> None:\n    print('hello')\n\n\nmain()\n",
        '[{"paper": {"id": "2412.20138", "title": "A title"}}]\n',
        "# Notes\n\nBuy milk.\n\nCall Ann.\n",
        "name,value\na,1\nb,2\n",
        "@article{x,\n  title = {A title},\n}\n",
        page("SKIP_PATH\n---------", FIRST, ONE, header=""),
    ],
)
def test_other_text_is_no_page_of_papers(text: str) -> None:
    assert papers_page.sniff(text.encode()) == 0


# -- for any dump -----------------------------------------------------------------------------------


@given(dumps())
def test_a_generated_page_is_read_to_its_papers(dump: Dump) -> None:
    reading = read(dump.data, modified=date(2025, 6, 1))
    assert reading.pairs == [(paper.title, paper.abstract) for paper in dump.papers]
    for entry, paper in zip(reading.entries, dump.papers, strict=True):
        assert (entry.day, entry.authors_count, entry.organization) == (
            paper.number, paper.authors_count, paper.organization
        )  # fmt: skip
        assert (entry.comments, entry.upvotes) == (paper.comments, paper.upvotes)
    assert reading.doubts == []


@given(page_bytes())
@example(HEADER.encode() + "·\nFeb 0\n\t".encode())
def test_reading_never_raises_and_every_line_is_counted(data: bytes) -> None:
    reading = read(data)
    assert all(reading.titles)
    assert not harmful_characters("".join(reading.titles))
    assert not harmful_characters("".join(reading.abstracts)) - {"\n"}
    assert all(problem.line >= 1 and problem.text for problem in reading.problems)


_NOISE = st.sampled_from(
    (
        "Title number {}", "Another, Longer Title: With Part {}", "-", "65", "[-] 1", "Submitted by Ann", "Upvote 3", "0",
        "GitHub 3.29k", "arXiv Page", AUTHORS, by("adobe Adobe", "Jun 26"), by("", "Feb 30"), HEADER.strip(),
        "Abstract", "new",
    )
)  # fmt: skip


@given(
    st.lists(st.tuples(_NOISE, abstracts()), min_size=1, max_size=8, unique_by=lambda block: block[0]),
    st.integers(0, 8),
)
def test_no_paragraph_is_ever_lost(blocks: list[tuple[str, str]], header_until: int) -> None:
    papers = [f"Paragraph number {number} begins. {paragraph}" for number, (_, paragraph) in enumerate(blocks)]
    mixed = [
        text
        for number, (noise, _) in enumerate(blocks)
        for text in ((noise.format(number), papers[number]) if number >= header_until else (papers[number],))
    ]
    reading = read(page(*mixed))
    kept = "\n\n".join([*reading.titles, *reading.abstracts])
    assert [paragraph for paragraph in papers if paragraph not in kept] == []
