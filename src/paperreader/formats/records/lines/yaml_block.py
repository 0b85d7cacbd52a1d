"""YAML as programs write records: mappings and lists by indentation, texts over several lines, texts in quotes.

By https://yaml.org/spec/1.2.2/. Anchors, tags and lists in brackets are not understood: they are texts here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,60}):(?:[ \t]+(?P<value>.*)|[ \t]*$)")
_FOLDED = re.compile(r"(?P<style>[|>])[-+\d]{0,2}[ \t]*$")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_BLANK = re.compile(r"\n{2,}")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "0": ""}
_MAX_DEPTH = 20


class _YamlLine(NamedTuple):
    indent: int
    text: str


def parse_block(lines: Sequence[str]) -> Any:
    """Return the value that lines spell: an object, a list or a text."""
    return _YamlBlock([_YamlLine(len(line) - len(line.lstrip(" ")), line.strip()) for line in lines]).value(0)


class _YamlBlock:
    """The lines of a value, parsed one after another."""

    def __init__(self, lines: list[_YamlLine]) -> None:
        self._lines = lines
        self._at = 0

    def value(self, depth: int) -> Any:
        """Return the value that begins at the next line."""
        self._skip_blank()
        if self._at >= len(self._lines) or depth > _MAX_DEPTH:
            return ""
        indent, text = self._lines[self._at]
        if _is_item(text):
            return self._items(indent, depth)
        return self._fields(indent, depth) if _KEY.match(text) else self._text("", indent - 1)

    def _skip_blank(self) -> None:
        while self._at < len(self._lines) and not self._lines[self._at].text:
            self._at += 1

    def _items(self, indent: int, depth: int) -> list[Any]:
        found = []
        while self._begins(indent) and _is_item(text := self._lines[self._at].text):
            rest = text[1:].lstrip()
            self._lines[self._at] = _YamlLine(indent + len(text) - len(rest), rest)
            found.append(self.value(depth + 1))
        return found

    def _fields(self, indent: int, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while self._begins(indent) and (found := _KEY.match(self._lines[self._at].text)):
            self._at += 1
            value = (found["value"] or "").strip()
            is_inner = not value and self._has_below(indent)
            fields.setdefault(found["key"], self.value(depth + 1) if is_inner else self._text(value, indent))
        return fields

    def _begins(self, indent: int) -> bool:
        self._skip_blank()
        return self._at < len(self._lines) and self._lines[self._at].indent == indent

    def _has_below(self, indent: int) -> bool:
        """Return whether the next line is deeper, or the item of a list."""
        self._skip_blank()
        if self._at >= len(self._lines):
            return False
        line = self._lines[self._at]
        return line.indent > indent or (line.indent == indent and _is_item(line.text))

    def _text(self, start: str, indent: int) -> str:
        """Return a text that begins behind a key and goes on in deeper lines."""
        block = _FOLDED.match(start)
        parts = [] if block or not start else [start]
        while self._at < len(self._lines) and (self._lines[self._at].indent > indent or not self._lines[self._at].text):
            parts.append(self._lines[self._at].text)
            self._at += 1
        if block and block["style"] == "|":
            return "\n".join(parts).strip()
        paragraphs = _BLANK.split("\n".join(parts))
        return _unquoted("\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs).strip())


def _is_item(text: str) -> bool:
    return text == "-" or text.startswith("- ")


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return _ESCAPE.sub(_plain_sign, text[1:-1])
    return text


def _plain_sign(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)).encode("utf-8", "replace").decode() if code else _ESCAPED.get(escape[3], escape[3])
