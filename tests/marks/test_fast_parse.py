"""The fast parser gives what tomllib gives, or leaves the text to it."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.marks import NOTE, READ, STARRED, note_mark, tag_mark
from paperreader.marks.document import CorruptStateError, parse_toml
from paperreader.marks.fast_parse import parse, parse_dumps, parse_pieces, parse_tail
from paperreader.marks.register import Mark, make_register
from paperreader.marks.table import DumpFingerprint, LogEvent, PaperRef
from paperreader.marks.toml_text import dump_record
from tests.libraries import NOON
from tests.marks.documents import EVENTS, MACHINE, TEXTS, document_of, record, records
from tests.marks.test_table import DUMPS

STAR = LogEvent(PaperRef("a-b", "A B"), STARRED, make_register(Mark(on=True, since=NOON)))
PAPERS = [LogEvent(PaperRef(f"paper-{number}", "A Title"), READ, STAR.register) for number in range(3)]
OWN_TEXT = document_of(PAPERS).text() + records([STAR, *PAPERS])
BY_HAND = st.sampled_from(
    (
        "", "\n", "# a note\n", "x = 1\n", "[papers.a]\n", "[papers.by-hand]\nread = 2024-01-01\n", "[[event]]\n", '"""', "'",
        '[[event]]\nat = 2024-01-01T00:00:00Z\nset = "read"\nkey = "by-hand"\n', "[sync]\nhost = 1\n", "[papers.plain.tags]\na = 1\n", 'tags = ["todo"]\n',
        "tags.todo = 2024-01-01T00:00:00Z\n", "untagged.todo = 2024-01-01T00:00:00Z\n", 'note = {text = "n"}\n',
        "\\", "\r\n", "[", "event = []\n", 'note = "again"\n', "read = 2024-02-30T00:00:00Z\n", "[papers]\n",
    )
)  # fmt: skip


@given(TEXTS, BY_HAND, st.integers(0, 10**6), st.integers(0, 30))
@example("version = 1\n[papers.a]\nread = 2024-01-01T00:00:00Z\n", "", 0, 0)
def test_the_fast_parser_and_tomllib_give_the_same(text: str, piece: str, position: int, deleted: int) -> None:
    position %= len(text) + 1
    edited = text[:position] + piece + text[position + deleted * bool(position % 2) :]
    for variant in (text, edited, text + piece):
        found = parse_pieces(variant)
        if found is not None:
            whole = parse_toml(variant)
            assert found == replace(whole, header=found.header)  # where the fast parser puts comments without a paper


@pytest.fixture
def toml_inputs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are given to tomllib while the test runs."""
    texts: list[str] = []
    loads = tomllib.loads

    def recorded(text: str) -> dict[str, object]:
        texts.extend([text] if text.strip() else [])
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", recorded)
    return texts


def test_of_the_own_form_only_the_head_needs_tomllib(toml_inputs: list[str]) -> None:
    found = parse(OWN_TEXT)
    assert toml_inputs == [OWN_TEXT[: OWN_TEXT.index("[papers.")]]
    assert found == parse_toml(OWN_TEXT)
    assert found.event_count == 4


def test_papers_with_tags_and_notes_need_no_tomllib(toml_inputs: list[str]) -> None:
    paper, tagged = PAPERS[0].paper, [STAR._replace(name=tag_mark(tag)) for tag in ("todo", "to read", "大")]
    untagged = LogEvent(paper, tag_mark("todo"), make_register(Mark(on=False, since=NOON)))
    note = LogEvent(paper, NOTE, make_register(note_mark("see “SAE”", NOON)))
    text = document_of([*PAPERS, *tagged, untagged, note]).text() + records([*tagged, untagged, note])
    found = parse(text)
    assert toml_inputs == [text[: text.index("[papers.")]]
    assert found == parse_toml(text)


def test_of_a_paper_edited_by_hand_only_its_piece_needs_tomllib(toml_inputs: list[str]) -> None:
    edited = OWN_TEXT.replace("[papers.paper-1]\n", '[papers.paper-1]\nmood = "good"\n')
    found = parse(edited)
    assert [text.split("\n")[0] for text in toml_inputs[1:]] == ["[papers.paper-1]"]
    assert found.table.rows["paper1"].extra == {"mood": "good"}


def test_a_paper_with_two_tables_leaves_the_text_to_tomllib() -> None:
    twice = 'version = 1\n\n[papers.a-b]\ntitle = "A B"\nread = 2024-01-01T00:00:00Z\n\n[papers.ab]\ntitle = "A B"\n\n'
    assert parse_pieces(twice) is None
    assert parse(twice) == parse_toml(twice)


@pytest.mark.parametrize(
    "text",
    [
        "[papers.a",
        '[papers.a]\ntitle = "A"\n\n[papers.a]\ntitle = "A"\n\n',
        'version = "one"\n[papers.a]\ntitle = "A"\n\n',
        "[papers]\na = 3\n",
    ],
)
def test_a_corrupt_text_raises_an_error_from_both_parsers(text: str) -> None:
    assert parse_pieces(text) is None
    for parser in (parse, parse_toml):
        with pytest.raises(CorruptStateError):
            parser(text)


# -- what was appended -------------------------------------------------------------------------------


@given(st.lists(EVENTS, max_size=3), st.lists(DUMPS, max_size=2), st.lists(EVENTS, max_size=3))
def test_a_snapshot_and_its_tail_are_the_whole_file(
    events: list[LogEvent], dumps: list[DumpFingerprint], tail: list[LogEvent]
) -> None:
    snapshot = document_of(events).text()
    appended = records(tail) + "".join(dump_record(dump, MACHINE).decode() for dump in dumps)
    document, found = parse(snapshot), parse_tail(appended.encode())
    assert found is not None
    document.join(found)
    assert document == parse(snapshot + appended)


def test_an_unknown_event_in_the_tail_is_kept() -> None:
    found = parse_tail(f'\n[[event]]\nset = "archived"\nkey = "a"\n{record(STAR)}'.encode())
    assert found is not None
    assert found.unknown_events == [{"set": "archived", "key": "a"}]
    assert found.event_count == 2


@pytest.mark.parametrize("appended", ["x = 1\n", "\n[papers.a]\n", "\n[[event]]\n[papers.a]\n", "\n[[event]\n"])
def test_a_tail_that_is_not_events_leaves_the_file_to_be_parsed_as_a_whole(appended: str) -> None:
    assert parse_tail((record(STAR) + appended).encode()) is None


# -- dumps -------------------------------------------------------------------------------------------


@given(st.lists(EVENTS, max_size=3), st.lists(DUMPS, max_size=2), st.lists(DUMPS, max_size=2))
def test_dumps_are_found_without_parsing_marks(
    events: list[LogEvent], dumps: list[DumpFingerprint], appended: list[DumpFingerprint]
) -> None:
    tail = records(events) + "".join(dump_record(dump, MACHINE).decode() for dump in appended)
    text = document_of(events, dumps).text() + tail
    assert sorted(parse_dumps(text.encode())) == sorted(parse_toml(text).table.dumps.values())


def test_marks_are_not_parsed_for_the_dumps(toml_inputs: list[str]) -> None:
    dump = DumpFingerprint("1a", 3, "page.txt", NOON)
    assert parse_dumps((OWN_TEXT + dump_record(dump, MACHINE).decode()).encode()) == [dump]
    assert not any("paper-" in text for text in toml_inputs)
