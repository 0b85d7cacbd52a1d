"""The reader begins where it was left with the same dumps."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.library.new_dumps import fingerprints
from tests.tui.harness import SEEDS, ReaderDriver, make, reading, write_page


async def test_query_order_place_and_panes_come_back_with_the_same_dumps(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    other = write_page(tmp_path, "Another dump of papers with a first paper", "And with a second paper of its own")
    async with reading([SEEDS], state, sessions=sessions) as reader:
        await reader.press("/")
        await reader.type("year:2024")
        await reader.press("enter", "S", "t", "z", "f", "h", "l")
        await reader.press("ctrl+d", "ctrl+d", "k", "k")
        left, focused = reader.screen(), reader.main.scope
        title, top = reader.title, reader.main.list.top
        assert top > 0
        await reader.press("Q")
    async with reading([other], state, sessions=sessions) as reader:
        assert reader.title == "Another dump of papers with a first paper"
        assert len(reader.session.view.rows) == 2
    async with reading([SEEDS], state, sessions=sessions) as reader:
        assert (reader.title, reader.main.list.top) == (title, top)
        assert (reader.screen(), reader.main.scope) == (left, focused)
        await reader.press("escape", "escape", "escape")
        assert len(reader.session.view.rows) == 86


async def test_a_query_with_words_comes_back_with_its_paper_and_keys_wait_for_it(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    async with reading([SEEDS], state, sessions=sessions) as reader:
        await reader.press("2", "/")
        await reader.type("attention")
        await reader.press("enter", "j")
        title, rows = reader.title, list(reader.session.view.rows)
        await reader.press("/")
        await reader.type("sparse")  # the reader ends while another query is typed
    async with reading([SEEDS], state, sessions=sessions) as reader:
        assert str(reader.session.query) == "is:unread attention"
        assert list(reader.session.view.rows) == rows
        assert reader.title == title
        await reader.press("/", "up")
        assert reader.main.typed_line.bar.text == "is:unread attention"


@pytest.mark.parametrize(
    ("query", "order", "steps"),
    [
        ("year:2025", "", 2),
        ("year:2024..", "", 2),
        ("date:2024..", "S d", 13),
        ("year:2025 has:code", "", 2),
        ("is:unread year:2025", "", 2),
        ("year:2025 abstract:model", "", 2),
    ],
)
async def test_the_place_comes_back_among_papers_whose_years_are_known_at_the_end_of_their_dump(
    tmp_path: Path, query: str, order: str, steps: int
) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    async with reading([SEEDS], state, size=(120, 20), sessions=sessions) as reader:
        await reader.press(*order.split(), "/")
        await reader.type(query)
        await reader.press("enter", "g", *"j" * steps)
        left, place = reader.screen(), (reader.title, reader.session.cursor.position, reader.main.list.top)
        await reader.press("Q")
    async with reading([SEEDS], state, size=(120, 20), sessions=sessions) as reader:
        assert (reader.title, reader.session.cursor.position, reader.main.list.top) == place
        assert reader.screen() == left
        await reader.press("Q")
    async with reading([SEEDS], state, size=(120, 20), sessions=sessions) as reader:
        assert (reader.title, reader.session.cursor.position, reader.main.list.top) == place


async def test_a_paper_that_was_read_since_gives_place_to_the_next_unread_one(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    async with reading([SEEDS], state, sessions=sessions) as reader:
        await reader.press("2", "n", "n", "enter", "j")
        following = reader.session.papers.paper(reader.session.view.rows[3]).title
        await reader.press("Q")
    async with reading([SEEDS], state, sessions=sessions) as reader:
        assert len(reader.session.view.rows) == 83
        assert reader.title == following


async def test_without_its_paper_the_first_unread_one_is_shown(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    dump = write_page(
        tmp_path, "The first of the papers here", "The second of the papers here", "The third of them all"
    )
    async with reading([dump], state, sessions=sessions) as reader:
        await reader.press("n", "j")
    write_page(tmp_path, "The first of the papers here", "The second of the papers here", "A fourth paper instead")
    async with reading([dump], state, sessions=sessions) as reader:
        assert reader.title == "The second of the papers here"


async def test_new_papers_are_told_and_the_place_stays(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    folder = tmp_path / "dumps"
    folder.mkdir()
    write_page(folder, "The first of the papers here", "The second of the papers here", name="old.txt")
    async with reading([str(folder)], state, sessions=sessions) as reader:
        await reader.press("j")
        reader.session.marks.record_dumps(fingerprints(reader.session.library.sources))
    write_page(folder, "A paper that came in since", name="new.txt")
    async with reading([str(folder)], state, sessions=sessions) as reader:
        assert reader.title == "The second of the papers here"
        assert reader.session.cursor.position == 2
        assert "1 dump new or longer since the last time: n begins with what came in" in reader.screen()
        await reader.press("n")
        assert reader.title == "A paper that came in since"
        await reader.press("n", "n")
        assert reader.title == "The second of the papers here"  # it was not left as read
    async with reading([str(folder)], state, sessions=sessions) as reader:
        assert "1 dump new or longer since the last time: is:new finds what came in" in reader.screen()  # all are read


async def test_only_the_first_key_begins_with_new_papers(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    folder = tmp_path / "dumps"
    folder.mkdir()
    write_page(folder, "The first of the papers here", "The second of the papers here", "The third one", name="old.txt")
    async with reading([str(folder)], state, sessions=sessions) as reader:
        await reader.press("j")
        reader.session.marks.record_dumps(fingerprints(reader.session.library.sources))
    write_page(folder, "A paper that came in since", name="new.txt")
    async with reading([str(folder)], state, sessions=sessions) as reader:
        await reader.press("k", "n")
        assert reader.title == "The second of the papers here"


@pytest.mark.parametrize("size", [(250, 40), (100, 30), (80, 20), (40, 12)])
@pytest.mark.parametrize("query", ["has:code", "paper"])
async def test_the_query_that_comes_back_is_seen_with_what_is_said_of_the_dumps(
    tmp_path: Path, size: tuple[int, int], query: str
) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    folder = tmp_path / "dumps"
    folder.mkdir()
    write_page(folder, "A paper of the folder", "Another paper of it", extra="See https://github.com/a/b for code.")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    async with reading([str(folder)], state, size=size, sessions=sessions) as reader:
        await reader.press("/")
        await reader.type(query)
        await reader.press("enter", "j", "Q")
    async with reading([str(folder)], state, size=size, sessions=sessions) as reader:
        assert f"/ {query}" in reader.line(-1)
        assert "2/2" in reader.line(-1)
        assert "1 file not read: paperreader check" in reader.screen()
        await reader.press("k")
        assert "not read" not in reader.screen()
        assert f"/ {query}" in reader.line(-1)


async def test_a_full_screen_paper_comes_back_and_the_first_picture_leaves_room_for_the_filters(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    async with reading([SEEDS], state, size=(160, 45), sessions=sessions) as reader:
        await reader.press("f", "l", "l")
        widths = reader.main.list.size.width, reader.main.detail.size.width
        await reader.press("l", "j")
        left = reader.screen()
        await reader.press("Q")
    app = make([SEEDS], state, sessions=sessions)
    async with app.run_test(size=(160, 45)) as pilot:
        reader = ReaderDriver(app, pilot)
        await reader.settle()
        assert reader.screen() == left
        await reader.press("escape", "Q")
    app = make([SEEDS], state, sessions=sessions)
    async with app.run_test(size=(160, 45)):
        assert (app.main.list.size.width, app.main.detail.size.width) == widths


async def test_beside_filters_the_list_has_the_keys_at_first(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    async with reading([SEEDS], state, sessions=sessions) as reader:
        await reader.press("f", "j")
        left = reader.main.scope
        await reader.press("Q")
    async with reading([SEEDS], state, sessions=sessions) as reader:
        assert (left, reader.main.scope) == ("filters", "list")
        assert reader.line(0).startswith(" State")
        await reader.press("/")
        assert reader.line(-1).startswith(" /")


async def test_in_a_narrow_terminal_the_filters_take_the_place_of_the_list_again(tmp_path: Path) -> None:
    state, sessions = tmp_path / "state.toml", tmp_path / "sessions.toml"
    async with reading([SEEDS], state, size=(80, 24), sessions=sessions) as reader:
        await reader.press("f", "j", "Q")
    async with reading([SEEDS], state, size=(80, 24), sessions=sessions) as reader:
        assert reader.line(0) == " State"
        await reader.press("space")
        assert str(reader.session.query) == "is:unread"
        await reader.press("f")
        assert reader.main.list.display
