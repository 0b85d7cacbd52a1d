"""What people type as other search tools want it, and how the query language writes it: `!word`, `year>2020`, `ti:word`."""

from __future__ import annotations

import re
from collections.abc import Collection

from paperreader.query.model import WORD, Mistake, Query, Term, quoted

_TITLES = frozenset(("title", "ti", "intitle", "allintitle"))
_DATES = {
    "before": "date:..{}",
    "until": "date:..{}",
    "after": "date:{}..",
    "since": "date:{}..",
}
_COMPARISON = re.compile(r"(?P<field>[A-Za-z]+)(?P<sign>[<>]=?|=)(?P<value>[^\s<>=]+)")
_EXCLUDED = re.compile(r"!(?=\w)")
_EITHER = re.compile(r"(?<!\S)[^\s()]+(?:\s+OR\s+[^\s()]+)+(?!\S)")
_ARCHIVES = frozenset(
    ("astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin", "stat")
)
_SUBJECT = re.compile(r"[a-z]{2}(?:[a-z-]*[a-z])?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def spelled_word(word: str, fields: Collection[str]) -> Mistake | None:
    """Return what a word without a field is a mistake for, None for other words."""
    if _EXCLUDED.match(word):
        return Mistake(word, "- excludes a word, not !", f"-{word[1:]}")
    compared = _COMPARISON.fullmatch(word)
    if compared and compared["field"].lower() in fields:
        sign = compared["sign"].removesuffix("=") and compared["sign"]
        return Mistake(word, "a field ends with a colon", f"{compared['field'].lower()}:{sign}{compared['value']}")
    archive, _, subject = word.lower().partition(".")
    if archive in _ARCHIVES and _SUBJECT.fullmatch(subject):
        return Mistake(word, "a category has its field", f"cat:{word}")
    return None


def spelled_field(text: str, name: str, value: str) -> Mistake | None:
    """Return what a term is a mistake for, given its text, the name of a field that does not exist, and its value."""
    if name in _TITLES:
        return Mistake(text, "words without a field are those of titles", quoted(value))
    if name in _DATES:
        return Mistake(text, f"there is no field {name}:", _DATES[name].format(value))
    return None


def spelled_alternatives(text: str) -> Mistake | None:
    """Return the mistake of an `OR` outside of parentheses; a title in capitals has none."""
    found = _EITHER.search(text)
    if found is None or text.isupper():
        return None
    return Mistake("OR", "OR joins terms in parentheses", f"({' '.join(found[0].split())})")


def with_values_as_terms(query: Query, states: Collection[str]) -> Query:
    """Return a query with words that are states or years as terms of these: `starred` as `is:starred`."""
    return Query(tuple(_as_term(term, states) for term in query.terms))


def _as_term(term: Term, states: Collection[str]) -> Term:
    word = term.values[0].lower() if term.field == WORD else ""
    if word in states:
        return Term("is", (word,), term.negated)
    return Term("year", (word,), term.negated) if _YEAR.fullmatch(word) else term
