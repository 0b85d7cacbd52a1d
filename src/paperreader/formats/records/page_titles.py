"""Titles of web pages, as browsers keep them in bookmarks and tabs: that of a paper, with the name of the site around it."""

from __future__ import annotations

import re

_SITE = re.compile(
    r"^(?:\[(?:arXiv:)?[\w./-]{5,20}\]|Paper page -)\s*"
    r"|\s+[-|·]\s+(?:OpenReview|arXiv|ACL Anthology|Hugging Face|PubMed|PMC|bioRxiv|medRxiv|Nature|Science|ScienceDirect|SpringerLink"
    r"|IEEE Xplore|IEEE .{3,80}IEEE Xplore|Semantic Scholar|Papers With Code|alphaXiv|Proceedings of .{3,120})$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"https?://\S+|[\w.-]+(?:\.pdf)?|arXiv(?:\.org)?")


def page_title(text: str) -> str:
    """Return the title of a paper in that of its page, `[2402.01234] A Title` or `A Title | OpenReview`; "" if it has none."""
    title = _SITE.sub("", _SITE.sub("", text.strip())).strip()
    return "" if _NO_TITLE.fullmatch(title) else title
