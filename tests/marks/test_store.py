"""The mark store: what a person finds in the state file, and that no mark is ever lost."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import threading
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.errors import PaperReaderError
from paperreader.marks import READ, STARRED, Mark, MarkChange, MarkStore, PaperRef, file_age, tag_mark, toml_text
from paperreader.marks.mark_names import tag_of
from paperreader.marks.merge import read_copy
from paperreader.marks.register import make_register
from paperreader.marks.table import MarkedPaper
from tests.libraries import NOON, change, marks_of
from tests.strategies import hostile_text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


def content(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


# -- what a person finds in the file ----------------------------------------------------------------


def test_the_file_has_key_title_date_link_and_time_of_each_mark(file: Path) -> None:
    at = datetime(2026, 11, 21, 23, 30, 12, tzinfo=UTC)
    paper = PaperRef(
        "successor-heads", "Successor Heads", date(2023, 12, 14), "https://huggingface.co/papers/2312.09230"
    )
    MarkStore(file).apply([MarkChange(paper, STARRED, Mark(on=True, since=at))])
    assert "[papers.successor-heads]" in file.read_text()
    assert "starred = 2026-11-21T23:30:12Z" in file.read_text()
    assert content(file) == {
        "version": 1,
        "rows": 1,
        "papers": {
            "successor-heads": {
                "title": "Successor Heads",
                "date": date(2023, 12, 14),
                "link": "https://huggingface.co/papers/2312.09230",
                "starred": at,
            }
        },
    }


def test_unsetting_a_mark_writes_a_newer_value(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a", STARRED)])
    store.apply([change("a", STARRED, on=False, at=NOON + timedelta(hours=1))])
    assert store.starred_at("a") is None
    (event,) = content(file)["event"]
    assert (event["key"], event["set"], event["at"]) == ("a", "unstarred", NOON + timedelta(hours=1))
    assert MarkStore(file).mark("a", STARRED) == Mark(on=False, since=NOON + timedelta(hours=1))


def test_marks_are_read_when_the_file_is_opened_again(file: Path) -> None:
    MarkStore(file).apply([change("a", READ), change("b", STARRED)])
    again = MarkStore(file)
    assert (again.read_at("a"), again.starred_at("a")) == (NOON, None)
    assert (again.read_at("b"), again.starred_at("b")) == (None, NOON)
    assert [paper.key for paper in again.papers()] == ["a", "b"]
    assert again.messages == []


def test_keys_are_compared_without_their_hyphens(file: Path) -> None:
    MarkStore(file).apply([change("source-citations-in-the-wild", READ)])
    again = MarkStore(file)
    assert again.read_at("sourcecitations-in-the-wild") == NOON
    again.apply([change("sourcecitations-inthewild", STARRED)])
    assert list(content(file)["papers"]) == ["source-citations-in-the-wild"]


def test_two_tables_of_one_paper_are_joined(file: Path) -> None:
    file.write_text(
        'version = 1\n[papers.source-citations]\ntitle = "S"\nstarred = 2026-01-01T00:00:00Z\n'
        '[papers.sourcecitations]\ntitle = "S"\nread = 2026-01-02T00:00:00Z\n'
    )
    store = MarkStore(file)
    assert store.starred_at("source-citations")
    assert store.read_at("source-citations")


def test_events_below_the_tables_are_marks(file: Path) -> None:
    file.write_text(
        'version = 1\n[papers.a]\ntitle = "A"\nread = 2026-11-21T23:31:40Z\n'
        '[[event]]\nat = 2026-11-22T08:10:03.120Z\nset = "starred"\nkey = "b-c"\ntitle = "B C"\n'
        '[[event]]\nat = 2026-11-22T08:10:04Z\nset = "unread"\nkey = "a"\ntitle = "A"\n'
    )
    store = MarkStore(file)
    assert (store.read_at("a"), bool(store.starred_at("b-c"))) == (None, True)
    store.apply([change("d")])
    assert marks_of(MarkStore(file)) == {("bc", STARRED), ("d", READ)}


def test_an_event_older_than_the_table_has_no_effect(file: Path) -> None:
    file.write_text(
        'version = 1\n[papers.a]\ntitle = "A"\nunstarred = 2026-11-23T00:00:00Z\n'
        '[[event]]\nat = 2026-11-22T08:10:03Z\nset = "starred"\nkey = "a"\ntitle = "A"\n'
    )
    assert MarkStore(file).starred_at("a") is None


def test_the_newer_of_two_values_of_one_mark_wins(file: Path) -> None:
    file.write_text(
        'version = 1\n[papers.a]\ntitle = "A"\nread = 2026-01-02T00:00:00Z\nunread = 2026-01-01T00:00:00Z\n'
        '[papers.b]\ntitle = "B"\nread = 2026-01-01T00:00:00Z\nunread = 2026-01-02T00:00:00Z\n'
    )
    assert marks_of(MarkStore(file)) == {("a", READ)}


@pytest.mark.parametrize("written", ["2026-11-21", "2026-11-21T10:00:00", "2026-11-21 10:00:00+02:00"])
def test_a_day_or_a_time_written_by_hand_is_a_mark(file: Path, written: str) -> None:
    file.write_text(f'version = 1\n[papers.a]\ntitle = "A"\nstarred = {written}\n')
    assert MarkStore(file).starred_at("a") is not None
    MarkStore(file).apply([change("b")])
    assert ("a", STARRED) in marks_of(MarkStore(file))


def test_unknown_values_and_comments_in_the_file_are_kept(file: Path) -> None:
    file.write_text(
        '# My marks.\n# On all machines.\n\nversion = 1\nowner = "Ada"\n\n[sync]\nhost = "window"\n\n'
        '[papers.a]\ntitle = "A"\nread = 2026-01-01T00:00:00Z\nnote = "read again"\nstars = 4\n\n'
        "[papers.a.tags]\ntopic = [1, 2]\n"
    )
    MarkStore(file).apply([change("b"), change("a", STARRED)])
    kept = content(file)
    assert (kept["owner"], kept["sync"]) == ("Ada", {"host": "window"})
    assert kept["papers"]["a"]["note"] == "read again"
    assert kept["papers"]["a"]["tags"] == {"topic": [1, 2]}
    assert file.read_text().startswith("# My marks.\n# On all machines.\n")


@pytest.mark.parametrize(
    "extra", ['notes = [{text = "short"}]', "mixed = [1, {b = 2}]", "sub = {a = 1}", "list = [[1], [2]]", "empty = {}"]
)
def test_an_unknown_table_or_list_does_not_break_the_file(file: Path, extra: str) -> None:
    file.write_text(f'version = 1\n[papers.a]\ntitle = "A"\nread = 2026-01-01T00:00:00Z\n{extra}\n')
    before = content(file)["papers"]["a"]
    MarkStore(file).apply([change("b")])
    assert content(file)["papers"]["a"] == before
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


@pytest.mark.parametrize("comment", ["# my marks, kept in version control", "# version 2 of my notes", "#version = 7"])
def test_any_comment_at_the_top_is_kept(file: Path, comment: str) -> None:
    file.write_text(f"{comment}\n# second line\nversion = 1\n")
    MarkStore(file).apply([change("a")])
    assert file.read_text().startswith(f"{comment}\n# second line\n")
    MarkStore(file).apply([change("b")])
    assert file.read_text().count("# second line") == 1


# -- a file that cannot be used ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        b"version = 1\n[papers.a\n",
        b"version = 1\n\xff\xfe not UTF-8\n[papers.a]\n",
        b"\0\0\0\0",
        b"version = 1\nrows = 1\n[papers]\na = 3\n",
        b'version = "one"\n[papers.a]\n',
        b"event = 1\nversion = 1\nrows = 0\n",
        b"<<<<<<< HEAD\nversion = 1\nrows = 1\n",
        b"[[event]]\nat = 2026-01-01\n[event]\n",
    ],
)
def test_a_broken_file_is_kept_under_another_name_and_never_overwritten(file: Path, broken: bytes) -> None:
    file.write_bytes(broken)
    store = MarkStore(file)
    store.apply([change("a")])
    (copy,) = file.parent.glob("state.broken-*")
    assert copy.read_bytes() == broken
    assert any(copy.name in notice for notice in store.messages)
    assert marks_of(MarkStore(file)) == {("a", READ)}


def test_a_second_broken_file_does_not_overwrite_the_first(file: Path) -> None:
    contents = ["[papers.first\n", "[papers.second\n", "[papers.third\n"]
    for broken in contents:
        file.write_text(broken)
        MarkStore(file)
    copies = file.parent.glob("state.broken-*.toml")
    assert sorted(other.read_text() for other in copies) == contents


def test_a_file_that_becomes_broken_while_open_is_kept_and_the_marks_are_written(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    file.write_text("broken [")
    store.apply([change("b")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}
    assert "broken [" in {other.read_text() for other in file.parent.iterdir()}


def test_without_repairs_a_broken_file_is_only_reported(file: Path) -> None:
    file.write_text("[papers.a\n")
    store = MarkStore(file, repairs=False)
    assert len(store.messages) == 1
    with pytest.raises(PaperReaderError):
        store.apply([change("a")])
    assert file.read_text() == "[papers.a\n"


OTHER_FILES = [
    b"@article{a,\n  title = {A Paper},\n  version = 1\n}\n",
    b'[tool.other]\nversion = 2\nname = "x"\n',
    b'version = 1\nrevision = 3\n\n[[package]]\nname = "a"\n',
    b'theme = "dark"\ndumps = ["page.txt"]\n',
    b"# settings\n",
    b'[server]\nport = 80\n\n[papers]\ndir = "/home/me"\n',
    b'[papers]\ndir = "/home/me"\n\n[papers.cache]\nsize = 3\n',
    b'name = "x"\nversion = 1\n',
    b'version = 1\n[papers]\ndir = "/home/me"\n',
    b"[papers]\n",
    b"# Reading\n\n[papers]\n\n- [A Paper](https://a.example/a)\n",
    b"event = 1\nversion = 1\n",
    b"[papers](https://a.example/papers)\n[papers.cool](https://papers.cool)\n",
    b"A Paper\n\npapers are read here\n",
    b'[{"title": "A Paper"}]\n',
    b"\x7fELF\0\0\0",
    b"\xff\xfe not UTF-8",
]


@pytest.mark.parametrize("other", OTHER_FILES)
@pytest.mark.parametrize("defer_above", [None, 0])
def test_a_file_of_another_program_is_refused_and_left_as_it_is(
    file: Path, other: bytes, defer_above: int | None
) -> None:
    file.write_bytes(other)
    with pytest.raises(PaperReaderError, match="is not a state file"):
        MarkStore(file, defer_above=defer_above)
    with pytest.raises(PaperReaderError, match="is not a state file"):
        read_copy(file)
    assert file.read_bytes() == other
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.parametrize("other", OTHER_FILES)
def test_a_state_file_overwritten_by_something_else_is_recovered_from_its_journal(file: Path, other: bytes) -> None:
    MarkStore(file).apply([change("a")])
    file.write_bytes(other)
    MarkStore(file).apply([change("b")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


@pytest.mark.parametrize(
    "written",
    [
        "version = 1\n\npapers.a.read = 2026-11-21T12:00:00Z\n",
        "[ papers.a ]\nread = 2026-11-21T12:00:00Z\n",
        '["papers"."a"]\nread = 2026-11-21T12:00:00Z\n',
        '[papers."a]b"]\n[papers.a]\nread = 2026-11-21T12:00:00Z\n',
        'owner = "Ada"\npapers = { a = { read = 2026-11-21T12:00:00Z } }\n',
        '[[event]] # mine\nat = 2026-11-21T12:00:00Z\nset = "read"\nkey = "a"\ntitle = "A"\n',
    ],
)
def test_a_file_in_any_spelling_of_toml_is_a_state_file(file: Path, written: str) -> None:
    file.write_text(written)
    store = MarkStore(file)
    assert (store.messages, store.read_at("a")) == ([], NOON)
    store.apply([change("b", STARRED)])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", STARRED)}


@pytest.mark.parametrize(
    "empty", ["version = 1 # mine\n", "version = 1\n[dumps]\n", "version = 1\n[papers]\n", '[papers."a]b"]\n']
)
def test_a_file_written_by_hand_without_marks_is_a_state_file(file: Path, empty: str) -> None:
    file.write_text(empty)
    MarkStore(file).apply([change("a")])
    assert file.read_text().startswith(empty)
    assert marks_of(MarkStore(file)) == {("a", READ)}


@pytest.mark.parametrize("blank", [b"", b"\n", b"\0" * 5000])
def test_an_empty_file_is_no_other_programs(file: Path, blank: bytes) -> None:
    file.write_bytes(blank)
    MarkStore(file).apply([change("a")])
    assert marks_of(MarkStore(file)) == {("a", READ)}


def test_a_file_that_another_program_is_still_writing_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_age, "LOOK", 0.3)
    file.write_text("# my own comment\n")
    rest = threading.Timer(0.05, file.write_text, ["# my own comment\nversion = 1\n"])
    rest.start()
    store = MarkStore(file)
    rest.join()
    assert store.messages == []


def test_the_file_of_a_newer_program_is_shown_and_not_written(file: Path) -> None:
    text = 'version = 2\n[papers.a]\ntitle = "A"\nread = 2026-01-01T00:00:00Z\n'
    file.write_text(text)
    store = MarkStore(file)
    assert "newer" in " ".join(store.messages)
    assert store.read_at("a")
    with pytest.raises(PaperReaderError, match="not saved"):
        store.apply([change("b")])
    assert store.read_at("b") == NOON
    assert file.read_text() == text


def test_a_file_that_a_newer_program_wrote_meanwhile_is_not_written(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    file.write_text("version = 2\n")
    with pytest.raises(PaperReaderError):
        store.apply([change("b")])
    assert file.read_text() == "version = 2\n"
    assert store.read_at("b") == NOON


def test_an_empty_file_is_a_new_one(file: Path) -> None:
    file.touch()
    store = MarkStore(file)
    store.apply([change("a")])
    assert (store.messages, marks_of(MarkStore(file))) == ([], {("a", READ)})


# -- where the file is ----------------------------------------------------------------------------


def test_missing_folders_are_created(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "state.toml"
    store = MarkStore(file)
    assert not file.parent.exists()
    store.apply([change("a")])
    assert marks_of(MarkStore(file)) == {("a", READ)}


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "synced" / "marks.toml", tmp_path / "state.toml"
    target.parent.mkdir()
    link.symlink_to(target)
    MarkStore(link).apply([change("a")])
    MarkStore(link).apply([change("b")])
    assert link.is_symlink()
    assert marks_of(MarkStore(target)) == {("a", READ), ("b", READ)}
    assert [other.name for other in tmp_path.iterdir() if other.is_file()] == ["state.toml"]


def test_permissions_are_kept_and_a_new_file_is_private(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o640)
    store.apply([change("b")])
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_nothing_else_is_left_in_the_folder(file: Path) -> None:
    store = MarkStore(file)
    for key in "abc":
        store.apply([change(key)])
    assert [other.name for other in file.parent.iterdir() if not other.name.endswith(".journal")] == ["state.toml"]


def test_marks_that_cannot_be_written_are_written_by_the_next_save(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    store = MarkStore(folder / "state.toml")
    folder.write_text("a file is in the way")
    with pytest.raises(PaperReaderError, match="not saved"):
        store.apply([change("a")])
    assert store.read_at("a") == NOON
    folder.unlink()
    store.apply([change("b")])
    assert marks_of(MarkStore(folder / "state.toml")) == {("a", READ), ("b", READ)}


def test_a_full_disk_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    before = file.read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(PaperReaderError, match="No space left"):
            store.apply([change("b")])
    assert store.trouble == "No space left on device"
    assert file.read_bytes() == before
    assert [other.name for other in file.parent.iterdir() if not other.name.endswith(".journal")] == ["state.toml"]
    store.save()
    assert store.trouble == ""
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_folder_in_place_of_the_file_is_reported(file: Path) -> None:
    file.mkdir()
    store = MarkStore(file)
    assert len(store.messages) == 1
    with pytest.raises(PaperReaderError):
        store.apply([change("a")])


# -- two windows on one file ------------------------------------------------------------------------


def test_marks_saved_by_another_window_between_two_saves_are_kept(file: Path) -> None:
    window, other_window = MarkStore(file), MarkStore(file)
    window.apply([change("a")])
    other_window.apply([change("b")])
    window.apply([change("c")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ), ("c", READ)}
    assert marks_of(window) == marks_of(MarkStore(file))


def test_an_edit_by_hand_between_two_saves_is_kept(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a"), change("b", STARRED)])
    edited = file.read_text().replace("starred", "unstarred")
    file.write_text(edited + '[papers.c]\ntitle = "C"\nread = 2026-01-01T00:00:00Z\n')
    store.apply([change("d")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("c", READ), ("d", READ)}


def test_a_file_deleted_meanwhile_is_written_again_with_all_marks(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    file.unlink()
    store.apply([change("b")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_save_of_another_window_just_after_a_compaction_is_not_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, other_window, replaces = MarkStore(file), MarkStore(file), os.replace

    def replaced_and_replaced_again(source: str, target: Path) -> None:
        monkeypatch.setattr(os, "replace", replaces)
        replaces(source, target)
        other_window.apply([change("b")])

    monkeypatch.setattr(os, "replace", replaced_and_replaced_again)
    window.apply([change("a")])
    window.apply([change("c")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ), ("c", READ)}


def test_a_save_of_another_window_while_the_file_is_read_is_not_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_window, pread = MarkStore(file), os.pread
    other_window.apply([change("a")])

    def pread_after_another_save(*arguments: int) -> bytes:
        monkeypatch.setattr(os, "pread", pread)
        other_window.apply([change("b")])
        return pread(*arguments)

    monkeypatch.setattr(os, "pread", pread_after_another_save)
    window = MarkStore(file)
    window.apply([change("c")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ), ("c", READ)}


@pytest.mark.parametrize("reopens", [False, True])
def test_many_windows_that_save_at_once_lose_no_mark(file: Path, *, reopens: bool) -> None:
    def mark_ten_papers(window: int) -> None:
        store = MarkStore(file)
        for number in range(10):
            store = MarkStore(file) if reopens else store
            store.apply([change(f"w{window}n{number}")])

    windows = [threading.Thread(target=mark_ten_papers, args=(number,)) for number in range(6)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(marks_of(MarkStore(file))) == 60


# -- any history ------------------------------------------------------------------------------------

_KEYS = st.sampled_from(("a", "a-b", "ab", "erratum~0a1b2c", "untitled-0123456789ab", "大-语-言", "x.y", "plain-key"))
_ACTIONS = st.lists(st.tuples(_KEYS, st.sampled_from((READ, STARRED)), st.booleans(), st.booleans()), max_size=12)


@given(_ACTIONS)
def test_marks_survive_any_history_of_saving_and_opening_again(actions: list[tuple[str, str, bool, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        store, marked = MarkStore(file), set[tuple[str, str]]()
        for number, (key, name, on, reopens) in enumerate(actions):
            store.apply([change(key, name, on=on, at=NOON + timedelta(seconds=number))])
            register = (key.replace("-", ""), name)
            marked = marked | {register} if on else marked - {register}
            if reopens:
                store = MarkStore(file)
        assert marks_of(store) == marked
        assert marks_of(MarkStore(file)) == marked


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8"), max_size=8), hostile_text(4)), max_size=4))
def test_the_file_is_valid_toml_whatever_keys_and_titles_contain(papers: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        MarkStore(file).apply([change(key, STARRED, title=title) for key, title in papers])
        again = MarkStore(file)
        assert again.messages == []
        assert marks_of(again) == {(key.replace("-", ""), STARRED) for key, _ in papers}
        if papers:
            MarkStore(file).apply([change("one-more")])
            assert content(file)["version"] == 1


@given(st.binary(max_size=60))
def test_any_bytes_can_be_opened_and_are_kept(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "state.toml")
        file.write_bytes(raw)
        try:
            messages = MarkStore(file).messages
        except PaperReaderError:
            messages = ["refused"]
        if messages:
            assert raw in {other.read_bytes() for other in Path(folder).iterdir()}


def test_values_of_a_wrong_type_written_by_hand_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "state.toml"
    path.write_text('version = 1\n[papers.a-b-c-d]\ntitle = "A b c d"\nread = true\nlink = 5\ndate = "2024-05-17"\n')
    store = MarkStore(path)
    store.apply([MarkChange(PaperRef("e-f-g-h", "E f g h"), STARRED, Mark(on=True, since=NOON))])
    kept = tomllib.loads(path.read_text())["papers"]["a-b-c-d"]
    assert (kept["read"], kept["link"], kept["date"]) == (True, 5, "2024-05-17")


@pytest.mark.parametrize("odd", ["read = 0001-01-01T00:00:00+05:00", "x = " + "[" * 5000])
def test_extreme_toml_does_not_crash(odd: str, tmp_path: Path) -> None:
    path = tmp_path / "state.toml"
    path.write_text(f"version = 1\n[papers.a]\n{odd}\n")
    store = MarkStore(path)
    store.apply([MarkChange(PaperRef("e-f-g-h", "E f g h"), STARRED, Mark(on=True, since=NOON))])
    assert store.starred_at("e-f-g-h")


# -- marks under two keys of one paper --------------------------------------------------------------


def test_a_paper_takes_the_newer_marks_of_another_key_and_keeps_them_in_the_file(file: Path) -> None:
    later = NOON + timedelta(hours=1)
    store = MarkStore(file)
    store.apply([change("old", READ), change("old", STARRED, at=later), change("new", READ, on=False, at=later)])
    store.take_deltas()
    store.copy_newer("old", PaperRef("new", "New", ids=("arxiv:2402.15570",)))
    assert (store.read_at("new"), store.starred_at("new")) == (None, later)
    assert [(delta.name, delta.sign, delta.keys) for delta in store.take_deltas()] == [(STARRED, 1, ["new"])]
    store.save()
    again = MarkStore(file)
    assert again.starred_at("new") == again.starred_at("old") == later
    assert again.paper("new") == PaperRef("new", "New", ids=("arxiv:2402.15570",))
    size = file.stat().st_size
    again.copy_newer("old", PaperRef("new", "New"))
    again.save()
    assert file.stat().st_size == size  # nothing is newer


@pytest.mark.parametrize("ids", ['"arxiv:1"', "[1]", "[[]]", "{ a = 1 }"])
def test_identifiers_in_another_form_are_kept_as_they_are(file: Path, ids: str) -> None:
    file.write_text(f'version = 1\n\n[papers.a]\ntitle = "A"\nids = {ids}\nread = 2026-11-21T12:00:00Z\n')
    store = MarkStore(file)
    assert store.read_at("a") == NOON
    store.apply([change("b")])
    store.compact()
    assert tomllib.loads(file.read_text())["papers"]["a"]["ids"] == tomllib.loads(f"ids = {ids}")["ids"]


def test_marks_are_read_while_another_thread_sets_many(file: Path) -> None:
    store, interval = MarkStore(file), sys.getswitchinterval()
    store.set([change(f"paper-{number}") for number in range(500)])
    setter = threading.Thread(target=lambda: store.set([change(f"more-{number}") for number in range(5000)]))
    sys.setswitchinterval(1e-6)
    try:
        setter.start()
        while setter.is_alive():
            known = len(list(store.papers()))
            assert 500 <= known <= len(list(store.keys_marked(READ))) <= 5500
        setter.join()
    finally:
        sys.setswitchinterval(interval)
    assert len(list(store.papers())) == 5500


def test_a_paper_is_written_while_another_thread_tags_it(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = change("a", tag_mark("one"))
    row = MarkedPaper(changed.paper, {changed.name: make_register(changed.mark)})

    def tag_meanwhile(name: str) -> str | None:
        row.marks[tag_mark("two")] = row.marks[changed.name]
        return tag_of(name)

    monkeypatch.setattr(toml_text, "tag_of", tag_meanwhile)
    assert "tags.one = " in toml_text.row_text(row)
    assert "tags.two = " in toml_text.row_text(row)
