"""What people type as other search tools want it, and how the query language writes it: `!word`, `year>2020`, `ti:word`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from paperreader.query.model import WORD, Mistake, Query, Term, parentheses_pair, quoted
from paperreader.text import normalize_title

_TITLES = frozenset(("title", "ti", "intitle", "allintitle"))
_DATES = {
    "before": "date:..{}",
    "until": "date:..{}",
    "after": "date:{}..",
    "since": "date:{}..",
}
_FIELDS = {
    **dict.fromkeys(("category", "categories", "subject", "subjects"), "cat"),
    **dict.fromkeys(("journal", "conference", "booktitle", "publication"), "venue"),
    **dict.fromkeys(("affiliation", "institution"), "org"),
    **dict.fromkeys(("file", "dump"), "source"),
    **dict.fromkeys(("label", "labels"), "tag"),
    "au": "author",
    **dict.fromkeys(("kw", "topic"), "keyword"),
    **dict.fromkeys(("ab", "abs", "summary"), "abstract"),
}
"""The fields that other names mean; near spellings are found without a table."""
_COMPARISON = re.compile(r"(?P<field>[A-Za-z]+)(?P<sign>[<>]=?|=)(?P<value>[^\s<>=]+)")
_EXCLUDED = re.compile(r"!(?=\w)")
_ALL = re.compile(r"(?<!\S)AND(?!\S)")
_NOT = re.compile(r"(?<!\S)NOT\s+(?P<word>[^\s()]+)")
_ARCHIVES = frozenset(
    ("astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin", "stat")
)
_NAMES = ("author", "org", "venue")
_MOST_WORDS = 4  # of a name
_LEAST_BYTES = 3  # shorter beginnings are those of too many names
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
    if name in _FIELDS:
        return Mistake(text, f"there is no field {name}:", f"{_FIELDS[name]}:{quoted(value)}")
    return None


def spelled_value(text: str, name: str, value: str) -> Mistake | None:
    """Return what a term is a mistake for whose value its field cannot have; None for other mistakes."""
    if name == "authors" and value[:1].isalpha():
        return Mistake(text, "authors: is for their number", f"author:{quoted(value)}")
    return None


def spelled_operators(parts: Sequence[str]) -> Iterator[Mistake]:
    """Yield the mistakes of `NOT`, `AND`, and `OR` outside of parentheses; a title in capitals and a quotation have none.

    The parts are the terms and groups of a query.
    """
    if " ".join(parts).isupper():
        return
    text = " ".join("()" if part.startswith(("(", "-(")) else part for part in parts)
    if (found := _NOT.search(text)) and _is_outside_of_quotes(found):
        yield Mistake("NOT", "- excludes a word, not NOT", f"-{found['word']}")
    if (found := _ALL.search(text)) and _is_outside_of_quotes(found):
        yield Mistake("AND", "every term narrows, without AND")
    if either := _alternatives(parts):
        yield Mistake("OR", "OR joins terms in parentheses", f"({' '.join(either)})")


def _alternatives(parts: Sequence[str]) -> Sequence[str]:
    """Return the first parts that `OR` joins, with it."""
    for first in range(len(parts) - 2):
        last = first
        while last + 2 < len(parts) and parts[last + 1] == "OR" and _can_be_joined(parts[last], parts[last + 2]):
            last += 2
        if last > first:
            return parts[first : last + 1]
    return ()


def _can_be_joined(*parts: str) -> bool:
    return all(map(parentheses_pair, parts))


def _is_outside_of_quotes(found: re.Match[str]) -> bool:
    return found.string.count('"', 0, found.start()) % 2 == 0


def with_values_as_terms(query: Query, states: Collection[str]) -> Query:
    """Return a query with words that are states or years as terms of these: `starred` as `is:starred`."""
    return Query(tuple(_as_term(term, states) for term in query.terms))


def _as_term(term: Term, states: Collection[str]) -> Term:
    word = term.values[0].lower() if term.field == WORD else ""
    if word in states:
        return Term("is", (word,), term.negated)
    return Term("year", (word,), term.negated) if _YEAR.fullmatch(word) else term


def with_words_as_names(query: Query) -> Iterator[Query]:
    """Yield a query with its words and phrases as one name in each field of names: `author:"ashish vaswani"`.

    Yields nothing for words that are no name, or that would take long to search in all names.
    """
    folded = normalize_title(query.written_words)
    if len(folded.split()) > _MOST_WORDS or len(folded.encode()) < _LEAST_BYTES:
        return
    words = [term for term in query.terms if term.has_words]
    for name in _NAMES:
        value = Term(name, (query.written_words,))
        replaced = (value if term is words[0] else term for term in query.terms)
        yield Query(tuple(term for term in replaced if not term.has_words))
