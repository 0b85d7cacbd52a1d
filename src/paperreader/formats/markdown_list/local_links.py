"""Links from one file of notes to another, as in Obsidian and in sites made of digests: `[[papers/one|A Title]]`, or a title that leads to `one.md`.

They lead nowhere here. Their text may be the title of a paper, and the file may have the name of its arXiv id.
"""

from __future__ import annotations

import re

from paperreader.identifiers import arxiv_id_in

_EMBEDDED = re.compile(r"!\[\[[^\[\]]{0,300}\]\]")
_WIKI = re.compile(r"\*{0,2}\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{12,400})\]\](?!\()\*{0,2}")  # not `[[paper]](address)`
_FILE = re.compile(
    r"(?<!!)\*{0,2}\[([^\[\]]{12,400})\]\((?![a-z]{2,8}:)([^()\s]{1,300})\.(?:md|html?)(?:#[^()\s]{0,300})?\)\*{0,2}"
)


def without_local_links(text: str) -> str:
    """Return a line of Markdown with the text of such links in bold, or linked to arXiv if the file is named so."""
    if "[[" in text:
        text = _WIKI.sub(r"**\1**", _EMBEDDED.sub("", text))
    return _FILE.sub(_linked, text) if "](" in text and (".md" in text or ".htm" in text) else text


def _linked(found: re.Match[str]) -> str:
    arxiv_id = arxiv_id_in(found[2].rpartition("/")[2])
    return f"[{found[1]}](https://arxiv.org/abs/{arxiv_id})" if arxiv_id else f"**{found[1]}**"
