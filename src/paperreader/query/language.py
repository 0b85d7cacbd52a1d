"""Reading queries as people type them; what makes no sense is searched as words, and noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from paperreader.errors import nearest
from paperreader.query.fields import FIELDS
from paperreader.query.model import NAMED, PHRASE, WORD, Query, Term
from paperreader.query.ranges import RangeError

_TOKEN = re.compile(
    r"""(?P<sign>-?)(?:
          "(?P<phrase>[^"]*)"(?=\s|$)
        | (?P<field>[A-Za-z]+):(?P<value>(?:"[^"]*"|[^\s"])+)(?=\s|$)
        | @(?P<name>[\w-]+)(?=\s|$)
        | (?P<word>\S+)
    )""",
    re.VERBOSE,
)
_VALUE = re.compile(r'(?:"[^"]*"|[^,|"])+')


Named = Mapping[str, str]
"""Queries that a person has given names: the text of each by its name."""
_NONE: Named = MappingProxyType({})


def parse(text: str, named: Named = _NONE) -> Query:
    """The query that a text means. Never raises; what is not understood becomes words and a note.

    Args:
        text: as typed.
        named: what `@name` stands for.
    """
    terms: list[Term] = []
    notes: list[str] = []
    for match in _TOKEN.finditer(text):
        negated = bool(match["sign"])
        if match["phrase"] is not None:
            if match["phrase"].strip():
                terms.append(Term(PHRASE, (match["phrase"],), negated))
        elif match["field"] is not None:
            terms.append(_field_term(match, notes))
        elif match["name"] is not None:
            terms.append(_named_term(match, named, notes))
        else:
            terms += _word_term(match["word"], notes, negated=negated)
    return Query(tuple(terms), tuple(notes))


def _word_term(word: str, notes: list[str], *, negated: bool) -> list[Term]:
    if not word.strip('"-'):
        return []
    if word.startswith('"') or (':"' in word and word.count('"') % 2):
        notes.append("a quote is not closed: searched as words")
    return [Term(WORD, (word,), negated)]


def _named_term(match: re.Match[str], named: Named, notes: list[str]) -> Term:
    name, negated = match["name"], bool(match["sign"])
    if name not in named:
        notes.append(
            f"there is no query @{name}{nearest(f'@{name}', [f'@{known}' for known in named])} — searched as a word"
        )
        return Term(WORD, (f"@{name}",), negated)
    meaning = parse(named[name], {other: text for other, text in named.items() if other != name})
    notes += [f"@{name}: {note}" for note in meaning.notes]
    return Term(NAMED, (name,), negated, meaning)


def _field_term(match: re.Match[str], notes: list[str]) -> Term:
    name, negated = match["field"].lower(), bool(match["sign"])
    as_word = Term(WORD, (match[0].removeprefix("-"),), negated)  # as typed: quotes are nothing to the search
    values = [value for part in _VALUE.findall(match["value"]) if (value := part.replace('"', "").strip())]
    if not values:
        return as_word
    if name not in FIELDS:
        notes.append(f"there is no field {name}:{nearest(name, FIELDS, ':')} — searched as words")
        return as_word
    try:
        return Term(name, tuple(dict.fromkeys(FIELDS[name].write(value) for value in values)), negated)
    except RangeError as error:
        notes.append(" ".join(f"{match[0]}: {error} — searched as words".split()))
        return as_word
