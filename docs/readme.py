"""Write what the program knows of itself into the documentation: keys into the README, settings into their page.

python docs/readme.py          writes both
"""

from __future__ import annotations

import re
from pathlib import Path

from paperreader.commands import markdown_table
from paperreader.config.display import config_template

README = Path(__file__).parents[1] / "README.md"
SETTINGS = Path(__file__).with_name("settings.md")


def with_keys(text: str) -> str:
    """A README's text with today's table of keys."""
    return _filled(text, "paperreader keys --markdown", markdown_table())


def with_settings(text: str) -> str:
    """The page of settings with today's file to begin with."""
    return _filled(text, "paperreader config init", f"```toml\n{config_template()}```")


def _filled(text: str, maker: str, made: str) -> str:
    place = re.compile(rf"(<!-- made by: {maker} -->\n).*?(<!-- end -->)", re.DOTALL)
    return place.sub(lambda found: f"{found[1]}{made}\n{found[2]}", text)


if __name__ == "__main__":
    for file, filled in ((README, with_keys), (SETTINGS, with_settings)):
        file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
