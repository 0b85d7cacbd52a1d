"""Recommended papers on the screen: the view of the key 4."""

from __future__ import annotations

import re
from pathlib import Path

from tests.tui.harness import reading, write_page

CIRCUITS = ["Sparse Circuits in Models", "Circuits of Sparse Autoencoders", "Finding Circuits with Autoencoders"]
ALIKE, PLANNING = "Autoencoders and Circuits of Models", "Planning with Trees in Games"
OTHERS = ["Diffusion of Images", "Proteins and Drugs", "Speech of Birds", "Prices of Houses", "Robots on Ice"]
OTHERS += [f"{thing} of the Sea" for thing in ("Fish", "Waves", "Sand", "Boats", "Wind", "Salt")]
BAR = re.compile(r"^ ● ([▏▎▍▌▋▊▉█]) Autoencoders and Circuits", re.MULTILINE)


async def test_three_stars_teach_what_is_shown_first_and_it_comes_back(tmp_path: Path) -> None:
    dump, state, sessions = (
        write_page(tmp_path, PLANNING, *CIRCUITS, ALIKE, *OTHERS),
        tmp_path / "state.toml",
        tmp_path / "s",
    )
    async with reading([dump], state, (80, 24), sessions=sessions) as reader:
        await reader.press("4")
        assert "by date: star three papers to teach it" in reader.line(-1)
        assert "4 recommended" in reader.line(-2)
        await reader.press("1", "g", "j", "s", "j", "s", "j", "s", "4")
        assert (reader.session.cursor.position, reader.session.view_name) == (0, "recommended")
        assert reader.title == ALIKE
        assert BAR.search(reader.screen())
        await reader.press("w")
        assert " for        " in reader.screen()
        assert " taught by  3 starred papers" in reader.screen()
        await reader.press("escape")
        assert "taught by" not in reader.screen()
        assert (reader.session.view_name, reader.session.order) == ("recommended", "recommended")
        await reader.press("w", "j", "j", "j", "j")
        assert reader.screen().split("\n")[4].startswith(" ● ? ")
        assert "here for exploration" in reader.line(-1)
        await reader.press("g", "s")
        assert "taught by" not in reader.screen()
        assert "order will change: 4" in reader.line(-1)
        await reader.press("4")
        assert "order will change" not in reader.line(-1)
    async with reading([dump], state, sessions=sessions) as reader:
        assert reader.session.view_name == "recommended"
        assert reader.session.view.recommender
        await reader.press("2", "S", "p")
        assert reader.session.view_name == "recommended"
        await reader.press("escape")
        assert (reader.session.view_name, reader.session.order) == ("all", "")
        await reader.press("g", "t", *"todo", "enter", ":", *"recommend", "space", *"tag:todo", "enter")
        assert "tag:todo" in reader.line(-1)
        await reader.press("w")
        assert "1 paper with tag:todo" in reader.screen()
        await reader.press("G", "t", *"-todo", "enter", "4")
        assert "no paper has the tag todo" in reader.line(-1)
        await reader.press(":", *"recommend", "enter")
        assert "tag:todo" not in reader.line(-1)
