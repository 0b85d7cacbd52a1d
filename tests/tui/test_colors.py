"""Colours: every text can be read, in both themes, in 16 colours and without any."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from paperreader.tui.themes import DARK, LIGHT
from terminal import Terminal
from tests.tui.harness import SEEDS, ReaderDriver, reading

LEAST_CONTRAST = 4.5  # WCAG 2, level AA


def luminance(color: Color) -> float:
    """Return the relative luminance, as WCAG 2 defines it."""
    channels = [channel / 255 for channel in color.get_truecolor()]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(style: Style) -> float:
    """Return the contrast of text and background, 1 to 21: the lower one of all colours and of 256."""
    assert style.color
    assert style.bgcolor
    ratios = []
    for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
        darker, lighter = sorted(luminance(color.downgrade(system)) for color in (style.color, style.bgcolor))
        ratios.append((lighter + 0.05) / (darker + 0.05))
    return min(ratios)


def unreadable(reader: ReaderDriver) -> Iterator[str]:
    """Yield the texts on the screen whose contrast is too low, with their colours."""
    for strip in reader.main._compositor.render_strips():
        for segment in strip:
            if segment.text.strip() and segment.style and (ratio := contrast(segment.style)) < LEAST_CONTRAST:
                yield f"{segment.text.strip()}: {segment.style} has {ratio:.1f}"


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_every_text_has_enough_contrast(theme: str, tmp_path: Path) -> None:
    steps = {
        "read, starred and selected papers": ("s", "n", "s", "x", "k", "J"),
        "selection": ("j", "V"),
        "detail": ("l",),
        "filters": ("h", "f", "j", "space", "-"),
        "a search": ("f", "/", *"attentoin head"),
        "a mistake": (*" yaer:20",),
        "near hits": ("escape", "/", *"sparsx"),
        "a notice": ("enter", "y", "t"),
        "palette": (":", *"mark"),
        "help": ("escape", "?"),
        "links": ("escape", "O"),
        "highlights": ("escape", "/", *"attention", "enter", "*", "escape", "j", "l"),
        "nothing": ("escape", "/", *"zzqxv"),
    }
    async with reading([SEEDS], tmp_path / "state.toml") as reader:
        reader.app.theme = theme
        for step, keys in steps.items():
            await reader.press(*keys)
            assert sorted(set(unreadable(reader))) == [], step


def codes_of_the_screen(tmp_path: Path, terminal_has: dict[str, str]) -> tuple[set[int], str]:
    """Return the codes of colours and attributes that a reader sends, and what it sends for the row of the cursor."""
    environment = {name: value for name, value in os.environ.items() if name not in ("COLORTERM", "NO_COLOR")}
    environment |= {"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path), **terminal_has}
    terminal = Terminal([sys.executable, "-m", "paperreader", SEEDS], environment)
    terminal.wait_for(b"help")
    terminal.send("s")
    painted = terminal.read_until("★".encode())
    terminal.send("Q")
    status, rest = terminal.end(20)
    assert status == 0
    output = (painted + rest).decode(errors="ignore")
    codes = {int(code) for codes in re.findall(r"\x1b\[([\d;]+)m", output) for code in codes.split(";")}
    return codes, next(line for line in output.split("\n") if "★" in line)


def test_sixteen_colors_are_those_of_the_terminal_and_the_cursor_is_reverse(tmp_path: Path) -> None:
    codes, cursor_row = codes_of_the_screen(tmp_path, {"TERM": "xterm"})
    assert {36, 33} <= codes  # the dot is cyan, the star yellow
    assert codes <= {0, 1, 2, 4, 7, 39, 49, *range(30, 38)}
    assert re.search(r"\x1b\[[\d;]*\b7\b[\d;]*33[\d;]*m★", cursor_row)


@pytest.mark.skipif(not shutil.which("tic"), reason="tic is not installed")
@pytest.mark.parametrize(("colors", "code", "sent"), [(256, 38, True), (2, 36, False)])
def test_terminfo_says_how_many_colors_an_unknown_terminal_has(
    colors: int, code: int, tmp_path: Path, *, sent: bool
) -> None:
    source = rf"other|a terminal,colors#{colors},cup=\E[%i%p1%d;%p2%dH,"
    subprocess.run(["tic", "-o", str(tmp_path), "-"], input=source.encode(), check=True, capture_output=True)
    codes, _ = codes_of_the_screen(tmp_path, {"TERM": "other", "TERMINFO": str(tmp_path)})
    assert (code in codes) is sent


def test_without_colors_none_is_sent_and_the_cursor_is_reverse(tmp_path: Path) -> None:
    codes, cursor_row = codes_of_the_screen(tmp_path, {"TERM": "xterm-256color", "NO_COLOR": "1"})
    assert codes <= {0, 1, 2, 4, 7, 39, 49}
    assert re.search(r"\x1b\[[\d;]*\b7\b[\d;]*m★", cursor_row)
    codes, _ = codes_of_the_screen(tmp_path, {"TERM": "xterm-256color", "NO_COLOR": ""})
    assert 38 in codes


async def test_without_colors_selection_focus_and_cursor_are_reverse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading([SEEDS], tmp_path / "state.toml", size=(100, 30)) as reader:

        def reverse() -> list[str]:
            strips = reader.main._compositor.render_strips()
            return [part.text for strip in strips for part in strip if part.style and part.style.reverse]

        assert any(reader.title in text for text in reverse())
        await reader.press("l")
        assert set(reverse()) == {" "}
        await reader.drag(reader.main.detail, (12, 1), (16, 1), (30, 1))
        selected = reader.main.get_selected_text()
        assert selected
        assert selected in reverse()
        await reader.press("?", "/", *"unread")
        assert "unread" in reverse()
