"""Names of authors as files of papers spell them, as `Given Family`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperreader.formats.records.plain_text import is_plain, plain_line
from paperreader.web_markup import decoded_entities

_ANY_SUFFIX = r"[JS]r\.?|II|III|IV|2nd|3rd"
_SUFFIX = re.compile(rf"(?:{_ANY_SUFFIX})$", re.IGNORECASE)
_SUFFIX_BEHIND = re.compile(rf"(?P<given>.*\S) (?P<suffix>{_ANY_SUFFIX})")
_LONE_SUFFIX = re.compile(rf"\|\s*(?:{_ANY_SUFFIX})\s*\|", re.IGNORECASE)
_SPLIT_OFF = frozenset(("I", "V"))  # initials that Web of Science takes for suffixes: `Meho, Lokman, I`
_SCOPUS_NUMBER = re.compile(r"(?<!\s)\s*+\([0-9]{6,}\)")  # of an author
_NOBODY = re.compile(r"\[(?:no authors?\b[^\]]*|anonymous)\]$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"[()]")
_NAME_END = re.compile(r"\s*(?:[,;(]|(?:and|&)\s|$)")
_BETWEEN = re.compile(r"(?<!\s)\s+(?:and|&)\s+|^(?:and|&)\s+")
_AND = re.compile(r"(?<!\s)\s+and\s+")
_INITIALS_LAST = re.compile(r"^(?P<family>.+) (?P<initials>[A-Z][A-Z-]{0,4})(?= (?:[JS]r|2nd|3rd)$|$)")
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.?[\s-]?){1,4}")
_PAIR = 2  # a family name and initials
_HOMONYM = re.compile(r" 0[0-9]{3}$")
_OTHERS = re.compile(r"(?:and )?(?:others|et\.? ?al\.?|…|\.\.\.)$", re.IGNORECASE)
_MORE_THAN_NAMES = re.compile(r"[(&…]|\band\b|\bal\b|\.\.", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r",?(?:\s+et\.?\s?al\.?|\s*(?:…|\.\.\.)|\s*等(?:\s?\d{1,4}\s?[位名]?(?:作者|人)?)?)$", re.IGNORECASE
)  # `Ada Lovelace 等 5 位作者`


def whole_name(name: str) -> str:
    """Return a name that `clean_names` leaves in its order: an institution such as `Barnes and Noble, Inc.`."""
    return f"{{{name}}}" if "," in name else name


def name_of_parts(given: str, family: str, suffix: str = "") -> str:
    """Return a name given in parts, of which some may be "", as `clean_names` understands it."""
    name = f"{given} {family}"
    if suffix or not given or not family or "," in name or "{" in name:
        return ", ".join([part for part in (family, suffix, given) if part.strip()])
    return f"{family}, {given}" if _SUFFIX.match(given.rpartition(" ")[2]) else name


def family_before_initials(name: str) -> str:
    """Return `Family, I` of `Family I`, as PubMed and Europe PMC spell names; other names as they are."""
    return _INITIALS_LAST.sub(r"\g<family>, \g<initials>", name)


def given_first(name: str) -> str:
    """Return `Given Family` of `Family, Given`; other names as they are.

    `Family, Jr, Given` of BibTeX, `Family, Given, Jr` of RIS and `Family, Given Jr` of PubMed are `Given Family, Jr`.
    """
    if name.startswith("{") and name.endswith("}"):
        return name[1:-1].strip(" ,")
    if "," not in name:
        return name.strip()
    parts = [part.strip() for part in name.split(",")]
    if not all(parts):
        return name.strip(" ,")
    if _SUFFIX.match(parts[-1]) and len(parts) == 2:  # noqa: PLR2004 - family and suffix
        return f"{parts[0]}, {parts[1]}"
    family, *suffixes, given = parts
    if suffixes and _SUFFIX.match(given):
        given, suffixes = suffixes[0], [given, *suffixes[1:]]
    elif suffixes and given in _SPLIT_OFF:
        given, suffixes = f"{suffixes[0]} {given}".replace("- ", "-"), suffixes[1:]
    elif not suffixes and (behind := _SUFFIX_BEHIND.fullmatch(given)):
        given, suffixes = behind["given"], [behind["suffix"]]
    return ", ".join([f"{given} {family}", *suffixes])


def clean_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names in one form, without `et al.` and its like, and without `[Anonymous]`.

    DBLP's numbers of homonyms (`Wei Wang 0001`) are taken off. `Jr.` that was split off at a comma is no name.
    """
    together = "|".join(["", *names, ""])
    if not is_plain(together):
        names = list(map(plain_line, names))
        together = "|".join(names)
    if _LONE_SUFFIX.search(together):
        names = _with_suffixes(names)
    if "," in together or "{" in together:
        names = list(map(given_first, names))
    if " 0" in together:
        names = [_HOMONYM.sub("", name) for name in names]
    if "[" in together:
        names = [name for name in names if not _NOBODY.match(name)]
    return tuple([name for name in names if name and not _OTHERS.match(name)])


def has_others(names: Sequence[str]) -> bool:
    """Return whether names end in `et al.` or its like, so that their number is not known."""
    return any(_OTHERS.match(name.strip()) for name in names[-2:])


def split_names(text: str, separator: str = ",") -> list[str]:
    """Return the names of a list in one text, separated by `separator` and ` and `.

    Affiliations in parentheses behind names are cut off; `Tse-Hsun (Peter) Chen` is a name.
    """
    text = " ".join(text.split())
    named = _AND_OTHERS.sub("", text[-16:])
    named, others = (text[:-16] + named, ["et al."]) if named != text[-16:] else (text, [])
    pieces = [*_without_affiliations(named).split(separator), *others]
    if "and " in text or "&" in text:
        pieces = [part for piece in pieces for part in _BETWEEN.split(piece.strip())]
    return _with_suffixes([part for piece in pieces if (part := piece.strip())])


def inverted_names(text: str) -> list[str]:
    """Return the names of `Family, Given and Family, Given`, as BibTeX has them; none of another list."""
    names = _AND.split(text)
    return names if len(names) > 1 and all(name.count(",") == 1 for name in names) else []


def paired_names(parts: Sequence[str]) -> list[str]:
    """Return the names of a list whose parts are a family name, initials, a family name, …; none of another list.

    Args:
        parts: of `Smith, J., Jones, A.`, between the commas.
    """
    parts = [part.strip() for part in parts]
    if len(parts) <= _PAIR or len(parts) % _PAIR or not all(map(_INITIALS.fullmatch, parts[1::_PAIR])):
        return []
    return [", ".join(parts[at : at + _PAIR]) for at in range(0, len(parts), _PAIR)]


def listed_names(text: str) -> list[str]:
    """Return the names of a list in one text whose separator is not known: line ends, `;`, `|`, or commas.

    `Hinton, Geoffrey` is one name; `Hinton, G., LeCun, Y.`, `Hinton, G. and LeCun, Y.` and `Hinton G., LeCun Y.` are two. Scopus writes numbers of authors
    behind the names, `de la Cruz, Ana M. (6603398373)`, with `;` between them.
    """
    if not text:
        return []
    text = decoded_entities(text).strip()
    if _SCOPUS_NUMBER.search(text):
        return [name.strip() for name in _SCOPUS_NUMBER.sub("", text).split(";")]
    separator = next((sign for sign in "\n;|" if sign in text), "")
    if separator and not _MORE_THAN_NAMES.search(text):
        return [part.strip() for part in text.split(separator) if part.strip()]
    if separator:
        return [name for part in text.split(separator) for name in split_names(part, "\n")]
    return inverted_names(text) or _names_between_commas(text)


def _names_between_commas(text: str) -> list[str]:
    parts = split_names(text)
    if len(parts) == _PAIR and text.count(",") == 1 and not all(" " in part for part in parts):
        return [text]  # family and given name
    return paired_names(parts) or parts


def _with_suffixes(parts: Sequence[str]) -> list[str]:
    """Return names whose suffixes may stand behind them as parts of their own: `Kerry A. Seitz`, `Jr.`."""
    names: list[str] = []
    for part in parts:
        if names and _SUFFIX.fullmatch(part.strip()):
            names[-1] = f"{names[-1].strip()}, {part.strip()}"
        else:
            names.append(part)
    return names


def _without_affiliations(text: str) -> str:
    kept, depth, start, opening = [], 0, 0, 0
    for sign in _PARENTHESIS.finditer(text):
        if sign[0] == "(":
            opening = opening if depth else sign.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and opening >= start and _NAME_END.match(text, sign.end()):
                kept.append(text[start:opening].rstrip())
                start = sign.end()
    return "".join([*kept, text[start:]])
