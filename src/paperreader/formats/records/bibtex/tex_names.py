"""Names of authors as BibTeX and BibLaTeX spell them."""

from __future__ import annotations

import re

from paperreader.formats.records.names import paired_names, whole_name
from paperreader.formats.records.tex_accents import decode_tex

_AND = re.compile(r" and |^and(?: |$)| and$", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r" and(?= )|[{}]", re.IGNORECASE)
_COMMA_OR_BRACE = re.compile(r"[,{}]")
_LABEL = re.compile(r"\s*\"?(family|given|prefix|suffix)\s*=\s*", re.IGNORECASE)
_AMPERSAND = re.compile(r",? \\?& ")
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.[ -]?){1,4}[^\W\d_][\w'’-]+")
_MOST_PARTS = 3  # family, suffix, given


def tex_names(text: str) -> list[str]:
    """Return the names of a field such as `author`, ready for `names.clean_names`.

    `and` outside braces separates them. A name in braces is an institution and stays whole. Besides `Given von Family`,
    `von Family, Given` and `von Family, Jr, Given` this knows the labels of BibLaTeX (`family=Du, given=Pieter`), and
    lists that are separated by `;`, `&` or commas, which BibTeX does not.
    """
    text = " ".join(text.split())
    parts = _split(text, _AND_OR_BRACE) if "{" in text else _AND.split(text)
    names = [name for part in parts if part and part.strip() for name in _unjoined(part.strip())]
    if len(names) == 1 and names[0][0] != "{":
        names = _written_otherwise(names[0])
    return [_name(name) for name in names]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the parts between separators outside braces; the pattern finds braces too."""
    parts, depth, start = [], 0, 0
    for found in separator.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _unjoined(text: str) -> list[str]:
    """Return the names between two `and`: one, or those of `A. Ada, B. Bea`, `Ada, A., Bea, B.` or `Ada, A. & Bea, B.`."""
    if "," not in text or "{" in text or _LABEL.match(text):
        return [text]
    joined = _AMPERSAND.split(text)
    if len(joined) > 1 and all("," in name for name in joined):
        return [name for part in joined for name in _unjoined(part)]
    parts = [part.strip() for part in text.split(",")]
    if all(map(_INITIALS_FIRST.fullmatch, parts)):
        return parts
    return paired_names(parts) or [text]


def _written_otherwise(text: str) -> list[str]:
    """Return the names of a field without `and`: one, or many where the separators are those of other programs."""
    if "; " in text and "&" not in text:
        return [part for part in text.split(";") if part.strip()]
    parts = [part.strip() for part in _split(text, _COMMA_OR_BRACE)]
    if len(parts) <= _MOST_PARTS or _LABEL.match(text):
        return [text]
    return paired_names(parts) or parts


def _name(text: str) -> str:
    parts = [part.strip() for part in (_split(text, _COMMA_OR_BRACE) if "{" in text else text.split(","))]
    if _LABEL.match(text):
        return whole_name(decode_tex(_labelled(parts)))
    if len(parts) == 1 or len(parts) > _MOST_PARTS:
        return whole_name(decode_tex(text))
    if any("," in part for part in parts):  # in braces
        return whole_name(decode_tex(" ".join([parts[-1], *parts[:-1]])))
    return decode_tex(text)


def _labelled(parts: list[str]) -> str:
    """Return the name of `family=Du`, `given=Pieter`, `prefix=du`, `suffix=Jr`."""
    labelled = {label[1].lower(): part[label.end() :].strip('" ') for part in parts if (label := _LABEL.match(part))}
    name = " ".join(labelled[label] for label in ("given", "prefix", "family") if labelled.get(label))
    return f"{name}, {labelled['suffix']}" if labelled.get("suffix") else name
