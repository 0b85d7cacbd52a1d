"""Records of XML as the objects that the same server sends as JSON, so that one function reads both."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from xml.etree.ElementTree import Element

from paperreader.formats.records.xml.xml_records import text_of

_DEEPEST = 20  # levels, more than a record has


def element_fields(element: Element, texts: Collection[str] = (), levels: int = _DEEPEST) -> dict[str, Any]:
    """Return the children of an element by name: a text, an object for one that has children, a list where a name is repeated.

    Args:
        element: of a record.
        texts: names of elements whose children are markup, such as `<i>` in a title.
        levels: of objects in objects; what stands deeper is a text.
    """
    fields: dict[str, Any] = {}
    for child in element:
        is_text = child.tag in texts or not len(child) or not levels
        value = text_of(child) if is_text else element_fields(child, texts, levels - 1)
        if child.tag not in fields:
            fields[child.tag] = value
        elif isinstance(fields[child.tag], list):
            fields[child.tag].append(value)
        else:
            fields[child.tag] = [fields[child.tag], value]
    return fields
