"""Pages of huggingface.co/papers, saved: of a day, week or month, trending ones, and the page of one paper.

The papers stand as JSON in the attribute `data-props` of the element with `data-target="DailyPapers"` or `PaperContent`; the
visible cards have no abstracts. Programs that save pages may drop the attribute: then the cards are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from paperreader.formats.huggingface_json import paper_record
from paperreader.formats.records import Item, NotRead, Record
from paperreader.formats.records.html.html_tree import beginning_of, line_of

_TARGETS = ("DailyPapers", "PaperContent")
_SITE = "https://huggingface.co"
_CARD = "/papers/"
_LONGEST_TITLE = 1000  # letters


def papers(root: Element) -> Iterator[Item]:
    """Yield the papers of a page; nothing of another page."""
    hydrated = next((found for found in root.iter() if found.get("data-target") in _TARGETS), None)
    properties = _properties(hydrated) if hydrated is not None else {}
    line = line_of(hydrated) if hydrated is not None else 0
    listed = properties.get("dailyPapers")
    if not isinstance(listed, list):
        listed = [properties.get("paper")] if isinstance(properties.get("paper"), dict) else []
    if not listed:
        yield from _cards(root)
    for fields in listed:
        if isinstance(fields, dict):
            yield paper_record(line, fields)
        else:
            yield NotRead(line, "empty records")


def _properties(element: Element) -> dict[str, Any]:
    import orjson

    try:
        properties = orjson.loads(element.get("data-props", ""))
    except orjson.JSONDecodeError:
        return {}
    return properties if isinstance(properties, dict) else {}


def _cards(root: Element) -> Iterator[Item]:
    for heading in root.iter("h3"):
        link = heading.find(".//a")
        address = link.get("href", "").removeprefix(_SITE) if link is not None else ""
        if link is not None and address.startswith(_CARD) and address[len(_CARD) :][:1].isdigit():
            page = f"{_SITE}{address.partition('?')[0].partition('#')[0]}"
            yield Record(line_of(link), beginning_of(link, _LONGEST_TITLE), ids=[page], links=[page])
