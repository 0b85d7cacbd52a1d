"""Comments that a person writes into the state file: kept with their papers when it is written anew."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.marks import STARRED, MarkStore
from paperreader.marks.comments import piece_comments
from paperreader.marks.fast_parse import parse
from tests.libraries import change
from tests.marks.documents import EVENTS, document_of, records

BY_HAND = """\
# my own note at the top
version = 1
# between
rows = 2  # two

# --- for the reading group
[papers.successor-heads]
title = "Successor # Heads"
starred = 2026-11-25T16:37:31.212Z  # because of the ordinal task
mood = '''
# no comment'''

[papers.a-paper]
# first
title = "A Paper"
read = 2026-11-25T16:37:31Z

# about the record
[[event]]
at = 2026-11-25T16:37:31Z  # so late
set = "starred"
key = "a-paper"
# at the end
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "state.toml"
    file.write_text(BY_HAND, "utf-8")
    return file


def comments(text: str, key: str) -> list[str]:
    """The comments in a paper's table."""
    lines = text[text.index(f"[papers.{key}]") :].split("\n\n", maxsplit=1)[0].split("\n")
    return [line for line in lines if line.startswith("#")]


def test_comments_stay_with_their_papers_when_the_file_is_written_anew(file: Path) -> None:
    for _ in range(2):
        store = MarkStore(file)
        store.apply([change("another-paper", STARRED)])
        store.compact()
        text = file.read_text("utf-8")
        assert comments(text, "successor-heads")[:2] == ["# --- for the reading group", "# because of the ordinal task"]
        assert comments(text, "a-paper") == ["# first", "# about the record", "# so late"]
        assert text.startswith("# my own note at the top\n# between\n# two\n# at the end\nversion = 1\n")
        assert tomllib.loads(text)["papers"]["successor-heads"]["mood"] == "# no comment"
        assert text.count("#") == BY_HAND.count("#")


def test_a_comment_added_while_the_file_is_open_is_kept_and_a_removed_one_is_gone(file: Path) -> None:
    store = MarkStore(file)
    file.write_text(BY_HAND.replace("# first\n", "").replace('title = "A Paper"', 'title = "A Paper" # mine'), "utf-8")
    store.refresh()
    store.refresh()
    store.apply([change("another-paper", STARRED)])
    store.compact()
    assert comments(file.read_text("utf-8"), "a-paper") == ["# mine", "# about the record", "# so late"]


def test_comments_of_two_copies_are_joined(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(BY_HAND.replace("# first", "# second"), "utf-8")
    store = MarkStore(file)
    store.merge([other])
    assert {"# first", "# second"} < set(comments(file.read_text("utf-8"), "a-paper"))


def test_in_a_file_of_another_layout_comments_go_to_the_top(file: Path) -> None:
    file.write_text('version = 1\n[papers]\n# mine\na-b = { title = "A # B", read = 2026-01-01 } # too\n')
    store = MarkStore(file)
    store.compact()
    assert file.read_text().split("\nversion")[0].endswith("# mine\n# too")


@given(st.lists(EVENTS, min_size=1, max_size=3), st.data())
def test_a_comment_anywhere_between_lines_is_kept(events: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    lines = (document_of(events).text() + records(events)).split("\n")
    place = data.draw(st.integers(0, len(lines)))
    text = "\n".join([*lines[:place], "# here", *lines[place:]])
    assert parse(text).text().count("# here") == 1
    assert parse(parse(text).text()).text() == parse(text).text()


@pytest.mark.parametrize(
    ("piece", "own", "below"),
    [
        ("", (), ()),
        ('a = "#" # x\n# y\n\n# z', ("# x",), ("# y", "# z")),
        ("# a\n[t] # b\n# c\nx = '#' \n", ("# a", "# b", "# c"), ()),
        ('a = """\n# no\n\\"""#"""\n#y\r\n', (), ("#y",)),
    ],
)
def test_comments_are_told_from_strings(piece: str, own: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert piece_comments(piece) == (own, below)
