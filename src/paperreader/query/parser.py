"""Parse queries as people type them. What is not understood is searched as words, and is a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

from paperreader.errors import nearest
from paperreader.query.fields import FIELDS
from paperreader.query.groups import TermGroup, find_parentheses
from paperreader.query.model import GROUP, ID, NAMED, PHRASE, WORD, Mistake, Query, Term
from paperreader.query.other_spellings import spelled_field, spelled_operators, spelled_value, spelled_word
from paperreader.query.ranges import RangeError
from paperreader.query.typed_ids import bare_ids
from paperreader.query.wrong_parentheses import wrong_parentheses
from paperreader.text import normalize_title

_TOKEN = re.compile(
    r"""(?P<sign>-?)(?:
          "(?P<phrase>[^"]*)"(?=\s|$)
        | (?P<field>[A-Za-z]+):(?P<value>(?:"[^"]*"|[^\s"])*)(?=\s|$)
        | @(?P<name>[\w-]+)(?=\s|$)
        | (?P<word>\S+)
    )""",
    re.VERBOSE,
)
OPEN_QUOTE = "a quote is not closed"
"""The reason of a mistake."""
_GUESSED = 10  # mistakes of a query for which the field that is meant is looked for, which takes long
_NEXT_WORD = re.compile(r"\s+([^\s:()\"-][^\s:()\"]*)(?=\s|$)")
_VALUE = re.compile(r'(?:"[^"]*"|[^,|"])+')


def parse(text: str, named: Mapping[str, str] = MappingProxyType({})) -> Query:
    """Parse a query as typed. Never raises. `named` are the texts that `@name` stands for, by name."""
    return _Parser(named).query(text)


class _Parser:
    """Parses one query, and each named query in it once."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named
        self._meanings: dict[str, Query | None] = {}  # None while it is being parsed

    def query(self, text: str) -> Query:
        """Parse a text."""
        terms: list[Term] = []
        mistakes: list[Mistake] = []
        parts: list[str] = []  # terms and groups as they are understood
        if "(" in text or ")" in text:
            text = _without_stray_signs(text)
        parentheses = find_parentheses(text)
        wrong = wrong_parentheses(text, parentheses)
        position = 0
        while match := _TOKEN.search(text, position):
            position = match.end()
            group = parentheses.groups.get(match.start() + len(match["sign"]))
            if group and (grouped := self._group_terms(group, mistakes, negated=bool(match["sign"]))):
                terms += grouped
                position = group.end
                parts.append(text[match.start() : position])
                continue
            parts.append(match[0].rstrip(")") if position - 1 in parentheses.unopened else match[0])
            if mistake := wrong.mistake(match.start(), match[0]):
                mistakes.append(mistake)
                terms.append(_as_word(match))
            else:
                self._add_terms(match, terms, mistakes)
        return Query(tuple(terms), (*mistakes, *spelled_operators(parts)))

    def _group_terms(self, group: TermGroup, mistakes: list[Mistake], *, negated: bool) -> tuple[Term, ...]:
        """Return the terms of a group; none if they would be others when they are written and parsed again."""
        queries = tuple(map(self.query, group.parts))
        terms = _grouped(queries, negated=negated) if all(query.terms for query in queries) else ()
        if len(terms) == 1 and terms[0].field == GROUP:
            written, alternatives = str(terms[0]), tuple(map(str, terms[0].alternatives))
            groups = find_parentheses(written).groups
            if groups.get(int(terms[0].negated)) != TermGroup(len(written), alternatives):
                return ()
        mistakes += [mistake for query in queries for mistake in query.mistakes]
        return terms

    def _add_terms(self, match: re.Match[str], terms: list[Term], mistakes: list[Mistake]) -> None:
        """Add the terms of a token to `terms`."""
        negated = bool(match["sign"])
        if match["phrase"] is not None:
            if normalize_title(match["phrase"]) or (match["phrase"].strip() and not negated):
                terms.append(Term(PHRASE, (match["phrase"],), negated))
        elif (match["field"] or "").lower() not in FIELDS and (ids := bare_ids(match[0].removeprefix("-"))):
            _add_ids(terms, ids, negated=negated)
        elif match["field"] is not None:
            terms.append(_field_term(match, mistakes))
        elif match["name"] is not None:
            terms.append(self._named_term(match, mistakes))
        else:
            terms += _word_term(match, mistakes)

    def _named_term(self, match: re.Match[str], mistakes: list[Mistake]) -> Term:
        name, negated = match["name"], bool(match["sign"])
        meaning = self._meaning(name)
        if meaning is not None:
            mistakes += [Mistake(match[0], f"@{name}: {mistake.reason}", mistake.near) for mistake in meaning.mistakes]
            return Term(NAMED, (name,), negated, meaning)
        if name in self._named:
            mistakes.append(Mistake(match[0], f"@{name} contains itself"))
        else:
            near = nearest(f"@{name}", [f"@{known}" for known in self._named])
            mistakes.append(Mistake(match[0], f"there is no query @{name}", near))
        return Term(WORD, (f"@{name}",), negated)

    def _meaning(self, name: str) -> Query | None:
        """Return the query of a name; None if it is unknown or contains itself."""
        if name not in self._meanings and name in self._named:
            self._meanings[name] = None
            self._meanings[name] = self.query(self._named[name])
        return self._meanings.get(name)


def _grouped(queries: tuple[Query, ...], *, negated: bool) -> tuple[Term, ...]:
    """Return the terms that match what one of the queries matches, or not; none if nothing is left to be excluded.

    Parentheses around one term are left out.
    """
    if negated:
        queries = _without_signs(queries)
    if len(queries) != 1:
        return (Term(GROUP, (), negated, alternatives=queries),) if queries else ()
    terms = queries[0].terms
    if not negated:
        return terms
    if len(terms) > 1 or (terms[0].field == WORD and not terms[0].values[0][0].isalnum()):
        return (Term(GROUP, (), negated, alternatives=queries),)
    if terms[0].field == GROUP:
        return _grouped(terms[0].alternatives, negated=not terms[0].negated)
    return (replace(terms[0], negated=not terms[0].negated),)


def _without_signs(queries: Iterable[Query]) -> tuple[Query, ...]:
    """Return queries without the words and phrases that no title has, such as `&`, and without those left empty."""
    left = (replace(query, terms=tuple(chain.from_iterable(map(_without_sign, query.terms)))) for query in queries)
    return tuple(query for query in left if query.terms)


def _without_sign(term: Term) -> tuple[Term, ...]:
    if term.field == GROUP and not term.negated:
        return _grouped(_without_signs(term.alternatives), negated=False)
    is_sign = term.field in (WORD, PHRASE) and not term.negated and not normalize_title(term.values[0])
    return () if is_sign else (term,)


def _as_word(match: re.Match[str]) -> Term:
    """Return a token as typed: the search ignores quotes and parentheses."""
    return Term(WORD, (match[0].removeprefix("-"),), bool(match["sign"]))


def _without_stray_signs(text: str) -> str:
    """Return a text without the quotes and signs that are no part of a term: they would open a quotation."""
    return " ".join(match[0] for match in _TOKEN.finditer(text) if not _is_stray(match))


def _is_stray(match: re.Match[str]) -> bool:
    if match["phrase"] is not None:
        return not match["phrase"].strip()
    return match["word"] is not None and not match["word"].strip('"-')


def _add_ids(terms: list[Term], ids: tuple[str, ...], *, negated: bool) -> None:
    """Add identifiers typed without a field. No paper has two of a kind, so those typed in a row are alternatives."""
    last = terms[-1] if terms else None
    if last and last.field == ID and not negated and not last.negated:
        ids = tuple(dict.fromkeys((*terms.pop().values, *ids)))
    terms.append(Term(ID, ids, negated))


def _word_term(match: re.Match[str], mistakes: list[Mistake]) -> list[Term]:
    word = match["word"]
    if not word.strip('"-') or (match["sign"] and not normalize_title(word)):  # no title has `&` alone, to be excluded
        return []
    if word.lstrip("-(").startswith('"') or (':"' in word and word.count('"') % 2):
        mistakes.append(Mistake(match[0], OPEN_QUOTE))
    elif not match["sign"] and (mistake := spelled_word(word, FIELDS)):
        mistakes.append(mistake)
    return [Term(WORD, (word,), bool(match["sign"]))]


def _field_term(match: re.Match[str], mistakes: list[Mistake]) -> Term:
    name, negated = match["field"].lower(), bool(match["sign"])
    as_word = _as_word(match)
    values = [value for part in _VALUE.findall(match["value"]) if (value := part.replace('"', "").strip())]
    if not values:
        if name in FIELDS:
            mistakes.append(Mistake(match[0], f"{name}: has no value", _with_next_word(match)))
        return as_word
    if name not in FIELDS:
        near = nearest(name, FIELDS) if len(mistakes) < _GUESSED else ""
        unknown = Mistake(match[0], f"there is no field {name}:", f"{near}:" if near else "")
        mistakes.append(spelled_field(match[0], name, values[0]) or unknown)
        return as_word
    try:
        return Term(name, tuple(dict.fromkeys(FIELDS[name].canonical(value) for value in values)), negated)
    except RangeError as error:
        mistake = Mistake(match[0], " ".join(f"{match[0]}: {error}".split()), error.near)
        mistakes.append(spelled_value(match[0], name, values[0]) or mistake)
        return as_word


def _with_next_word(match: re.Match[str]) -> str:
    """Return a field that stands before a blank with the word after it, `year:2024` for `year: 2024`; "" if that is no value."""
    word, name = _NEXT_WORD.match(match.string, match.end()), match["field"].lower()
    try:
        return f"{match['sign']}{name}:{FIELDS[name].canonical(word[1])}" if word else ""
    except RangeError:
        return ""
