"""The first element of an XML or HTML dump: it tells the format. Imports no parser, since it runs for many dumps."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    rb"\s*(?:\xef\xbb\xbf|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ELEMENT = re.compile(rb"\s*<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]*)")


def root_name(head: bytes) -> str:
    """Return the name of the first element in lower case, without its namespace's prefix; "" if there is none."""
    position = 0
    while before := _BEFORE.match(head, position):
        position = before.end()
    element = _ELEMENT.match(head, position)
    return element[1].decode("ascii", "replace").lower() if element else ""
