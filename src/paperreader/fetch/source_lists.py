"""Files that name what to fetch: the feeds of an OPML file, or the papers of any list that the reader reads."""

from __future__ import annotations

import html
import re
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.fetch.identified import has_identifier, identified_papers
from paperreader.fetch.subscription import Subscription, read_subscription
from paperreader.source import Source

_FEED = re.compile(rb"""\bxmlUrl\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MOST_BYTES = 1 << 24


def subscriptions_in(path: str) -> list[Subscription]:
    """Return the sources that a file names: feeds, or one source with all its papers.

    Raises:
        PaperReaderError: the file cannot be read, or names none.
        SubscriptionError: an address in it is none.
    """
    source = Source(path)
    head = source.head()
    if b"<opml" in head.lower():
        text = b"".join(source.chunks())[:_MOST_BYTES]
        addresses = dict.fromkeys(
            html.unescape((found[1] or found[2] or b"").decode()) for found in _FEED.finditer(text)
        )
        feeds = [address for address in addresses if address.startswith(("http://", "https://"))]  # folders have none
        if not feeds:
            raise PaperReaderError(f"{path} lists no feeds")
        return [read_subscription(address) for address in feeds]
    identifiers = _identifiers(source)
    if not identifiers:
        raise PaperReaderError(f"{path} names no papers", "", "it needs arXiv ids, DOIs or PubMed ids")
    return [Subscription(Path(path).name, "papers", " ".join(identifiers), path, "papers")]


def _identifiers(source: Source) -> list[str]:
    return list(dict.fromkeys(paper[0] for _, paper in identified_papers(source) if has_identifier(paper)))
