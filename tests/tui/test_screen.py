"""What stands where on terminals of all sizes, and what hostile text does to them: nothing."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from paperreader.commands import COMMANDS
from paperreader.paper import Paper
from paperreader.text import single_line
from paperreader.tui.actions import ACTIONS
from paperreader.tui.layout import Arrangement, layout
from paperreader.tui.line_view import LineView
from paperreader.tui.render import ASCII, Glyphs, PaperDetail, format_date, render_detail, truncate
from paperreader.tui.rows import ListRow, RowStyles, about_strip, fit_columns, row_strip
from tests.tui.harness import SEEDS, reading, write_page

USUAL = (("Feb 24, 2023", 13), ("12k", 4))
PLAIN = RowStyles(*[Style.null()] * 7)
HOSTILE = [
    "[/b] closes what was never opened [red]",
    "[@click=app.quit]do not click[/]",
    "\x1b[31mred\x1b[0m and \x1b]0;title\x07 and \x9b2J",
    "right \u202eto left\u202c and \u2066isolated\u2069",
    "combining e\u0301 and zero\u200bwidth and soft\u00adhyphen",
    "双语标题 with 漢字 that are wide, wider and widest of all the titles here",
    "emoji 👩‍🔬 and flags 🇺🇳 in a title that goes on",
    "$\\alpha$-divergences \\textbf{bold} & 100% #1",
    "line\u2028separator and form\x0cfeed",
]


@pytest.mark.parametrize(
    ("size", "title", "arrangement"),
    [
        ((160, 45), 76, Arrangement.SIDE),
        ((140, 40), 76, Arrangement.SIDE),
        ((100, 30), 76, Arrangement.STACKED),
        ((80, 24), 64, Arrangement.STACKED),
        ((60, 20), 54, Arrangement.SINGLE),
    ],
)
async def test_titles_have_their_room(
    size: tuple[int, int], title: int, arrangement: Arrangement, tmp_path: Path
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=size) as desk:
        assert layout(*size).arrangement is arrangement
        width = desk.main.list.size.width - 1
        assert fit_columns(width, USUAL)[0] >= title
        longest = "Toward Real-world Text Image Forgery Localization: Structured and Interpretable Data Synthesis"
        assert longest[: title - 1] in desk.screen()


async def test_chrome_takes_two_lines_and_one_below_24_rows(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 24)) as desk:
        assert "1 all 86" in desk.line(0)
        await desk.resize(100, 23)
        assert "Fast Adversarial" in desk.line(0)
        assert "1 all 86" in desk.line(-1)


async def test_a_small_terminal_shows_one_pane_at_a_time(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(60, 20)) as desk:
        assert "6 authors" not in desk.screen()
        await desk.press("enter")
        assert "6 authors" in desk.screen()
        assert "PoseExaminer" not in desk.screen()
        await desk.press("J")
        assert "PoseExaminer" in desk.screen()
        await desk.press("h")
        assert "6 authors" not in desk.screen()


async def test_any_size_can_be_drawn(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("f")
        for size in [(10, 3), (1, 1), (30, 8), (79, 50), (80, 19), (139, 20), (300, 90), (100, 30)]:
            await desk.resize(*size)
            await desk.press("j", "G", "g")
        assert "1 all 86" in desk.line(0)


async def test_hostile_titles_are_shown_harmless(tmp_path: Path) -> None:
    extra = " ".join(title.replace("\n", " ") for title in HOSTILE)
    dump = write_page(tmp_path, *(f"{title} number {place}" for place, title in enumerate(HOSTILE)), extra=extra)
    async with reading([dump], tmp_path / "state.toml", size=(160, 45)) as desk:
        assert len(desk.session.rows) == len(HOSTILE)
        for _ in HOSTILE:
            await desk.press("n")
            harmful = {sign for sign in desk.screen() if unicodedata.category(sign) == "Cc" and sign != "\n"}
            assert not harmful
        await desk.press("g")
        assert "[/b] closes what was never opened [red]" in desk.screen()
        await desk.press("/")
        await desk.type("漢字")
        assert "双语标题" in desk.title
        await desk.press("escape", "f", "1", "s", "u", "y", "y")
        assert desk.app.is_running


async def test_hostile_file_names_are_shown_harmless(tmp_path: Path) -> None:
    name = "evil \x1b[31m[@click=app.quit] name.txt"
    dump = write_page(tmp_path, "A harmless paper in a harmful file", name=name)
    async with reading([dump], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("f")
        assert "evil [31m[@click=app.quit]" in desk.screen()
        assert "\x1b" not in desk.screen()


async def test_pasted_text_fires_no_command(tmp_path: Path) -> None:
    from textual import events

    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        desk.app.post_message(events.Paste("Aq\x1b[31msss"))
        await desk.settle()
        assert desk.unread == 86
        assert desk.session.starred_count == 0
        await desk.press("/")
        desk.app.post_message(events.Paste("succ\x1bessor\nq"))
        await desk.settle()
        assert desk.title.startswith("Successor Heads")


async def test_the_bar_is_dragged_and_nothing_else_comes_of_it(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(80, 24)) as desk:
        papers = desk.main.list
        right, bottom, title = papers.size.width - 1, papers.size.height - 1, desk.title
        await desk.drag(papers, (right, 0), (right, 4), (right - 9, bottom))
        assert papers.top == papers.last_top > 0
        await desk.drag(papers, (right, bottom), (right, 0))
        assert papers.top == 0
        await desk.resize(100, 22)
        detail = desk.main.detail
        assert detail.last_top > 0
        await desk.drag(detail, (99, 0), (99, 3), (99, detail.size.height - 1))
        assert detail.at_end
        assert desk.title == title
        assert not desk.main.get_selected_text()
        await desk.drag(papers, (5, 0), (5, papers.size.height - 1))
        assert papers.top == 0


async def test_a_key_in_the_middle_of_a_drag_leaves_the_mouse_alive(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(80, 14)) as desk:
        await desk.press("f")
        filters = desk.main.filters
        await desk.drag(filters, (filters.size.width - 1, 0), (filters.size.width - 1, 2), let_go=False)
        await desk.press("escape")
        before = desk.title
        await desk.click(desk.main.list, (20, 2))
        assert desk.title != before


async def test_the_text_that_the_mouse_selects_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        monkeypatch.setattr(desk.app, "copy_to_clipboard", copied.append)
        await desk.drag(desk.main.detail, (4, 1), (8, 1), (12, 1))
        await desk.press("ctrl+c")
        assert copied == [desk.title[:9]]


@pytest.mark.parametrize(
    ("lines", "places", "selected"),
    [
        ("#top", [(0, 0), (4, 0), (8, 0)], "1 all 86"),
        ("#top", [(99, 0), (97, 0), (95, 0)], "help"),
        ("#detail", [(0, 1), (8, 1), (12, 1)], "Fast Adve"),
        ("#detail", [(2, 1), (8, 1), (12, 1)], "Fast Adve"),
    ],
)
async def test_the_mouse_selects_from_the_margins(
    tmp_path: Path, lines: str, places: list[tuple[int, int]], selected: str
) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        await desk.drag(desk.main.query_one(lines), *places)
        assert desk.main.get_selected_text() == selected


async def test_the_mouse_selects_across_the_panes(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        detail = desk.main.detail
        await desk.drag(desk.main.query_one("#top"), (5, 0), (20, detail.region.y + 4), (9, 29))
        selected = desk.main.get_selected_text() or ""
        assert detail.content.plain in selected


@pytest.mark.parametrize("width", [20, 40, 60])
async def test_what_is_typed_is_seen_in_a_narrow_terminal(tmp_path: Path, width: int) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(width, 12)) as desk:
        await desk.press("slash")
        await desk.type("interp")
        assert desk.line(-1).startswith(" /interp")


async def test_the_line_being_typed_keeps_its_cursor_when_the_mouse_is_used(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        await desk.press("slash")
        await desk.drag(desk.main.list, (99, 0), (99, 5))
        await desk.click(desk.main.list, (20, 2))
        await desk.type("interp")
        assert desk.main.focused is desk.main.search.input
        assert "Transcoders Find Interpretable LLM Feature Circuits" in desk.screen()


async def test_lines_kept_from_earlier_pictures_look_as_if_drawn_anew(tmp_path: Path) -> None:
    moves = ["j", "j", "G", "k", "g", "z", "j", "J", "z", "tab", "j", "space", "shift+tab", "l", "h"]
    commands = ["s", "n", "r", "u", "f", "j", "j", "enter", "escape", "S", "d", "question_mark", "j", "escape", "m"]
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as desk:
        for count, key in enumerate([*moves, *commands, "slash", *"attentoin", "enter", "j", "escape"]):
            await desk.press(key)
            if count % 9 == 0:
                await desk.resize(60 + 7 * count, 14 + count)
            kept = desk.main._compositor.render_strips()
            for view in desk.main.query(LineView):
                view.refresh()
            assert desk.main._compositor.render_strips() == kept, key


async def test_only_the_cursor_shows_that_the_list_has_lost_the_focus(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("j", "j")
        with_focus = desk.main._compositor.render_strips()
        await desk.press("slash")
        without_focus = desk.main._compositor.render_strips()
        rows = desk.main.list.region.line_range
        assert [y for y in rows if with_focus[y] != without_focus[y]] == [rows[desk.session.cursor]]


async def test_the_shown_view_is_underlined_though_all_counts_stay(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        for key, view in (("2", "unread 86"), ("1", "all 86")):
            await desk.press(key)
            top = desk.main._compositor.render_strips()[0]
            assert [text for text, style, _ in top if style and style.underline] == [view]


async def test_a_click_moves_the_cursor_and_marks_nothing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.click(desk.main.list, (20, 5))
        assert desk.session.cursor == 5
        await desk.click(desk.main.list, (20, 5))
        assert desk.main.scope == "detail"
        assert desk.unread == 86


async def test_the_line_s_own_keys_work_while_typing(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as desk:
        await desk.press("/")
        await desk.type("interpretable wrong")
        await desk.press("ctrl+w")
        assert str(desk.session.query) == "interpretable"
        await desk.press("ctrl+a")
        await desk.type("x ")
        assert str(desk.session.query) == "x interpretable"
        await desk.press("ctrl+e", "ctrl+u")
        assert len(desk.session.rows) == 86
        await desk.type("attention")
        await desk.press("enter", "/")
        await desk.type(" heads")
        assert str(desk.session.query) == "attention heads"


async def test_the_detail_says_where_a_paper_stands_and_how_its_year_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(SEEDS).parent)
    async with reading(["seeds"], tmp_path / "state.toml", size=(160, 45)) as desk:
        await desk.press("j", "j", "j")
        assert "6 authors · Jun 26, 2025 (year inferred)" in desk.screen()
        assert "seeds/000_af51dbc5a4aca290.txt:37" in desk.screen()
        assert "[1] https://github.com/wzwvv/DBConformer" in desk.screen()


def test_every_command_of_the_table_can_be_done() -> None:
    assert set(ACTIONS) == {command.id for command in COMMANDS}


@given(title=st.text(max_size=120).map(single_line), width=st.integers(1, 140))
@settings(deadline=None, max_examples=150)
def test_a_row_is_as_wide_as_the_list_whatever_the_title(title: str, width: int) -> None:
    row = ListRow(title, ((0, 3), (5, 9)), read=False, starred=True, columns=USUAL, about=title)
    for cursor in (False, True):
        for strip in (row_strip, about_strip):
            assert strip(row, width, PLAIN, Glyphs(), cursor=cursor).cell_length == width


@given(text=st.text(max_size=80).map(single_line), width=st.integers(1, 60))
@settings(deadline=None, max_examples=150)
def test_a_cut_text_fits_and_shows_that_it_is_cut(text: str, width: int) -> None:
    shown = truncate(text, width, "…")
    assert cell_len(shown) <= width
    assert shown == text or shown.endswith("…")


def test_a_date_has_its_year_only_when_it_is_another_one() -> None:
    assert format_date(date(2024, 2, 3), "2024-02-03", date(2024, 12, 1)) == "Feb 3"
    assert format_date(date(2024, 2, 3), "2024-02-03", date(2025, 1, 1)) == "Feb 3, 2024"
    assert format_date(date(2024, 2, 3), "2024-02-03", date(2025, 1, 1), "iso") == "2024-02-03"
    ages = [format_date(date(2025, 1, 1) - timedelta(age), "", date(2025, 1, 1), "age") for age in (-1, 3, 20, 70, 800)]
    assert ages == ["0d", "3d", "2w", "2mo", "2y"]
    assert format_date(None, "Jun 26", date(2025, 1, 1)) == "Jun 26"


def test_ascii_terminals_get_ascii_signs() -> None:
    row = row_strip(ListRow("A title", starred=True), 20, PLAIN, ASCII, cursor=False).text
    assert row.startswith(" o* A title")


def test_a_paper_without_an_abstract_says_so() -> None:
    from paperreader.paper import SourceLocation

    paper = Paper("A title", "a-title", sources=(SourceLocation("a.txt", 3),))
    shown = render_detail(PaperDetail(paper, None), Glyphs()).plain
    assert "no abstract" in shown
    assert "a.txt:3" in shown
