"""The first element of an XML or HTML dump, by which the format is recognized. Imports no parser, since it runs for many dumps."""

from __future__ import annotations

import re

_PAGES = frozenset(("html", "head", "body", "meta"))  # not `div`: READMEs in Markdown begin with it
_DOCUMENTS = _PAGES | {"opml", "rss", "feed", "rdf", "xml", "oai-pmh"}
_BEFORE = re.compile(rb"\s*(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(rb"\s*<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]*)")


def root_name(head: bytes) -> str:
    """Return the name of the first element in lower case, without its namespace's prefix; "" if there is none."""
    position = 0
    while before := _BEFORE.match(head, position):
        position = before.end()
    element = _ELEMENT.match(head, position)
    return element[1].decode("ascii", "replace").lower() if element else ""


def is_web_page(head: bytes) -> bool:
    """Return whether a dump begins as HTML does."""
    return root_name(head) in _PAGES


def is_markup(head: bytes) -> bool:
    """Return whether a dump is XML or HTML, not a text whose first title begins with `<`."""
    start = head.lstrip()[:9].lower()
    return start.startswith((b"<?xml", b"<!doctype")) or root_name(head) in _DOCUMENTS
