"""One paper in a line, for people: a citation, a Markdown item.

No author is invented: a dump that tells only how many there are is quoted so.
"""

from __future__ import annotations

import re

from paperreader.paper import Paper

_MARKUP = re.compile(r"([\\`*_\[\]<>&~$|])")
_BLOCK = re.compile(r"^(?:([-+#=])|(\d+)([.)]))")
"""What begins a heading or a list, when it stands at the beginning of an item."""
_UNLINKED = re.compile(r"[()<>\s\\]")
"""What would end a link."""


def authors_text(paper: Paper) -> str:
    """The authors as far as they are known: names, their number, the organisation, or nothing."""
    if paper.authors:
        return ", ".join(paper.authors)
    if paper.organization:
        return paper.organization
    if paper.authors_count is None:
        return ""
    return "1 author" if paper.authors_count == 1 else f"{paper.authors_count} authors"


def citation_line(paper: Paper) -> str:
    """One line: title, who, date, address."""
    parts = [paper.title.rstrip("."), authors_text(paper), paper.date_text, paper.link or ""]
    told = [part for part in parts if part]
    return " ".join([part if part[-1] in "?!" else f"{part}." for part in told[:-1]] + told[-1:])


def markdown_item(paper: Paper) -> str:
    """A list item with the title, linked where an address is known."""
    about = ", ".join(part for part in (authors_text(paper), paper.date_text) if part)
    return f"- {linked_title(paper)}" + (f" ({escape_markdown(about)})" if about else "")


def linked_title(paper: Paper) -> str:
    """The title as Markdown, linked where an address is known."""
    if not paper.link:
        return escape_markdown(paper.title)
    return f"[{escape_markdown(paper.title)}]({_UNLINKED.sub(lambda sign: f'%{ord(sign[0]):02X}', paper.link)})"


def escape_markdown(text: str) -> str:
    """Text as Markdown that shows each of its signs, also at the beginning of a line."""
    return _BLOCK.sub(_escaped_block, _MARKUP.sub(r"\\\1", text))


def _escaped_block(begin: re.Match[str]) -> str:
    return f"\\{begin[1]}" if begin[1] else f"{begin[2]}\\{begin[3]}"
