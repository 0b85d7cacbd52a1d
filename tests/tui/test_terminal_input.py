"""What the terminal sends: keys and pastes arrive, all other bytes are passed over."""

from __future__ import annotations

from random import Random

import pytest
from textual import events

from paperreader.tui.terminal_input import TerminalInput
from terminal_fuzz import pieces


def received(*reads: bytes, encoding: str = "utf-8") -> tuple[list[str], int]:
    """Return the keys and pastes of the bytes, read in pieces, and the number of faults."""
    source = TerminalInput(encoding)
    messages = [message for read in reads for message in source.feed(read)]
    texts = [event.key for event in messages if isinstance(event, events.Key)]
    return texts + [repr(event.text) for event in messages if isinstance(event, events.Paste)], source.faults


@pytest.mark.parametrize(
    "faulty",
    [
        b"\xe9",  # é in Latin-1
        b"\xff\xfe",
        b"\x1b[97:65;2u",
        b"\x1b[1114112u",
        b"\x1b[99999999999999999u",
        b"\x1b[55296u",  # half a surrogate pair
        b"\x1b[48;99999;99999;1;1t",  # a terminal of 99999 rows
        b"\x1b[48;0;0;0;0t",
        b"\x1b[<0;99999;9999M",
    ],
)
def test_what_no_terminal_should_send_is_counted_and_the_next_key_arrives(faulty: bytes) -> None:
    keys, faults = received(faulty + b"j")
    assert keys == ["j"]
    assert faults > 0


@pytest.mark.parametrize(
    "report",
    [b"\x1b[0n", b"\x1b[?62;22c", b"\x1b]11;rgb:16/18/1d\x1b\\", b"\x1b]11;rgb:16/18/1d\a", b"\x1bP1$r0m\x1b\\"],
)
def test_late_answers_of_the_terminal_are_no_keys(report: bytes) -> None:
    assert received(report + b"j") == (["j"], 0)


def test_an_unknown_key_is_not_taken_for_its_letters() -> None:
    assert received(b"\x1b[" + b"1" * 50 + b"uj") == (["j"], 0)
    assert received(b"\x1b[57;200zj") == (["j"], 0)


def test_keys_in_pieces_arrive_whole() -> None:
    assert received(b"\x1b", b"[", b"A") == (["up"], 0)
    assert received("時".encode()[:1], "時".encode()[1:]) == (["時"], 0)
    assert received("é".encode("latin-1"), encoding="iso-8859-1") == (["é"], 0)


def test_a_paste_whose_end_was_lost_is_ended_by_esc_or_ctrl_c() -> None:
    assert received(b"\x1b[20", b"0~two words", b"\x1b", b"j") == (["j", "'two words'"], 0)
    assert received(b"\x1b[200~two words", b"\x03", b"j") == (["j", "'two words'"], 0)
    assert received(b"\x1b[200~a\x03b", b"\x1b[201~j") == (["j", r"'a\x03b'"], 0)


def test_a_paste_without_end_takes_no_more_memory_and_runs_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.tui.terminal_input._MAX_PASTE", 100)
    reads = [b"\x1b[200~", *[b"Q" * 30] * 10, b"QQ\x1b[20", b"1~j"]
    assert received(*reads) == (["j", repr("Q" * 90)], 0)


def test_no_bytes_end_the_reading() -> None:
    source, random = TerminalInput("utf-8"), Random(1)
    for _, piece in zip(range(5000), pieces(random), strict=False):
        list(source.feed(piece))
        list(source.tick())
    keys = [event.key for event in source.feed(b"\x1b[201~j") if isinstance(event, events.Key)]
    assert keys[-1] == "j"
