"""The line of the search as it is typed: what a key replaces, and the history of queries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.harness import SEEDS, ReaderDriver, reading


async def test_typing_replaces_the_old_query_and_moving_edits_it(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:

        async def typed(*keys: str) -> str:
            """Press keys on a new line that begins with `sparse`, and return the line."""
            reader.main.searching.ask(reader.session.parse("sparse"))
            await reader.settle()
            await reader.press("/", *keys)
            text = reader.main.typed_line.bar.text
            await reader.press("escape")
            return text

        assert await typed() == "sparse"
        assert await typed("g") == "g"
        assert await typed("backspace") == ""
        assert await typed("end", "r") == "sparser"
        assert await typed("ctrl+a", "a") == "asparse"
        assert await typed("left", "a") == "asparse"
        assert await typed("right", "r") == "sparser"
        assert await typed("/", "r") == "sparser"  # `/` again edits the query
        assert await typed("g", "/") == "g/"
        assert str(reader.session.query) == "sparse"


async def test_typing_keeps_the_view(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("2", "/")
        await reader.type("attention year:2024")
        await reader.press("enter", "/")
        await reader.type("sparse")
        assert reader.main.typed_line.bar.text == "is:unread sparse"
        await reader.press("ctrl+u")
        await reader.type("heads")
        assert str(reader.session.query) == "heads"


async def test_up_goes_to_older_queries_and_down_back_and_then_into_the_matches(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        for query in ("attention", "year:2024"):
            await reader.press("/")
            await reader.type(query)
            await reader.press("enter")
        await reader.press("/")
        await reader.type("sparse")
        best = reader.title
        await reader.press("up")
        assert reader.main.typed_line.bar.text == "year:2024"
        await reader.press("ctrl+p", "up")
        assert reader.main.typed_line.bar.text == "attention"
        assert "attention" in reader.title.lower()
        await reader.press("down", "ctrl+n")
        assert (reader.main.typed_line.bar.text, reader.title) == ("sparse", best)
        await reader.press("down", "ctrl+n", "up")
        assert reader.session.cursor.position == 1
        await reader.press("up")
        assert (reader.main.typed_line.bar.text, reader.title) == ("sparse", best)
        await reader.press("up", "escape")
        assert str(reader.session.query) == "year:2024"


async def test_a_mistake_is_told_in_the_line_and_enter_searches_no_abstracts_for_it(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("yaer:2024")
        assert "did you mean year:?" in reader.line(-1)
        assert "Enter: abstracts" not in reader.screen()
        await reader.press("enter")
        assert "yaer:2024 is searched as words: did you mean year:?" in reader.screen()
        assert str(reader.session.query) == "yaer:2024"
        await reader.press("/")
        await reader.type("year:20")
        assert "year:?" not in reader.line(-1)
        await reader.type("x4")
        assert "20x4 is not a number" in reader.line(-1)
        await reader.press("backspace", "backspace")
        assert "not a number" not in reader.line(-1)
        await reader.type('24 "attention heads')
        assert "open quote" in reader.line(-1)
        found = list(reader.session.view.rows)
        await reader.type('"')
        assert "quote" not in reader.line(-1).partition(" heads")[2]
        assert list(reader.session.view.rows) == found
        await reader.press("backspace", "enter")
        assert str(reader.session.query) == 'year:2024 "attention heads"'


async def test_an_open_group_is_searched_as_if_it_ended_where_it_is_typed(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("year:2024")
        found = list(reader.session.view.rows)
        await reader.press("ctrl+u")
        await reader.type("(year:2024 OR is:st")
        assert "open group: searched as if it ended here" in reader.line(-1)
        assert list(reader.session.view.rows) == found
        await reader.type("arred")
        await reader.press("enter")
        assert str(reader.session.query) == "(year:2024 OR is:starred)"
        assert "(year:2024 OR is:starred)" in reader.session.history.texts


async def test_rows_stay_while_a_field_is_typed_and_enter_takes_the_whole_query(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("sparse ")
        found = list(reader.session.view.rows)
        await reader.type("is:unre")
        assert list(reader.session.view.rows) == found
        await reader.press("enter")
        assert str(reader.session.query) == "sparse is:unre"
        assert "did you mean unread" in reader.screen()


async def test_a_value_that_no_filter_has_is_told(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("f", "/")
        await reader.type("zzq")
        assert "no value contains zzq" in reader.screen()
        assert "a query finds rarer ones: author:zzq" in reader.screen()
        await reader.press("ctrl+u")
        assert "no value" not in reader.line(-1)
        await reader.type("zzq")
        await reader.press("enter")
        assert "no value contains zzq" in reader.line(-1)
        assert "starred" in reader.screen()  # all values are there again
        assert reader.main.filters.count > 10


async def test_a_filter_that_is_clicked_while_a_query_is_typed_is_part_of_that_query(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("f", "tab", "/")
        await reader.type("model")
        found = len(reader.session.view.rows)
        await click_value(reader, "has", "code")
        with_code = len(reader.session.view.rows)
        assert 0 < with_code < found
        assert reader.line(-1).startswith(" /model has:code")
        assert f"{with_code} found" in reader.line(-1)
        await reader.type("y")
        assert str(reader.session.query) == "model has:code y"
        await reader.press("backspace", "enter")
        assert str(reader.session.query) == "model has:code"
        assert reader.main.scope == "list"
        await reader.press("/")
        await click_value(reader, "has", "code")
        assert reader.main.typed_line.bar.text == "model "
        await reader.type("has:")
        await click_value(reader, "has", "code")
        assert reader.main.typed_line.bar.text == "model has:code "
        await reader.press("escape")
        assert str(reader.session.query) == "model has:code"
        await reader.press("/")
        await reader.type("(year:2024 OR tag:")
        assert "open group" in reader.line(-1)
        await click_value(reader, "has", "code")
        assert "open group" not in reader.line(-1)


async def test_a_click_on_a_value_that_is_searched_chooses_it(tmp_path: Path) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("f", "/")
        await reader.type("code")
        await click_value(reader, "has", "code")
        assert str(reader.session.query) == "has:code"
        assert (reader.main.typing, reader.main.scope) == (False, "filters")


@pytest.mark.parametrize("key", ["a", "t", "e"])
async def test_a_click_while_anything_else_is_typed_changes_neither_query_nor_paper(tmp_path: Path, key: str) -> None:
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        await reader.press("f", "tab", key)
        await reader.type("word")
        title = reader.title
        await click_value(reader, "has", "code")
        await reader.click(reader.main.list, (20, 5))
        assert (str(reader.session.query), reader.title) == ("", title)
        assert reader.main.typed_line.bar.text == "word"
        assert reader.main.scope == "list"


async def click_value(reader: ReaderDriver, field: str, value: str) -> None:
    """Click a value in the filter pane."""
    rows = reader.main.filters._rows
    index = next(index for index, row in enumerate(rows) if (row.field, row.value) == (field, value))
    await reader.click(reader.main.filters, (6, index - reader.main.filters.top))


async def test_a_name_that_no_title_has_is_told_with_its_field(tmp_path: Path) -> None:
    dump = tmp_path / "papers.json"
    authors = ["Ashish Vaswani", "Niki Parmar"]
    papers = [{"title": "Attention Is All You Need", "authors": authors}, {"title": "Tensors of Varwani Type"}]
    dump.write_text(json.dumps(papers), "utf-8")
    async with reading([str(dump)], tmp_path / "state.toml") as reader:
        await reader.press("/")
        await reader.type("vaswani")
        await reader.wait_for("1 near · 1 for author:vaswani")
        await reader.press("ctrl+u")
        await reader.type("parmar")
        await reader.wait_for("nothing for parmar · 1 for author:parmar · Enter: abstracts")
        await reader.press("enter")
        await reader.wait_for("nothing for abstract:parmar · 1 for author:parmar")
        await reader.press("/")
        await reader.type("vaswani")
        await reader.press("enter")
        await reader.wait_for("1 near · 1 for author:vaswani")
