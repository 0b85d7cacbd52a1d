"""Lists and objects of Python or JSON that a script wrote into one value of a table, as pandas does."""

from __future__ import annotations

import re

_STRING = r"""'(?:[^'\\]|\\.){0,500}+'|"(?:[^"\\]|\\.){0,500}+\""""  # bounded: one that does not end costs no more
_STRINGS = re.compile(_STRING, re.DOTALL)
_PAIR = re.compile(rf"""['"](name|display_name|given|family)['"]\s*+:\s*+({_STRING})""", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s'\"<>]+")


def is_written_list(text: str) -> bool:
    """Return whether a value is a list of texts or objects; `[A translated title]` is none."""
    return text.startswith(("['", '["', "[{"))


def written_texts(text: str) -> list[str]:
    """Return the texts of `['a', "b"]`, of `[a, b]`, and of numpy's `['a' 'b']`."""
    found = [_unquoted(one) for one in _STRINGS.findall(text)]
    return found or [part.strip() for part in text[1:-1].split(",")]


def written_names(text: str) -> list[str]:
    """Return the names of a list of names or of objects: `{'name': 'A B'}` as Semantic Scholar, `{'family': …}` as Crossref."""
    if "'family'" in text or '"family"' in text:  # names besides are those of institutions
        objects = [dict(_PAIR.findall(part)) for part in text.split("}")]
        names = [(_unquoted(one.get("given", "")), _unquoted(one["family"])) for one in objects if "family" in one]
        return [f"{given} {family}".strip() for given, family in names]
    return [_unquoted(name) for _, name in _PAIR.findall(text)] or written_texts(text)


def written_addresses(text: str) -> list[str]:
    """Return the addresses in a list or an object, `{'url': 'https://…'}`; other texts as they are."""
    return _ADDRESS.findall(text) if text[:1] in ("[", "{") else [text]


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(r"\1", text[1:-1])
