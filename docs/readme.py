"""Write the table of keys into the README, from the commands' own table.

python docs/readme.py          writes it
"""

from __future__ import annotations

import re
from pathlib import Path

from paperreader.commands import markdown

README = Path(__file__).parents[1] / "README.md"
_KEYS = re.compile(r"(<!-- made by: paperreader keys --markdown -->\n).*?(<!-- end -->)", re.DOTALL)


def with_keys(text: str) -> str:
    """A README's text with today's table of keys."""
    return _KEYS.sub(lambda found: f"{found[1]}{markdown()}\n{found[2]}", text)


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
